"""Rules, sieve and encoder together: who says what, and who has the last word."""

from collections.abc import Iterable
from dataclasses import replace
from zlib import crc32

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.judgement import Judgement, as_read
from bot.announcements.learned.load import Learned
from bot.announcements.lexicon.load import Lexicons
from bot.announcements.text.forms import normalise
from bot.model import Announcement, Field, Kind, Show, ShowId, Stage
from bot.shows.match import ShowIndex
from tests.announcements.corpus_files import examples
from tests.announcements.learned.fakes import FakeEncoder, learned
from tests.announcements.reading import article

SOME = [
    one for one in examples() if one.language == "en" and crc32(one.headline.encode()) % 12 == 0
]
PLAIN = "‘Harbour Lights’ renewed for season 3 at Hulu"
UNWRITTEN = "‘Harbour Lights’ has a third season in its sails at Hulu"
"""Told in words that no lexicon has."""


def _with(lexicons: Lexicons, what: Learned) -> Extractor:
    return Extractor(lexicons=lexicons, learned=lambda language: what)


def _told(found: Iterable[Announcement]) -> list[tuple[Kind, str, int | None]]:
    return [(one.kind, one.show, one.season) for one in found]


def _reasons(extractor: Extractor, headline: str, summary: str = "") -> list[str]:
    return [why for _, _, why in extractor.read(article(headline, summary)).dropped]


@pytest.fixture(scope="module")
def both(lexicons: Lexicons) -> Extractor:
    return Extractor(lexicons=lexicons)


def test_what_no_phrase_tells_the_encoder_does_and_the_rules_name_the_show(
    both: Extractor, extractor: Extractor
) -> None:
    found = both.extract(article(UNWRITTEN))

    assert extractor.extract(article(UNWRITTEN)) == ()
    assert _told(found) == [(Kind.RENEWAL, "Harbour Lights", 3)]
    assert (found[0].rule, found[0].network) == ("learned.renewal", "Hulu")
    assert found[0].evidence[0].text in UNWRITTEN


def test_filming_that_only_the_encoder_finds_has_its_stage(both: Extractor) -> None:
    (found,) = both.extract(article("Clapperboards out: ‘Gull Island’ season 3 before the cameras"))

    assert (found.kind, found.stage, found.season) == (Kind.FILMING, Stage.STARTED, 3)


def test_vetoes_hold_for_the_encoder_too(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, word="season"))
    headline = "Hulu wants a third season of ‘Gull Island’"

    assert extractor.extract(article(headline)) == ()
    assert any("wish" in why for why in _reasons(extractor, headline))


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
    extractor = _with(lexicons, learned(kind, word="sails"))

    assert (
        _told(extractor.extract(article("‘Gull Island’ sails into the awards season at Hulu")))
        == told
    )


@pytest.mark.parametrize(
    ("headline", "show"),
    [
        ("Dockside Boss has a third season in its sails at Hulu", "Dockside"),
        ("‘Harbour Lights’ and Dockside sails on at Hulu", "Harbour Lights"),
    ],
)
def test_a_show_that_its_words_alone_make_one_is_named_by_the_encoder(
    lexicons: Lexicons, headline: str, show: str
) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, word="sails", title="dockside"))

    assert [found.show for found in extractor.extract(article(headline))] == [show]


@pytest.mark.parametrize(
    ("language", "headline", "marked", "show"),
    [
        ("en", "Murder, She Baked renewed for season 2 at Hulu", "murder, she baked", None),
        ("en", "Murder, She Baked renewed for season 2 at Hulu", "baked", "She Baked"),
        ("en", "‘She Baked’ of Murder renewed for season 2", "murder", "She Baked"),
        ("ko", "드라마 안개섬 제주 촬영 시작", "안개섬", None),
        ("ko", "드라마 안개섬 제주 촬영 시작", "안개섬 제주 촬영", "안개섬 제주"),
        ("ko", "드라마 안개섬 제주 촬영 시작", "", "안개섬 제주"),
    ],
)
def test_a_show_that_the_rules_know_by_its_words_alone_is_named_by_the_encoder(
    lexicons: Lexicons, language: str, headline: str, marked: str, show: str | None
) -> None:
    """They take too few words for a name where capitals show it, and too many where none do."""
    kind = Kind.FILMING if language == "ko" else Kind.RENEWAL
    extractor = _with(lexicons, learned(kind, title=marked))

    found = extractor.extract(article(headline, language=language))

    assert {one.show.lower() for one in found} == {(show or marked).lower()}


def test_a_name_that_the_encoder_mends_is_explained(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, title="murder, she baked"))

    reasons = _reasons(extractor, "Murder, She Baked renewed for season 2 at Hulu")

    assert "as a name: the encoder marks 'Murder, She Baked'" in reasons


def test_a_known_title_is_only_the_beginning_of_a_longer_one_that_the_encoder_marks(
    lexicons: Lexicons,
) -> None:
    known = Show(id=ShowId("gull"), title="Gull Harbour", names=("Gull Harbour",), known=True)
    marking = learned(Kind.RENEWAL, title="gull harbour at sea")
    extractor = Extractor(
        lexicons=lexicons, titles=ShowIndex([known]), learned=lambda language: marking
    )

    found = extractor.extract(article("Gull Harbour at Sea renewed for a second season"))

    assert [one.show for one in found] == ["Gull Harbour at Sea"]


@pytest.mark.parametrize("marked", ["gull island the final", "gull island:", "gull island the"])
def test_a_title_that_the_encoder_marks_ends_before_marks_seasons_and_small_words(
    lexicons: Lexicons, marked: str
) -> None:
    extractor = _with(lexicons, learned(Kind.CANCELLATION, word="lights", title=marked))
    rest = {"gull island the final": " Season", "gull island:": " Hulu", "gull island the": ""}

    found = extractor.extract(
        article(f"The lights go off at {marked.title()}{rest[marked]}, sources say")
    )

    assert [one.show for one in found] == ["Gull Island"]


def test_of_several_shows_the_rules_name_each(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, title="gull island"))
    headline = "Hulu renews Dockside Boss and Gull Island for season 2"

    assert len({one.show for one in extractor.extract(article(headline))}) > 1


@pytest.mark.parametrize(
    ("marked", "show"),
    [
        ("at gull island", "Gull Island"),
        ("éternel amour", "Éternel Amour"),
        ("üç kız kardeş", "Üç Kız Kardeş"),
        ("검은 사제들 vip", "검은 사제들 VIP"),
        ("dry land", "dry land"),
    ],
)
def test_a_title_that_the_encoder_marks_begins_where_its_first_capital_does(
    lexicons: Lexicons, marked: str, show: str
) -> None:
    extractor = _with(lexicons, learned(Kind.CANCELLATION, word="lights", title=marked))
    before = "" if marked.startswith("at") else "the shores of "
    text = f"The lights go off {before}{'at ' if marked.startswith('at') else ''}{show}"

    assert [found.show for found in extractor.extract(article(text))] == [show]


def test_a_season_behind_a_title_that_the_encoder_marks_is_none_of_it(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.CANCELLATION, word="lights", title="gull island 2"))

    found = extractor.extract(article("The lights go off at Gull Island 2"))

    assert _told(found) == [(Kind.CANCELLATION, "Gull Island", 2)]


@pytest.mark.parametrize(
    ("language", "headline", "kind"),
    [
        ("th", "ช่อง 8 ดึง “น้ำฝน” รับบทร้ายใน “เรือนเบญจพิษ”", Kind.CASTING),
        ("es", "Netflix y Plan B negocian una segunda temporada de Farolas", Kind.RENEWAL),
    ],
)
@pytest.mark.parametrize("sure", [True, False])
def test_what_is_surely_no_title_to_the_encoder_is_no_show(
    lexicons: Lexicons, language: str, headline: str, kind: Kind, sure: bool
) -> None:
    """Names of people stand between marks, too; where it is not sure, the rules' name stands."""
    silent = _with(lexicons, learned(kind)).extract(article(headline, language=language))
    ruled = {one.show for one in silent}
    (name,) = ruled
    title = "เรือนเบญจพิษ" if language == "th" else "farolas"
    marking = learned(kind, title=title, no_title=as_read(normalise(name)) if sure else "")

    found = _with(lexicons, marking).extract(article(headline, language=language))

    assert {one.show.casefold() for one in found} == ({title} if sure else {name.casefold()})


def test_a_veto_beyond_a_dash_does_not_hold(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, word="sails"))
    headline = "‘Gull Island’ sails on at Hulu - who wants more?"

    assert _told(extractor.extract(article(headline))) == [(Kind.RENEWAL, "Gull Island", None)]


def test_what_the_rules_find_is_dropped_where_the_encoder_thinks_it_impossible(
    lexicons: Lexicons,
) -> None:
    extractor = _with(lexicons, learned())

    assert extractor.extract(article(PLAIN)) == ()
    assert _reasons(extractor, PLAIN) == ["unlikely as a whole"]


def test_what_the_encoder_has_not_read_it_does_not_drop(lexicons: Lexicons) -> None:
    cut = replace(learned(), encoder=FakeEncoder([], ends={Field.HEADLINE: 5}))

    assert _told(_with(lexicons, cut).extract(article(PLAIN))) == [
        (Kind.RENEWAL, "Harbour Lights", 3)
    ]


def test_what_the_encoder_is_sure_of_stands_beside_what_the_rules_find(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, Kind.FILMING, word="season"))

    assert {kind for kind, _, _ in _told(extractor.extract(article(PLAIN)))} == {
        Kind.RENEWAL,
        Kind.FILMING,
    }


def test_a_show_that_goes_on_by_the_rules_is_not_ended_by_the_encoder(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT))

    assert _told(extractor.extract(article(PLAIN))) == [(Kind.RENEWAL, "Harbour Lights", 3)]


def test_one_fate_of_a_show_gives_way_to_another_that_the_encoder_is_sure_of(
    lexicons: Lexicons,
) -> None:
    sure = learned(Kind.CANCELLATION, doubted=[Kind.RENEWAL], word="season")
    unsure = learned(Kind.PREMIERE, doubted=[Kind.RENEWAL], word="hulu")

    assert _told(_with(lexicons, sure).extract(article(PLAIN))) == [
        (Kind.CANCELLATION, "Harbour Lights", 3)
    ]
    assert (Kind.RENEWAL, "Harbour Lights", 3) in _told(
        _with(lexicons, unsure).extract(article(PLAIN))
    )


def test_two_shows_may_have_two_fates(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, Kind.CANCELLATION, word="curtains"))

    assert _told(extractor.extract(article(f"{PLAIN}, curtains for ‘Gull Island’"))) == [
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
    extractor = _with(lexicons, learned(Kind.RENEWAL, word="helping"))

    assert [one.show for one in extractor.extract(article(headline))] == ["Gull Island"] * told


def test_what_the_encoder_is_sure_of_is_no_background(
    lexicons: Lexicons, extractor: Extractor
) -> None:
    item = article(
        "Jane Doe joins ‘Harbour Lights’ at Hulu",
        "She plays a surgeon in the drama series, which is shooting in Cork.",
    )
    both = _with(lexicons, learned(Kind.CASTING, Kind.FILMING, word="shooting"))

    assert {one.kind for one in extractor.extract(item)} == {Kind.CASTING}
    assert {one.kind for one in both.extract(item)} == {Kind.CASTING, Kind.FILMING}


def test_what_the_encoder_is_sure_of_needs_no_other_proof_of_a_series(
    lexicons: Lexicons, extractor: Extractor
) -> None:
    item = article("Jane Doe joins Harbour Lights")
    both = _with(lexicons, learned(Kind.CASTING, word="joins", title="harbour lights"))

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
    extractor = _with(lexicons, replace(learned(), encoder=listening))

    extractor.extract(article(f"{PLAIN}: “We’re so excited”"))

    assert [heard.rstrip(": ") for heard in listening.heard] == [as_read(normalise(PLAIN))]


def test_a_kind_without_a_show_is_told_by_nobody(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.RENEWAL, word="coming"))

    assert extractor.extract(article("It is coming back for season 3")) == ()


def test_where_the_rules_find_no_show_the_encoder_marks_it(lexicons: Lexicons) -> None:
    headline = "The lights go off at Gull Island"
    silent = _with(lexicons, learned(Kind.CANCELLATION, word="lights"))
    marking = _with(lexicons, learned(Kind.CANCELLATION, word="lights", title="gull island"))

    assert silent.extract(article(headline)) == ()
    assert _told(marking.extract(article(headline))) == [(Kind.CANCELLATION, "Gull Island", None)]
    assert marking.read(article(headline)).announcements == marking.extract(article(headline))


def test_what_only_the_summary_tells_of_the_headlines_show_the_encoder_finds(
    lexicons: Lexicons,
) -> None:
    extractor = _with(lexicons, learned(Kind.FILMING, Kind.RENEWAL, word="sail"))

    told, more = extractor.extract(article(PLAIN, "The boats sail in May."))

    assert _told([told, more]) == [
        (Kind.RENEWAL, "Harbour Lights", 3),
        (Kind.FILMING, "Harbour Lights", 3),
    ]
    assert (more.evidence[0].field, more.evidence[0].text) == (Field.SUMMARY, "sail")


@pytest.mark.parametrize("headline", ["Jane Doe on life at sea", "Will ‘Gull Island’ sail?"])
def test_under_a_headline_that_tells_nothing_a_summary_tells_nothing(
    lexicons: Lexicons, headline: str
) -> None:
    extractor = _with(lexicons, learned(Kind.FILMING, word="sails", title="gull island"))

    assert extractor.extract(article(headline, "She sails on in drama Gull Island.")) == ()


def test_a_summary_that_tells_it_of_another_show_tells_nothing(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.FILMING, Kind.RENEWAL, word="sails"))
    summary = "Hulu’s drama ‘Gull Island’ sails in May."

    assert _told(extractor.extract(article(PLAIN, summary))) == [
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

    found = _with(lexicons, what).extract(article("TVNZ commissions drama ‘Rain Line’", summary))

    assert {one.kind for one in found} == told
    assert {one.show for one in found} == {"Rain Line"}


def test_small_words_before_a_title_that_the_encoder_marks_are_none_of_it(
    lexicons: Lexicons,
) -> None:
    marking = _with(lexicons, learned(Kind.CANCELLATION, word="lights", title="at gull island"))

    found = marking.extract(article("The lights go off at Gull Island"))

    assert _told(found) == [(Kind.CANCELLATION, "Gull Island", None)]


def test_a_casting_by_the_encoder_names_only_whom_the_rules_know(lexicons: Lexicons) -> None:
    """Whether somebody comes or goes it does not know, and a wrong word is worse than none."""
    extractor = _with(lexicons, learned(Kind.CASTING, word="trades"))

    (found,) = extractor.extract(article("BBC drama ‘Gull Island’ trades Jane Doe for John Roe"))

    assert (found.kind, found.show, found.people) == (Kind.CASTING, "Gull Island", ())


def test_what_weighs_too_little_is_not_read_and_explained_so(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(*Kind, weight=-1.0))

    assert extractor.extract(article(PLAIN)) == ()
    assert _reasons(extractor, PLAIN) == ["its words are none of news"]
    assert extractor.read(article(PLAIN)).announcements == ()


def test_where_the_rules_are_silent_only_what_weighs_enough_is_read_again(
    lexicons: Lexicons,
) -> None:
    light = _with(lexicons, learned(Kind.RENEWAL, word="sails", weight=0.2))

    assert light.extract(article(UNWRITTEN)) == ()
    assert light.read(article(UNWRITTEN)).likely == ()
    assert _told(light.extract(article(PLAIN))) == [(Kind.RENEWAL, "Harbour Lights", 3)]


def test_the_words_of_each_kind_are_explained(lexicons: Lexicons) -> None:
    reading = _with(lexicons, learned(Kind.RENEWAL, word="sails")).read(article(UNWRITTEN))

    assert reading.weight == 1.0
    (told,) = [one for one in reading.likely if one[0] is Kind.RENEWAL]
    assert told[1] > 0.99
    assert told[2] == "sails"


def test_words_of_a_summary_are_explained_where_the_headline_has_none(lexicons: Lexicons) -> None:
    extractor = _with(lexicons, learned(Kind.FILMING, Kind.RENEWAL, word="sails"))

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
    assert _told(both.extract(article(written))) == [(Kind.RENEWAL, "Harbour Lights", 3)]
