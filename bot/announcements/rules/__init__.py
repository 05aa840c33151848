"""What a phrase on the tape announces: one module a kind, and what all kinds share."""
