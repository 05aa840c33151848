"""Text from feeds: harmless, and cut so that nothing breaks in two."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliveries.escape import cut, escape, length, plain, safe_link
from bot.deliveries.markup import spans
from tests.deliveries.examples import TEXTS


def shown(text: str) -> str:
    """Return what a reader sees of an escaped text."""
    return "".join(span.text for span in spans(text))


@pytest.mark.parametrize(
    ("feed_text", "escaped"),
    [
        ("**bold** _it_ ~~no~~ ||what||", r"\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|what\|\|"),
        ("`code`", r"\`code\`"),
        ("[x](https://evil.example)", "\\[x\\](https:\u200b//evil.example)"),
        ("https://evil.example", "https:\u200b//evil.example"),
        ("join discord.gg/abc", "join discord\u200b.gg/abc"),
        ("<@123> <@&9> <#5>", "\\<@\u200b123> \\<@\u200b&9> \\<#5>"),
        ("<t:1700000000:R>", r"\<t:1700000000:R>"),
        ("<:emoji:1>", r"\<:emoji:1>"),
        ("@everyone @here", "@\u200beveryone @\u200bhere"),
        ("# heading", r"\# heading"),
        ("> quoted", r"\> quoted"),
        ("- item", r"\- item"),
        ("-# small", r"\-# small"),
        ("1. item", r"1\. item"),
        ("1899", "1899"),
        ("C:\\path", r"C:\\path"),
        ("Mr. & Mrs. O'Neil (2024)!", "Mr. & Mrs. O'Neil (2024)!"),
        ("지금 우리 학교는", "지금 우리 학교는"),
    ],
)
def test_feed_text_formats_links_and_mentions_nothing(feed_text: str, escaped: str) -> None:
    assert escape(feed_text) == escaped


@pytest.mark.parametrize(
    ("feed_text", "line"),
    [
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("zero\u200bwidth \u202eesrever\u2069", "zerowidth esrever"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("bell\x07 null\x00", "bell null"),
        ("filler\u3164", "filler"),
        ("\u200d👩\u200d🚀", "\u200d👩\u200d🚀"),
    ],
)
def test_plain_text_is_one_line_of_what_can_be_seen(feed_text: str, line: str) -> None:
    assert plain(feed_text) == line


@settings(deadline=None)
@given(TEXTS)
def test_escaped_text_shows_what_the_feed_wrote(text: str) -> None:
    """Nothing is lost on the way, and nothing of it was read as formatting."""
    escaped = escape(text)

    assert shown(escaped) == plain(text)
    assert all(not (span.bold or span.link or span.mention) for span in spans(escaped))
    assert "@everyone" not in escaped
    assert "@here" not in escaped
    assert "<@" not in escaped.replace("<@\u200b", "")
    assert "://" not in escaped


@settings(deadline=None)
@given(TEXTS)
def test_plain_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("one two three four", 17, "one two three…"),
        ("abcdefghij", 5, "abcd…"),
        ("ab👩\u200d🚀cd", 6, "ab…"),
        ("ab🇰🇷🇯🇵", 8, "ab🇰🇷…"),
        ("ab🇰🇷🇯🇵", 6, "ab…"),
        ("cafe\u0301s", 5, "caf…"),
        ("hi👍🏽!", 5, "hi…"),
        ("ᄀ\u1161\u11a8x", 3, "ᄀ\u1161…"),
        ("abc\\*def", 5, "abc…"),
        ("😀😀😀", 5, "😀😀…"),
        ("e\u0301\u0301\u0301\u0301\u0301", 4, "e\u0301\u0301…"),
        ("x", 0, ""),
        ("xyz", 1, "…"),
    ],
)
def test_a_cut_falls_between_what_people_see_as_characters(
    text: str, limit: int, expected: str
) -> None:
    assert cut(text, limit) == expected


@settings(deadline=None)
@given(TEXTS, st.integers(0, 5_000))
def test_a_cut_text_keeps_the_limit_and_begins_like_the_whole(text: str, limit: int) -> None:
    short = cut(text, limit)

    assert length(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))


@settings(deadline=None)
@given(TEXTS, st.integers(2, 300))
def test_a_cut_after_escaping_leaves_no_open_escape(text: str, limit: int) -> None:
    short = cut(escape(text), limit).removesuffix("…")

    assert (len(short) - len(short.rstrip("\\"))) % 2 == 0


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["Lu", "Mn", "So"]), max_size=50))
def test_a_cut_never_takes_a_mark_from_its_letter(text: str) -> None:
    short = cut(text, 20).removesuffix("…")
    follows = text[len(short) : len(short) + 1]

    assert not follows or not short or unicodedata.category(follows) != "Mn" or len(short) >= 18


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://a.example/x?y=1&z=2#top", "https://a.example/x?y=1&z=2#top"),
        ("http://a.example", "http://a.example"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("https://a.example/wiki/X_(series)", "https://a.example/wiki/X_%28series%29"),
        ("https://a.example/한국", "https://a.example/%ED%95%9C%EA%B5%AD"),
        ("https://a.example/%ED%95%9C", "https://a.example/%ED%95%9C"),
        ("https://뉴스.example/a", "https://xn--vg1b002a.example/a"),
        ("https://a.example/ x)[y](z", "https://a.example/%20x%29%5By%5D%28z"),
        ("https://user@a.example/", None),
        ("https://a_b.example/", None),
        ("https://localhost/", None),
        ("https://[::1]/", None),
        ("https://a.example:port/", None),
        ("https://" + "a" * 70 + ".example/", None),
        ("ftp://a.example/", None),
        ("javascript:alert(1)", None),
        ("", None),
        ("https://a.example/" + "x" * 2_100, None),
    ],
)
def test_only_web_addresses_become_links(link: str, safe: str | None) -> None:
    assert safe_link(link) == safe


@settings(deadline=None)
@given(TEXTS)
def test_no_text_makes_an_address_that_leaves_its_link(text: str) -> None:
    link = safe_link(f"https://a.example/{text}")

    assert link is None or not set(link) & set(' ()[]<>"`\\\n')
