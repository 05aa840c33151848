"""Small words that several commands print."""


def counted(number: int, name: str) -> str:
    """Return "1 article" or "3 articles"."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
