"""The tools that cross forms with news: what they print of the smallest language, Thai."""

import re
from collections.abc import Callable

import pytest

from tests.evaluation.crossed import dates, people, quiet, seasons, several, status, titles, turns

Main = Callable[[list[str]], None]


@pytest.mark.parametrize(
    ("main", "row", "least"),
    [
        (titles.main, r"^all +\d+ +right +(?P<share>[\d.]+)%", 95),
        (people.main, r"^th .* (?P<share>[\d.]+)$", 0.95),
        (seasons.main, r"^th {9}.* (?P<share>[\d.]+)$", 0.95),
        (dates.main, r"^th {9}.* (?P<share>[\d.]+)$", 0.95),
        (several.main, r"^th {9}.* (?P<share>[\d.]+)$", 0.6),
        (turns.main, r"^th\S* (?P<share>[\d.]+) +\d+ all ", 0.9),
    ],
)
def test_most_of_what_is_crossed_is_read_right(
    main: Main, row: str, least: float, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--lang", "th"])

    shares = [float(hit["share"]) for hit in re.finditer(row, capsys.readouterr().out, re.M)]

    assert shares
    assert min(shares) >= least


def test_a_language_that_has_no_lexicon_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        quiet.main(["--lang", "xx"])

    assert "invalid choice: 'xx'" in capsys.readouterr().err


def test_who_says_so_is_read_right_but_for_a_few(capsys: pytest.CaptureFixture[str]) -> None:
    status.main(["--lang", "th"])

    *_, total = capsys.readouterr().out.splitlines()
    _, crossed, right, *_ = total.split()

    assert int(right) >= 0.95 * int(crossed) > 0


def test_nearly_nothing_is_announced_of_what_is_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    quiet.main(["--lang", "th"])

    (row,) = re.finditer(
        r"^th {9}.* (?P<alarms>\d+) of +(?P<all>\d+)$", capsys.readouterr().out, re.M
    )

    assert int(row["alarms"]) <= 0.02 * int(row["all"])


@pytest.mark.parametrize(("main", "which"), [(people.main, ""), (several.main, "all")])
def test_what_is_not_read_right_is_shown_when_it_is_asked_for(
    main: Main, which: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--lang", "th"])
    brief = capsys.readouterr().out

    main(["--lang", "th", "--show", which])
    shown = capsys.readouterr().out

    assert set(shown.splitlines()) - set(brief.splitlines())
