"""`dramawire shows`: one show or two, and what a name may mean."""

import io
from pathlib import Path

import pytest

from bot.cli.shows import find, same, write_pairs


def written(*lines: str) -> tuple[list[list[str]], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    bad = write_pairs(lines, out=out, err=err)
    errors = err.getvalue().splitlines()
    assert bad == len(errors)
    return [line.split("\t") for line in out.getvalue().splitlines()], errors


def test_two_names_of_one_show_are_1_and_of_two_shows_0() -> None:
    (one, two), _ = written("오징어 게임\tSquid Game\n", "Squid Game\tSweet Home\n")

    assert one[:3] == ["오징어 게임", "Squid Game", "1"]
    assert two[:3] == ["Squid Game", "Sweet Home", "0"]
    assert all(row[3] for row in (one, two))


def test_a_line_that_is_no_pair_is_told_by_number() -> None:
    found, errors = written("Squid Game\n", "\n", "a\tb\tc\n", "Signal\t\n", "Signal\tSignal\n")

    assert [row[2] for row in found] == ["1"]
    assert [error.partition(":")[0] for error in errors] == ["line 1", "line 3", "line 4"]


def test_a_file_with_a_bad_line_ends_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("무빙\tMoving\nalone\n", encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        same(str(file))

    assert ended.value.code == 1
    assert capsys.readouterr().out.startswith("무빙\tMoving\t1\t")


def test_a_name_in_any_script_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    find("무빙")

    assert capsys.readouterr().out.startswith("Moving  KR 2023  Disney+  moving-2023")


def test_an_unknown_name_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        find("Qqqqzzz")

    assert ended.value.code == 1
    assert "No show of the catalogue" in capsys.readouterr().err
