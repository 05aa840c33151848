import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.learned.wordpiece import WordPiece

VOCABULARY = [
    *("[UNK]", "[CLS]", "[SEP]", "light", "##s", "##house", "harbour", "s", "##x", ":", "'", "2")
]


@pytest.fixture
def pieces() -> WordPiece:
    return WordPiece(VOCABULARY)


def cut(pieces: WordPiece, text: str, most: int = 20) -> list[str]:
    return [VOCABULARY[piece.number] for piece in pieces.tokenize(text, most=most)]


def test_a_word_is_its_longest_beginning_and_what_continues_it(pieces: WordPiece) -> None:
    assert cut(pieces, "lights lighthouse") == ["light", "##s", "light", "##house"]


def test_a_word_that_cannot_be_cut_is_unknown_as_a_whole(pieces: WordPiece) -> None:
    assert cut(pieces, "lighty harbour") == ["[UNK]", "harbour"]


def test_accents_are_none(pieces: WordPiece) -> None:
    assert cut(pieces, "hárbóur") == ["harbour"]


def test_signs_are_words_of_their_own(pieces: WordPiece) -> None:
    assert cut(pieces, "harbour: s'2") == ["harbour", ":", "s", "'", "2"]


def test_pieces_know_where_their_word_stands(pieces: WordPiece) -> None:
    assert [(one.start, one.end) for one in pieces.tokenize("the lights", most=9)] == [
        (0, 3),
        (4, 10),
        (4, 10),
    ]


def test_no_more_pieces_are_cut_than_are_wanted(pieces: WordPiece) -> None:
    assert cut(pieces, "lights " * 1000, most=3) == ["light", "##s", "light"]


def test_a_word_of_endless_length_is_unknown(pieces: WordPiece) -> None:
    assert cut(pieces, "s" + "x" * 10_000) == ["[UNK]"]


def test_a_piece_that_nobody_knows_has_no_number(pieces: WordPiece) -> None:
    with pytest.raises(KeyError, match="lamp"):
        pieces.number("lamp")


@given(st.text())
def test_every_piece_lies_in_its_text(text: str) -> None:
    places = [(one.start, one.end) for one in WordPiece(VOCABULARY).tokenize(text, most=50)]

    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
