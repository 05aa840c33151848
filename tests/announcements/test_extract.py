"""Whole articles: headline and several paragraphs, as a feed hands them over."""

import tomllib
from dataclasses import replace

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import Lexicons, load_lexicons
from bot.model import Announcement, Kind, Part, Person, Stage, Status
from tests.announcements.reading import article

LONG_SUMMARY = """“Winter Magistrate” Season 3 Shoot Kicks Off Soon!

Work on the third season of “Winter Magistrate” is to start this year, long after the second
ended on Netflix on March 3, 2029. The mystery, one of the most watched shows of its year, was
renewed for another season in September 2029, but viewers had to be patient.

Several new faces are coming: joining the cast are Han Seo-jin, Lee Ra-on and Park Do-yun. They will
be seen beside returning cast members of the first two seasons such as Kim Do-ha, Seo Mi-rae and
Ryu Jae-min. Writer Choi Bom-i, who wrote every episode so far, will also return for the new run.

The story so far followed a judge in a snowbound town who has to solve the murder of her teacher.

With filming set to begin next month, and no release date announced yet, the first two seasons can
be streamed on Netflix, next to other dramas such as “Moonlit Registry” and “Paper Lanterns.”
"""


def test_a_long_article_gives_filming_and_the_whole_cast(extractor: Extractor) -> None:
    """The shape of the product's first story: a headline on filming, the cast in the text."""
    found = extractor.extract(
        article("“Good News: ‘Winter Magistrate’ Season 3 Shoot Kicks Off Soon!”", LONG_SUMMARY)
    )

    filming, casting = found
    assert (filming.kind, filming.stage, filming.season) == (Kind.FILMING, Stage.SCHEDULED, 3)
    assert filming.show == "Winter Magistrate"
    assert str(filming.when) == "2031-06"
    assert filming.network == "Netflix"
    assert (casting.kind, casting.status, casting.season) == (Kind.CASTING, Status.CONFIRMED, 3)
    assert casting.people == (
        Person(name="Han Seo-jin", part=Part.JOINS),
        Person(name="Lee Ra-on", part=Part.JOINS),
        Person(name="Park Do-yun", part=Part.JOINS),
        Person(name="Kim Do-ha", part=Part.RETURNS),
        Person(name="Seo Mi-rae", part=Part.RETURNS),
        Person(name="Ryu Jae-min", part=Part.RETURNS),
        Person(name="Choi Bom-i", part=Part.RETURNS, job="writer"),
    )


def test_the_headline_decides_and_background_adds_nothing(extractor: Extractor) -> None:
    found = extractor.extract(
        article(
            "‘Harbour Lights’ Season 2 Begins Filming",
            "The BBC drama, which was renewed in March, returns after its first season.",
        )
    )

    assert [one.kind for one in found] == [Kind.FILMING]


def test_the_summary_completes_season_and_date(extractor: Extractor) -> None:
    (found,) = extractor.extract(
        article(
            "‘Harbour Lights’ Sets Premiere Date at Hulu",
            "Season 3 of the crime drama arrives on October 9.",
        )
    )

    assert (found.kind, found.season, str(found.when)) == (Kind.PREMIERE, 3, "2031-10-09")


def test_the_summary_names_the_shows_that_the_headline_withholds(extractor: Extractor) -> None:
    found = extractor.extract(
        article(
            "Three dramas canceled by NBC",
            "The network pulled the plug on ‘Harbour Lights’, ‘Northbound’ and ‘Dr. Iron’.",
        )
    )

    assert [one.show for one in found] == ["Harbour Lights", "Northbound", "Dr. Iron"]
    assert {one.kind for one in found} == {Kind.CANCELLATION}


def test_an_article_in_a_language_without_a_lexicon_announces_nothing(
    extractor: Extractor,
) -> None:
    reading = extractor.read(article("Драма «Гавань» продлена на второй сезон"))

    assert reading.announcements == ()


def _plain(found: tuple[Announcement, ...]) -> list[tuple[object, ...]]:
    return [
        (one.show, one.season, one.kind, one.status, one.stage, one.when, one.people)
        for one in found
    ]


VARIANTS = [
    "‘Harbour Lights’ Renewed for Season 3 at Hulu",
    "'Harbour Lights' Renewed for Season 3 at Hulu",
    "“Harbour Lights” Renewed for Season 3 at Hulu",
    '"Harbour Lights" Renewed for Season 3 at Hulu',
    "«Harbour Lights» Renewed for Season 3 at Hulu",
    "‘Harbour Lights’ renewed for season 3 at Hulu",
    "‘Harbour Lights’ RENEWED FOR SEASON 3 at Hulu",
    "EXCLUSIVE: ‘Harbour Lights’ Renewed for Season 3 at Hulu",
    "[Exclusive] ‘Harbour Lights’ Renewed for Season 3 at Hulu",
    "‘Harbour Lights’ Renewed for Season 3 at Hulu | Example Times",
    "‘Harbour Lights’ Renewed for Season 3 at Hulu - Example Times",
    "  ‘Harbour\u00a0Lights’   Renewed for Season\u20033 at Hulu ",
]


@pytest.mark.parametrize("headline", VARIANTS)
def test_quotes_case_and_tags_do_not_change_the_announcement(
    extractor: Extractor, headline: str
) -> None:
    assert _plain(extractor.extract(article(headline))) == _plain(
        extractor.extract(article(VARIANTS[0]))
    )


def test_a_prepared_language_is_read_without_loading_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the first articles after a start hold up the bot; of strange languages none is asked."""
    prepared = Extractor(lexicons=load_lexicons(), titles=Catalogue())

    prepared.prepare(["en", "xx", None])
    monkeypatch.setattr(tomllib, "loads", _must_not_load)

    (found,) = prepared.extract(article("‘Harbour Lights’ Renewed for Season 3 at Hulu"))
    assert found.season == 3


def _must_not_load(text: str) -> None:
    raise AssertionError(f"loaded {text[:40]!r}")


def test_a_reading_shows_marks_matches_and_vetoes(extractor: Extractor) -> None:
    reading = extractor.read(article("Will ‘Harbour Lights’ Be Renewed for Season 3 at Hulu?"))

    assert reading.language == "en"
    assert dict(reading.marks)["title"] == "‘Harbour Lights’"
    assert ("en.veto.question", "headline", "?") in reading.vetoes
    assert reading.announcements == ()
    assert {why for _, _, why in reading.dropped} == {"a question, not a statement: '?'"}


@pytest.mark.parametrize(
    ("headline", "reason"),
    [
        ("Northbound premieres October 9", "needs series"),
        ("Hulu comments after ‘Northbound’ is renewed", "background"),
    ],
)
def test_a_reading_says_why_a_phrase_led_to_nothing(
    extractor: Extractor, headline: str, reason: str
) -> None:
    reading = extractor.read(article(headline))

    assert reading.announcements == ()
    assert reason in {why for _, _, why in reading.dropped}


class Catalogue:
    """Knows one show whose title has no quotation marks."""

    def find(self, text: str) -> list[tuple[int, int, str, bool]]:
        title = "May It Please the Harbour"
        at = text.find(title)
        return [(at, at + len(title), title, True)] if at >= 0 else []


class Spoken:
    """Knows one show whose title is what somebody might say."""

    def find(self, text: str) -> list[tuple[int, int, str, bool]]:
        title = "It's My Turn to Be Brave"
        at = text.find(title)
        return [(at, at + len(title), title, True)] if at >= 0 else []


@pytest.mark.parametrize("between", [": ", " – ", " — "])
def test_what_sounds_like_speech_is_a_title_where_the_catalogue_has_it(
    between: str, lexicons: Lexicons
) -> None:
    headline = f"‘It's My Turn to Be Brave’{between}Netflix Orders Season 2"

    (found,) = Extractor(lexicons=lexicons, titles=Spoken(), learned=nothing_learned).extract(
        article(headline)
    )

    assert (found.show, found.season) == ("It's My Turn to Be Brave", 2)
    assert not Extractor(lexicons=lexicons, learned=nothing_learned).extract(article(headline))


def test_a_known_title_is_found_without_marks(lexicons: Lexicons) -> None:
    headline = "Netflix to renew May It Please the Harbour for a third season, makers say"

    (found,) = Extractor(lexicons=lexicons, titles=Catalogue(), learned=nothing_learned).extract(
        article(headline.replace("to renew", "renews"))
    )

    assert (found.show, found.season) == ("May It Please the Harbour", 3)


def test_a_marked_title_of_the_catalogue_shows_a_series(lexicons: Lexicons) -> None:
    """A film's shoot ends in the same words; of a series that the catalogue has it is news."""
    known = Extractor(lexicons=lexicons, titles=Catalogue(), learned=nothing_learned)
    listed = article("Finaliza el rodaje de 'May It Please the Harbour' en Vigo")
    strange = article("Finaliza el rodaje de 'El faro perdido' en Vigo")

    (found,) = known.extract(replace(listed, language="es"))

    assert (found.kind, found.stage) == (Kind.FILMING, Stage.WRAPPED)
    assert known.extract(replace(strange, language="es")) == ()


@pytest.mark.parametrize("title", ["‘May It Please the Harbour’", "May It Please the Harbour"])
def test_the_show_of_a_statement_shows_a_series_if_the_catalogue_has_it(
    lexicons: Lexicons, title: str
) -> None:
    """Stars of films return, too; of a known series it is news without another word for one."""
    known = Extractor(lexicons=lexicons, titles=Catalogue(), learned=nothing_learned)

    (found,) = known.extract(article(f"Jane Doe set to return as the judge in {title}"))

    assert (found.kind, found.show) == (Kind.CASTING, "May It Please the Harbour")
    assert known.extract(article("Jane Doe set to return as the judge in ‘Lost Harbour’")) == ()


class Ordinary:
    """Knows one show of ordinary words, that is found only between quotation marks."""

    def find(self, text: str) -> list[tuple[int, int, str, bool]]:
        title = "The Old Harbour"
        at = text.find(f"“{title}”") + 1
        return [(at, at + len(title), title, False)] if at else []


def test_words_beside_a_phrase_that_are_a_series_of_the_catalogue_need_no_marks(
    lexicons: Lexicons,
) -> None:
    """Who exits some firm is no news of a cast; who exits a known series is."""
    known = Extractor(lexicons=lexicons, titles=Ordinary(), learned=nothing_learned)

    (found,) = known.extract(article("Jane Doe Exits The Old Harbour"))

    assert (found.kind, found.show) == (Kind.CASTING, "The Old Harbour")
    assert known.extract(article("Jane Doe Exits The Old Ministry")) == ()


def test_a_long_text_is_read_as_far_as_its_first_thousands(extractor: Extractor) -> None:
    noise = "production of the season for on begins renewed to star in, " * 2_000

    found = extractor.extract(article("‘Harbour Lights’ Renewed for Season 3 at Hulu", noise))

    assert found[0].kind is Kind.RENEWAL


HOSTILE = [
    "‘" * 500,
    "'a " * 160,
    "season 2 " * 55,
    "renewed renewed " * 31,
    "to be to be to star in the " * 18,
    "(" * 500,
    "filming of the of the production on " * 14,
    "Jane Doe, " * 50,
    "Netflix’s " * 50,
    "…" * 500,
]


@pytest.mark.parametrize("headline", HOSTILE)
def test_hostile_headlines_are_read(extractor: Extractor, headline: str) -> None:
    """They end within the test's time limit, alone and with a summary of the same kind."""
    extractor.read(article(headline, headline * 6))


class Listed:
    """Knows the names that it is given and finds them whatever stands beside."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def find(self, text: str) -> list[tuple[int, int, str, bool]]:
        return [
            (text.find(name), text.find(name) + len(name), name, name != "Moving")
            for name in self._names
            if name in text
        ]


@pytest.mark.parametrize(
    ("language", "headline", "marked"),
    [
        ("en", "Hulu renews Glass Mountain for season 2", "Glass Mountain"),
        ("en", "Hulu renews Glass Mountain-based drama for season 2", None),
        ("en", "Hulu renews Moving for season 2", None),
        ("en", "Jane Doe to leave Harbourside", "Harbourside"),
        ("en", "Jane Doe to leave Harbourside-based band", None),
        ("en", "Hulu renews Glass mountain for season 2", None),
        ("es", "Netflix renueva La casa del faro por una segunda temporada", "La casa del faro"),
    ],
)
def test_a_known_name_is_a_title_where_it_stands_alone_and_is_no_plain_word(
    lexicons: Lexicons, language: str, headline: str, marked: str | None
) -> None:
    known = Listed("Glass Mountain", "Glass mountain", "Moving", "Harbourside", "La casa del faro")

    reading = Extractor(lexicons=lexicons, titles=known, learned=nothing_learned).read(
        replace(article(headline), language=language)
    )

    assert dict(reading.marks).get("title") == marked
