"""The dates that a text gives, and what they mean on the calendar."""
