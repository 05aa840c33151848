"""What the words are: cleaned, folded, in which language, between which quotation marks."""
