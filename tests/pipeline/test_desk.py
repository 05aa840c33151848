"""The desk: an article goes in, changes to stories come out."""

import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model import Article, ArticleId, FeedId, Kind, Show, ShowId
from bot.pipeline.desk import Desk, open_desk
from bot.pipeline.offline import bulletins
from bot.shows.match import ShowIndex
from bot.stories.book import StoryBook
from bot.stories.merge import Effect
from tests.conftest import NOW

WINDOW = timedelta(days=30)


def desk() -> Desk:
    return open_desk(window=WINDOW, shows=ShowIndex())


def article(headline: str, *, number: int = 1, at: datetime = NOW) -> Article:
    return Article(
        id=ArticleId(f"a{number}"),
        feed_id=FeedId(f"feed-{number}"),
        headline=headline,
        publisher=f"Outlet {number}",
        link=f"https://outlet.example/{number}",
        image=f"https://outlet.example/{number}.jpg",
        published_at=at,
        published_on=at.date(),
    )


def test_an_article_with_two_pieces_of_news_has_one_lead_and_its_companion() -> None:
    """One story and one channel have one message: the second is told in the first one's."""
    told = article("Netflix Renews 'Glass Mountain' for Season 2, 'Glass Mountain' Casts Ana Ruiz")
    reader = desk()
    book = StoryBook(window=WINDOW)

    changes = reader.file(told, reader.read(told), book=book, now=NOW)

    lead, *others = [change.story for change in changes]
    assert lead.kind is Kind.RENEWAL
    assert lead.lead_id is None
    assert [story.lead_id for story in others] == [lead.id] * len(others)


def test_a_second_outlet_joins_the_story() -> None:
    reader, book = desk(), StoryBook(window=WINDOW)
    first = article("'Glass Mountain' Renewed for Season 2")
    second = article("Netflix Renews 'Glass Mountain' for Season 2", number=2)

    (born,) = reader.file(first, reader.read(first), book=book, now=NOW)
    (joined,) = reader.file(second, reader.read(second), book=book, now=NOW)

    assert (born.effect, joined.effect) == (Effect.BORN, Effect.JOINED)
    assert joined.story.id == born.story.id
    assert joined.story.network == "Netflix"


def test_a_feeds_beat_tells_shows_of_one_name_apart() -> None:
    """An outlet that writes of Japanese series means the Japanese one, in whatever language."""
    index = ShowIndex(
        Show(
            id=ShowId(f"glass-mountain-{country}"),
            title="Glass Mountain",
            names=("Glass Mountain",),
            country=country,
            known=True,
        )
        for country in ("KR", "JP")
    )
    reader = open_desk(window=WINDOW, shows=index)
    told = article("'Glass Mountain' Renewed for Season 2")

    (plain,) = reader.read(told)
    (japanese,) = reader.read(replace(told, beat=("JP",)))
    (said,) = reader.read(replace(told, summary="More of the Korean drama.", beat=("JP",)))

    assert plain.show.country == "KR"
    assert japanese.show.country == "JP"
    assert said.show.country == "KR"


def test_a_new_show_is_known_to_the_next_article() -> None:
    shows = ShowIndex()
    reader = open_desk(window=WINDOW, shows=shows)
    findings = reader.read(article("'Glass Mountain' Renewed for Season 2"))

    reader.learn(findings)

    assert [show.title for show in shows.search("glass")] == ["Glass Mountain"]


def test_bulletins_show_each_story_once_in_its_last_state() -> None:
    articles = [
        article("'Glass Mountain' Renewed for Season 2"),
        article("A quiet day", number=2),
        article(
            "Netflix Renews 'Glass Mountain' for Season 2",
            number=3,
            at=NOW + timedelta(hours=1),
        ),
        article("'Salt Road' Canceled After One Season", number=4, at=NOW + timedelta(hours=2)),
    ]

    told = bulletins(articles, desk=desk(), window=WINDOW, now=NOW)

    assert [(each.lead.show_title, len(each.lead.sources), each.image) for each in told] == [
        ("Glass Mountain", 2, "https://outlet.example/1.jpg"),
        ("Salt Road", 1, "https://outlet.example/4.jpg"),
    ]


def test_an_article_without_a_time_is_taken_as_published_now() -> None:
    undated = Article(
        id=ArticleId("a"), feed_id=FeedId("f"), headline="'Salt Road' Renewed for Season 2"
    )

    (bulletin,) = bulletins([undated], desk=desk(), window=WINDOW, now=NOW)

    assert bulletin.lead.first_at == NOW
    assert bulletin.lead.first_at.tzinfo is UTC


def test_what_a_desk_has_prepared_is_left_alone_by_the_garbage_collector() -> None:
    gc.unfreeze()
    try:
        desk().prepare(["en"])
        assert gc.get_freeze_count() > len(gc.get_objects())
    finally:
        gc.unfreeze()
