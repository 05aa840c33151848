from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.links import MAX_LINK, absolute_link, canonical_link


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=rss&utm_medium=feed",
        "wt_mc=rss.drama.beitrag",
        "source=rss",
        "fbclid=abc",
        "at_medium=RSS&at_campaign=KARANGA",
        "plink=RSSREADER",
        "xtor=RSS-1",
        "",
        "&",
    ],
)
def test_tracking_is_dropped(query: str) -> None:
    assert canonical_link(f"https://a.example/x?{query}") == "https://a.example/x"


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/?p=123",
        "https://a.example/view.php?id=7&source=print",
        "https://a.example/x?q=a%20b&r=%C3%A9",
        "https://a.example/app#!/story/7",
        "http://www.google.com/maps?url=https://b.example/",
    ],
)
def test_what_names_the_article_is_kept_as_it_was_written(link: str) -> None:
    assert canonical_link(link) == link


def test_tracking_goes_and_the_rest_stays_in_its_order() -> None:
    link = "https://a.example/x?b=2&utm_source=rss&a=1#xtor=RSS-3"

    assert canonical_link(link) == "https://a.example/x?b=2&a=1"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/url?rct=j&sa=t&url=https://a.example/x%3Futm_source%3Drss&ct=ga",
        "https://www.google.com/url?q=https://a.example/x",
    ],
)
def test_google_links_give_the_address_behind_them(link: str) -> None:
    assert canonical_link(link) == "https://a.example/x"


def test_a_google_link_without_an_address_behind_it_stays() -> None:
    link = "https://www.google.com/url?url=javascript:alert(1)"

    assert canonical_link(link) == link


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("/news/1", "https://a.example/news/1"),
        ("2", "https://a.example/tv/2"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("  https://b.example/a b\n/c ", "https://b.example/a%20b/c"),
    ],
)
def test_links_become_absolute(link: str, absolute: str) -> None:
    assert canonical_link(link, base="https://a.example/tv/1") == absolute


@pytest.mark.parametrize(
    "link",
    [
        "",
        "   ",
        "/news/1",
        "javascript:alert(1)",
        "mailto:desk@a.example",
        "file:///etc/passwd",
        "https://",
        "https://[broken/",
        "https://a.example:port/",
        "https://a.example/" + "x" * MAX_LINK,
    ],
)
def test_what_is_no_web_address_is_none(link: str) -> None:
    assert canonical_link(link) == ""
    assert absolute_link(link) == ""


def test_a_picture_keeps_its_whole_address() -> None:
    """Picture servers sign their parameters."""
    link = "https://cdn.example/a.jpg?source=rss&s=1"

    assert absolute_link(link) == link


@given(st.text(max_size=80), st.sampled_from(["", "https://a.example/tv/"]))
def test_any_text_gives_a_web_address_or_nothing_and_twice_the_same(link: str, base: str) -> None:
    clean = canonical_link(link, base=base)

    assert clean == "" or urlsplit(clean).scheme in ("http", "https")
    assert canonical_link(clean) == clean
