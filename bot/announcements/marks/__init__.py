"""What is marked in a field: titles, seasons, networks and dates."""
