"""ARTICLE -> ANNOUNCEMENT: rules over words; pure."""
