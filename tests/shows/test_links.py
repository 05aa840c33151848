"""Which names a text calls one show, and which only stand side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shows.linked import linked_shows
from bot.shows.links import links_in
from bot.shows.match import ShowIndex
from tests.shows.examples import show

LANE, FERRY = "Harbour Lane", "Night Ferry"
HANGUL = ("달빛 항구", "밤의 나루")
KANA = ("月の港", "夜の渡し")
HAN = ("月光港", "夜渡")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("‘Harbour Lane’, formerly titled ‘Night Ferry’, sets its premiere", (LANE, FERRY)),
        ("‘Harbour Lane’ (formerly ‘Night Ferry’) renewed", (LANE, FERRY)),
        ("Nine orders “Harbour Lane,” Previously Known as “Night Ferry”", (LANE, FERRY)),
        ("‘Night Ferry’ Retitled ‘Harbour Lane’ at Nine", (LANE, FERRY)),
        ("'Night Ferry' has been renamed 'Harbour Lane'", (LANE, FERRY)),
        ("“Night Ferry” is now called “Harbour Lane”", (LANE, FERRY)),
        ("Nine changes title of series from ‘Night Ferry’ to ‘Harbour Lane’", (LANE, FERRY)),
        ("«Puerto» pasa a llamarse «Muelle de luna»", ("Muelle de luna", "Puerto")),
        ("«Muelle de luna», antes titulada «Puerto», ya tiene fecha", ("Muelle de luna", "Puerto")),
        ("«Le Port», anciennement «La Barque», arrive", ("Le Port", "La Barque")),
        ("„Nachtfähre“ kommt: «Hafengasse», ehemals «Nachtfähre»", ("Hafengasse", "Nachtfähre")),
        ("‘밤의 나루’(가제)에서 ‘달빛 항구’로 제목 확정", HANGUL),
        ("‘밤의 나루’가 제목을 ‘달빛 항구’로 바꿨다", HANGUL),
        ("새 드라마 ‘달빛 항구’(구 ‘밤의 나루’) 캐스팅", HANGUL),
        ("『夜の渡し』から『月の港』に改題", KANA),
        ("『夜の渡し』改め『月の港』放送決定", KANA),
        ("《夜渡》更名为《月光港》", HAN),
        ("《夜渡》正式定名《月光港》", HAN),
    ],
)
def test_a_change_of_title_links_the_new_name_to_the_old(text: str, names: tuple[str, str]) -> None:
    [link] = links_in(text)

    assert (link.name, link.other, link.is_renamed) == (*names, True)
    assert link.evidence in text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Harbour Lane” (also known as “Night Ferry”) returns", (LANE, FERRY)),
        ("“Harbour Lane,” a.k.a. “Night Ferry,” returns", (LANE, FERRY)),
        ("“Harbour Lane” (literal title “Night Ferry”) airs in May", (LANE, FERRY)),
        ("“Harbour Lane,” working title “Night Ferry,” is filming", (LANE, FERRY)),
        ("‘달빛 항구’의 원제는 ‘밤의 나루’", HANGUL),
        ("새 드라마 ‘달빛 항구’(가제: ‘밤의 나루’) 캐스팅", HANGUL),
        ("『月の港』（原題『밤의 나루』）", ("月の港", "밤의 나루")),
        ("《月光港》又名《夜渡》定档", HAN),
        ("《月光港》(原名《夜渡》)开机", HAN),
    ],
)
def test_two_names_in_use_are_linked(text: str, names: tuple[str, str]) -> None:
    [link] = links_in(text)

    assert (link.name, link.other, link.is_renamed) == (*names, False)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Harbour Lane (formerly Night Ferry) Renewed for Season 2", FERRY),
        ("Harbour Lane, also known as Salt Road, Renewed for Season 2", "Salt Road"),
        ("Harbour Lane Season 2 (formerly “Night Ferry”) is coming", FERRY),
        ("‘Harbour Lane’(달빛 항구) 캐스팅", "달빛 항구"),
        ("Harbour Lane (달빛 항구) casts Mira Holt", "달빛 항구"),
        ("Harbour Lane (Moonlit Pier) casts Mira Holt", None),
        ("Harbour Lane (tvN) casts Mira Holt", None),
        ("Harbour Lane (2026) casts Mira Holt", None),
        ("Harbour Lane (극본 김모, 연출 박모)", None),
        ("Mira Holt, also known as DJ Salt, is cast in Harbour Lane", None),
    ],
)
def test_beside_an_announced_title_less_is_needed(text: str, other: str | None) -> None:
    links = links_in(text, titles=[LANE])

    assert [link.other for link in links] == ([other] if other else [])


@pytest.mark.parametrize(
    "text",
    [
        "‘Harbour Lane’ and ‘Night Ferry’ renewed",
        "From ‘Harbour Lane’ to ‘Night Ferry’: ten series to watch",
        "‘Harbour Lane’ star Marta Quill, formerly known as Mira Holt, joins",
        "‘Harbour Lane’ star on ‘Night Ferry’: what she said",
        "‘밤의 나루’에서 ‘달빛 항구’로 돌아온 배우",
        "‘밤의 나루’, ‘달빛 항구’ 제치고 1위",
        "Quill previously ‘forcefully retracted’ her words",
        "『夜の渡し』から『月の港』まで一挙放送",
        "《夜渡》《月光港》同日开播",
        "“Night Ferry,” also known as “Night Ferry”",
        "",
    ],
)
def test_names_that_only_stand_side_by_side_are_not_linked(text: str) -> None:
    assert links_in(text) == []


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_can_be_looked_through(text: str, title: str) -> None:
    for link in links_in(text, titles=[title]):
        assert link.evidence in text


def linked(text: str, *titles: str, index: ShowIndex | None = None) -> list[tuple[str, str]]:
    pairs = linked_shows(text, titles=titles, index=index or ShowIndex(), language="en")
    return [(old.title, new.title) for old, new in pairs]


def test_an_announced_show_takes_its_new_title() -> None:
    assert linked("Harbour Lane (formerly Night Ferry) renewed", LANE) == [(FERRY, LANE)]


def test_of_two_names_in_use_the_latin_one_is_shown() -> None:
    assert linked("‘달빛 항구’(Moonlit Harbour) 캐스팅", "달빛 항구") == [
        ("달빛 항구", "Moonlit Harbour")
    ]
    assert linked("Moonlit Harbour (달빛 항구) casts", "Moonlit Harbour") == [
        ("달빛 항구", "Moonlit Harbour")
    ]


def test_shows_that_nobody_knows_and_nothing_announces_are_not_linked() -> None:
    """Films and books change their titles too."""
    text = "‘Night Ferry’ Retitled ‘Harbour Lane’"
    met = ShowIndex([show("new-1", FERRY, known=False)])

    assert linked(text) == []
    assert linked(text, index=met) == [(FERRY, LANE)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"country": "KR"}, {"country": "JP"}),
        ({"year": 2016}, {"year": 2019}),
        ({"known": True}, {"known": True}),
    ],
)
def test_shows_that_contradict_are_not_linked(
    one: dict[str, object], other: dict[str, object]
) -> None:
    facts = ({"known": False, **one}, {"known": False, **other})
    index = ShowIndex(
        show(f"new-{name}", name, **fact)  # type: ignore[arg-type]
        for name, fact in zip((FERRY, LANE), facts, strict=True)
    )

    assert linked("‘Night Ferry’ Retitled ‘Harbour Lane’", index=index) == []


@pytest.mark.parametrize("name", ["Signal", "Big", "Good Girls", "Sea"])
def test_a_short_or_ordinary_name_that_may_mean_a_known_show_is_never_linked(name: str) -> None:
    index = ShowIndex([show("good-girls-2018", "Good Girls")])

    assert linked(f"“Harbour Lane” (formerly “{name}”) renewed", LANE, index=index) == []


def test_ordinary_words_that_name_no_known_show_are_linked_when_the_news_says_so_outright() -> None:
    """Most working titles are made of such words; nothing else is called by both of them."""
    text = "‘The Lantern Keeper’ (Formerly Titled ‘Paper Boats’) to Premiere in May"

    assert linked(text, "The Lantern Keeper") == [("Paper Boats", "The Lantern Keeper")]


def test_a_name_that_only_comes_near_is_never_linked() -> None:
    index = ShowIndex([show("new-1", "Keeper of the Silent Lighthouse", known=False)])

    assert linked("“Harbour Lane” (formerly “Keeper of the Silnet Lighthouse”)", index=index) == []


def test_one_show_under_both_names_is_no_news() -> None:
    index = ShowIndex([show("lane", LANE, FERRY)])

    assert linked("“Harbour Lane” (formerly “Night Ferry”)", LANE, index=index) == []
