"""The names of shows and people, found by where they stand among the words."""
