"""A web server on loopback that serves feeds as real ones do, and fails as real ones do."""
