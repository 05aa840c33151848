"""The look-up over loopback catalogues, for every test here."""

from tests.lookup.fixtures import clock, lookup, maze, server, session, storage_url, wikidata

__all__ = ["clock", "lookup", "maze", "server", "session", "storage_url", "wikidata"]
