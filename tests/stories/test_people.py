"""One person under many spellings; two people never under one."""

import itertools

import pytest

from bot.model import Part, Person
from bot.stories.people import keys_at_the_centre, person_key, share_someone


@pytest.mark.parametrize(
    "spellings",
    [
        ("Lee Jung-jae", "Lee Jung Jae", "Yi Jeong-jae", "이정재"),
        ("Park Eun-bin", "Park Eun Bin", "Bak Eun-bin", "박은빈"),
        ("Kim Soo-hyun", "Kim Su-hyeon", "김수현"),
        ("Choi Woo-shik", "Choi Woo Shik", "최우식"),
        ("Jung Hae-in", "Jung Hae In", "정해인"),
        ("Seo Ye-ji", "Seo Yea-ji", "서예지"),
        ("Gong Yoo", "공유"),
        ("Bae Doona", "Bae Doo-na", "배두나"),
        ("Élodie Yung", "Elodie Yung", "ELODIE YUNG"),
        ("Ncuti Gatwa", "NCUTI GATWA"),
        ("Mira Holt", "미라 홀트"),
        ("Burak Özçivit", "Burak Ozcivit"),
    ],
)
def test_the_spellings_of_one_person_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({person_key(name) for name in spellings}) == 1


def test_different_people_have_different_keys() -> None:
    names = [
        *("Lee Jung-jae", "Lee Byung-hun", "Lee Min-ho", "Lee Dong-wook", "Lee Jong-suk"),
        *("Kim Soo-hyun", "Kim Ji-won", "Kim Go-eun", "Kim Da-mi", "Kim Tae-ri", "Kim Woo-bin"),
        *("Park Eun-bin", "Park Bo-gum", "Park Bo-young", "Park Seo-joon", "Park Min-young"),
        *("Pedro Pascal", "Bella Ramsey", "Nick Offerman", "Nico Parker", "Anna Torv"),
    ]

    for one, other in itertools.combinations(names, 2):
        assert person_key(one) != person_key(other)


def test_a_name_without_letters_is_nobody() -> None:
    assert person_key("???") == ""
    assert keys_at_the_centre([Person(name="…", part=Part.JOINS)]) == frozenset()


def test_returning_actors_count_where_nobody_joins() -> None:
    regular = Person(name="Ada Penn", part=Part.RETURNS)
    writer = Person(name="Bo Lund", part=Part.WRITER, job="writer")

    assert keys_at_the_centre([regular, writer]) == keys_at_the_centre([regular])
    assert keys_at_the_centre([writer]) != frozenset()


def test_a_given_name_alone_is_the_person_of_the_full_one() -> None:
    full = keys_at_the_centre([Person(name="Kim Ji-soo", part=Part.LEAVES)])
    given = keys_at_the_centre([Person(name="Ji Soo", part=Part.LEAVES)])

    assert share_someone(full, given, whatever_part=False)
    assert share_someone(given, full, whatever_part=False)


def test_a_short_end_of_a_name_is_nobody() -> None:
    full = keys_at_the_centre([Person(name="Park Bo-na", part=Part.JOINS)])
    short = keys_at_the_centre([Person(name="Na", part=Part.JOINS)])

    assert not share_someone(full, short, whatever_part=True)
    assert not share_someone(short, full, whatever_part=True)
