"""Words that change with the word beside them."""

import pytest

from bot.locales.grammar import agree


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("박은빈", "박은빈이"),
        ("이준호", "이준호가"),
        ("**시그널**", "**시그널**이"),
        ("Netflix", "Netflix가"),
        ("Signal", "Signal이"),
        ("Squid Game", "Squid Game이"),
        ("Kingdom", "Kingdom이"),
        ("Moving", "Moving이"),
        ("Pachinko", "Pachinko가"),
        ("Big Bet", "Big Bet이"),
        ("Suits", "Suits가"),
        ("**무빙** (디즈니)", "**무빙** (디즈니)이"),
        ("시즌 2", "시즌 2가"),
        ("시즌 3", "시즌 3이"),
        ("梨泰院", "梨泰院이(가)"),
        ("!!!", "!!!이(가)"),
        ("", "이(가)"),
    ],
)
def test_a_korean_particle_follows_the_final_sound(word: str, sentence: str) -> None:
    assert agree(word, "이/가") == sentence


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("2026년 12월", "2026년 12월로"),
        ("2027년 봄", "2027년 봄으로"),
        ("2027", "2027로"),
        ("2026", "2026으로"),
        ("Signal", "Signal로"),
        ("Netflix", "Netflix로"),
        ("서울", "서울로"),
        ("부산", "부산으로"),
        ("제주", "제주로"),
    ],
)
def test_to_has_its_short_form_after_an_l_as_well(word: str, sentence: str) -> None:
    assert agree(word, "으로/로") == sentence


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Ana", "y Ana"),
        ("Isabel", "e Isabel"),
        ("In-soo Yoo", "e In-soo Yoo"),
        ("Hilda", "e Hilda"),
        ("Hiedra", "y Hiedra"),
        ("Yoon Ga-yi", "y Yoon Ga-yi"),
        ("Yi-hyun Cho", "e Yi-hyun Cho"),
    ],
)
def test_spanish_and_changes_before_an_i(word: str, sentence: str) -> None:
    assert agree(word, "y/e") == sentence


def test_forms_must_be_two() -> None:
    with pytest.raises(ValueError, match="no two forms"):
        agree("x", ">10")
