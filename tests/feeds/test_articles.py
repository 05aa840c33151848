import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.articles import MAX_ID, UNTITLED_HEADLINE, articles_from, language_code
from bot.feeds.entry import Entry
from bot.model import Article
from tests.feeds.examples import FEED, NOW


def from_entries(*entries: Entry) -> list[Article]:
    return articles_from(entries, feed=FEED, language=None, now=NOW)


def ids(*entries: Entry) -> list[str]:
    return [article.id for article in from_entries(*entries)]


def entry(title: str, guid: str = "", link: str = "") -> Entry:
    return Entry(title=title, guid=guid, links=(link,) if link else ())


def test_an_article_carries_what_its_feed_writes_about() -> None:
    [article] = from_entries(entry("A", "7"))

    assert article.beat == FEED.beat == ("KR",)


def test_the_guid_is_the_id() -> None:
    assert ids(entry("A", "7", "https://outlet.example/7")) == ["7"]


def test_the_canonical_link_is_the_id_without_a_guid() -> None:
    assert ids(entry("A", link="https://outlet.example/7?utm_source=rss")) == [
        "https://outlet.example/7"
    ]


def test_the_headline_makes_an_id_when_there_is_nothing_else() -> None:
    [first] = ids(entry("Harbor Lights is back"))
    [again] = ids(entry("Harbor  Lights is back"))
    [other] = ids(entry("Harbor Lights is over"))

    assert first == again != other


def test_a_guid_that_several_items_have_is_no_id() -> None:
    first, second, third = (
        entry("A", "same", "https://outlet.example/1"),
        entry("B", "same", "https://outlet.example/2"),
        entry("C", "own", "https://outlet.example/2"),
    )

    found = ids(first, second, third)

    assert found[0] == "https://outlet.example/1"
    assert found[1].startswith("sha256:")
    assert found[2] == "own"


def test_an_item_listed_twice_is_one_article() -> None:
    """The guid stays its id: listed once at the next poll, it is not news again."""
    item = entry("A", "7", "https://outlet.example/7")

    assert ids(item, item) == ids(item) == ["7"]


def test_the_same_headline_without_any_other_mark_is_one_article() -> None:
    assert len(from_entries(entry("A", "same"), Entry(title="A", guid="same", texts=("x",)))) == 1


def test_a_headline_repeated_under_a_shared_guid_and_link_is_one_article() -> None:
    found = from_entries(
        entry("A", "g", "https://outlet.example/1"),
        entry("A", "h", "https://outlet.example/1"),
        entry("B", "g", "https://outlet.example/1"),
        entry("B", "h", "https://outlet.example/1"),
    )

    assert [article.headline for article in found] == ["A", "B"]


def test_an_endless_guid_is_shortened() -> None:
    [first, second] = ids(entry("A", "x" * 3_000 + "1"), entry("B", "x" * 3_000 + "2"))

    assert first != second
    assert max(len(first), len(second)) <= MAX_ID


def test_an_item_without_a_title_is_called_by_its_first_words() -> None:
    [short, long, unbroken] = from_entries(
        Entry(texts=("<p>It is back.</p><p>In May.</p>",), guid="1"),
        Entry(texts=("word " * 100,), guid="2"),
        Entry(texts=("灯" * 300,), guid="3"),
    )

    assert short.headline == "It is back."
    assert long.headline == ("word " * (UNTITLED_HEADLINE // 5)).strip()
    assert unbroken.headline == "灯" * UNTITLED_HEADLINE


def test_an_item_without_any_words_is_left_out() -> None:
    assert from_entries(Entry(guid="1", title="<b></b>", links=("https://outlet.example/1",))) == []


def test_the_first_date_that_can_be_read_counts() -> None:
    [found] = from_entries(Entry(title="A", dates=("soon", "2026-11-20", "2026-11-21")))

    assert str(found.published_on) == "2026-11-20"


def test_counters_are_no_pictures() -> None:
    [found] = from_entries(
        Entry(
            title="A",
            images=("https://feeds.feedburner.com/~r/x", "mailto:x"),
            texts=('<img src="/real.jpg">',),
            links=("https://outlet.example/tv/1",),
        )
    )

    assert found.image == "https://outlet.example/real.jpg"


@pytest.mark.parametrize(
    ("declared", "code"),
    [("IT-it", "it"), ("en_US", "en"), ("ko", "ko"), ("", None), (None, None), ("english", None)],
)
def test_language_tags_become_codes(declared: str | None, code: str | None) -> None:
    assert language_code(declared) == code


texts = st.text(alphabet="ab <>&;p/", max_size=12)
entries = st.lists(
    st.builds(
        Entry,
        guid=st.sampled_from(["", "1", "2"]),
        title=texts,
        texts=st.tuples(texts),
        links=st.tuples(st.sampled_from(["", "/1", "/2", "javascript:x"])),
    ),
    max_size=8,
)


@given(entries)
def test_ids_are_unique_and_headlines_never_empty(listed: list[Entry]) -> None:
    found = from_entries(*listed)

    assert len({article.id for article in found}) == len(found)
    assert all(article.headline and article.id for article in found)


@given(entries)
def test_order_and_repetition_of_a_feed_do_not_change_its_ids(listed: list[Entry]) -> None:
    forwards = {article.id for article in from_entries(*listed)}

    assert {article.id for article in from_entries(*reversed(listed))} == forwards
    assert {article.id for article in from_entries(*listed, *listed)} == forwards
