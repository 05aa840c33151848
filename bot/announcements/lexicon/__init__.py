"""What a language says, read from its file and compiled: phrases, words about titles, the gate."""
