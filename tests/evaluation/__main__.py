"""Score detection and stories against the labelled corpora: `python -m tests.evaluation`."""

import argparse
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import Learned, load_learned, nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from bot.config import NewsSettings
from bot.pipeline.desk import Desk
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.evaluation.corpora import (
    FOLDER,
    NAMES,
    STREAM,
    Record,
    own_names,
    parts,
    read_corpus,
    read_records,
)
from tests.evaluation.detect import explain, predict
from tests.evaluation.labels import predict_stories, wrong_pairs
from tests.evaluation.pairs import tables

WINDOW = NewsSettings().story_window
Errors = Sequence[tuple[Record, list[dict[str, Any]], list[dict[str, Any]], list[str]]]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(argv: list[str] | None = None) -> int:
    """Print the tables; returns 0, or 1 where the corpora are absent."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--brief", action="store_true", help="the tables alone, without the errors")
    parser.add_argument(
        "--corpus", choices=(*NAMES, *own_names()), action="append", help="only this one"
    )
    parser.add_argument("--file", action="append", type=Path, help="a labelled file of one's own")
    parser.add_argument("--lang", help="only items in this language")
    parser.add_argument(
        "--gold", action="store_true", help="file the labels themselves: what merging alone loses"
    )
    parser.add_argument("--bare", action="store_true", help="without the catalogue of shows")
    readers = parser.add_mutually_exclusive_group()
    readers.add_argument("--rules", action="store_true", help="the rules alone, nothing learned")
    readers.add_argument(
        "--weights",
        type=Path,
        help="a folder of weights to use for the shipped ones; a language that has none there is "
        "read by the rules alone",
    )
    args = parser.parse_args(argv)
    if args.weights and not any(args.weights.glob("*.npz")):
        parser.error(
            f"no weights in {args.weights}: python -m tests.training … --to {args.weights}"
        )
    # Without the catalogue: it helps, but no rule may need it.
    shows = ShowIndex() if args.bare else ShowIndex(load_catalogue().shows)
    if not (args.corpus or args.file or args.gold):
        print(*tables(shows), sep="\n")
    if not (FOLDER / "score.py").exists():
        print(f"no corpora at {FOLDER}: nothing to score there")
        return 1
    score = _scorer()
    learned: Callable[[str], Learned | None] = load_learned
    if args.rules:
        learned = nothing_learned
    elif args.weights:
        learned = partial(load_learned, folder=args.weights)
    extractor = Extractor(lexicons=load_lexicons(), titles=shows, learned=learned)
    desk = Desk(extractor=extractor, shows=shows, window=WINDOW)
    corpora = {name: read_corpus(name) for name in args.corpus or ()}
    corpora |= {path.stem: read_records(path) for path in args.file or ()}
    corpora = corpora or {name: read_corpus(name) for name in (*NAMES, *own_names())}
    if args.gold:
        for name, records in (*corpora.items(), *_as_one_stream(corpora)):
            _score_merging(name, records, score=score, show_errors=not args.brief)
        return 0
    for name, whole in (*corpora.items(), *_as_one_stream(corpora)):
        records = [record for record in whole if args.lang in {None, record["lang"]}]
        began = time.perf_counter()
        predicted = predict(records, desk=desk, window=WINDOW)
        seconds = time.perf_counter() - began
        seen, kept = parts(name, records)
        rate = f"{len(records) / seconds:.0f} items/s"
        for title, part in (("all", records), ("seen", seen), ("held back", kept)):
            if not part or (title == "all" and not (seen and kept)):
                continue
            print(f"\n== {name}, {title} ({len(part)} items, {rate})")
            result, errors = score.score(part, predicted)
            score.show(result)
            # The items of the stream have been told with their corpora.
            if title != "all" and name != STREAM and not args.brief:
                _tell_errors(errors, extractor, kept=title == "held back")
    return 0


def _as_one_stream(
    corpora: Mapping[str, Sequence[Record]],
) -> Iterator[tuple[str, Sequence[Record]]]:
    """Give the items of the given corpora together, as a bot that reads all outlets meets them."""
    if all(name in corpora for name in NAMES):
        yield STREAM, [_one_key(record) for name in NAMES for record in corpora[name]]


def _one_key(record: Record) -> Record:
    """Return a record whose story has the same key in all corpora.

    Their authors call a first season, or one that nobody tells, "s0", "s1" or nothing.
    """
    story = re.sub(r"/s[01](?=/)", "", record.get("story") or "")
    return {**record, "story": story or None}


def _score_merging(
    name: str, records: Sequence[Record], *, score: ModuleType, show_errors: bool
) -> None:
    """Print how the labels of a corpus fall into stories; each corpus begins without shows met."""
    shows = ShowIndex(load_catalogue().shows)
    desk = Desk(
        extractor=Extractor(lexicons=load_lexicons(), titles=shows), shows=shows, window=WINDOW
    )
    predicted = predict_stories(records, desk=desk, shows=shows, window=WINDOW)
    for title, part in zip(("seen", "held back"), parts(name, records), strict=True):
        if part:
            found = score.stories(part, predicted)
            print(
                f"{name:14} {title:10} precision {found['precision']} recall {found['recall']} "
                f"of {found['gold']} pairs"
            )
        if show_errors and title == "seen":
            for fault, one, other in wrong_pairs(part, predicted):
                print(f"\n  {fault}")
                for each in (one, other):
                    print(f"    {each['id']} [{each['lang']}] {each['published']} {each['title']}")
                    print(f"      {each['story']}: {json.dumps(each['announcements'])}")


def _tell_errors(errors: Errors, extractor: Extractor, *, kept: bool) -> None:
    """Print each error with its explanation; of items that are held back, only how many err."""
    if kept:
        print(f"\nitems with errors: {len(errors)}; not shown, as they are held back: an honest")
        print("test is one that nobody has read")
        return
    print(f"\nitems with errors: {len(errors)} (--brief leaves them out)")
    _print_errors(errors, extractor)


def _print_errors(errors: Errors, extractor: Extractor) -> None:
    for record, missed, false, wrong in errors:
        print(f"\n{record['id']} [{record['lang']}] {record['published']} {record['title']}")
        if record.get("summary"):
            print(f"    {record['summary'][:300]}")
        if record.get("note"):
            print(f"    # {record['note']}")
        for label, told in (("missed", missed), ("false", false)):
            for one in told:
                brief = " ".join(f"{k}={v!r}" for k, v in one.items() if v is not None)
                print(f"    {label:7}{brief}")
        for line in wrong:
            print(f"    wrong  {line}")
        reading = explain(record, extractor)
        for rule, field, words in dict.fromkeys(reading.matches):
            print(f"    match  {rule} [{field}] {words!r}")
        for rule, field, words in dict.fromkeys(reading.vetoes):
            print(f"    veto   {rule} [{field}] {words!r}")


if __name__ == "__main__":
    sys.exit(main())
