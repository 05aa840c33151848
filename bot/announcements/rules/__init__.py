"""One module a kind of announcement."""
