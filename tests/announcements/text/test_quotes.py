import pytest

from bot.announcements.text.quotes import find_lone, find_quoted, quotes_around, scare_quotes


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘Harbour Lights’ renewed", ["Harbour Lights"]),
        ("'Harbour Lights' renewed", ["Harbour Lights"]),
        ("“Harbour Lights,” “Northbound”", ["Harbour Lights,", "Northbound"]),
        ("'Nora's Law' and 'Northbound'", ["Nora's Law", "Northbound"]),
        ("'Nora’s Law' is back", ["Nora’s Law"]),
        ("Nora's new show isn't ‘Northbound’", ["Northbound"]),
        ("「달」 《山》 『海』 〈空〉 « Nord »", ["달", "山", "海", "空", "Nord"]),
        ("<달빛 등기소> 시즌2", ["달빛 등기소"]),
        ("1 < 2 and 3 > 2", []),
        ("‘Harbour Lights renewed", []),
        ("Gönül Dağı'nın yeni sezonu 'Kuzey'", ["Kuzey"]),
        ("to lead 'Widows' Club' in May", ["Widows' Club"]),
        ("'Lost Lamps' Star Joins 'Kestrel'", ["Lost Lamps", "Kestrel"]),
        ("Days' end: 'Northbound'", ["Northbound"]),
        ("5'10 and ' '", []),
        ("'Gölge Köşk'ün 2. sezonu geliyor", ["Gölge Köşk"]),
        ("Ece Us, 'Gölge Köşk'te Asaf Bey'i oynayacak", ["Gölge Köşk"]),
        ("'Asaf'ın Köşkü'nde ayrılık", ["Asaf'ın Köşkü"]),
        ("`달빛 등기소` 시즌2", ["달빛 등기소"]),
        ("새 금토드라마‘달빛 등기소’7월 3일", ["달빛 등기소"]),
        ("It isn't over, they're back", []),
        ("HBO‘소금 호텔’TV", ["소금 호텔"]),
        ('‘Harbour Lights" renewed', ["Harbour Lights"]),
        ("‚Harbour Lights‘ renewed", ["Harbour Lights"]),
        ("‘Harbour Lights renewed, ‘Kestrel’ axed", ["Kestrel"]),
        ("「山の灯 続編、「海の声」終了", ["海の声"]),
        ("'Nora's Law to return", []),
    ],
)
def test_what_stands_between_quotation_marks(text: str, inside: list[str]) -> None:
    found = [text[one.inner_start : one.inner_end] for one in find_quoted(text)]

    assert found == inside


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("‘Harbour Lights renewed", [("‘", True)]),
        ("Harbour Lights” renewed", [("”", False)]),
        ("Harbour Town' renewed, \"Kestrel axed", [("'", False), ('"', True)]),
        ("'산의 등불'과 소금'호텔 제작", [("'", None)]),
        ("the Lanterns' end", [("'", False)]),
        ("It isn't 5'10, rock 'n roll, '90s, 'til, Nora's", []),
        ("‘Harbour Lights’ and ' \" alone", []),
    ],
)
def test_marks_without_a_partner_are_found(text: str, lone: list[tuple[str, bool | None]]) -> None:
    found = find_lone(text, frozenset({"n", "til"}))

    assert [(one.sign, one.opens) for one in found] == lone


def test_quotes_inside_speech_are_found_with_their_places() -> None:
    text = "“Get ready: ‘Harbour Lights’ is back!”"
    (outer,) = find_quoted(text)

    (inner,) = outer.within(text)

    assert text[inner.start : inner.end] == "‘Harbour Lights’"


def test_the_marks_around_a_foreign_word_are_found_and_those_of_a_title_are_not() -> None:
    """Spanish desks write a 'spin-off' so; ‘Drama’ with a capital may be a title."""
    words = frozenset({"spin-off", "drama"})

    assert quotes_around("un 'spin-off' de 'Drama'", words) == [(3, 4), (12, 13)]
    assert quotes_around("Netflix estrena 'El faro'", words) == []


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ("Doe 'axed' from soap", ["axed"]),
        ("Doe ‘set to return’ in “new role” soon", ["set to return", "new role"]),
        ("It's the season's end, and Doe's in it", []),
        ("Doe says 'I will never come back to it'", []),
        ('BBC: "No plans" for more', ["No plans"]),
        ("the crew's two-week wait", []),
        ("Doe in 'Harbour Lights'", []),
        ("Doe is 'furious' at it", []),
    ],
)
def test_few_small_words_between_marks_are_scare_quoted(plain: str, words: list[str]) -> None:
    edges = scare_quotes(plain, frozenset({"axed"}))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    assert [plain[opening[1] : closing[0]] for opening, closing in pairs] == words
