"""From a title to the show, and never to another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import ShowId
from bot.shows.catalogue import Catalogue
from bot.shows.match import ShowIndex, same_show
from tests.shows.examples import show

LANE = show("lane", "Harbour Lane", "달빛 항구", country="KR", year=2024, network="Nine")
QUIET = show("quiet", "The Quiet Ferrymen: A Salt Coast Story", country="GB", year=2020)
MARTA = show("marta", "Night Orchard of Marta", country="US", year=2019)
KEEPER = show("keeper", "灯台もりの静かな夜の日記", "Keeper of the Silent Lighthouse", country="JP")
SHOWS = (LANE, QUIET, MARTA, KEEPER)


@pytest.mark.parametrize(
    ("title", "show_id", "reason"),
    [
        ("Harbour Lane", "lane", "exact name"),
        ("HARBOUR LANE!", "lane", "exact name"),
        ("달빛항구", "lane", "folded name"),
        ("Harbour Lane Season 3", "lane", "season dropped"),
        ("달빛 항구 시즌3", "lane", "season dropped"),
        ("Harbour Lane 3", "lane", "number dropped"),
        ("Dalbich Hanggu (Harbour Lane)", "lane", "name beside brackets"),
        ("달빛 항구 (Harbour Lane)", "lane", "name beside brackets"),
        ("Harbour Lane (2024 drama)", "lane", "exact name"),
        ("Coast Tales: Harbour Lane", "lane", "franchise dropped"),
        ("Bo Lund's Harbour Lane", "lane", "owner dropped"),
        ("Harbour Lane The Series", "lane", '"series" dropped'),
        ("The Quiet Ferrymen", "quiet", "subtitle dropped"),
        ("A Salt Coast Story", "quiet", "subtitle dropped"),
        ("Keeper of the Silnet Lighthouse", "keeper", "typo"),
        ("Keeper of the Silet Lighthouse", "keeper", "typo"),
        ("The Qiuet Ferrymen: A Salt Cost Story", "new-", "new"),
        ("Keeper of the Sillent Lighthuose", "keeper", "typo"),
        ("Keeper of the Sillent Lighthosue!", "keeper", "typo"),
        ("Kepeer of the Sillent Lighthuosee", "new-", "new"),
        ("灯台もりの静かな夜の月記", "keeper", "typo"),
        ("Dalbit Hangku", "lane", "romanised"),
        ("달빛 항구2026", "lane", "year dropped"),
        ("달빛 항구 〜밤의 이야기〜", "lane", "subtitle dropped"),
        ("달빛 항구 -밤-", "lane", "subtitle dropped"),
        ("灯台もりの静かな夜の日記·海潮", "keeper", "subtitle dropped"),
        ("달빛 항구 Harbour Lane", "lane", "two scripts"),
        ("霧港 Harbour Lane", "lane", "two scripts"),
        ("Harbour Lane: The Final Season", "lane", "season dropped"),
        ("달빛 항구 파이널 시즌", "lane", "season dropped"),
        ("Harbour Lane, segunda temporada", "lane", "season dropped"),
        ("Harbour Lane, la troisième saison", "lane", "season dropped"),
        ("Harbour Lane partie 2", "lane", "season dropped"),
        ("Keeper of Silent Lighthouse", "keeper", "article dropped"),
        ("Keeper of the Silent Lighthouse 2", "keeper", "number dropped"),
        ("Keeper of Silent Lighthouse 2", "keeper", "article dropped"),
        ("Something Else", "new-somethingelse-", "new"),
    ],
)
def test_a_title_means_a_show_for_a_reason(title: str, show_id: str, reason: str) -> None:
    match = ShowIndex(SHOWS).resolve(title)

    assert match.show.id.startswith(show_id)
    assert match.reason == reason


@pytest.mark.parametrize(
    "title",
    [
        "Harbour",
        "Lane",
        "Harbor Lame",
        "Harbour Line",
        "Harbour Lane: Origins",
        "Night Orchards of Marta",
        "Night Orchard of Martin",
        "灯台もり",
        "Nobody (Knows It)",
        "Harbour Lane: The Quiet Ferrymen",
        "Harbour Lane (Japan)",
        "Harbour Lane 2026",
        "달빛 항구 - 밤",
        "Harbour Lane (1998)",
        "Harbour Lane (2041)",
        "Nightingale Lane 달빛",
        "Keeper Silent",
    ],
)
def test_a_title_that_only_looks_like_a_known_one_is_a_new_show(title: str) -> None:
    """A wrong show is worse than a new one."""
    assert ShowIndex(SHOWS).resolve(title).reason == "new"


def test_a_word_of_other_names_is_no_slip_of_the_pen() -> None:
    known = show("warden", "The Good Lighthouse Warden")
    other = show("wardan", "Wardan of the Hills")

    assert ShowIndex([known]).resolve("The Good Lighthouse Wardan").reason == "typo"
    assert ShowIndex([known, other]).resolve("The Good Lighthouse Wardan").reason == "new"


def test_numbers_are_never_slips_of_the_pen() -> None:
    known = show("pier", "Letters from Pier 1988")

    assert ShowIndex([known]).resolve("Letters from Pier 1998").reason == "new"


def test_another_word_is_no_slip_of_the_pen_in_hangul() -> None:
    known = show("winter", "등대섬의 겨울 이야기")

    assert ShowIndex([known]).resolve("등대섬의 가을 이야기").reason == "new"
    assert ShowIndex([known]).resolve("등댓섬의 겨울 이야기").reason == "typo"


def test_a_short_name_does_not_stand_for_one_with_a_subtitle() -> None:
    index = ShowIndex([show("spec", "SPEC"), show("lane", "月の港")])

    assert index.resolve("SPEC〜零〜").reason == "new"
    assert index.resolve("月の港-帰還-").reason == "subtitle dropped"


def test_two_shows_that_a_slip_may_mean_are_neither() -> None:
    shows = [show("one", "Moonlit Harbar Tales"), show("two", "Moonlit Harbor Tales")]

    assert ShowIndex(shows).resolve("Moonlit Harber Tales").reason == "new"


def test_two_shows_that_sound_alike_are_neither() -> None:
    shows = [show("one", "달빛 우체국"), show("two", "달빛 우체꾹")]

    assert ShowIndex(shows).resolve("Dalbich Uchegug").reason == "new"


def test_names_in_one_script_are_not_compared_by_sound() -> None:
    shows = [show("his", "他和她和他的夏日海邊故事")]

    assert ShowIndex(shows).resolve("她和他和她的夏日海邊故事").reason == "new"


def test_a_part_that_two_names_share_means_neither() -> None:
    shows = [show("a", "Salt Coast Stories: Dawn"), show("b", "Salt Coast Stories: Dusk")]

    assert ShowIndex(shows).resolve("Salt Coast Stories").reason == "new"


def test_a_single_word_before_a_colon_stands_for_the_show_unless_it_is_ordinary() -> None:
    index = ShowIndex([show("a", "Brumebourg: A Chronicle"), show("b", "Guardian: A Chronicle")])

    assert index.resolve("Brumebourg").show.id == "a"
    assert index.resolve("Guardian").reason == "new"


NAMESAKES = (
    show("kr", "Undertow", country="KR", year=2016, network="tvN"),
    show("jp", "Undertow", country="JP", year=2018, network="Fuji TV"),
    show("us", "The Undertow", country="US", year=2011, network="HBO"),
)


@pytest.mark.parametrize(
    ("context", "show_id", "reason"),
    [
        ({}, "kr", "exact name, the best known of 2"),
        ({"language": "en"}, "kr", "exact name, the best known of 2"),
        ({"language": "ja"}, "jp", "exact name, of 2 by language"),
        ({"network": "Fuji"}, "jp", "exact name, of 2 by network"),
        ({"network": "NHK"}, "kr", "exact name, the best known of 2"),
        ({"country": "JP"}, "jp", "exact name, of 2 by country"),
        ({"year": 2019}, "jp", "exact name, of 2 by year"),
        ({"people": ["Mira Holt"]}, "jp", "exact name, of 2 by people"),
        ({"language": "ko", "network": "Fuji TV"}, "jp", "exact name, of 2 by network"),
        ({"beat": ("JP", "TH")}, "jp", "exact name, of 2 by beat"),
        ({"beat": ("JP", "KR")}, "kr", "exact name, of 2 by beat"),
        ({"beat": ("JP",), "language": "ko"}, "jp", "exact name, of 2 by beat"),
        ({"beat": ("JP",), "network": "tvN"}, "kr", "exact name, of 2 by network"),
        ({"text": "Fuji TV orders more of 'Undertow'"}, "jp", "exact name, of 2 by network"),
        ({"text": "Japanese drama 'Undertow' is back"}, "jp", "exact name, of 2 by country"),
        ({"text": "일드 ‘Undertow’ 시즌2"}, "jp", "exact name, of 2 by country"),
        ({"text": "The 2018 drama 'Undertow' returns"}, "jp", "exact name, of 2 by year"),
        ({"text": "Mira Holt is back in 'Undertow'"}, "jp", "exact name, of 2 by people"),
        ({"text": "Undertow"}, "kr", "exact name, the best known of 2"),
    ],
)
def test_context_tells_namesakes_apart(
    context: dict[str, object], show_id: str, reason: str
) -> None:
    index = ShowIndex(NAMESAKES)
    index.learn(ShowId("jp"), people=["MIRA HOLT"])

    match = index.resolve("Undertow", **context)  # type: ignore[arg-type]

    assert (match.show.id, match.reason) == (show_id, reason)


@pytest.mark.parametrize(
    ("title", "show_id"),
    [
        ("Undertow (Japan)", "jp"),
        ("Undertow (Japanese drama)", "jp"),
        ("Undertow (Korean remake)", "kr"),
        ("Undertow (2018)", "jp"),
        ("Undertow (2016 TV series)", "kr"),
        ("Undertow (일본판)", "jp"),
        ("Undertow (日本版)", "jp"),
    ],
)
def test_a_country_in_brackets_tells_namesakes_apart(title: str, show_id: str) -> None:
    assert ShowIndex(NAMESAKES[:2]).resolve(title, language="fr").show.id == show_id


def test_brackets_that_no_namesake_fits_tell_of_another_show() -> None:
    index = ShowIndex(NAMESAKES[:2])

    new = index.resolve("Undertow (US)")
    index.add(new.show)

    assert (new.show.title, new.reason) == ("Undertow (US)", "new")
    assert index.resolve("Undertow (US)", language="ko").show.id == new.show.id
    assert index.resolve("Undertow", language="ko").show.id == "kr"


def test_a_show_first_met_with_its_second_season_is_found_without_it() -> None:
    index = ShowIndex([show("new-1", "Salt Road Stories 2", known=False)])

    assert index.resolve("Salt Road Stories").show.id == "new-1"
    assert index.resolve("Salt Road Stories 3").show.id == "new-1"


def test_an_article_tells_namesakes_apart() -> None:
    assert ShowIndex(NAMESAKES).resolve("The Undertow", language="ja").show.id == "us"


def test_an_index_remembers_only_so_many_people() -> None:
    index = ShowIndex(NAMESAKES)
    index.learn(ShowId("jp"), people=[f"Extra {place}" for place in range(100)])

    assert index.resolve("Undertow", people=["Extra 99"]).show.id == "kr"
    assert index.resolve("Undertow", people=["Extra 1"]).show.id == "jp"


def test_a_new_show_has_the_id_of_its_name_in_every_process() -> None:
    spellings = ["The Salt Orchard", "salt orchard", "Salt-Orchard!", "Salt Orchard Season 2"]
    ids = {ShowIndex().resolve(title).show.id for title in spellings}

    assert len(ids) == 1
    assert ids.pop().startswith("new-saltorchard-")
    assert ShowIndex().resolve("霧港").show.id == ShowIndex().resolve("雾港").show.id
    assert len(ShowIndex().resolve("Salt " * 50).show.id) < 60


def test_a_new_show_keeps_what_is_known_of_it() -> None:
    found = (
        ShowIndex().resolve("Salt Orchard Season 2", network="Nine", country="AU", year=2026).show
    )

    assert (found.title, found.names) == ("Salt Orchard", ("Salt Orchard",))
    assert (found.network, found.country, found.year) == ("Nine", "AU", 2026)
    assert not found.known


def test_an_added_show_is_found_by_its_names_old_and_new() -> None:
    index = ShowIndex(SHOWS)
    index.add(show("new-1", "Salt Orchard", known=False))
    index.add(show("new-1", "Orchard of Salt", country="AU", known=False))

    for title in ("Salt Orchard", "Orchard of Salt"):
        found = index.resolve(title).show
        assert (found.id, found.country) == ("new-1", "AU")
    assert index.get(ShowId("new-1")) == index.resolve("Salt Orchard").show
    assert index.get(ShowId("nobody")) is None
    assert len(index) == len(SHOWS) + 1


def test_a_show_first_met_in_the_news_is_resolved_but_not_spotted() -> None:
    """What was read wrongly once must not be found everywhere afterwards."""
    index = ShowIndex([show("new-1", "Salt Road Stories: A Dawn", known=False)])

    assert index.resolve("Salt Road Stories").show.id == "new-1"
    assert index.find("“Salt Road Stories” and Salt Road Stories: A Dawn") == []


def test_two_names_are_one_show_or_two() -> None:
    index = ShowIndex(SHOWS)

    assert same_show("Harbour Lane", "달빛항구2", index)[0]
    assert not same_show("Harbour Lane", "The Quiet Ferrymen", index)[0]
    assert not same_show("Harbour Lane", "Nobody Knows It", index)[0]
    assert same_show("Salt Orchard", "The Salt Orchard 2", index) == (
        True,
        "both unknown, number dropped",
    )
    assert same_show("Salt Orchard", "the salt-orchard", index) == (True, "both unknown, new")
    assert same_show("Salt Orchard", "Salt Path", index) == (False, "both unknown, new")
    assert same_show("Salt Orchard 2", "Salt Orchard 3", index) == (
        True,
        "both unknown, number dropped",
    )


def test_every_name_of_the_catalogue_means_its_show(catalogue: Catalogue, index: ShowIndex) -> None:
    for known in catalogue.shows:
        for name in known.names:
            found = index.resolve(name, country=known.country, year=known.year)
            assert found.show.id == known.id, (name, found.reason)


@given(st.text(max_size=80))
def test_any_title_means_one_show_and_the_same_one_again(title: str) -> None:
    index = ShowIndex(SHOWS)
    match = index.resolve(title)

    index.add(match.show)
    assert index.resolve(title).show.id == match.show.id
