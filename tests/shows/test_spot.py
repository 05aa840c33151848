"""Where titles stand in a text, and where only their words do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shows.match import ShowIndex
from bot.shows.spot import Spotter
from tests.shows.examples import show

SHOWS = (
    show("lane", "Harbour Lane", "달빛 항구", "霧港謎城", "灯台もり日記"),
    show("lanes", "Harbour Lane Stories"),
    show("salt", "The Salt & the Sea"),
    show("signal", "Signal", "시그널", "信号"),
    show("bridge", "Brumebourg"),
    show("ferry", "Night-Ferry", "It's Only Weather"),
    show("katakana", "ドクター", "도깨비불"),
    show("suits", "Suits: Pier", "Élan Vital"),
    show("letter", "W"),
    show("train", "Waiting For A Train To The Sea"),
    show("who", "Doctor Who", "Tall Ships: Winds of the North"),
    show("signs", "谜城", "雾港记"),
    show("shouted", "QUAY"),
    show("unknown", "Never Spotted Here", known=False),
)


def spotted(text: str) -> list[str]:
    return [name for _, _, name, _ in ShowIndex(SHOWS).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Nine renews Harbour Lane", ["Harbour Lane"], id="as it is written"),
        pytest.param("HARBOUR LANE RENEWED", ["Harbour Lane"], id="in capitals"),
        pytest.param("‘Harbour Lane’ is back", ["Harbour Lane"], id="quoted"),
        pytest.param("Harbour Lane Stories", ["Harbour Lane Stories"], id="the longest"),
        pytest.param("The Salt and the Sea ends", ["The Salt & the Sea"], id="and for &"),
        pytest.param("Night Ferry sails", ["Night-Ferry"], id="space for hyphen"),
        pytest.param("It’s Only Weather", ["It's Only Weather"], id="another apostrophe"),
        pytest.param("Its Only Weather", ["It's Only Weather"], id="no apostrophe"),
        pytest.param("Suits Pier gets an end", ["Suits: Pier"], id="no colon"),
        pytest.param("Elan Vital is back", ["Élan Vital"], id="no accent"),
        pytest.param("Ｈａｒｂｏｕｒ Lane", ["Harbour Lane"], id="another width"),
        pytest.param("달빛 항구가 돌아온다", ["달빛 항구"], id="a particle after it"),
        pytest.param("달빛항구 시즌2 확정", ["달빛 항구"], id="no space in it"),
        pytest.param("《雾港谜城》定档", ["霧港謎城"], id="simplified"),
        pytest.param("ドラマ「灯台もり日記」放送", ["灯台もり日記"], id="Japanese"),
        pytest.param("続編は灯台もり日記に決定", ["灯台もり日記"], id="no bounds in Japanese"),
        pytest.param("谜城第二季官宣", ["谜城"], id="two signs and a season"),
        pytest.param("谜城定档", ["谜城"], id="two signs and news at the start"),
        pytest.param("曝霧港記停拍", ["雾港记"], id="three signs"),
        pytest.param("‘Night-ferry’ sails", ["Night-Ferry"], id="quoted, with small letters"),
        pytest.param("ยืนยันแล้ว Signal กลับมา", ["Signal"], id="Latin letters among others"),
        pytest.param(
            "Waiting for a Train to the Sea", ["Waiting For A Train To The Sea"], id="little"
        ),
        pytest.param("Doctor Who bosses speak", ["Doctor Who"], id="famous, of ordinary words"),
        pytest.param("The Cast of “Tall Ships”", ["Tall Ships"], id="half a name, quoted"),
        pytest.param("Brumebourg ends", ["Brumebourg"], id="a word that is no word"),
        pytest.param(
            "Harbour Lane meets Brumebourg", ["Harbour Lane", "Brumebourg"], id="two in order"
        ),
    ],
)
def test_a_title_is_found_where_it_stands(text: str, names: list[str]) -> None:
    assert spotted(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("harbour lane was closed", id="without its capitals"),
        pytest.param("Old Harbour Laneway", id="inside a word"),
        pytest.param("Preharbour Lane", id="at the end of a word"),
        pytest.param("Signal Is Moving on Monday", id="an ordinary word in a headline"),
        pytest.param("The signal was lost", id="an ordinary word"),
        pytest.param("Ships of Big Signal Music wait", id="beside other capitals"),
        pytest.param("Big ships of Signal Music wait", id="before other capitals"),
        pytest.param("Tall Ships Come to Port", id="half a name"),
        pytest.param("Nothing moved. Signal lost by ships.", id="at the start of a sentence"),
        pytest.param("교통 시그널 고장", id="an ordinary word in Korean"),
        pytest.param("도시 시그널이", id="an ordinary word with a particle"),
        pytest.param("큰달빛 항구", id="the end of a longer Korean word"),
        pytest.param("달빛 항구도시의 밤", id="the start of a longer Korean word"),
        pytest.param("交通信号が赤に", id="two Han signs"),
        pytest.param("这座谜城定档", id="two Han signs within a text"),
        pytest.param("ドクターズ", id="the start of a longer katakana word"),
        pytest.param("Never Spotted Here", id="no show of the catalogue"),
        pytest.param("Ships leave Quay Two", id="without the capitals of a short name"),
        pytest.param("What ‘W’ said", id="a single letter"),
        pytest.param("", id="nothing"),
    ],
)
def test_words_of_a_title_are_no_title(text: str) -> None:
    assert spotted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nine renews ‘Signal’",
        'What "Signal" did next',
        "Signal Season 2 Confirmed",
        "A New Run of ‘Signal,’ Says Nine",
        "Signal: Season Eight Is Its Last",
        "Signal: What We Know of Its Makers",
        "Signal Renewed at Nine",
        "New Signal Spinoff Has a Twist",
        "Signal (S2) is coming",
        "Nine has told Signal fans to wait",
        "Rumours: the makers of Signal return",
    ],
)
def test_an_ordinary_word_is_a_title_if_something_says_so(text: str) -> None:
    assert spotted(text) == ["Signal"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("'시그널' 시즌2 제작", "시그널"),
        ("「信号」放送決定", "信号"),
        ("「ドクター」ズ", "ドクター"),
        ("새 드라마 도깨비불 확정", "도깨비불"),
    ],
)
def test_short_names_of_other_scripts_need_quotation_marks_or_length(text: str, name: str) -> None:
    assert spotted(text) == [name]


def test_a_place_is_a_place_in_the_text_itself() -> None:
    text = "Ｎｉｎｅ: ‘Élan Vital’ — fini"
    ((start, end, *_),) = ShowIndex(SHOWS).find(text)

    assert text[start:end] == "Élan Vital"


def test_an_index_without_shows_finds_nothing() -> None:
    assert ShowIndex().find("Harbour Lane") == []


def test_a_show_added_later_is_found_too() -> None:
    index = ShowIndex(SHOWS)
    assert index.find("Tideline is back") == []

    index.add(show("tide", "Tideline"))

    for _ in range(2):
        assert index.find("Tideline is back") == [(0, 8, "Tideline", True)]


def test_shows_that_come_one_by_one_are_found_like_those_that_were_there() -> None:
    names = [f"Harbour Lane {number}" for number in range(1_000, 1_600)]
    late, early = Spotter(), Spotter()
    for name in names:
        late.add(name)
        assert late.find(f"{name} is back") == [(0, len(name), name, True)]
        early.add(name)

    text = ", ".join(names)
    assert late.find(text) == early.find(text)
    assert len(late.find(text)) == len(names)


@given(st.text(max_size=120))
def test_places_lie_in_the_text_and_never_overlap(text: str) -> None:
    free_from = 0
    for start, end, *_ in ShowIndex(SHOWS).find(text):
        assert free_from <= start < end <= len(text)
        free_from = end
