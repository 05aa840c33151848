"""Sentences made of facts: each kind, each standing, in four languages."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliveries.summary import MAX_SENTENCES, summarise
from bot.locales.messages import load_messages
from bot.model import Kind, Part, Precision, Source, Stage, Status, Story, Tier
from tests.deliveries.examples import DECEMBER, NOW, STORIES, people, source, story, when

MESSAGES = load_messages()
REPORTED, DENIED = Status.REPORTED, Status.DENIED


def told(lead: Story, *companions: Story, locale: str = "en-US") -> str:
    return summarise(lead, companions, messages=MESSAGES, locale=locale)


def first(lead: Story) -> str:
    """Return the sentence about the news alone."""
    return told(replace(lead, sources=()))


@pytest.mark.parametrize(
    ("lead", "sentence"),
    [
        (story(), "**Harbour Lights** has been renewed for season 2."),
        (story(season=None), "**Harbour Lights** has been renewed."),
        (
            story(status=REPORTED, network="Netflix"),
            "**Harbour Lights** (Netflix) is reported to be getting season 2.",
        ),
        (
            story(status=DENIED),
            "There are no plans for season 2 of **Harbour Lights**, its makers say.",
        ),
        (
            story(Kind.CANCELLATION, season=None),
            "**Harbour Lights** is ending and will not be continued.",
        ),
        (
            story(Kind.CANCELLATION, season=3),
            "**Harbour Lights** is ending; the decision concerns season 3.",
        ),
        (
            story(Kind.CANCELLATION, season=None, status=DENIED),
            "**Harbour Lights** has not been cancelled, its makers say.",
        ),
        (
            story(Kind.GREENLIGHT, season=None),
            "A new series has been ordered: **Harbour Lights**.",
        ),
        (
            story(Kind.FILMING, stage=Stage.SCHEDULED, when=DECEMBER),
            "Filming of season 2 of **Harbour Lights** is set to begin in December 2026.",
        ),
        (
            story(Kind.FILMING, stage=Stage.SCHEDULED, season=None),
            "Filming of **Harbour Lights** is set to begin.",
        ),
        (
            story(Kind.FILMING, stage=Stage.WRAPPED, when=DECEMBER, status=REPORTED),
            "Filming of season 2 of **Harbour Lights** is reported to have wrapped"
            " (December 2026).",
        ),
        (
            story(Kind.FILMING, stage=Stage.PAUSED),
            "Filming of season 2 of **Harbour Lights** is on hold.",
        ),
        (
            story(Kind.FILMING),
            "Filming of season 2 of **Harbour Lights** is under way.",
        ),
        (
            story(Kind.PREMIERE, when=when("2027-01-09", "2027-01-09", Precision.DAY)),
            "The premiere of season 2 of **Harbour Lights** is set for January 9, 2027.",
        ),
        (
            story(Kind.PREMIERE),
            "There is news of the premiere of season 2 of **Harbour Lights**,"
            " without a date so far.",
        ),
        (
            story(Kind.PREMIERE, status=DENIED, when=DECEMBER),
            "Season 2 of **Harbour Lights** will not premiere in December 2026, its makers say.",
        ),
        (
            story(Kind.CASTING, people=people(Part.JOINS, "Mina Cho")),
            "Mina Cho joins the cast of season 2 of **Harbour Lights**.",
        ),
        (
            story(Kind.CASTING, status=REPORTED, people=people(Part.LEADS, "Mina Cho", "Jun Oh")),
            "Mina Cho and Jun Oh may take the lead in season 2 of **Harbour Lights**.",
        ),
        (
            story(Kind.CASTING, status=DENIED, people=people(Part.DECLINES, "Mina Cho")),
            "Mina Cho has turned a part down in season 2 of **Harbour Lights**.",
        ),
        (
            story(
                Kind.CASTING,
                season=None,
                people=(
                    *people(Part.JOINS, "A", "B"),
                    *people(Part.LEAVES, "C"),
                    *people(Part.RETURNS, "D", job="director"),
                ),
            ),
            "A and B join the cast of **Harbour Lights**; C leaves; D returns as director.",
        ),
        (
            story(Kind.CASTING),
            "There is casting news for season 2 of **Harbour Lights**.",
        ),
    ],
)
def test_the_first_sentence_tells_the_news(lead: Story, sentence: str) -> None:
    assert first(lead) == sentence


def test_companions_follow_in_short_form() -> None:
    """One article told that filming begins and who takes part: one message says both."""
    filming = story(Kind.FILMING, stage=Stage.SCHEDULED, when=DECEMBER)
    casting = story(
        Kind.CASTING,
        people=(
            *people(Part.JOINS, "Ara Min", "Bo Seo"),
            *people(Part.RETURNS, "C", "D", "E", "F", "G", "H"),
            *people(Part.RETURNS, "Ina Chun", job="writer"),
        ),
    )

    assert told(filming, casting) == (
        "Filming of season 2 of **Harbour Lights** is set to begin in December 2026. "
        "Ara Min and Bo Seo join the cast; C, D, E, F, G and H return; "
        "Ina Chun returns as writer. "
        "The news comes from Daily Serial."
    )


def test_a_companion_without_a_season_speaks_of_the_series() -> None:
    companion = story(Kind.CANCELLATION, season=None)

    assert "The series is ending and will not be continued." in told(story(), companion)


def test_uncertain_news_says_so_even_when_much_was_told_with_it() -> None:
    lead = story(status=REPORTED)
    text = told(lead, story(Kind.FILMING), story(Kind.PREMIERE), story(Kind.CASTING))

    assert text.endswith("So far Daily Serial alone reports it, and it is not confirmed.")
    assert "premiere" not in text


def test_certain_news_gives_its_room_to_what_was_told_with_it() -> None:
    text = told(story(), story(Kind.FILMING), story(Kind.PREMIERE), story(Kind.CASTING))

    assert "Filming of season 2 is under way." in text
    assert "premiere" in text
    assert "Daily Serial" not in text
    assert "casting" not in text


LATER = {"published_at": NOW.replace(hour=20)}


@pytest.mark.parametrize(
    ("status", "sources", "sentence"),
    [
        (
            Status.CONFIRMED,
            [source("The Network", tier=Tier.OFFICIAL)],
            "The Network itself has announced it.",
        ),
        (
            Status.CONFIRMED,
            [source("A"), source("B", **LATER), source("B", **LATER)],
            "A had it first; 2 outlets carry the news.",
        ),
        (
            Status.CONFIRMED,
            [source("A", status=REPORTED), source("B", **LATER)],
            "A reported it first; B now has it confirmed.",
        ),
        (
            Status.CONFIRMED,
            [source("A", status=REPORTED), source("Net", tier=Tier.OFFICIAL, **LATER)],
            "A reported it first; Net itself has now confirmed it.",
        ),
        (
            REPORTED,
            [source("A", status=REPORTED), source("B", status=REPORTED, **LATER)],
            "A reported it first; 2 outlets carry it, and it is not confirmed.",
        ),
        (DENIED, [source("A", status=DENIED)], "The denial was carried by A."),
        (
            DENIED,
            [source("Agency", status=DENIED, tier=Tier.OFFICIAL)],
            "The denial comes from Agency itself.",
        ),
        (
            DENIED,
            [source("A", status=REPORTED), source("B", status=DENIED, **LATER)],
            "A had reported it; the denial was carried by B.",
        ),
        (
            DENIED,
            [source("A"), source("Net", status=DENIED, tier=Tier.OFFICIAL, **LATER)],
            "A had reported it; the denial comes from Net itself.",
        ),
        (
            DENIED,
            [source("A", status=REPORTED), source("A", status=DENIED, **LATER)],
            "The denial was carried by A.",
        ),
        (Status.CONFIRMED, [source("")], "The news comes from an unnamed outlet."),
    ],
)
def test_the_last_sentence_says_who_stands_behind_it(
    status: Status, sources: list[Source], sentence: str
) -> None:
    assert told(story(status=status, sources=tuple(sources))).endswith(f" {sentence}")


def test_other_languages_speak_for_themselves() -> None:
    lead = story(Kind.FILMING, stage=Stage.SCHEDULED, when=DECEMBER, sources=(source("스타뉴스"),))

    assert told(lead, locale="ko") == (
        "**Harbour Lights** 시즌 2 촬영이 2026년 12월에 시작될 예정입니다. "
        "스타뉴스가 전한 소식입니다."
    )
    assert told(lead, locale="ja") == (
        "**Harbour Lights**のシーズン2の撮影が2026年12月に始まる予定です。스타뉴스が伝えました。"
    )
    assert told(lead, locale="es-419") == (
        "El rodaje de la temporada 2 de **Harbour Lights** comenzará en diciembre de 2026. "
        "La noticia es de 스타뉴스."
    )


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("status", Status)
def test_every_part_has_a_clause_for_one_and_for_several(part: Part, status: Status) -> None:
    for locale, job in product(MESSAGES.languages, ("actor", "writer", "director")):
        one = story(Kind.CASTING, status=status, people=people(part, "Mina", job=job))
        two = story(Kind.CASTING, status=status, people=people(part, "Mina", "Jun", job=job))

        assert "Mina" in told(one, locale=locale)
        assert "Jun" in told(two, locale=locale)


@settings(deadline=None, max_examples=50)
@given(STORIES, st.lists(STORIES, max_size=4), st.sampled_from([*MESSAGES.languages, "pt-BR"]))
def test_any_story_is_told_in_two_or_three_lines_of_text(
    lead: Story, companions: list[Story], locale: str
) -> None:
    text = told(lead, *companions, locale=locale)

    assert text
    assert "\n" not in text


def test_sentences_are_at_most_three() -> None:
    lead = story(sources=(source("A"), source("B", **LATER)))

    assert len(re.findall(r"\.(?: |$)", told(lead, story(Kind.FILMING)))) == MAX_SENTENCES
