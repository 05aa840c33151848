"""Invented shows, so that no test of matching hangs on the shipped catalogue."""

from bot.model import Show, ShowId


def show(
    show_id: str,
    *names: str,
    country: str | None = None,
    year: int | None = None,
    network: str | None = None,
    known: bool = True,
) -> Show:
    return Show(
        id=ShowId(show_id),
        title=names[0],
        names=names,
        country=country,
        year=year,
        network=network,
        known=known,
    )
