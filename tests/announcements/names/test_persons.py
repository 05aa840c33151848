import pytest

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import Lexicons
from bot.announcements.names.persons import names_in, parted_from_owner
from bot.model import Article, ArticleId, FeedId


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Jane Doe, John Roe and Lee Example", ["Jane Doe", "John Roe", "Lee Example"]),
        ("Actor John Roe & Jane Doe", ["John Roe", "Jane Doe"]),
        ("Harbour Lights' Jane Doe", ["Jane Doe"]),
        ("Jane Doe, More", ["Jane Doe"]),
        ("the whole cast", []),
        ("Jane Doe, Jane Doe", ["Jane Doe"]),
        ("A", []),
    ],
)
def test_names_in_english(lexicons: Lexicons, words: str, names: list[str]) -> None:
    assert names_in(words, lexicons.by_language["en"]) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("한서진·이라온", ["한서진", "이라온"]),
        ("배우 한서진이", ["한서진"]),
        ("박소이", ["박소이"]),
        ("한서진 이라온", ["한서진", "이라온"]),
        ("한서진 이라온 역", ["한서진"]),
        ("한서진X이라온", ["한서진", "이라온"]),
        ("차기작 주인공", []),
    ],
)
def test_names_in_korean(lexicons: Lexicons, words: str, names: list[str]) -> None:
    assert names_in(words, lexicons.by_language["ko"]) == names


@pytest.mark.parametrize(
    ("language", "words", "names"),
    [
        ("ja", "イ・ハヌル&キム・ソウ", ["イ・ハヌル", "キム・ソウ"]),
        ("ja", "連ドラ初", []),
        ("zh", "李青禾、王安然", ["李青禾", "王安然"]),
        ("th", "มินตรา และ ธนกฤต", ["มินตรา", "ธนกฤต"]),
        ("en", "‘Lost Harbour’ star Jane Doe", ["Jane Doe"]),
        ("en", "Oscar Example", ["Oscar Example"]),
        ("en", "Dominic Doe's Son Senan Doe", ["Senan Doe"]),
    ],
)
def test_names_of_many_forms(
    lexicons: Lexicons, language: str, words: str, names: list[str]
) -> None:
    assert names_in(words, lexicons.by_language[language]) == names


def test_an_owner_is_no_part_of_a_name() -> None:
    assert parted_from_owner("Nora's Law’s Jane Doe") == ("Nora's Law", "Jane Doe")
    assert parted_from_owner("Jane Doe") == ("", "Jane Doe")
    assert parted_from_owner("Jane Doe's exit") == ("", "Jane Doe's exit")


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Jane Doe, John Roe join BBC drama ‘Northbound’", ["Jane Doe", "John Roe"]),
        ("BBC drama ‘Northbound’ adds Jane Doe, John Roe and Lee Ra On", 3),
        ("HBO drops John Roe from ‘Northbound’", ["John Roe"]),
        ("Northbound star Jane Doe quits BBC drama", ["Jane Doe"]),
        ("Lee Ra On To Star In tvN Drama “Northbound”", ["Lee Ra On"]),
        ("Na In Woo in talks to lead tvN drama “Northbound”", ["Na In Woo"]),
        ("Jane Doe (‘MOON-X’) cast in BBC drama ‘Northbound’", ["Jane Doe"]),
        ("Northbound star reveals role in BBC drama ‘Northbound’; Jane Doe joins ‘Northbound’", 1),
    ],
)
def test_people_stand_beside_the_phrase(
    extractor: Extractor, headline: str, names: list[str] | int
) -> None:
    (found,) = extractor.extract(
        Article(id=ArticleId("1"), feed_id=FeedId("f"), headline=headline, language="en")
    )

    told = [person.name for person in found.people]
    assert (len(told) if isinstance(names, int) else told) == names
    assert found.show == "Northbound"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("MOON-X's Jane Doe And Starry Girls' Mary Roe", ["Jane Doe", "Mary Roe"]),
        ("Salt & Ember's Jane Doe", ["Jane Doe"]),
        ("Jane Doe, Harbour Lights' John Roe", ["Jane Doe", "John Roe"]),
    ],
)
def test_each_name_of_a_list_may_have_its_owner(
    lexicons: Lexicons, words: str, names: list[str]
) -> None:
    assert names_in(words, lexicons.by_language["en"]) == names
