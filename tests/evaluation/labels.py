"""Labelled announcements filed into stories: what merging loses when detection loses nothing."""

import itertools
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.model import (
    Announcement,
    Article,
    Evidence,
    Field,
    Kind,
    Precision,
    Stage,
    Status,
    When,
)
from bot.pipeline.desk import Desk, Finding
from bot.shows.match import ShowIndex
from bot.shows.names import fold
from bot.stories.book import StoryBook
from tests.evaluation.corpora import Record
from tests.evaluation.detect import article_of, published_order

Predicted = Mapping[str, Mapping[str, Any]]


def predict_stories(
    records: Iterable[Record], *, desk: Desk, shows: ShowIndex, window: timedelta
) -> dict[str, dict[str, Any]]:
    """Return labels as predictions, with the stories that they fall into, in published order.

    The labels name no people: those of casting news are the ones that the bot itself reads.
    """
    book = StoryBook(window=window)
    now = datetime(1970, 1, 1, tzinfo=UTC)
    predicted = {}
    for record in sorted(records, key=published_order):
        article = article_of(record)
        now = article.published_at or now
        book.expire(now)
        read = desk.read(article)
        findings = [_finding(one, article, read, shows) for one in _main_first(record)]
        changes = desk.file(article, findings, book=book, now=now)
        desk.learn(findings)
        predicted[record["id"]] = {
            "id": record["id"],
            "announcements": record["announcements"],
            "story": changes[0].story.id if changes else None,
        }
    return predicted


def wrong_pairs(
    records: Sequence[Record], predicted: Predicted
) -> Iterator[tuple[str, Record, Record]]:
    """Give the pairs of items that should be one story and are not, and those that should not."""
    known = [record for record in records if record.get("story")]
    for one, other in itertools.combinations(known, 2):
        stories = [predicted.get(each["id"], {}).get("story") for each in (one, other)]
        together = stories[0] is not None and stories[0] == stories[1]
        if together != (one["story"] == other["story"]):
            yield ("together" if together else "apart"), one, other


def _main_first(record: Record) -> list[Mapping[str, Any]]:
    """Return the announcements, the one that the story is named after first."""
    slug, *named = (record.get("story") or "").split("/")

    def is_other(one: Mapping[str, Any]) -> tuple[bool, bool]:
        titles = {fold(one["show"]), fold(one.get("show_en") or "")}
        return (
            fold(slug) not in titles,
            not any(part.startswith(_name(one)) for part in named),
        )

    return sorted(record["announcements"], key=is_other)


def _name(one: Mapping[str, Any]) -> str:
    """Return how stories of this kind are named in the labels."""
    return f"filming-{one['stage']}" if one.get("stage") else str(one["kind"])


def _finding(
    one: Mapping[str, Any], article: Article, read: Sequence[Finding], shows: ShowIndex
) -> Finding:
    kind = Kind(one["kind"])
    same_kind = [each.announcement for each in read if each.announcement.kind is kind]
    beside = same_kind[0] if same_kind else None
    announcement = Announcement(
        show=one["show"],
        season=one.get("season"),
        kind=kind,
        status=Status(one["status"]),
        stage=Stage(one["stage"]) if one.get("stage") else None,
        when=_when(one.get("when")),
        people=beside.people if beside and kind is Kind.CASTING else (),
        rule="label",
        evidence=(Evidence(field=Field.HEADLINE, start=0, end=1, text=article.headline[:1]),),
    )
    match = shows.resolve(
        announcement.show,
        language=article.language,
        people=[person.name for person in announcement.people],
        text=f"{article.headline} {article.summary}",
    )
    return Finding(announcement=announcement, show=match.show, reason=match.reason)


def _when(label: str | None) -> When | None:
    """Return the stretch of days that a label means."""
    if not label:
        return None
    year, month, day = (*map(int, label.split("-")), 0, 0)[:3]
    if day:
        on = date(year, month, day)
        return When(start=on, end=on, precision=Precision.DAY)
    if month:
        last = monthrange(year, month)[1]
        return When(
            start=date(year, month, 1), end=date(year, month, last), precision=Precision.MONTH
        )
    return When(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR)
