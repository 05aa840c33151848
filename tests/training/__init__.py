"""How the encoder that reads headlines beside the rules is trained: `python -m tests.training`."""
