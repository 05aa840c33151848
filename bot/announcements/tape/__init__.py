"""A field as a tape of folded words and signs, and the phrases that stand on it."""
