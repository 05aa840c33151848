"""`dramawire detect`: a stream of items in, a stream of announcements out."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.cli.detect import detect, write_announcements


def item(number: int, title: str, **more: object) -> str:
    return json.dumps({"id": f"i{number}", "title": title, **more}, ensure_ascii=False)


def detected(lines: Iterable[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the objects written and the errors told."""
    out, err = io.StringIO(), io.StringIO()
    bad = write_announcements(lines, out=out, err=err)
    errors = err.getvalue().splitlines()
    assert bad == len(errors)
    return [json.loads(line) for line in out.getvalue().splitlines()], errors


def test_an_announcement_is_written_in_the_vocabulary_of_the_labels() -> None:
    line = item(1, "Netflix Renews 'Harbor of Lanterns' for Season 2", published="2026-11-20")

    (found,), _ = detected([line])

    (announcement,) = found["announcements"]
    evidence = announcement.pop("evidence")
    assert found["id"] == "i1"
    assert announcement == {
        "show": "Harbor of Lanterns",
        "season": 2,
        "kind": "renewal",
        "status": "confirmed",
        "stage": None,
        "when": None,
        "people": [],
        "network": "Netflix",
    }
    assert [words["field"] for words in evidence] == ["headline"]
    assert evidence[0]["text"] in json.loads(line)["title"]


def test_an_item_that_announces_nothing_has_no_story() -> None:
    (found,), _ = detected([item(1, "Ten recipes for a rainy evening")])

    assert found == {"id": "i1", "announcements": [], "story": None}


def test_two_outlets_with_one_piece_of_news_share_a_story() -> None:
    (first, second, other), _ = detected(
        [
            item(1, "'Harbor of Lanterns' Renewed for Season 2", published="2026-11-20"),
            item(2, "Netflix Renews 'Harbor of Lanterns' for Season 2", published="2026-11-21"),
            item(3, "'Glass Mountain' Renewed for Season 2", published="2026-11-21"),
        ]
    )

    assert first["story"] == second["story"] is not None
    assert other["story"] not in {None, first["story"]}


def test_an_id_comes_back_as_it_was_given() -> None:
    """Whoever joins the answers to the items again must not have to guess."""
    given = [7, "7", 10**22, "seven"]
    found, _ = detected([json.dumps({"id": id_, "title": "Quiet day"}) for id_ in given])

    assert [each["id"] for each in found] == given


def test_bad_lines_are_told_by_number_and_the_rest_goes_on() -> None:
    found, errors = detected(["{broken", "", item(3, "Nothing to see here"), '["a list"]'])

    assert [each["id"] for each in found] == ["i3"]
    assert [error.partition(":")[0] for error in errors] == ["line 1", "line 4"]


def test_nothing_is_kept_of_what_has_been_written() -> None:
    """It streams: each answer is there before the next line is asked for."""
    out = io.StringIO()
    written_before: list[int] = []

    def lines() -> Iterable[str]:
        for number in range(3):
            written_before.append(len(out.getvalue().splitlines()))
            yield item(number, f"'Harbor {number} of Lanterns' Renewed for Season 2")

    write_announcements(lines(), out=out, err=io.StringIO())

    assert written_before == [0, 1, 2]


def test_a_file_with_a_bad_line_ends_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "items.jsonl"
    file.write_bytes(b'{"id": "a", "title": "ok"}\n{"id": "b", "title": "\xff\xfe"}\nnonsense\n')

    with pytest.raises(SystemExit) as ended:
        detect(str(file))

    captured = capsys.readouterr()
    assert ended.value.code == 1
    assert captured.err.startswith("line 3: not JSON")
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == ["a", "b"]


def test_standard_input_is_read_from_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(item(1, "Quiet day") + "\n"))

    detect("-")

    assert json.loads(capsys.readouterr().out)["id"] == "i1"


def test_a_missing_file_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        detect("no-such-file.jsonl")

    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "dramawire: no-such-file.jsonl: I can't read it (No such file or directory). "
        "Give another file, or - for standard input.\n"
    )
