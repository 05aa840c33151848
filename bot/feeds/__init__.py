"""FEED -> ARTICLE: fetching, guarding, parsing, and when to ask again."""
