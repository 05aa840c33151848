"""The scoring tool itself, on invented items; the real corpora stand beside the project."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from bot.pipeline.desk import Desk, open_desk
from bot.shows.match import ShowIndex
from tests.evaluation import __main__ as evaluation
from tests.evaluation import corpora
from tests.evaluation.detect import article_of, explain, predict

WINDOW = timedelta(days=60)

ITEM: dict[str, Any] = {
    "id": "x-1",
    "lang": "en",
    "published": "2031-05-14",
    "title": "‘Harbour Lights’ season 2 to premiere in October",
    "announcements": [],
    "story": None,
}


def test_an_item_becomes_an_article_with_its_day() -> None:
    article = article_of(ITEM)

    assert str(article.published_on) == "2031-05-14"
    assert article.published_at is not None
    assert article_of({**ITEM, "published": None}).published_at is None


def test_predictions_speak_the_labels_language() -> None:
    extractor = Extractor(lexicons=load_lexicons(), learned=nothing_learned)
    desk = Desk(extractor=extractor, shows=ShowIndex(), window=WINDOW)

    (told,) = predict([ITEM], desk=desk, window=WINDOW)["x-1"]["announcements"]

    assert told == {
        "show": "Harbour Lights",
        "season": 2,
        "kind": "premiere",
        "status": "confirmed",
        "stage": None,
        "when": "2031-10",
    }
    assert explain(ITEM, extractor).announcements[0].show == "Harbour Lights"


def test_items_of_one_piece_of_news_share_a_story_whatever_their_order() -> None:
    """They are read in published order: the scorer asks how a bot would have met them."""
    late = {**ITEM, "id": "x-2", "published": "2031-05-20"}
    quiet = {**ITEM, "id": "x-3", "title": "A quiet day in the harbour"}
    desk = open_desk(window=WINDOW, shows=ShowIndex())

    found = predict([late, quiet, ITEM], desk=desk, window=WINDOW)

    assert list(found) == ["x-3", "x-1", "x-2"]
    assert found["x-1"]["story"] == found["x-2"]["story"] is not None
    assert found["x-3"]["story"] is None


def test_a_show_is_held_back_with_all_its_items() -> None:
    kept = [
        corpora.held_back({"id": str(n), "story": f"show-{n % 50}/s1/renewal", "announcements": []})
        for n in range(100)
    ]

    assert kept[:50] == kept[50:]
    assert 2 < sum(kept[:50]) < 20


def test_without_corpora_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evaluation, "FOLDER", tmp_path)

    assert evaluation.main([]) == 1
    assert "nothing to score" in capsys.readouterr().out


SCORER = """
def score(gold, predicted):
    wrong = [(r, [{"kind": "renewal"}], [], ["season: want 1"]) for r in gold]
    return {"items": len(gold)}, wrong


def show(result):
    print(result["items"], "items")
"""


def test_tables_and_errors_are_printed_and_held_back_items_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [
        {**ITEM, "id": f"x-{n}", "title": f"‘Show {n}’ renewed", "note": "n"} for n in range(9)
    ]
    items = [{**item, "summary": "A BBC drama?"} for item in items]
    lines = "\n".join(json.dumps(item) for item in items)
    (tmp_path / "western.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    monkeypatch.setattr(evaluation, "FOLDER", tmp_path)
    monkeypatch.setattr(corpora, "FOLDER", tmp_path)

    assert evaluation.main(["--corpus", "western"]) == 0

    printed = capsys.readouterr().out
    assert "not shown, as they are held back" in printed
    for item in items:
        assert (f"{item['id']} [" in printed) is not corpora.held_back(item)

    assert evaluation.main(["--corpus", "western", "--brief"]) == 0

    brief = capsys.readouterr().out
    assert "== western, held back" in brief
    assert "items with errors" not in brief
    assert not any(f"{item['id']} [" in brief for item in items)


def test_our_own_sealed_items_are_held_back_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpora, "OWN", tmp_path)
    for name in ("words-1", "words-sealed"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(ITEM) + "\n", encoding="utf-8")

    assert corpora.own_names() == ("words-1", "words-sealed")
    assert corpora.parts("words-1", corpora.read_corpus("words-1")) == ([ITEM], [])
    assert corpora.parts("words-sealed", corpora.read_corpus("words-sealed")) == ([], [ITEM])


def test_a_folder_without_weights_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        evaluation.main(["--weights", str(tmp_path)])

    assert f"no weights in {tmp_path}" in capsys.readouterr().err
