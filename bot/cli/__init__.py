"""What people type in a terminal; each command imports what it needs when it runs."""
