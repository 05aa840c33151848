"""The tests: the folders mirror `bot/`; the loopback servers are programs of their own."""
