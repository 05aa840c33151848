import json

import pytest

from bot.errors import ParseError
from bot.feeds.jsonfeed import read_json_feed

VERSION = "https://jsonfeed.org/version/1.1"


def test_items_keep_what_they_have() -> None:
    language, [full, bare] = read_json_feed(
        json.dumps(
            {
                "version": VERSION,
                "language": "ko",
                "home_page_url": "https://outlet.example/",
                "items": [
                    {
                        "id": 7,
                        "title": "A",
                        "content_html": "<p>x</p>",
                        "summary": "y",
                        "url": "/7",
                        "image": "/7.jpg",
                        "date_published": "2026-11-20",
                    },
                    {"id": None, "title": 3},
                    "no item",
                ],
            }
        )
    )

    assert language == "ko"
    assert (full.guid, full.title, full.texts) == ("7", "A", ("<p>x</p>", "y"))
    assert (full.links, full.images, full.dates) == (("/7",), ("/7.jpg",), ("2026-11-20",))
    assert full.base == "https://outlet.example/"
    assert (bare.guid, bare.title, bare.links) == ("", "", ())


def test_without_a_language_there_is_none() -> None:
    assert read_json_feed(json.dumps({"version": VERSION, "items": []})) == (None, [])


@pytest.mark.parametrize("text", ["{", '{"a": }', "{" * 100_000 + '"a":' * 3])
def test_broken_json_is_no_feed(text: str) -> None:
    with pytest.raises(ParseError, match="broken JSON"):
        read_json_feed(text)


def test_deep_json_is_no_feed() -> None:
    with pytest.raises(ParseError, match="broken JSON"):
        read_json_feed('{"a":' * 100_000)


@pytest.mark.parametrize(
    "text", ["{}", '{"items": []}', '{"items": {}, "version": "jsonfeed.org"}']
)
def test_other_json_is_no_feed(text: str) -> None:
    with pytest.raises(ParseError, match="no JSON Feed"):
        read_json_feed(text)
