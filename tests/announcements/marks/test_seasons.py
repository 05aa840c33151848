"""Seasons: where they stand, what is glued to a title, and what never raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.announcements.marks.seasons import find_glued, find_seasons, glued_season
from tests.announcements.marks.test_seasons_languages import ROWS

LANGUAGES = ["en", "ko", "ja", "zh", "es", "pt", "fr", "tr", "id", "th"]
PHRASES = [text for _, text, _, _ in ROWS]


def test_a_season_is_given_with_its_place() -> None:
    text = "‘Slow Horses’ Renewed for Fifth & Final Season"
    [found] = find_seasons(text, language="en")

    assert text[found.start : found.end] == "Fifth & Final Season"
    assert (found.numbers, found.final, found.unit) == ((5,), True, "season")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Season 2", "season"),
        ("Part 2", "part"),
        ("Volume 2", "volume"),
        ("Chapter 2", "chapter"),
        ("second outing", "run"),
        ("series two", "series"),
    ],
)
def test_the_unit_tells_what_may_be_a_piece_of_a_season(text: str, unit: str) -> None:
    [found] = find_seasons(text, language="en")

    assert found.unit == unit


def test_an_endless_range_is_cut_to_its_beginning() -> None:
    [found] = find_seasons("Seasons 1-99", language="en")

    assert found.numbers == (1,)


def test_a_range_that_runs_backwards_is_one_season() -> None:
    [found] = find_seasons("Season 5-2", language="en")

    assert found.numbers == (5,)


def test_a_language_without_a_lexicon_has_no_seasons() -> None:
    assert find_seasons("stagione 2", language="xx") == []
    assert find_glued("莫2", language="xx") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("모범택시3", ("모범택시", 3)),
        ("비밀의 숲 2", ("비밀의 숲", 2)),
        ("庆余年2", ("庆余年", 2)),
        ("ハイキュー!!4", ("ハイキュー!!", 4)),
        ("Family Man 3", ("Family Man", 3)),
        ("Arthdal Chronicles #2", ("Arthdal Chronicles", 2)),
        ("Rome II", ("Rome", 2)),
        ("라이프Ⅱ", ("라이프", 2)),
        ("D.P.2", ("D.P.", 2)),
        ("모범택시３", ("모범택시", 3)),
        ("  Euphoria 3 ", ("Euphoria", 3)),
        ("모범택시1", ("모범택시", 1)),
        ("Formula 1", None),
        ("Sense8", None),
        ("1899", None),
        ("24", None),
        ("9-1-1", None),
        ("9-1-1 2", None),
        ("Reply 1988", None),
        ("응답하라 1988", None),
        ("Studio 60", None),
        ("Malcolm X", None),
        ("Ⅱ", None),
        ("", None),
    ],
)
def test_a_title_parts_from_the_season_glued_to_it(
    title: str, expected: tuple[str, int] | None
) -> None:
    assert glued_season(title) == expected


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("zh", "新闻女王2官宣", [2]),
        ("zh", "第2集", []),
        ("zh", "上海2月开机", []),
        ("ko", "오징어게임2 출연", [2]),
        ("ko", "오징어게임2, 출연", [2]),
        ("ko", "오징어게임 2.5배", []),
        ("ko", "드라마 시즌2 제작", []),
        ("ko", "코로나19 확진", []),
        ("ko", "드라마 3편", []),
        ("ja", "重版出来2制作", [2]),
        ("ja", "全員で3人", []),
        ("th", "ทองเอก2", [2]),
        ("en", "Family Man 3", []),
    ],
)
def test_a_digit_that_counts_nothing_may_be_a_season(
    language: str, text: str, numbers: list[int]
) -> None:
    found = find_glued(text, language=language)

    assert [number for one in found for number in one.numbers] == numbers
    assert all(one.unit == "glued" for one in found)


ANY_TEXT = st.lists(st.sampled_from(PHRASES) | st.text(max_size=20), max_size=6).map(" ".join)


@settings(deadline=None)  # the first example of a language compiles its lexicon
@given(text=ANY_TEXT, language=st.sampled_from(LANGUAGES))
def test_whatever_is_found_stands_in_the_text_and_says_something(text: str, language: str) -> None:
    end = 0
    for found in find_seasons(text, language=language):
        assert end <= found.start < found.end <= len(text)
        assert found.numbers or found.final or found.sequel or found.more
        assert all(0 < number < 100 for number in found.numbers)
        end = found.end
    for found in find_glued(text, language=language):
        assert text[found.start : found.end] == str(found.numbers[0])


@given(title=st.text(max_size=40), number=st.integers(min_value=-5, max_value=120))
def test_a_parted_title_is_the_beginning_of_the_whole(title: str, number: int) -> None:
    whole = f"{title} {number}"
    parted = glued_season(whole)
    if parted is not None:
        base, season = parted

        assert whole.strip().startswith(base)
        assert 1 <= season <= 30
