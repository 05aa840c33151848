"""Tests of what the summary tells."""
