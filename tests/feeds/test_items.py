import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ParseError
from bot.feeds.articles import MAX_ID
from bot.feeds.items import ITEMS_FEED, article_from_json
from bot.model import Tier


def line(**changes: object) -> str:
    return json.dumps({"id": "1", "title": "Harbor Lights is back", **changes})


def test_a_full_item_becomes_an_article() -> None:
    found = article_from_json(
        line(
            id="a-1",
            lang="en-US",
            summary="<p>In May.</p>",
            published="2026-11-20",
            url="https://outlet.example/1",
            publisher="Drama Desk",
            tier="trade",
            note="unknown keys do no harm",
        )
    )

    assert (found.id, found.feed_id) == ("a-1", ITEMS_FEED)
    assert (found.headline, found.summary) == ("Harbor Lights is back", "In May.")
    assert (found.language, found.publisher, found.tier) == ("en", "Drama Desk", Tier.TRADE)
    assert found.link == "https://outlet.example/1"
    assert found.published_on == date(2026, 11, 20)
    assert found.published_at == datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_id_and_title_are_enough() -> None:
    found = article_from_json(line(published=None, summary=None, url=None, lang=None))

    assert (found.published_at, found.published_on, found.summary) == (None, None, "")
    assert (found.link, found.language, found.tier) == ("", None, Tier.PRESS)


@pytest.mark.parametrize(
    "published", ["2026-11-20T10:00:00+09:00", "2026-11-20T01:00:00Z", "2026-11-20 01:00"]
)
def test_times_are_read_with_their_zone(published: str) -> None:
    found = article_from_json(line(published=published))

    assert found.published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert found.published_on == date(2026, 11, 20)


def test_an_item_may_be_dated_ahead() -> None:
    assert article_from_json(line(published="2099-01-01")).published_on == date(2099, 1, 1)


def test_a_number_is_an_id() -> None:
    assert article_from_json(line(id=7)).id == "7"


def test_bytes_are_read_as_text() -> None:
    assert article_from_json(line(title="등대지기").encode()).headline == "등대지기"


def test_lone_surrogates_do_not_spread() -> None:
    found = article_from_json('{"id": "\\ud800", "title": "a\\ud800b"}')

    assert (found.id, found.headline) == ("?", "a?b")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ('{"a":' * 100_000, "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ('"a text"', 'not a JSON object but "a text"'),
        ("[" + "1, " * 50 + "1]", r"not a JSON object but \[1, 1.*…"),
        ("{}", "`title` is missing or empty"),
        (line(title="  "), "`title` is missing or empty"),
        (line(title=3), "`title` must be a text: 3"),
        (line(id=None), "`id` is missing"),
        (line(id=""), "`id` is missing"),
        (line(id=True), "`id` is missing"),
        (line(id=[1]), "`id` is missing"),
        (line(id="x" * (MAX_ID + 1)), "`id` is longer than 500 characters"),
        (line(published="yesterday"), "`published` is neither .*: yesterday"),
        (line(published="20 Nov 2026"), "`published` is neither"),
        (line(published="2026-13-01"), "`published` is neither"),
        (line(published=20261120), "`published` must be a text: 20261120"),
        (line(tier="gossip"), "`tier` must be one of official, trade, press, blog: gossip"),
        (line(summary=["x"]), "`summary` must be a text"),
    ],
)
def test_a_bad_line_is_told_what_is_wrong(text: str | bytes, reason: str) -> None:
    with pytest.raises(ParseError, match=reason):
        article_from_json(text)


@given(st.text(max_size=100))
def test_any_line_gives_an_article_or_a_parse_error(text: str) -> None:
    """Nothing else is raised, so that one line never ends the stream."""
    with suppress(ParseError):
        assert article_from_json(text).headline
