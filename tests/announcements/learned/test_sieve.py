import numpy as np
import pytest

from bot.announcements.learned.sieve import Sieve, hashes

SLOTS = 1 << 16


def weighing(**weights: float) -> Sieve:
    """Return a sieve in which these words of a headline weigh something, and nothing else does."""
    stored = np.zeros(SLOTS, dtype=np.int8)
    for word, weight in weights.items():
        stored[next(iter(hashes(word, ""))) % SLOTS] = weight
    numbers = {"scale": 0.5, "bias": -1.0, "least": 0.0, "worth": 1.0}
    return Sieve({"weights": stored, **{name: np.array(one) for name, one in numbers.items()}})


def test_an_item_weighs_what_its_words_weigh() -> None:
    sieve = weighing(renewed=4, quits=-2)

    assert sieve.weigh("", "") == -1.0
    assert sieve.weigh("kestrel renewed", "") == 1.0
    assert sieve.weigh("renewed, she quits", "") == 0.0


def test_a_word_weighs_in_its_own_field_alone() -> None:
    assert weighing(renewed=4).weigh("kestrel", "renewed") == -1.0


def test_neighbours_weigh_together_and_numbers_are_alike() -> None:
    assert [*hashes("season 2", "")] == [*hashes("season 17", "")]
    assert {*hashes("season 2", "")} != {*hashes("2 season", "")}


def test_letters_of_scripts_without_spaces_weigh_alone_and_with_those_before_them() -> None:
    assert len([*hashes("시즌2", "")]) == 3 + 3 + 2
    assert {*hashes("시즌", "")} < {*hashes("시즌확", "")}


def test_what_stands_far_behind_weighs_nothing() -> None:
    assert weighing(renewed=4).weigh("kestrel " * 1000 + "renewed", "") == -1.0


def test_a_sieve_without_its_scale_is_refused() -> None:
    with pytest.raises(KeyError):
        Sieve({"weights": np.zeros(SLOTS, dtype=np.int8)})
