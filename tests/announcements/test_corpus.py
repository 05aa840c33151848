"""Every example of `corpus/` gives exactly what it says: nothing less, nothing more."""

from typing import Any

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.corpus_files import Example, examples, full, plain

EXAMPLES = list(examples())


def _gives(
    extractor: Extractor, example: Example
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    found = extractor.extract(example.article())
    wanted = [full(one) for one in example.expect]
    told = [plain(one, example.expect[0] if example.expect else {}) for one in found]

    def order(one: dict[str, Any]) -> str:
        return str(sorted((key, str(value)) for key, value in one.items()))

    return sorted(told, key=order), sorted(wanted, key=order)


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda e: f"{e.file}:{e.headline[:60]}".replace("\x00", "")
)
def test_an_example_gives_what_it_says(extractor: Extractor, example: Example) -> None:
    told, wanted = _gives(extractor, example)

    if example.known_failure is None:
        assert told == wanted
    else:
        assert told != wanted, f"passes now; take out known_failure = {example.known_failure!r}"
