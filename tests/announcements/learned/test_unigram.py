import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.learned.unigram import Unigram

SCORES = {
    **dict.fromkeys(("<s>", "</s>", "<unk>"), 0.0),
    **{"▁": -4.0, "'": -4.0, "2": -6.0},
    **{"▁re": -5.0, "▁renueva": -11.0, "nueva": -6.5},
    **{"시": -7.0, "즌": -8.0, "시즌": -9.0, "확정": -9.0, "라": -7.0, "방": -7.0},
}


@pytest.fixture
def pieces() -> Unigram:
    return Unigram([f"{piece}\t{score}" for piece, score in SCORES.items()])


def cut(pieces: Unigram, text: str, most: int = 20) -> list[str]:
    return [pieces.vocabulary[piece.number] for piece in pieces.tokenize(text, most=most)]


def test_the_pieces_that_are_likeliest_side_by_side_are_taken(pieces: Unigram) -> None:
    assert cut(pieces, "renueva") == ["▁renueva"]
    assert cut(pieces, "시즌시") == ["▁", "시즌", "시"]


def test_a_piece_behind_a_space_is_another_one(pieces: Unigram) -> None:
    assert cut(pieces, "renueva 'nueva") == ["▁renueva", "▁", "'", "nueva"]


def test_what_no_piece_has_is_unknown(pieces: Unigram) -> None:
    assert cut(pieces, "시Ω즌") == ["▁", "시", "<unk>", "즌"]


def test_pieces_of_words_know_their_word_and_others_their_letters(pieces: Unigram) -> None:
    places = [(one.start, one.end) for one in pieces.tokenize("renuevare 시즌확정", most=9)]

    assert {*places[:-3]} == {(0, 9)}
    assert places[-2:] == [(10, 12), (12, 14)]


def test_the_mark_of_a_space_stands_where_the_piece_behind_it_does(pieces: Unigram) -> None:
    assert [(one.start, one.end) for one in pieces.tokenize("시즌확정", most=9)] == [
        (0, 2),
        (0, 2),
        (2, 4),
    ]


def test_letters_that_no_piece_has_are_unknown_together(pieces: Unigram) -> None:
    assert cut(pieces, "ДетиΩ 시") == ["▁", "<unk>", "▁", "시"]
    assert [(one.start, one.end) for one in pieces.tokenize("시웃웃즌", most=9)][2] == (1, 3)


def test_signs_are_no_words(pieces: Unigram) -> None:
    assert [one.is_word for one in pieces.tokenize("라'", most=9)] == [True, True, False]


def test_no_more_pieces_are_cut_than_are_wanted(pieces: Unigram) -> None:
    assert cut(pieces, "renueva " * 1000, most=3) == ["▁renueva"] * 3


def test_endless_runs_are_cut_in_parts(pieces: Unigram) -> None:
    assert cut(pieces, "라방" * 5_000, most=4) == ["▁", "라", "방", "라"]
    assert len(pieces.tokenize("라방" * 5_000, most=20_000)) == 10_001


def test_what_is_not_wanted_of_an_endless_run_is_not_cut(pieces: Unigram) -> None:
    pieces.tokenize("라방" * 5_000 + " 시즌", most=4)

    assert pieces._recurring.cache_info().misses == 0


@pytest.mark.parametrize("missing", ["<s>", "</s>", "<unk>"])
def test_a_vocabulary_without_its_own_signs_is_refused(missing: str) -> None:
    with pytest.raises(KeyError, match=missing):
        Unigram([f"{piece}\t{score}" for piece, score in SCORES.items() if piece != missing])


def test_a_vocabulary_without_scores_is_refused() -> None:
    with pytest.raises(ValueError, match="float"):
        Unigram(["<s>", "</s>", "<unk>"])


def test_it_can_be_made_anew_from_what_is_stored(pieces: Unigram) -> None:
    assert cut(Unigram(pieces.stored()), "renueva 시즌2") == cut(pieces, "renueva 시즌2")


def test_a_piece_that_nobody_knows_has_no_number(pieces: Unigram) -> None:
    with pytest.raises(KeyError, match="lamp"):
        pieces.number("lamp")


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("renueva 시즌확정2'"))))
def test_every_piece_lies_in_its_text(text: str) -> None:
    pieces = Unigram([f"{piece}\t{score}" for piece, score in SCORES.items()])
    places = [(one.start, one.end) for one in pieces.tokenize(text, most=50)]

    assert all(0 <= start < end <= len(text) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
