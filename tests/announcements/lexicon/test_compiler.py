import re
import time

import pytest

from bot.announcements.lexicon.compiler import compile_pattern
from bot.announcements.lexicon.patterns import DATE, SEASON, TITLE, PatternError
from bot.announcements.lexicon.pieces import Words
from bot.announcements.text.expressions import one_of

WORDS = {"renewed": ["renewed", "picked up"], "begins": ["begin*", "kick* off"]}


def pattern(source: str, *, spaced: bool = True) -> re.Pattern[str]:
    return compile_pattern(source, words=Words(WORDS), spaced=spaced).regex


@pytest.mark.parametrize(
    ("source", "tape"),
    [
        ("renewed", "is renewed now"),
        ("<renewed> for {season}", f"picked up for {SEASON}"),
        ("[is] [officially] <renewed>", "officially renewed"),
        ("[is] [officially] <renewed>", "is renewed"),
        ("(axes|scraps) {title} after", f"axes {TITLE} after"),
        ("orders {title} to series", "orders harbour lights to series"),
        ("filming ~ <begins>", "filming of the new beginning"),
        ("denies ~~ [has been] axed", "denies that its only show has been axed"),
        ("returns ~ {date}", f"returns to us on {DATE}"),
        ("cast {break}", "the cast"),
        ("axed : {marked}", f"axed: {TITLE}"),
        ("trailer{break}{date}", f"trailer\n{DATE}"),
        ("{marked} episode", f"{TITLE} episode"),
        ("?", "will it?"),
    ],
)
def test_a_phrase_is_found(source: str, tape: str) -> None:
    assert pattern(source).search(tape)


@pytest.mark.parametrize(
    ("source", "tape"),
    [
        ("renewed", "unrenewed"),
        ("eyed", "wide-eyed"),
        ("star", "star-studded"),
        ("filming ~ begins", "filming one two three four begins"),
        ("filming ~ begins", "filming: begins"),
        ("axed", "axe"),
    ],
)
def test_a_phrase_is_not_found(source: str, tape: str) -> None:
    assert not pattern(source).search(tape)


def test_without_spaces_words_may_touch_and_spaces_are_optional() -> None:
    assert pattern("제작 확정", spaced=False).search("드라마제작확정")
    assert pattern("제작 ~ 확정", spaced=False).search("제작을 드디어 확정했다")
    assert pattern("확정*", spaced=False).search("확정됐다")


def test_edges_and_reach_are_told_apart_from_the_words() -> None:
    compiled = compile_pattern("{people} joins ~~ {title}", words=Words({}), spaced=True)

    assert (compiled.left, compiled.right) == ("people", "title")
    assert compiled.reach > compile_pattern("joins {title}", words=Words({}), spaced=True).reach


def test_anchors_are_the_rarest_words_that_must_be_there() -> None:
    compiled = compile_pattern("is [officially] <renewed> in", words=Words(WORDS), spaced=True)

    assert set(compiled.anchors) == {"renewed", "picked"}


def test_short_words_are_parted_as_on_the_tape() -> None:
    elision = re.compile(r"(?<!\w)d'(?=\w)")

    regex = compile_pattern("fin d'une série", words=Words({}), spaced=True, elision=elision).regex

    assert regex.search("fin d' une serie")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{title}", "nothing but slots"),
        ("{season} {date}", "no word that must be there"),
        ("(a|b", "is missing"),
        ("a)", "unexpected"),
        ("a < b", "unexpected"),
        ("<nothing> here", "no words <nothing>"),
        ("see {nobody} here", "no slot"),
        ("a {title} b {title} c", "stands twice"),
        ("re*newed", "may only end a word"),
    ],
)
def test_a_wrong_phrase_is_refused_with_the_reason(source: str, why: str) -> None:
    with pytest.raises(PatternError, match=re.escape(why)):
        compile_pattern(source, words=Words({}), spaced=True)


def test_words_that_contain_themselves_are_refused() -> None:
    with pytest.raises(PatternError, match="contains itself"):
        compile_pattern("<a>", words=Words({"a": ["x <a>"]}), spaced=True)


def test_hostile_text_is_read_in_linear_time() -> None:
    """Twice the text may take twice the time and some noise, never its square."""
    regex = pattern("(filming|production) [for|of|on] {title} [has] [been] ~~ <begins>")

    def seconds(times: int) -> float:
        tape = "production of the of for on has been " * times
        began = time.perf_counter()
        list(regex.finditer(tape))
        return time.perf_counter() - began

    seconds(10)
    assert seconds(800) < 60 * max(seconds(100), 0.001)


def test_alternatives_find_whole_words_and_the_longer_one_where_the_shorter_is_a_part() -> None:
    found = re.compile(one_of([pattern("dra*").pattern, pattern("soap").pattern, r"\?"]))

    assert [hit.group() for hit in found.finditer("soapy drama, soap-opera, a soap?")] == [
        "drama",
        "soap",
        "?",
    ]
