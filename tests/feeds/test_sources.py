from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.feeds.sources import load_sources, read_feeds
from bot.model import Tier

ENTRY = {
    "id": "drama-desk",
    "url": "https://outlet.example/feed.xml",
    "publisher": "Drama Desk",
    "language": "ko",
    "tier": "trade",
    "timezone": "Asia/Seoul",
    "beat": ["KR", "JP"],
}


def test_the_shipped_list_is_good_and_broad() -> None:
    feeds = load_sources()

    languages = [feed.language for feed in feeds]
    assert len(feeds) >= 25
    assert {"en", "ko", "ja", "zh", "es"} <= set(languages)
    assert all(languages.count(language) >= 4 for language in ("en", "ko", "ja", "zh", "es"))
    assert all(feed.url.startswith("https://") for feed in feeds)
    assert "UTC" not in {feed.timezone for feed in feeds}


def test_an_entry_becomes_a_feed() -> None:
    [feed] = read_feeds([ENTRY], origin="config.toml")

    assert (feed.id, feed.url, feed.publisher) == (
        "drama-desk",
        "https://outlet.example/feed.xml",
        "Drama Desk",
    )
    assert (feed.language, feed.tier, feed.timezone) == ("ko", Tier.TRADE, "Asia/Seoul")
    assert feed.beat == ("KR", "JP")


def test_id_address_and_name_are_enough() -> None:
    bare = {key: ENTRY[key] for key in ("id", "url", "publisher")}

    [feed] = read_feeds([bare], origin="config.toml")

    assert (feed.language, feed.tier, feed.timezone) == (None, Tier.PRESS, "UTC")


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        "\n".join(
            f'[[feed]]\nid = "{name}"\nurl = "http://{name}.example/"\npublisher = "{name}"'
            for name in ("b", "a")
        )
    )

    assert [feed.id for feed in load_sources(path)] == ["b", "a"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "Drama Desk"}, "feed 1: `id` must be small letters"),
        ({"id": "a" * 61}, "feed 1: `id` must be small letters"),
        ({"id": 7}, "feed 1: `id` is missing or no text"),
        ({"url": ""}, 'feed "drama-desk": `url` is missing or no text'),
        ({"url": "ftp://outlet.example/"}, 'feed "drama-desk": `url` must start with http'),
        ({"url": "outlet.example/feed"}, "`url` must start with http"),
        ({"url": "https://"}, "`url` must start with http"),
        ({"url": "https://[x/"}, "`url` is no web address"),
        ({"url": "https://outlet.example:x/"}, "`url` is no web address"),
        ({"publisher": None}, "`publisher` is missing or no text"),
        ({"language": "korean"}, "`language` must be a code of two letters"),
        ({"language": ""}, "`language` is missing or no text"),
        ({"tier": "gossip"}, "`tier` must be one of official, trade, press, blog: gossip"),
        ({"timezone": "Seoul"}, "`timezone` must be a name like"),
        ({"timezone": "../etc"}, "`timezone` must be a name like"),
        ({"timezone": "Asia"}, "`timezone` must be a name like"),
        ({"beat": "KR"}, "`beat` must be a list of country codes"),
        ({"beat": ["Korea"]}, "`beat` must be a list of country codes"),
        ({"intervall": 5}, "there is no setting 'intervall'"),
    ],
)
def test_a_wrong_entry_is_named_with_what_is_wrong(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason) as caught:
        read_feeds([{**ENTRY, **changes}], origin="mine.toml")

    assert str(caught.value).startswith("mine.toml, feed ")


def test_an_entry_must_be_a_table() -> None:
    with pytest.raises(ConfigError, match=r"mine\.toml, feed 2 is no table"):
        read_feeds([ENTRY, "https://outlet.example/"], origin="mine.toml")


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({**ENTRY, "url": "https://other.example/"}, '"drama-desk": `id` is already taken'),
        ({**ENTRY, "id": "other"}, '"other": `url` https://outlet.example/feed.xml is already'),
    ],
)
def test_nothing_is_listed_twice(second: dict[str, object], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        read_feeds([ENTRY, second], origin="mine.toml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", r"must hold \[\[feed\]\] entries and nothing else"),
        (b"feed = 3", "must hold"),
        (b"feed = []", "must hold"),
        (b"[[feeds]]\nid = 'a'", "must hold"),
        (b"[[feed]]\nid = ", "is no TOML"),
        (b"\xff\xfe", "is no TOML"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=rf"mine\.toml .*{reason}"):
        load_sources(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read: No such file"):
        load_sources(tmp_path / "none.toml")
