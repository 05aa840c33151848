"""Items in a line each, with the kinds that they announce: `python -m tests.evaluation.written`.

`written/<language>/*.tsv` were written by authors who had read the labelling rules and no lexicon;
encoders learn from them (`tests/training`), but for a twelfth of the shows. What is told of that
twelfth is printed for each language and kind, or what is told of the others with `--seen`; with
`--show`, what is missed and what is false of these.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import load_learned, nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Article, ArticleId, FeedId, Kind, Stage, Status
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.evaluation import corpora

WRITTEN = Path(__file__).parent / "written"
_KINDS = {
    "R": Kind.RENEWAL,
    "C": Kind.CANCELLATION,
    "F": Kind.FILMING,
    "G": Kind.GREENLIGHT,
    "K": Kind.CASTING,
    "P": Kind.PREMIERE,
}
_STAGES = {"s": Stage.SCHEDULED, "t": Stage.STARTED, "w": Stage.WRAPPED, "p": Stage.PAUSED}
_STATUSES = {"r": Status.REPORTED, "d": Status.DENIED}
_QUIET = "-"
_TEXTS = 3


class HeadlineError(ValueError):
    """A line of written headlines is not in their form."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What an item announces.

    Attributes:
        kinds: of what is announced.
        status: of what is announced; None where nothing is.
        stage: of filming.
        titles: of the shows, as the item writes them.
    """

    kinds: frozenset[Kind] = frozenset()
    status: Status | None = None
    stage: Stage | None = None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """A written item."""

    headline: str
    summary: str
    labels: Labels


def parse_line(line: str) -> Line:
    """Read a line `LABELS<TAB>HEADLINE<TAB>SUMMARY<TAB>TITLES`; raises HeadlineError.

    LABELS has a capital for each kind (RCFGKP) and small letters for what is reported (r) or denied
    (d), and for filming that is scheduled (s), under way (t), wrapped (w) or paused (p); "-" stands
    for an item that announces nothing. TITLES are the shows as the item writes them, " | " between;
    they and the summary may be left out.
    """
    marks, *texts = line.rstrip("\n").split("\t")
    if not 1 <= len(texts) <= _TEXTS or not texts[0]:
        raise HeadlineError(f"labels, headline, summary and titles with tabs between: {line!r}")
    headline, summary, titles = (*texts, "", "")[:_TEXTS]
    kinds = [_KINDS[mark] for mark in marks if mark in _KINDS]
    statuses = [_STATUSES[mark] for mark in marks if mark in _STATUSES]
    stages = [_STAGES[mark] for mark in marks if mark in _STAGES]
    names = tuple(titles.split(" | ")) if titles else ()
    quiet = marks == _QUIET and not names
    filming = [Kind.FILMING] if stages else []
    if not quiet and (
        not kinds
        or len(kinds) + len(statuses) + len(stages) != len(marks)
        or len({*kinds}) != len(kinds)
        or max(len(statuses), len(stages)) > 1
        or [kind for kind in kinds if kind is Kind.FILMING] != filming
    ):
        raise HeadlineError(f"no labels that there are: {marks!r} in {line!r}")
    if any(name not in headline and name not in summary for name in names):
        raise HeadlineError(f"a title that stands nowhere: {titles!r} in {line!r}")
    return Line(
        headline=headline,
        summary=summary,
        labels=Labels(
            kinds=frozenset(kinds),
            status=next(iter(statuses), Status.CONFIRMED) if kinds else None,
            stage=next(iter(stages), None),
            titles=names,
        ),
    )


def held_back(line: Line) -> bool:
    """Tell whether an item is of the twelfth of the shows that nothing is learned from."""
    return corpora.of_the_twelfth((*line.labels.titles, line.headline)[0])


def read_lines(language: str) -> Iterator[tuple[Line, Article]]:
    """Yield the items in a language."""
    for path in sorted((WRITTEN / language).glob("*.tsv")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                line = parse_line(text)
            except HeadlineError as error:
                raise HeadlineError(f"{path}:{number}: {error}") from error
            yield line, written_article(f"{path.stem}:{number}", line, language=language)


def written_article(name: str, line: Line, *, language: str) -> Article:
    """Return a written item as the feeds stage would hand it over."""
    return Article(
        id=ArticleId(name),
        feed_id=FeedId("written"),
        headline=line.headline,
        summary=line.summary,
        language=language,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print how many announcements are told, of each language and kind; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.written")
    parser.add_argument("--lang", action="append", help="only this language")
    parser.add_argument("--rules", action="store_true", help="read by the rules alone")
    parser.add_argument("--seen", action="store_true", help="read what encoders have learned from")
    parser.add_argument("--show", action="store_true", help="print what is missed and false")
    args = parser.parse_args(argv)
    if args.show and not args.seen:
        parser.error("what is held back is never shown: --show needs --seen")
    extractor = Extractor(
        lexicons=load_lexicons(),
        titles=ShowIndex(load_catalogue().shows),
        learned=nothing_learned if args.rules else load_learned,
    )
    for language in sorted(folder.name for folder in WRITTEN.iterdir() if folder.is_dir()):
        if args.lang and language not in args.lang:
            continue
        counts: Counter[tuple[str, str]] = Counter()
        for line, article in read_lines(language):
            if held_back(line) == args.seen:
                continue
            told = {found.kind for found in extractor.extract(article)}
            _count(counts, line.labels.kinds, told)
            if args.show and told != line.labels.kinds:
                wanted = ", ".join(sorted(line.labels.kinds)) or "nothing"
                print(f"{wanted}, told {', '.join(sorted(told)) or 'nothing'}: {line.headline}")
                print(f"    {line.summary}")
        _print(language, counts)
    return 0


def _count(counts: Counter[tuple[str, str]], true: frozenset[Kind], told: set[Kind]) -> None:
    for kind in Kind:
        counts[kind, "true"] += kind in true
        counts[kind, "told"] += kind in told
        counts[kind, "both"] += kind in true and kind in told
    counts["quiet", "all"] += not true
    counts["quiet", "told"] += not true and bool(told)


def _print(language: str, counts: Counter[tuple[str, str]]) -> None:
    core = (Kind.RENEWAL, Kind.CANCELLATION, Kind.FILMING)
    rows = {"core": core, "all": tuple(Kind), **{kind.value: (kind,) for kind in Kind}}
    f1 = " ".join(f"{name} {_f1(counts, kinds):.3f}" for name, kinds in rows.items())
    quiet = max(counts["quiet", "all"], 1)
    false = 1000 * counts["quiet", "told"] / quiet
    print(f"{language}: F1 {f1}; {false:.1f} false alarms per 1,000 of {quiet}")


def _f1(counts: Counter[tuple[str, str]], kinds: Sequence[Kind]) -> float:
    both, true, told = (sum(counts[kind, of] for kind in kinds) for of in ("both", "true", "told"))
    return 2 * both / max(true + told, 1)


if __name__ == "__main__":
    sys.exit(main())
