"""What shows are called where rules and encoder name them: by which of the two, and how far."""

from dataclasses import replace

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.judgement import as_read
from bot.announcements.lexicon.load import Lexicons
from bot.announcements.text.forms import normalise
from bot.model import Field, Kind, Show, ShowId
from bot.shows.match import ShowIndex
from tests.announcements.learned.fakes import FakeEncoder, learned
from tests.announcements.learned.reading import in_short, reasons, with_learned
from tests.announcements.reading import article


@pytest.mark.parametrize(
    ("headline", "show"),
    [
        ("Dockside Boss has a third season in its sails at Hulu", "Dockside"),
        ("‘Harbour Lights’ and Dockside sails on at Hulu", "Harbour Lights"),
    ],
)
def test_a_show_that_its_words_alone_make_one_is_named_by_the_encoder_that_told_of_it(
    lexicons: Lexicons, headline: str, show: str
) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, word="sails", title="dockside"))

    assert [found.show for found in extractor.extract(article(headline))] == [show]


MURDER, ISLAND = "Murder, She Baked renewed for season 2", "드라마 안개섬 제주 촬영 시작"


@pytest.mark.parametrize(
    ("headline", "marked", "no_title", "show"),
    [
        (MURDER, "murder, she baked", "", "Murder, She Baked"),
        (MURDER, "baked", "", "She Baked"),
        (MURDER, "baked", "she", "Baked"),
        ("‘She Baked’ of Murder renewed for season 2", "murder", "", "She Baked"),
        (ISLAND, "안개섬", "제주", "안개섬"),
        (ISLAND, "안개섬", "", "안개섬 제주"),
        (ISLAND, "안개섬 제주 촬영", "", "안개섬 제주 촬영"),
        (ISLAND, "", "", "안개섬 제주"),
    ],
)
def test_a_show_is_named_by_the_encoder_where_its_words_are_far_likelier(
    lexicons: Lexicons, headline: str, marked: str, no_title: str, show: str
) -> None:
    """The rules take too many words or too few where nothing but words makes a title."""
    language, kind = ("ko", Kind.FILMING) if headline is ISLAND else ("en", Kind.RENEWAL)
    extractor = with_learned(lexicons, learned(kind, title=marked, no_title=no_title))

    found = extractor.extract(article(headline, language=language))

    assert {one.show for one in found} == {show}


@pytest.mark.parametrize(
    ("headline", "marked", "log_odds", "show"),
    [
        ("Gull Harbour Abroad renewed for a second season", "gull harbour abroad", 3, "whole"),
        ("Gull Harbour Abroad renewed for a second season", "gull harbour abroad", 1, "known"),
        (ISLAND, "안개섬 제주 촬영", 7, "안개섬 제주 촬영"),
        (ISLAND, "안개섬 제주 촬영", 3, "안개섬 제주"),
    ],
)
def test_where_capitals_show_how_far_a_name_goes_a_longer_one_needs_less(
    lexicons: Lexicons, headline: str, marked: str, log_odds: float, show: str
) -> None:
    language, kind = ("ko", Kind.FILMING) if headline is ISLAND else ("en", Kind.RENEWAL)
    encoder = FakeEncoder([kind], title=marked, named=log_odds)
    known = Show(id=ShowId("gull"), title="Gull Harbour", names=("Gull Harbour",), known=True)
    extractor = Extractor(
        lexicons=lexicons,
        titles=ShowIndex([known]),
        learned=lambda language: replace(learned(kind), encoder=encoder),
    )
    expected = {"whole": "Gull Harbour Abroad", "known": "Gull Harbour"}.get(show, show)

    found = extractor.extract(article(headline, language=language))

    assert {one.show for one in found} == {expected}


@pytest.mark.parametrize(
    ("headline", "marked", "no_title", "show"),
    [
        # Not "Light" within a longer word, whose log-odds are another's.
        (
            "Lightly salted: ‘Light’ renewed for season 2 at Harbour Road",
            "harbour road",
            "lightly",
            "Light",
        ),
        # In the headline's own capitals, which its reading puts in order.
        (
            "Netflix Renews Guide To Murder For A Second Season",
            "guide to murder",
            "",
            "Guide To Murder",
        ),
    ],
)
def test_a_name_is_found_as_whole_words_in_whatever_capitals(
    lexicons: Lexicons, headline: str, marked: str, no_title: str, show: str
) -> None:
    marking = learned(Kind.RENEWAL, title=marked, no_title=no_title)

    found = with_learned(lexicons, marking).extract(article(headline))

    assert {one.show for one in found} == {show}


def test_a_name_that_the_encoder_has_not_read_stays(lexicons: Lexicons) -> None:
    headline = "Hulu has news of Harbour Nine and more shows: Dockside renewed for season 2"
    read = FakeEncoder([Kind.RENEWAL], title="harbour nine", no_title="dockside")
    cut = FakeEncoder(
        [Kind.RENEWAL],
        title="harbour nine",
        no_title="dockside",
        ends={Field.HEADLINE: headline.index("Dockside")},
    )

    names = [
        {
            one.show
            for one in with_learned(
                lexicons, replace(learned(Kind.RENEWAL), encoder=encoder)
            ).extract(article(headline))
        }
        for encoder in (read, cut)
    ]

    assert names == [{"Harbour Nine"}, {"Dockside"}]


def test_a_name_that_the_encoder_mends_is_explained(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, title="murder, she baked"))

    why = reasons(extractor, "Murder, She Baked renewed for season 2 at Hulu")

    assert "as a name: the encoder marks 'Murder, She Baked'" in why


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
    extractor = with_learned(lexicons, learned(Kind.CANCELLATION, word="lights", title=marked))
    rest = {"gull island the final": " Season", "gull island:": " Hulu", "gull island the": ""}

    found = extractor.extract(
        article(f"The lights go off at {marked.title()}{rest[marked]}, sources say")
    )

    assert [one.show for one in found] == ["Gull Island"]


def test_of_several_shows_the_rules_name_each(lexicons: Lexicons) -> None:
    extractor = with_learned(lexicons, learned(Kind.RENEWAL, title="gull island"))
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
    extractor = with_learned(lexicons, learned(Kind.CANCELLATION, word="lights", title=marked))
    before = "" if marked.startswith("at") else "the shores of "
    text = f"The lights go off {before}{'at ' if marked.startswith('at') else ''}{show}"

    assert [found.show for found in extractor.extract(article(text))] == [show]


def test_a_season_behind_a_title_that_the_encoder_marks_is_none_of_it(lexicons: Lexicons) -> None:
    extractor = with_learned(
        lexicons, learned(Kind.CANCELLATION, word="lights", title="gull island 2")
    )

    found = extractor.extract(article("The lights go off at Gull Island 2"))

    assert in_short(found) == [(Kind.CANCELLATION, "Gull Island", 2)]


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
    silent = with_learned(lexicons, learned(kind)).extract(article(headline, language=language))
    ruled = {one.show for one in silent}
    (name,) = ruled
    title = "เรือนเบญจพิษ" if language == "th" else "farolas"
    marking = learned(kind, title=title, no_title=as_read(normalise(name)) if sure else "")

    found = with_learned(lexicons, marking).extract(article(headline, language=language))

    assert {one.show.casefold() for one in found} == ({title} if sure else {name.casefold()})


def test_where_the_rules_find_no_show_the_encoder_marks_it(lexicons: Lexicons) -> None:
    headline = "The lights go off at Gull Island"
    silent = with_learned(lexicons, learned(Kind.CANCELLATION, word="lights"))
    marking = with_learned(lexicons, learned(Kind.CANCELLATION, word="lights", title="gull island"))

    assert silent.extract(article(headline)) == ()
    assert in_short(marking.extract(article(headline))) == [
        (Kind.CANCELLATION, "Gull Island", None)
    ]
    assert marking.read(article(headline)).announcements == marking.extract(article(headline))


def test_small_words_before_a_title_that_the_encoder_marks_are_none_of_it(
    lexicons: Lexicons,
) -> None:
    marking = with_learned(
        lexicons, learned(Kind.CANCELLATION, word="lights", title="at gull island")
    )

    found = marking.extract(article("The lights go off at Gull Island"))

    assert in_short(found) == [(Kind.CANCELLATION, "Gull Island", None)]
