"""Made-up items for benchmarks: mostly quiet, some announcing, the same for each run."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.model import Article, ArticleId, FeedId

SEED = 20_261_122
ANNOUNCING = 0.08
"""As in feeds as they come."""

_PLACES = ("harbor", "castle", "orchard", "station", "market", "island", "garden", "bridge")
_COLOURS = ("Amber", "Crimson", "Silver", "Velvet", "Golden", "Marble", "Scarlet", "Winter")
_QUIET = (
    "What the cast of '{show}' eats for breakfast on set",
    "{name} opens up about growing up near the {place}",
    "Review: '{show}' loses its way in episode {n}",
    "Where to watch '{show}' this weekend",
    "{name} leaves agency after {n} years",
    "Box office: {n} million tickets sold for the film about the {place}",
    "'{show}' ratings climb to {n} percent ahead of the finale",
    "Ten shows to watch if you miss '{show}'",
    "Will '{show}' return? Everything we know so far",
    "‘{show}’ 시청률 {n}% 돌파",
    "배우 {name}, 팬미팅 소감 “감사하다”",
)
_NEWS = (
    "Netflix Renews '{show}' for Season {n}",
    "'{show}' Canceled After {n} Seasons",
    "'{show}' Season {n} Begins Filming",
    "{name} Joins '{show}' Season {n}",
    "'{show}' Season {n} Sets March Premiere Date",
    "[공식] ‘{show}’ 시즌{n} 제작 확정",
)
_NAMES = ("Ana Ruiz", "Kim Ha-neul", "Lee Do-yun", "Marta Sand", "Park Seo-woo", "Jon Ek")
_FILLER = (
    "The series tells of three friends who come back to the {place} where they grew up, and of "
    "what they find there. It was written by a newcomer and has won over viewers at home."
)


def articles(number: int) -> Iterator[Article]:
    """Yield so many articles with headline and teaser."""
    draw = random.Random(SEED)
    at = datetime(2026, 11, 1, tzinfo=UTC)
    for index in range(number):
        words = {
            "show": f"{draw.choice(_COLOURS)} {draw.choice(_PLACES).title()}",
            "place": draw.choice(_PLACES),
            "name": draw.choice(_NAMES),
            "n": draw.randint(2, 9),
        }
        headline = draw.choice(_NEWS if draw.random() < ANNOUNCING else _QUIET)
        at += timedelta(seconds=30)
        yield Article(
            id=ArticleId(str(index)),
            feed_id=FeedId(f"feed-{index % 40}"),
            headline=headline.format(**words),
            summary=_FILLER.format(**words),
            publisher=f"Outlet {index % 40}",
            published_at=at,
            published_on=at.date(),
        )
