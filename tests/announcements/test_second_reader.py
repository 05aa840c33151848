"""Rules, sieve and encoder together: who says what, and who has the last word."""

from dataclasses import replace
from zlib import crc32

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.judgement import Judgement, as_read
from bot.announcements.lexicon.load import Lexicons
from bot.announcements.text.forms import normalise
from bot.model import Field, Kind, Stage
from tests.announcements.corpus_files import examples
from tests.announcements.learned.fakes import FakeEncoder, learned
from tests.announcements.learned.reading import in_short, reasons, with_learned
from tests.announcements.reading import article

SOME = [
    one for one in examples() if one.language == "en" and crc32(one.headline.encode()) % 12 == 0
]
PLAIN = "‘Harbour Lights’ renewed for season 3 at Hulu"
UNWRITTEN = "‘Harbour Lights’ has a third season in its sails at Hulu"
"""Told in words that no lexicon has."""


@pytest.fixture(scope="module")
def both(lexicons: Lexicons) -> Extractor:
    return Extractor(lexicons=lexicons)


def test_what_no_phrase_tells_the_encoder_does_and_the_rules_name_the_show(
    both: Extractor, extractor: Extractor
) -> None:
    found = both.extract(article(UNWRITTEN))

    assert extractor.extract(article(UNWRITTEN)) == ()
    assert in_short(found) == [(Kind.RENEWAL, "Harbour Lights", 3)]
    assert (found[0].rule, found[0].network) == ("learned.renewal", "Hulu")
    assert found[0].evidence[0].text in UNWRITTEN


def test_filming_that_only_the_encoder_finds_has_its_stage(both: Extractor) -> None:
    (found,) = both.extract(article("Clapperboards out: ‘Gull Island’ season 3 before the cameras"))

    assert (found.kind, found.stage, found.season) == (Kind.FILMING, Stage.STARTED, 3)


def test_vetoes_hold_for_the_encoder_too(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, word="season"))
    headline = "Hulu wants a third season of ‘Gull Island’"

    assert extractor.extract(article(headline)) == ()
    assert any("wish" in why for why in reasons(extractor, headline))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Kind.RENEWAL, [(Kind.RENEWAL, "Gull Island", None)]),
        (Kind.PREMIERE, []),  # films have premieres, too
    ],
)
def test_a_veto_of_a_whole_item_holds_for_what_may_be_told_of_films(
    lexicons: Lexicons, kind: Kind, told: list[tuple[Kind, str, int | None]]
) -> None:
    """One word tells it, and the encoder has weighed all of them."""
    extractor = with_learned(lexicons, learned(kind, word="sails"))

    assert (
        in_short(extractor.extract(article("‘Gull Island’ sails into the awards season at Hulu")))
        == told
    )


def test_a_veto_beyond_a_dash_does_not_hold(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, word="sails"))
    headline = "‘Gull Island’ sails on at Hulu - who wants more?"

    assert in_short(extractor.extract(article(headline))) == [(Kind.RENEWAL, "Gull Island", None)]


def test_what_the_rules_find_is_dropped_where_the_encoder_thinks_it_impossible(
    lexicons: Lexicons,
) -> None:
    extractor = with_learned(lexicons, learned())

    assert extractor.extract(article(PLAIN)) == ()
    assert reasons(extractor, PLAIN) == ["unlikely as a whole"]


def test_what_the_encoder_has_not_read_it_does_not_drop(lexicons: Lexicons) -> None:
    cut = replace(learned(), encoder=FakeEncoder([], ends={Field.HEADLINE: 5}))

    assert in_short(with_learned(lexicons, cut).extract(article(PLAIN))) == [
        (Kind.RENEWAL, "Harbour Lights", 3)
    ]


def test_what_the_encoder_is_sure_of_stands_beside_what_the_rules_find(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, Kind.FILMING, word="season"))

    assert {kind for kind, _, _ in in_short(extractor.extract(article(PLAIN)))} == {
        Kind.RENEWAL,
        Kind.FILMING,
    }


def test_a_show_that_goes_on_by_the_rules_is_not_ended_by_the_encoder(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT))

    assert in_short(extractor.extract(article(PLAIN))) == [(Kind.RENEWAL, "Harbour Lights", 3)]


def test_one_fate_of_a_show_gives_way_to_another_that_the_encoder_is_sure_of(
    lexicons: Lexicons,
) -> None:
    sure = learned(Kind.CANCELLATION, doubted=[Kind.RENEWAL], word="season")
    unsure = learned(Kind.PREMIERE, doubted=[Kind.RENEWAL], word="hulu")

    assert in_short(with_learned(lexicons, sure).extract(article(PLAIN))) == [
        (Kind.CANCELLATION, "Harbour Lights", 3)
    ]
    assert reasons(with_learned(lexicons, sure), PLAIN) == ["unlikely beside another fate"]
    assert (Kind.RENEWAL, "Harbour Lights", 3) in in_short(
        with_learned(lexicons, unsure).extract(article(PLAIN))
    )


def test_two_shows_may_have_two_fates(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, Kind.CANCELLATION, word="curtains"))

    assert in_short(extractor.extract(article(f"{PLAIN}, curtains for ‘Gull Island’"))) == [
        (Kind.RENEWAL, "Harbour Lights", 3),
        (Kind.CANCELLATION, "Gull Island", None),
    ]


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Will ‘Gull Island’ sail on? Hulu says a third helping is in the oven", True),
        ("Is there a third helping of ‘Gull Island’ in the oven at Hulu?", False),
    ],
)
def test_a_question_is_no_veto_where_its_headline_answers_it(
    lexicons: Lexicons, headline: str, told: bool
) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, word="helping"))

    assert [one.show for one in extractor.extract(article(headline))] == ["Gull Island"] * told


def test_what_the_encoder_is_sure_of_is_no_background(
    lexicons: Lexicons, extractor: Extractor
) -> None:
    item = article(
        "Jane Doe joins ‘Harbour Lights’ at Hulu",
        "She plays a surgeon in the drama series, which is shooting in Cork.",
    )
    both = with_learned(lexicons, learned(Kind.CASTING, Kind.FILMING, word="shooting"))

    assert {one.kind for one in extractor.extract(item)} == {Kind.CASTING}
    assert {one.kind for one in both.extract(item)} == {Kind.CASTING, Kind.FILMING}


def test_what_the_encoder_is_sure_of_needs_no_other_proof_of_a_series(
    lexicons: Lexicons, extractor: Extractor
) -> None:
    item = article("Jane Doe joins Harbour Lights")
    both = with_learned(lexicons, learned(Kind.CASTING, word="joins", title="harbour lights"))

    assert extractor.extract(item) == ()
    assert [one.show for one in both.extract(item)] == ["Harbour Lights"]


class _Listening(FakeEncoder):
    """Keeps the headlines that it is given."""

    def __init__(self) -> None:
        super().__init__([Kind.RENEWAL])
        self.heard: list[str] = []

    def read(self, headline: str, summary: str) -> Judgement:
        self.heard.append(headline)
        return super().read(headline, summary)


def test_the_encoder_does_not_read_what_is_said_beside_the_news(lexicons: Lexicons) -> None:
    listening = _Listening()
    extractor = with_learned(lexicons, replace(learned(), encoder=listening))

    extractor.extract(article(f"{PLAIN}: “We’re so excited”"))

    assert [heard.rstrip(": ") for heard in listening.heard] == [as_read(normalise(PLAIN))]


def test_a_kind_without_a_show_is_told_by_nobody(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, word="coming"))

    assert extractor.extract(article("It is coming back for season 3")) == ()


def test_what_only_the_summary_tells_of_the_headlines_show_the_encoder_finds(
    lexicons: Lexicons,
) -> None:
    extractor = with_learned(lexicons, learned(Kind.FILMING, Kind.RENEWAL, word="sail"))

    told, more = extractor.extract(article(PLAIN, "The boats sail in May."))

    assert in_short([told, more]) == [
        (Kind.RENEWAL, "Harbour Lights", 3),
        (Kind.FILMING, "Harbour Lights", 3),
    ]
    assert (more.evidence[0].field, more.evidence[0].text) == (Field.SUMMARY, "sail")


@pytest.mark.parametrize("headline", ["Jane Doe on life at sea", "Will ‘Gull Island’ sail?"])
def test_under_a_headline_that_tells_nothing_a_summary_tells_nothing(
    lexicons: Lexicons, headline: str
) -> None:
    extractor = with_learned(lexicons, learned(Kind.FILMING, word="sails", title="gull island"))

    assert extractor.extract(article(headline, "She sails on in drama Gull Island.")) == ()


def test_a_summary_that_tells_it_of_another_show_tells_nothing(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.FILMING, Kind.RENEWAL, word="sails"))
    summary = "Hulu’s drama ‘Gull Island’ sails in May."

    assert in_short(extractor.extract(article(PLAIN, summary))) == [
        (Kind.RENEWAL, "Harbour Lights", 3)
    ]


@pytest.mark.parametrize(
    ("no_title", "told"),
    [("southland", {Kind.GREENLIGHT, Kind.FILMING}), ("", {Kind.GREENLIGHT})],
)
def test_what_is_surely_no_title_in_the_summary_is_no_other_show(
    lexicons: Lexicons, no_title: str, told: set[Kind]
) -> None:
    what = learned(Kind.GREENLIGHT, Kind.FILMING, word="starts", no_title=no_title)
    summary = "The trucking saga starts shooting on ‘Southland’ in February."

    found = with_learned(lexicons, what).extract(
        article("TVNZ commissions drama ‘Rain Line’", summary)
    )

    assert {one.kind for one in found} == told
    assert {one.show for one in found} == {"Rain Line"}


def test_a_casting_by_the_encoder_names_only_whom_the_rules_know(lexicons: Lexicons) -> None:
    """Whether somebody comes or goes it does not know, and a wrong word is worse than none."""
    extractor = with_learned(lexicons, learned(Kind.CASTING, word="trades"))

    (found,) = extractor.extract(article("BBC drama ‘Gull Island’ trades Jane Doe for John Roe"))

    assert (found.kind, found.show, found.people) == (Kind.CASTING, "Gull Island", ())


def test_what_weighs_too_little_is_not_read_and_explained_so(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(*Kind, weight=-1.0))

    assert extractor.extract(article(PLAIN)) == ()
    assert reasons(extractor, PLAIN) == ["its words are none of news"]
    assert extractor.read(article(PLAIN)).announcements == ()


def test_where_the_rules_are_silent_only_what_weighs_enough_is_read_again(
    lexicons: Lexicons,
) -> None:
    light = with_learned(lexicons, learned(Kind.RENEWAL, word="sails", weight=0.2))

    assert light.extract(article(UNWRITTEN)) == ()
    assert light.read(article(UNWRITTEN)).likely == ()
    assert in_short(light.extract(article(PLAIN))) == [(Kind.RENEWAL, "Harbour Lights", 3)]


def test_the_words_of_each_kind_are_explained(lexicons: Lexicons) -> None:
    reading = with_learned(lexicons, learned(Kind.RENEWAL, word="sails")).read(article(UNWRITTEN))

    assert reading.weight == 1.0
    (told,) = [one for one in reading.likely if one[0] is Kind.RENEWAL]
    assert told[1] > 0.99
    assert told[2] == "sails"


def test_words_of_a_summary_are_explained_where_the_headline_has_none(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.FILMING, Kind.RENEWAL, word="sails"))

    reading = extractor.read(article(PLAIN, "It sails on in May."))

    assert ("learned.filming", "summary", "sails") in reading.matches
    assert (Kind.FILMING, "sails") in {(kind, words) for kind, _, words in reading.likely}


@pytest.mark.parametrize(
    "headline",
    [
        *(one.headline for one in SOME),
        UNWRITTEN,
        f"EXCLUSIVE: {UNWRITTEN}",
        f"{UNWRITTEN} | Netflix",
        f"“I cried all night”: {UNWRITTEN}",
    ],
)
def test_what_is_explained_is_what_is_told(both: Extractor, headline: str) -> None:
    assert both.read(article(headline)).announcements == both.extract(article(headline))


@pytest.mark.parametrize(
    "written",
    [
        f"EXCLUSIVE: {UNWRITTEN}",
        "“Harbour Lights” has a third season in its sails at Hulu",
        "'Harbour Lights' Has a Third Season in Its Sails at Hulu",
        f"{UNWRITTEN} - Example Times",
        f"{UNWRITTEN} #tv",
    ],
)
def test_labels_marks_and_outlets_change_nothing(both: Extractor, written: str) -> None:
    assert in_short(both.extract(article(written))) == [(Kind.RENEWAL, "Harbour Lights", 3)]
