"""Crossed examples: templates of news with many values of one slot, true by construction."""
