import sys
from datetime import date
from types import FrameType

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.compiler import compile_pattern
from bot.announcements.lexicon.gate import Gate, Group
from bot.announcements.lexicon.load import Lexicons, load_lexicons
from bot.announcements.lexicon.patterns import DATE, SEASON, TITLE
from bot.announcements.lexicon.pieces import Words
from bot.announcements.lexicon.vocabulary import Entry, numbered
from bot.model import Article, ArticleId, FeedId, Kind

BEGINS = Words({"begins": ["begin*", "kicks off"], "more": ["{season}", "another year"]})


def gate(*sources: str, spaced: bool = True) -> Gate:
    return Gate(
        (number, compile_pattern(one, words=BEGINS, spaced=spaced), [Group.HEADLINE_KINDS])
        for number, one in enumerate(sources)
    )


def passing(gate: Gate, text: str, *groups: Group) -> set[int]:
    words = gate.words(text)
    return {number for group in groups or Group for number in gate.passing(words, group)}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("filming <begins>", "filming at last beginning"),
        ("filming <begins>", "it kicks off: filming"),
        ("won't return", "it won't return"),
        ("re(newed|vived)", "unrevived"),
        ("news : <begins>", "news: it begins"),
        ("24 hours", "24hours"),
        ("season's end", "at the_season's-end"),
        ("season's end", "até season's end"),
    ],
)
def test_a_phrase_passes_whose_words_all_stand_there(phrase: str, text: str) -> None:
    assert passing(gate(phrase), text) == {0}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("filming <begins>", "filming is over"),
        ("filming <begins>", "the story begins"),
        ("star in", "it will start in june"),
        ("(cast|plot), release", "forecast, release"),
        ("trailer{break}{date}", "trailers"),
    ],
)
def test_a_phrase_does_not_pass_without_one_of_its_words(phrase: str, text: str) -> None:
    """One word of several, or one inside another word, was enough once: nearly all passed."""
    assert passing(gate(phrase), text) == set()


def test_without_spaces_words_are_found_inside_others() -> None:
    assert passing(gate("촬영 시작", spaced=False), "드라마촬영을시작했다") == {0}


def test_a_phrase_names_the_marks_without_which_it_stands_nowhere() -> None:
    compiled = compile_pattern("airs {date} ~ <more>", words=BEGINS, spaced=True)

    assert compiled.signs == ((DATE,), (SEASON, "another"))
    assert compile_pattern(f"airs {TITLE}", words=BEGINS, spaced=True).signs == ((TITLE,),)


def test_phrases_with_the_same_words_pass_together() -> None:
    assert passing(gate("filming <begins>", "<begins> filming"), "filming begins") == {0, 1}


def test_a_group_is_asked_alone() -> None:
    words = (wrapped := gate("filming wrapped")).words("filming wrapped")

    assert wrapped.passing(words, Group.HEADLINE_KINDS) == {0}
    assert wrapped.passing(words, Group.HEADLINE_OTHERS) == frozenset()


@pytest.mark.parametrize(
    ("kind", "where", "groups"),
    [
        (Kind.FILMING, "both", (Group.HEADLINE_KINDS, Group.SUMMARY_ALONE)),
        (Kind.RENEWAL, "both", (Group.HEADLINE_KINDS, Group.SUMMARY_OTHERS)),
        (Kind.CASTING, "summary", (Group.SUMMARY_OWN,)),
        (Kind.FILMING, "headline", (Group.HEADLINE_KINDS,)),
        (None, "both", (Group.HEADLINE_OTHERS, Group.SUMMARY_OTHERS)),
        (None, "summary", (Group.SUMMARY_OTHERS,)),
    ],
)
def test_phrases_are_asked_for_when_they_can_decide_something(
    kind: Kind | None, where: str, groups: tuple[Group, ...]
) -> None:
    """A phrase for summaries opened the gate of every headline that held its words."""
    assert Entry(name="", role="", patterns=(), kind=kind, where=where).groups == groups


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        ("{break}return date : {title}", "soon — return date: spring", True),
        ("{break}return date : {title}", "return of the date: spring", False),
        ("{title} ends{break}", "it ends (for good)", True),
        ("renewed for {title}", "renewed for more", True),
    ],
)
def test_words_are_looked_for_in_the_text_before_a_tape_is_written(
    phrase: str, text: str, *, stands: bool
) -> None:
    """The end of a statement is a sign of the tape alone, so that the text may have any sign."""
    words = compile_pattern(phrase, words=BEGINS, spaced=True).words

    assert words is not None
    assert (words.search(text) is not None) is stands


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        ("[is] set to air [on|in] {date}", "set to air at last", True),
        ("[is] set to air [on|in] {date}", "on air, all set to go", False),
        ("{network} [has] given {title} (the axe|its marching orders)", "gave it the axe", True),
        ("{network} [has] given {title} (the axe|its marching orders)", "with an axe", False),
        ("signs on ~ to lead {title}", "signs on as the captain to lead", True),
        ("signs on ~ to lead {title}", "to sign, on the lead", False),
    ],
)
def test_of_a_phrase_with_marks_or_gaps_the_longest_row_of_words_is_looked_for(
    phrase: str, text: str, *, stands: bool
) -> None:
    words = compile_pattern(phrase, words=BEGINS, spaced=True).words

    assert words is not None
    assert (words.search(text) is not None) is stands


@pytest.mark.parametrize("phrase", ["airs {date}", "ends{break}soon", "ends ~ soon"])
def test_single_words_between_marks_breaks_or_gaps_are_left_to_the_gate(phrase: str) -> None:
    assert compile_pattern(phrase, words=BEGINS, spaced=True).words is None


def test_nothing_passes_where_nothing_is_said() -> None:
    assert passing(Gate([]), "filming begins") == set()


def test_phrases_are_compiled_only_when_a_text_needs_them() -> None:
    lexicon = load_lexicons().by_language["en"]

    assert not any(
        "regex" in vars(pattern) for entry in lexicon.entries for pattern in entry.patterns
    )


def test_the_words_that_a_phrase_names_open_the_gate_for_it(lexicons: Lexicons) -> None:
    for lexicon in lexicons.by_language.values():
        for number, pattern, groups in numbered(lexicon.entries):
            sets = (pattern.anchors, *pattern.beside)
            words = " ".join(one_of[0].rstrip("*") for one_of in sets)
            assert number in passing(lexicon.gate, words, *groups), pattern.source


@pytest.mark.parametrize(
    "piece",
    [
        "'",
        '"',
        "“",
        "(",
        "[",
        "season ",
        "season 2 ",
        "in march ",
        "renewed for ",
        "a",
        "é",
        "시즌",
    ],
)
def test_three_times_the_text_is_about_three_times_the_work(
    extractor: Extractor, piece: str
) -> None:
    """Hostile feeds repeat what opens something; calls are counted, since seconds lie."""
    short, long = (_calls(extractor, piece * (length // len(piece))) for length in (900, 2_700))

    assert long < 5 * short + 500


def _calls(extractor: Extractor, summary: str) -> int:
    made = article("'Amber Castle' Renewed for Season 2", summary)
    extractor.extract(made)
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        extractor.extract(made)
    finally:
        sys.setprofile(None)
    return count


def article(headline: str, summary: str) -> Article:
    return Article(
        id=ArticleId("1"),
        feed_id=FeedId("feed"),
        headline=headline,
        summary=summary,
        publisher="",
        language="en",
        published_at=None,
        published_on=date(2026, 11, 1),
    )
