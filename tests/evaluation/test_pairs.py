"""The figures of the resolver."""

from pathlib import Path

from bot.shows.match import ShowIndex
from tests.evaluation.pairs import score_pairs, tables
from tests.shows.examples import show

LANE = show("lane", "Harbour Lane", "달빛 항구")


def test_pairs_are_counted_by_the_scripts_of_their_names(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    lines = (
        "name_a\tname_b\tsame",
        "Harbour Lane\t달빛 항구\t1",
        "Salt\tHarbour Lane\t1",
        "霧\t港\t0",
    )
    file.write_text("\n".join(lines), encoding="utf-8")

    tallies = score_pairs(file, ShowIndex([LANE]))

    assert set(tallies) == {"all", "latin and hangul", "latin", "han"}
    assert (tallies["all"].precision, tallies["all"].recall) == (1.0, 0.5)
    assert (tallies["latin"].precision, tallies["latin"].recall) == (1.0, 0.0)
    assert (tallies["han"].precision, tallies["han"].recall) == (1.0, 1.0)


def test_the_table_has_a_row_for_all_pairs() -> None:
    lines = list(tables(ShowIndex([LANE])))

    [row] = [line.split() for line in lines if line.startswith("all ")]
    assert int(row[-1]) >= 300
