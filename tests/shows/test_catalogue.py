"""The catalogue: what a line may hold, and what the shipped one holds."""

import pytest

from bot.errors import CatalogueError
from bot.shows.catalogue import COLUMNS, Catalogue, Type, parse_catalogue, problems

HEAD = "\t".join(COLUMNS)
GOOD = "harbour-lane-2024\tHarbour Lane\t달빛 항구\tHarbor Lane|달항\tKR\t2024\tNine\tlive"


def text(*lines: str) -> str:
    return "\n".join((HEAD, *lines)) + "\n"


def line(**fields: str) -> str:
    values = dict(zip(COLUMNS, GOOD.split("\t"), strict=True)) | fields
    return "\t".join(values.values())


def test_a_line_is_a_show() -> None:
    (entry,) = parse_catalogue(text(GOOD)).entries

    assert entry.show.id == "harbour-lane-2024"
    assert entry.show.names == ("Harbour Lane", "달빛 항구", "Harbor Lane", "달항")
    assert (entry.show.country, entry.show.year, entry.show.network) == ("KR", 2024, "Nine")
    assert entry.show.known
    assert (entry.line, entry.native, entry.type) == (2, "달빛 항구", Type.LIVE)


def test_what_is_not_known_is_left_empty() -> None:
    (show,) = parse_catalogue(
        text(line(native="", names="", country="", year="", network=""))
    ).shows

    assert show.names == ("Harbour Lane",)
    assert (show.country, show.year, show.network) == (None, None, None)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (line(id="Harbour Lane"), "line 2: the id 'Harbour Lane'"),
        (line(title=""), "line 2: a name is empty"),
        (line(title=" Harbour"), "line 2: a name is empty or has spaces too many"),
        (line(names="Harbor||Lane"), "line 2: a name is empty"),
        (line(country="Korea"), "line 2: the country 'Korea'"),
        (line(year="24"), "line 2: the year '24'"),
        (line(year="next"), "line 2: the year 'next'"),
        (line(type="film"), "line 2: the type 'film' is none of live, animation"),
        ("too\tfew", "line 2: 2 columns instead of 8"),
        (f"{GOOD}\n{GOOD}", "line 3: harbour-lane-2024 is also line 2"),
    ],
)
def test_a_wrong_line_is_named(wrong: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says):
        parse_catalogue(text(wrong))


def test_a_file_of_other_columns_is_no_catalogue() -> None:
    with pytest.raises(CatalogueError, match="line 1"):
        parse_catalogue("id\ttitle\n")


def test_a_native_title_in_another_script_is_a_problem() -> None:
    foreign = line(native="霧港")
    latin = line(id="d-p-2021", title="D.P.", native="D.P.", names="")
    abroad = line(id="lane-br", title="Viela", native="Viela", names="", country="BR")

    found = problems(parse_catalogue(text(foreign, latin, abroad)))

    assert found == ["line 2: KR does not write '霧港'"]


def test_two_shows_of_one_name_need_facts_that_tell_them_apart() -> None:
    same = line(id="harbour-lane-b", native="", names="HARBOUR LANE")
    other_year = line(id="harbour-lane-c", year="1999")
    unknown = line(id="harbour-lane-d", country="", year="")

    assert problems(parse_catalogue(text(GOOD, other_year))) == []
    assert problems(parse_catalogue(text(GOOD, same)))[0].startswith("lines 2, 3: 'harbourlane'")
    assert problems(parse_catalogue(text(GOOD, unknown)))


def test_one_show_that_is_listed_twice_a_year_apart_is_a_problem() -> None:
    again = line(id="harbour-lane-2025", native="", names="달빛 항구", year="2025", title="Lane")
    animated = line(id="harbour-lane-b", native="", names="", year="2025", type="animation")
    abroad = line(id="harbour-lane-c", native="", names="", year="2023", country="AU")

    assert problems(parse_catalogue(text(GOOD, animated, abroad))) == []
    assert problems(parse_catalogue(text(GOOD, again))) == [
        "lines 2, 3: '달빛항구' twice, a year apart"
    ]


def test_the_shipped_catalogue_has_no_problems(catalogue: Catalogue) -> None:
    assert problems(catalogue) == []


def test_the_shipped_catalogue_knows_many_series_of_many_countries(catalogue: Catalogue) -> None:
    countries = {show.country for show in catalogue.shows}

    assert len(catalogue.entries) >= 5_000
    assert countries >= {"KR", "JP", "CN", "TW", "TH", "TR", "IN", "ES", "MX", "GB", "US", "BR"}
    assert {entry.type for entry in catalogue.entries} == set(Type)


def test_a_shipped_id_is_made_of_the_title(catalogue: Catalogue) -> None:
    ids = {show.title: show.id for show in catalogue.shows}

    assert ids["Squid Game"] == "squid-game-2021"
    assert ids["Love Me If You Dare"] == "love-me-if-you-dare-2015"


def test_namesakes_are_separate_shows(catalogue: Catalogue) -> None:
    def countries(title: str) -> list[str | None]:
        return [show.country for show in catalogue.shows if show.title == title]

    assert countries("Signal") == ["KR", "JP"]
    assert set(countries("Suits")) == {"US", "KR", "JP"}
    assert countries("The Office") == ["US", "GB"]
