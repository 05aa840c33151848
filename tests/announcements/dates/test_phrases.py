"""The engine of phrases: what a lexicon may say, what it is told when wrong, linear time."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.announcements.dates.find import LISTS as DATE_LISTS
from bot.announcements.dates.find import NUMBERS as DATE_NUMBERS
from bot.announcements.lexicon.phrases import Phrases, read_section
from bot.announcements.marks.seasons import LISTS as SEASON_LISTS
from bot.announcements.marks.seasons import NUMBERS as SEASON_NUMBERS
from bot.errors import LexiconError

LANGUAGES = ["en", "ko", "ja", "zh", "es", "pt", "fr", "tr", "id", "th"]
LISTS = frozenset({"month", "x", "y", "wd", "ord", "m"})
DIGITS = {"n": r"[0-9]{1,2}(?![0-9])"}


def phrases(
    *templates: str,
    edges: str = "both",
    words: dict[str, list[str]] | None = None,
    **lists: dict[str, list[str]],
) -> Phrases:
    section: dict[str, object] = {
        "templates": list(templates),
        "edges": edges,
        "words": words or {},
        **lists,
    }
    return Phrases(section, numbers=DIGITS, lists=LISTS, name="xx.toml [test]")


def found(engine: Phrases, text: str) -> list[tuple[str, Mapping[str, int | str]]]:
    return [(text[one.start : one.end], one.values) for one in engine.find(text)]


def test_a_phrase_is_given_with_its_words_meanings() -> None:
    engine = phrases("{month} {n}", month={"1": ["Jänner"], "later": ["spät"]})

    assert found(engine, "Im JÄNNER 5, am Spät ７") == [
        ("JÄNNER 5", {"month": 1, "n": 5}),
        ("Spät ７", {"month": "later", "n": 7}),
    ]


def test_the_first_template_that_fits_wins() -> None:
    engine = phrases("{month} {n}", "{month}", month={"1": ["may"]})

    assert found(engine, "may 5 may") == [
        ("may 5", {"month": 1, "n": 5}),
        ("may", {"month": 1}),
    ]


def test_a_phrase_marked_as_none_is_passed_over() -> None:
    engine = phrases("!{month} madness", "{month}", month={"3": ["march"]})

    assert found(engine, "march madness in march") == [("march", {"month": 3})]


def test_what_stands_around_a_phrase_is_no_part_of_it() -> None:
    engine = phrases("{in} <<{n}>> {launch}", words={"in": ["in"], "launch": ["premiere"]})

    assert found(engine, "in 27 premiere, 28 premiere, in 29") == [("27", {"n": 27})]


def test_a_context_gives_way_to_a_longer_phrase_after_it() -> None:
    engine = phrases(
        "{in} <<{month}", "{month} {n}", "!{month} madness",
        words={"in": ["in"]}, month={"3": ["march"]},
    )  # fmt: skip

    assert [words for words, _ in found(engine, "in march 5, in march, in march madness")] == [
        "march 5",
        "march",
    ]


def test_a_context_inside_a_context_is_not_followed() -> None:
    engine = phrases("{in} <<{in} {n}", "{in} <<{n}", words={"in": ["in"]})

    assert found(engine, "in in 5") == [("in 5", {"n": 5})]


def test_an_optional_beginning_may_be_missing() -> None:
    engine = phrases("(?:{wd},? )?(?:{month} )?{n}", month={"3": ["march"]}, wd={"0": ["monday"]})

    assert [words for words, _ in found(engine, "monday march 3; march 4; monday, 5; 6")] == [
        "monday march 3",
        "march 4",
        "monday, 5",
        "6",
    ]


def test_an_optional_beginning_may_be_missing_from_what_is_none() -> None:
    engine = phrases("!(?:{month} )?{n} days", "{n}", month={"3": ["march"]})

    assert found(engine, "5 days, march 6 days, 7") == [("7", {"n": 7})]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [("both", ["ab"]), ("left", ["ab", "ab"]), ("none", ["ab", "ab", "ab"])],
)
def test_edges_say_where_a_word_may_be_glued(edges: str, expected: list[str]) -> None:
    engine = phrases("{x}", edges=edges, x={"1": ["ab"]})

    assert [words for words, _ in found(engine, "ab abc cab")] == expected


def test_a_word_that_a_slot_follows_at_once_may_be_glued_to_it() -> None:
    engine = phrases("{s}{n}", words={"s": ["s"]})

    assert found(engine, "S4 trailer") == [("S4", {"n": 4})]


def test_the_longest_word_of_a_list_is_tried_first() -> None:
    engine = phrases(
        "{x} end", "{y}", x={"1": ["last", "last week"]}, y={"2": ["la"]}, edges="none"
    )

    assert found(engine, "last week end, last end, lake") == [
        ("last week end", {"x": 1}),
        ("last end", {"x": 1}),
        ("la", {"y": 2}),
    ]


def test_words_that_begin_with_digits_are_found() -> None:
    engine = phrases("{ord} season", ord={"2": ["2nd"]})

    assert found(engine, "the 2nd season") == [("2nd season", {"ord": 2})]


@pytest.mark.parametrize(
    ("section", "complaint"),
    [
        ({}, "templates is missing"),
        ({"templates": "x"}, "templates is missing"),
        ({"templates": ["{n}"], "edges": "right"}, "edges is 'right'"),
        ({"templates": ["{n}"], "edgs": "both"}, "edgs must be a table"),
        ({"templates": ["{n}"], "monht": {"1": ["may"]}}, "monht is no list that is known"),
        ({"templates": [5]}, "is no text"),
        ({"templates": ["in {n}"]}, "must begin with a slot"),
        ({"templates": ["(?:in ){n}"]}, "must begin with a slot"),
        ({"templates": ["(?:in {n}"]}, "must begin with a slot"),
        ({"templates": ["{n} {other}"]}, "no list is called 'other'"),
        ({"templates": ["{n} .*x"]}, "without a bound"),
        ({"templates": ["{n} x{2,}"]}, "without a bound"),
        ({"templates": ["{n} ("]}, "does not compile"),
        ({"templates": ["{n} été"]}, "small letters without accents"),
        ({"templates": ["{n}"], "words": {"x": "y"}}, "must be a list of words"),
        ({"templates": ["{n}"], "words": {"x": [""]}}, "must be a list of words"),
        ({"templates": ["{n}"], "m": {"1": ["a"], "2": ["A"]}}, "means two things"),
    ],
)
def test_a_wrong_lexicon_is_told_what_is_wrong(section: dict[str, Any], complaint: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(complaint)) as raised:
        Phrases(section, numbers=DIGITS, lists=LISTS, name="xx.toml [test]")

    assert "xx.toml [test]" in str(raised.value) or "template" in str(raised.value)


def test_a_file_that_is_no_toml_or_lacks_a_section_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes of its own: what was read of another is kept, whichever test comes first."""
    (tmp_path / "qaa.toml").write_text("[dates\n", "utf-8")
    (tmp_path / "qab.toml").write_text("[dates]\n", "utf-8")
    monkeypatch.setattr("bot.announcements.lexicon.phrases.resources.files", lambda _: tmp_path)

    with pytest.raises(LexiconError, match=r"qaa\.toml"):
        read_section("qaa", "dates")
    with pytest.raises(LexiconError, match=r"qab\.toml has no section \[seasons\]"):
        read_section("qab", "seasons")
    assert read_section("qab", "dates") == {}
    assert read_section("qac", "dates") is None


def lexicon(language: str) -> dict[str, Any]:
    file = resources.files("bot.announcements.lexicon") / f"{language}.toml"
    return tomllib.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("section", ["dates", "seasons"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_a_lexicon_is_used(language: str, section: str) -> None:
    """A list that no template names is a slip of the pen."""
    content = lexicon(language)[section]
    used = set(re.findall(r"\{([a-z_]+?)[2-9]?\}", " ".join(content["templates"])))
    lists = {key for key, entry in content.items() if isinstance(entry, dict)} - {"words"}

    assert (lists | set(content.get("words", {}))) - used <= {"counter", "slots"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_expression_of_a_lexicon_can_run_away(language: str) -> None:
    """Each template matches a text of bounded length, so that the time is linear.

    The width that `re` computes for each compiled template is finite and small; where a template
    is tried is bounded by the number of words in the text.
    """
    for section, numbers, lists in (
        ("dates", DATE_NUMBERS, DATE_LISTS),
        ("seasons", SEASON_NUMBERS, SEASON_LISTS),
    ):
        engine = Phrases(lexicon(language)[section], numbers=numbers, lists=lists, name=section)
        for template in engine._templates:
            _, widest = re._parser.parse(template.pattern.pattern).getwidth()  # type: ignore[attr-defined]

            assert widest < 200, template.pattern.pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_repetition_costs_no_more_for_each_letter(language: str) -> None:
    """The number of places where templates are tried grows as the text does."""
    engine = Phrases(
        lexicon(language)["dates"], numbers=DATE_NUMBERS, lists=DATE_LISTS, name=language
    )
    for unit in ("in ", "a", "1", "May ", "3월", "来", "第2", "s1 ", "the first ", "en el ", "ปี"):
        tried = [sum(1 for _ in engine._places(unit * size)) for size in (50, 100, 200)]

        assert all(after <= 2 * before + 2 for before, after in pairwise(tried))
