"""What the encoder learns from is what it will meet."""

from dataclasses import replace

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Kind, Status
from tests.evaluation.written import HeadlineError, Labels
from tests.training import examples
from tests.training.examples import Example


@pytest.fixture(scope="module")
def rules() -> Extractor:
    return Extractor(lexicons=load_lexicons(), learned=nothing_learned)


def labelled(headline: str, rules: Extractor, *, show: str = "Kestrel") -> Example:
    told = {"kind": "renewal", "show": show, "status": "denied", "stage": None}
    record = {"id": "1", "lang": "en", "title": headline, "announcements": [told]}
    (example,) = examples._labelled([record], rules, ruled=True)
    return example


def test_an_item_is_learned_as_it_is_read_without_tags_and_with_marks_of_one_kind(
    rules: Extractor,
) -> None:
    example = labelled("EXCLUSIVE: ‘Kestrel’ renewed at Hulu", rules)

    assert example.headline == '"kestrel" renewed at hulu'
    assert example.labels.titles == ("kestrel",)
    assert example.labels.kinds == {Kind.RENEWAL}
    assert example.labels.status is Status.DENIED
    assert example.told == {Kind.RENEWAL}


@pytest.mark.parametrize("language", ["ko", "tr"])
def test_what_is_written_in_a_language_is_learned_or_held_back(
    rules: Extractor, language: str
) -> None:
    learned = [one.headline for one in examples._written(rules, language)]
    kept = list(examples._held_back(rules, language))

    assert len(learned) > len(kept) > 0
    assert {one.headline for one in kept}.isdisjoint(learned)
    assert {one.language for one in kept} == {language}
    assert any(one.told & one.labels.kinds for one in kept)


def test_turns_of_phrase_and_examples_of_lexicons_have_their_labels(rules: Extractor) -> None:
    crossed = next(one for one in examples._crossed(rules, "en") if one.labels.kinds)
    own = next(one for one in examples._of_lexicons(rules, {"en"}) if one.labels.kinds)

    for example in (crossed, own):
        assert all(title in example.headline for title in example.labels.titles)


def test_what_is_held_back_must_not_be_learned(rules: Extractor) -> None:
    example = labelled("‘Kestrel’ renewed at Hulu", rules)

    with pytest.raises(HeadlineError, match="held back"):
        examples._check_apart([example], [example])


@pytest.mark.parametrize(
    ("kinds", "known"),
    [
        ({Kind.RENEWAL}, {Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT}),
        ({Kind.CASTING}, {Kind.CASTING}),
        (set(), set(Kind)),
    ],
)
def test_what_the_first_label_of_an_item_leaves_open_is_not_held_against_it(
    kinds: set[Kind], known: set[Kind]
) -> None:
    labels = Labels(kinds=frozenset(kinds))
    first = Example(headline="", summary="", labels=labels, language="en", whole=False)

    assert first.known == known
    assert replace(first, whole=True).known == set(Kind)


def test_newer_files_have_a_label_for_each_fact(rules: Extractor) -> None:
    assert {one.whole for one in examples._written(rules, "th")} == {True, False}
