"""`dramawire shows`: one show or two, and what a name may mean."""

import io
from pathlib import Path

import pytest

from bot.cli.shows import check, find, same, write_pairs


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


def test_a_line_of_another_encoding_costs_only_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes("무빙\tMoving\n".encode("cp949") + "무빙\tMoving\r\n".encode())

    with pytest.raises(SystemExit):
        same(str(file))

    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "무빙\tMoving\t1\tmoving-2023 (exact name) and moving-2023 (exact name)"
    ]
    assert shown.err == "line 1: not UTF-8\n"


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


def test_an_empty_name_finds_nothing_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    """Every show begins with nothing: the list would be the catalogue in no order."""
    with pytest.raises(SystemExit) as ended:
        find("  ")

    assert ended.value.code == 2
    assert "the name is empty" in capsys.readouterr().err


def test_a_mark_of_utf_8_at_the_start_of_a_file_is_no_part_of_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Spreadsheets write one."""
    file = tmp_path / "pairs.tsv"
    file.write_text("무빙\tMoving\n", encoding="utf-8-sig")

    same(str(file))

    assert capsys.readouterr().out.startswith("무빙\tMoving\t1\t")


def test_an_unknown_name_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        find("Qqqqzzz")

    assert ended.value.code == 1
    assert "No show of the catalogue" in capsys.readouterr().err


def test_the_shipped_catalogue_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    check(None)

    assert "nothing wrong" in capsys.readouterr().out


HEAD = "id\ttitle\tnative\tnames\tcountry\tyear\tnetwork\ttype\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            f"{HEAD}a-2020\tKelp\t\t\tKR\t2020\t\tlive\na-2021\tKelp\t\t\tKR\t2021\t\tlive\n",
            "twice",
        ),
        (f"{HEAD}a\tKelp\n", "line 2: 2 columns instead of 8"),
        ("nothing", "line 1"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    file = tmp_path / "catalogue.tsv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        check(file)

    assert ended.value.code == 1
    assert says in capsys.readouterr().out


def test_a_catalogue_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        check(tmp_path / "none.tsv")

    assert "none.tsv: I can't read it" in capsys.readouterr().err
