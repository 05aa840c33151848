"""Benchmarks: a command, never a timed test. `make bench` runs them all."""
