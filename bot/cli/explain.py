"""`dramawire explain`: how one headline is read, step by step."""

import json
import sys
from datetime import UTC, date, datetime, time

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.announcements.reading import Reading
from bot.cli.detect import as_json as announcement_as_json
from bot.cli.failures import fail, told_plainly
from bot.cli.lines import speak_utf8
from bot.feeds.text import plain, plain_line
from bot.model import Announcement, Article, ArticleId, FeedId
from bot.shows.catalogue import load_catalogue
from bot.shows.match import Match, ShowIndex

MAX_PIPED_WIDTH = 1_000
WORTH_TELLING = 0.01
"""What is less likely is not printed for people."""


def explain(headline: str, *, summary: str, published: str | None, as_json: bool) -> None:
    """Print how a headline is read: as a person reads it, or as one JSON object."""
    with told_plainly():
        article = _article(headline, summary=summary, published=published)
        shows = ShowIndex(load_catalogue().shows)
        extractor = Extractor(lexicons=load_lexicons(), titles=shows)
        reading = extractor.read(article)
        found = [
            (
                each,
                shows.resolve(
                    each.show,
                    language=reading.language,
                    network=each.network,
                    text=f"{article.headline}\n{article.summary}",
                ),
            )
            for each in reading.announcements
        ]
        if as_json:
            speak_utf8(sys.stdout)
            print(json.dumps(_as_object(reading, found), ensure_ascii=False, indent=2))
        else:
            _print(reading, found)


def _article(headline: str, *, summary: str, published: str | None) -> Article:
    line = plain_line(headline)
    if not line:
        fail("the headline is empty; put it into quotation marks behind `explain`.")
    day = _day(published) if published else None
    return Article(
        id=ArticleId("explained"),
        feed_id=FeedId("explained"),
        headline=line,
        summary=plain(summary),
        published_at=datetime.combine(day, time(), tzinfo=UTC) if day else None,
        published_on=day,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"--published is {text!r}; it must be a day as YYYY-MM-DD, for example 2026-11-20.")


def _as_object(reading: Reading, found: list[tuple[Announcement, Match]]) -> dict[str, object]:
    return {
        "language": reading.language,
        "normalised": reading.headline,
        "marks": [{"sign": sign, "words": words} for sign, words in reading.marks],
        "matches": [
            {"rule": rule, "field": field, "words": words} for rule, field, words in reading.matches
        ],
        "vetoes": [
            {"reason": reason, "field": field, "words": words}
            for reason, field, words in reading.vetoes
        ],
        "dropped": [
            {"rule": rule, "words": words, "reason": why} for rule, words, why in reading.dropped
        ],
        "weight": reading.weight,
        "likely": [
            {"kind": kind, "probability": round(probability, 4), "words": words}
            for kind, probability, words in reading.likely
        ],
        "announcements": [
            announcement_as_json(each)
            | {
                "rule": each.rule,
                "resolved": {"id": m.show.id, "title": m.show.title, "reason": m.reason},
            }
            for each, m in found
        ],
    }


def _print(reading: Reading, found: list[tuple[Announcement, Match]]) -> None:
    # Piped into another program, a line is not to be broken at 80 characters.
    out = Console(highlight=False, width=None if sys.stdout.isatty() else MAX_PIPED_WIDTH)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", justify="right")
    table.add_column(overflow="fold")
    table.add_row("language", reading.language or "none that I read")
    table.add_row("normalised", Text(reading.headline))
    for sign, words in reading.marks:
        table.add_row(sign, Text(words))
    for rule, field, words in reading.matches:
        table.add_row("rule", Text(f"{rule}: “{words}” ({field})"))
    for reason, field, words in reading.vetoes:
        table.add_row("veto", Text(f"{reason}: “{words}” ({field})", style="yellow"))
    for rule, words, why in reading.dropped:
        table.add_row("dropped", Text(f"{rule}: “{words}” ({why})", style="yellow"))
    if reading.weight is not None:
        table.add_row("weight", f"{reading.weight:.1f}")
    for kind, probability, words in reading.likely:
        if probability >= WORTH_TELLING:
            table.add_row("likely", Text(f"{kind} {probability:.3f}: “{words}”"))
    for each, match in found:
        table.add_row("", "")
        table.add_row("announces", Text(_facts(each), style="bold green"))
        table.add_row("show", Text(f"{match.show.title} [{match.show.id}]: {match.reason}"))
        for person in each.people:
            table.add_row(person.part, Text(f"{person.name} ({person.job})"))
        table.add_row("by rule", Text(each.rule))
        for proof in each.evidence:
            place = f"{proof.field} {proof.start}-{proof.end}"
            table.add_row("evidence", Text(f"“{proof.text}” ({place})"))
    out.print(table)
    if not found:
        out.print("Nothing is announced." if reading.language else "Nothing can be read.")


def _facts(each: Announcement) -> str:
    facts = [each.show]
    if each.season is not None:
        facts.append(f"season {each.season}")
    facts += [each.kind, *([each.stage] if each.stage else []), each.status]
    if each.when is not None:
        facts.append(f"{each.when} ({each.when.precision})")
    if each.network:
        facts.append(f"on {each.network}")
    return ", ".join(facts)
