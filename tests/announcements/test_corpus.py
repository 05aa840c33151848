"""Every example of `corpus/` gives exactly what it says: nothing less, nothing more."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.corpus_files import Example, examples, full, plain

CASES = [
    tuple(case) for _, case in groupby(examples(), key=lambda example: (example.file, example.case))
]


def _told(extractor: Extractor, example: Example) -> list[dict[str, Any]]:
    found = extractor.extract(example.article())
    asked = example.expect[0] if example.expect else {}
    return sorted((plain(one, asked) for one in found), key=_order)


def _wanted(example: Example) -> list[dict[str, Any]]:
    return sorted((full(one) for one in example.expect), key=_order)


def _order(one: Mapping[str, Any]) -> str:
    return str(sorted((key, str(value)) for key, value in one.items()))


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case[0].file}:{case[0].headline[:60]}".replace("\x00", "")
)
def test_each_headline_of_a_case_gives_what_it_says(
    extractor: Extractor, case: Sequence[Example]
) -> None:
    told = {example.headline: _told(extractor, example) for example in case}
    wanted = {example.headline: _wanted(example) for example in case}

    if case[0].known_failure is None:
        assert told == wanted
    else:
        passing = [headline for headline in told if told[headline] == wanted[headline]]
        assert not passing, f"passes now; take out known_failure = {case[0].known_failure!r}"
