"""The scorer of people: what counts as right, wrong, missed and neither."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.model import Announcement, Evidence, Field, Kind, Part, Person, Status
from tests.evaluation.corpora import FOLDER, NAMES, read_corpus
from tests.evaluation.people import (
    LABELS,
    Found,
    Labelled,
    Labels,
    Row,
    Tally,
    compare,
    found_in,
    main,
    plain_name,
    read_labels,
    total,
)

needs_corpora = pytest.mark.skipif(not FOLDER.exists(), reason="the corpora are not here")

LANTERNS = Labels(
    item="x-1",
    people=(
        Labelled(name="Jane Doe", parts=(Part.LEADS, Part.JOINS)),
        Labelled(name="Lee Mo-rae", parts=(Part.RETURNS,), job="writer"),
    ),
    optional=("John Roe",),
)


def casting(*people: Person, kind: Kind = Kind.CASTING) -> Announcement:
    evidence = Evidence(field=Field.HEADLINE, start=0, end=5, text="joins")
    return Announcement(
        show="Lantern Street",
        season=None,
        kind=kind,
        status=Status.CONFIRMED,
        people=people,
        rule="casting",
        evidence=(evidence,),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lee Mo-rae", "LEE MORAE"),
        ("Lee Mo‑rae", "Lee Mo Rae"),
        ("Señor Ibáñez", "senor ibanez"),
        ("Sıla Çağ", "sila cag"),
        ("イ・セヨン", "イセヨン"),
        ("한서진", "한서진"),
    ],
)
def test_case_spaces_hyphens_and_diacritics_do_not_tell_names_apart(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(("one", "other"), [("Lee Mo-rae", "Mo-rae"), ("イ・セヨン", "イ・テヨン")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert plain_name(one) != plain_name(other)


def test_a_name_with_one_of_its_parts_and_its_job_is_right() -> None:
    found = [
        Found(name="Jane Doe", part=Part.JOINS),
        Found(name="Lee Mo Rae", part=Part.RETURNS, job="writer"),
    ]

    tally, lines = compare(LANTERNS, found)

    assert tally == Tally(labelled=2, found=2, names=2, parts=2)
    assert lines == []


def test_a_wrong_part_or_job_leaves_the_name_right() -> None:
    found = [
        Found(name="Jane Doe", part=Part.LEAVES),
        Found(name="Lee Mo-rae", part=Part.RETURNS),
    ]

    tally, lines = compare(LANTERNS, found)

    assert tally == Tally(labelled=2, found=2, names=2, parts=0)
    assert lines == [
        "part   Jane Doe: leaves actor, not leads|joins actor",
        "part   Lee Mo-rae: returns actor, not returns writer",
    ]


def test_an_unknown_name_is_false_and_an_unfound_one_missed() -> None:
    tally, lines = compare(LANTERNS, [Found(name="Joins Cast", part=Part.JOINS)])

    assert tally == Tally(labelled=2, found=1, names=0, parts=0)
    assert lines == [
        "false  Joins Cast (joins)",
        "missed Jane Doe (leads|joins)",
        "missed Lee Mo-rae (returns)",
    ]


def test_a_name_found_twice_is_right_only_once() -> None:
    """Someone cannot both join and leave."""
    found = [Found(name="Jane Doe", part=Part.LEADS), Found(name="Jane Doe", part=Part.LEAVES)]

    tally, lines = compare(LANTERNS, found)

    assert (tally.found, tally.names) == (2, 1)
    assert "false  Jane Doe (leaves)" in lines


def test_an_optional_name_counts_neither_way() -> None:
    tally, lines = compare(
        Labels(item="x-2", people=(), optional=("John Roe",)),
        [Found(name="John Roe", part=Part.JOINS)],
    )

    assert tally == Tally()
    assert lines == []


def test_people_are_those_of_castings_alone_and_each_pair_once() -> None:
    jane = Person(name="Jane Doe", part=Part.JOINS)
    roe = Person(name="John Roe", part=Part.JOINS)

    found = found_in([casting(jane), casting(jane), casting(roe, kind=Kind.RENEWAL)])

    assert found == [Found(name="Jane Doe", part=Part.JOINS)]


def test_an_item_without_a_casting_counts_as_all_missed() -> None:
    jane = Person(name="Jane Doe", part=Part.LEADS)
    read: Sequence[Announcement] = [casting(jane)]
    rows: list[Row] = [({}, LANTERNS, read), ({}, LANTERNS, [])]

    assert total(rows) == Tally(labelled=4, found=1, names=1, parts=1)
    assert total(rows, matched_only=True) == Tally(labelled=2, found=1, names=1, parts=1)


def test_scores_are_precision_recall_and_their_harmonic_mean() -> None:
    assert Tally(labelled=4, found=2, names=2).scores(2) == pytest.approx((1.0, 0.5, 2 / 3))


def test_where_nothing_is_labelled_nor_found_all_is_right() -> None:
    assert Tally().scores(0) == (1.0, 1.0, 1.0)


def test_where_nothing_is_right_the_score_is_zero() -> None:
    assert Tally(labelled=1, found=1).scores(0) == (0.0, 0.0, 0.0)


def test_an_unknown_part_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text('{"id": "x", "people": [{"name": "Jane Doe", "parts": ["sings"]}]}\n')

    with pytest.raises(ValueError, match="sings"):
        read_labels(path)


def test_an_item_labelled_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text('{"id": "x-1", "people": []}\n' * 2)

    with pytest.raises(ValueError, match="x-1 stands there twice"):
        read_labels(path)


def test_the_labels_are_of_at_least_150_items_and_nobody_stands_twice_in_one() -> None:
    labels = read_labels(LABELS)

    assert len(labels) >= 150
    for one in labels.values():
        names = [plain_name(name) for name in (*(p.name for p in one.people), *one.optional)]
        assert len(set(names)) == len(names), one.item
        assert all(person.parts for person in one.people), one.item


@needs_corpora
def test_every_label_is_of_a_casting_item_and_every_name_stands_in_its_text() -> None:
    records = {record["id"]: record for name in NAMES for record in read_corpus(name)}

    for item, labels in read_labels(LABELS).items():
        record = records[item]
        text = f"{record['title']} {record.get('summary') or ''}"
        assert any(one["kind"] == "casting" for one in record["announcements"]), item
        assert all(person.name in text for person in labels.people), item
        assert all(name in text for name in labels.optional), item


@needs_corpora
def test_errors_of_held_back_items_are_printed_only_on_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Rules made while looking at them would say nothing about shows that nobody saw."""
    assert main(["--lang", "ko", "--errors"]) == 0
    seen = capsys.readouterr().out
    assert main(["--lang", "ko", "--held-back"]) == 0
    kept = capsys.readouterr().out

    assert "\nko-" in seen
    assert "\nko-" in kept
    items = [
        {line.split()[0] for line in out.splitlines() if " [ko] " in line} for out in (seen, kept)
    ]
    assert items[0].isdisjoint(items[1])


def test_without_the_corpora_nothing_is_scored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.evaluation.people.FOLDER", tmp_path / "absent")

    assert main([]) == 1
    assert "nothing to score" in capsys.readouterr().out
