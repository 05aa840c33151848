"""`dramawire detect`: items in as JSON Lines, announcements out as JSON Lines."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

from bot.cli.failures import EXIT_FAILED, told_plainly
from bot.cli.lines import opened_lines, speak_utf8
from bot.config import NewsSettings
from bot.errors import BotError
from bot.feeds.items import item_from_json
from bot.model import Announcement, Article
from bot.pipeline.desk import Desk, open_desk
from bot.stories.book import StoryBook

WINDOW = NewsSettings().story_window


def detect(file: str) -> None:
    """Read the items of `file` ("-": standard input); exit with 1 if a line was bad."""
    with told_plainly(), opened_lines(file) as lines:
        speak_utf8(sys.stdout)
        if write_announcements(lines, out=sys.stdout, err=sys.stderr):
            raise SystemExit(EXIT_FAILED)


def write_announcements(lines: Iterable[str], *, out: TextIO, err: TextIO) -> int:
    """Write one JSON object for each good line; return how many lines were bad.

    Memory is bounded: stories leave it when their window has passed.
    """
    desk = open_desk(window=WINDOW)
    book = StoryBook(window=WINDOW)
    bad = 0
    # An item without a date is taken as told together with the item before it.
    now = datetime(1970, 1, 1, tzinfo=UTC)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given_id, article = item_from_json(line)
        except BotError as error:
            bad += 1
            print(f"line {number}: {error}", file=err)
            continue
        now = article.published_at or now
        book.expire(now)
        detected = {"id": given_id, **_detected(article, desk=desk, book=book, now=now)}
        out.write(json.dumps(detected, ensure_ascii=False))
        out.write("\n")
    return bad


def _detected(article: Article, *, desk: Desk, book: StoryBook, now: datetime) -> dict[str, object]:
    findings = desk.read(article)
    changes = desk.file(article, findings, book=book, now=now)
    return {
        "announcements": [as_json(finding.announcement) for finding in findings],
        "story": changes[0].story.id if changes else None,
    }


def as_json(announcement: Announcement) -> dict[str, object]:
    """Return an announcement in the vocabulary of the labelled corpora, ready for JSON."""
    return {
        "show": announcement.show,
        "season": announcement.season,
        "kind": announcement.kind,
        "status": announcement.status,
        "stage": announcement.stage,
        "when": None if announcement.when is None else str(announcement.when),
        "people": [
            {"name": person.name, "role": person.part, "job": person.job}
            for person in announcement.people
        ],
        "network": announcement.network,
        "evidence": [
            {"field": words.field, "start": words.start, "end": words.end, "text": words.text}
            for words in announcement.evidence
        ],
    }
