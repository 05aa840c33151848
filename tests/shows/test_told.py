"""Country and year, in brackets behind a name and in a text."""

import pytest

from bot.shows.told import countries_in, split_told, years_in


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Undertow (Japan)", ("Undertow", "JP", None)),
        ("Undertow (UK)", ("Undertow", "GB", None)),
        ("Undertow (U.S. version)", ("Undertow", "US", None)),
        ("Undertow (South Korean drama)", ("Undertow", "KR", None)),
        ("Undertow (Japanese anime)", ("Undertow", "JP", None)),
        ("Undertow (2018)", ("Undertow", None, 2018)),
        ("Undertow (2018 Japanese TV series)", ("Undertow", "JP", 2018)),
        ("언더토우 (일본판)", ("언더토우", "JP", None)),
        ("暗流 (韩国版)", ("暗流", "KR", None)),
        ("暗流 (2018年版)", ("暗流", None, 2018)),
        ("Undertow (Marta)", ("Undertow (Marta)", None, None)),
        ("Undertow (the series)", ("Undertow (the series)", None, None)),
        ("Undertow (Japan and Marta)", ("Undertow (Japan and Marta)", None, None)),
        ("Undertow", ("Undertow", None, None)),
        ("(2018)", ("(2018)", None, None)),
    ],
)
def test_brackets_tell_a_country_and_a_year_and_nothing_else(
    name: str, expected: tuple[str, str | None, int | None]
) -> None:
    assert split_told(name) == expected


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The Japanese remake of the Korean drama", {"JP", "KR"}),
        ("한국 원작의 일드", {"KR", "JP"}),
        ("台劇《暗流》", {"TW"}),
        ("It brings us in, id est", set()),
        ("", set()),
    ],
)
def test_a_text_names_countries(text: str, countries: set[str]) -> None:
    assert countries_in(text) == countries


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The 2016 drama is back", {2016}),
        ("Undertow (2018) and the 2011 series", {2018, 2011}),
        ("2016년작 언더토우", {2016}),
        ("It returns in March 2026", set()),
    ],
)
def test_a_text_tells_the_years_of_series_and_not_of_their_return(
    text: str, years: set[int]
) -> None:
    assert years_in(text) == years
