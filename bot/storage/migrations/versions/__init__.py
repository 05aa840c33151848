"""The changes of the tables, each naming the one before it."""
