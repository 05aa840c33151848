"""STORY -> DELIVERY: who is owed what, how it reads, and sending it."""
