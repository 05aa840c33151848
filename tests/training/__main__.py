"""Train an encoder that reads headlines beside the rules: `python -m tests.training en`.

`en` is the encoder of English, `multilingual` that of all other languages. It needs `pip install
--group training` and the labelled items beside the project, and takes some three hours on two
cores. The weights go to `bot/announcements/learned`, to
`<name>.onnx` and `<name>.npz`; how the encoder tells the kinds of what is held back, alone and
beside the rules, is printed as totals.
"""

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import FOLDER, nothing_learned
from bot.announcements.learned.sieve import Sieve
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Kind
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.training import e5, minilm, mpnet
from tests.training.examples import ENGLISH, Example, read_examples
from tests.training.learning import distil, teach, varied
from tests.training.shipped import read_model
from tests.training.sifting import sift
from tests.training.torch_encoder import Texts, TorchEncoder, smaller, write_model

OTHERS = frozenset({"ko", "ja", "zh", "es", "pt", "fr", "tr", "id", "th"})
_CORE = (Kind.RENEWAL, Kind.CANCELLATION, Kind.FILMING)
_LEAST = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How one encoder is trained.

    Attributes:
        languages: that it reads.
        begin: gives the large encoder, which knows the pieces of such texts.
        small: gives the small one that is to say the same, for what the large one was taught.
        bits: 2 ** bits weights has its sieve.
        rate: at which the large one learns at most.
        english: so many English examples are learned beside those of its languages.
        tell_from: what the encoder finds as likely as this is told without a rule.
        drop_below: what it finds less likely is not told whatever the rules say.
        may_be_lost: the share of announcements that may weigh too little to be read.
        may_be_left: the share that may weigh too little for the encoder.
    """

    languages: frozenset[str]
    begin: Callable[[Texts], TorchEncoder]
    small: Callable[[TorchEncoder], TorchEncoder]
    bits: int
    rate: float
    english: int = 0
    tell_from: float
    drop_below: float
    may_be_lost: float
    may_be_left: float


PLANS = {
    "en": Plan(
        languages=ENGLISH,
        begin=mpnet.begin,
        # Half as wide as the large one, so none of its layers serve; of MiniLM every other one.
        small=lambda _large: smaller(minilm.begin(()), range(0, 6, 2)),
        bits=18,
        rate=5e-5,
        tell_from=0.9,
        drop_below=0.05,
        may_be_lost=0.003,
        may_be_left=0.03,
    ),
    "multilingual": Plan(
        languages=OTHERS,
        begin=e5.begin,
        small=lambda large: smaller(large, range(0, 12, 2)),
        bits=20,
        rate=8e-5,
        english=8_000,
        tell_from=0.8,
        drop_below=0.1,
        may_be_lost=0.003,
        may_be_left=0.02,
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print totals, write the weights; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.training", description=__doc__)
    parser.add_argument("name", choices=PLANS, help="which encoder")
    parser.add_argument("--epochs", type=int, default=3, help="of the large encoder")
    parser.add_argument("--times", type=int, default=1, help="how often each example is varied")
    parser.add_argument("--student-epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, help="at which it learns at most")
    parser.add_argument(
        "--shipped",
        action="store_true",
        help="go on with the shipped encoder, by labels or, with --teacher, by what that says; "
        "the sieve stays",
    )
    teachers = parser.add_mutually_exclusive_group()
    teachers.add_argument("--teacher", type=Path, help="go on with this large encoder")
    teachers.add_argument(
        "--no-teacher",
        action="store_true",
        help="teach the small encoder itself: sooner, and worse",
    )
    parser.add_argument("--keep", type=Path, help="keep what the large encoder has learned here")
    parser.add_argument(
        "--no-outlets", action="store_true", help="learn from no headline that an outlet wrote"
    )
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder of the weights")
    args = parser.parse_args(argv)
    if args.no_outlets and (args.to == FOLDER or args.shipped or args.teacher):
        parser.error(
            "--no-outlets measures: it needs a folder of its own (--to), and neither --shipped nor "
            "--teacher, which may have met outlets"
        )
    args.to.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    extractor = Extractor(
        lexicons=load_lexicons(), titles=ShowIndex(load_catalogue().shows), learned=nothing_learned
    )
    plan = PLANS[args.name]
    args.rate = args.rate or plan.rate
    own, kept = read_examples(extractor, plan.languages, of_outlets=not args.no_outlets)
    examples = [*own, *_english(extractor, plan.english, of_outlets=not args.no_outlets)]
    news = sum(bool(one.labels.kinds) for one in examples)
    print(f"{len(examples)} examples, {news} announce something")
    if args.shipped and not args.teacher:
        small = read_model(FOLDER / f"{args.name}.onnx")
        teach(small, examples, epochs=args.epochs, rate=args.rate, seed=args.seed)
    elif args.no_teacher:
        small = plan.small(plan.begin([(one.headline, one.summary) for one in examples]))
        teach(small, examples, epochs=args.epochs, rate=args.rate, seed=args.seed)
    else:
        small = _distilled(own, examples, kept, args)
    _report("the small encoder", small, kept)
    if args.shipped:
        write_model(small, args.to / f"{args.name}.onnx")
        return 0
    texts = varied(own, small, times=args.times)
    sieve = _sieve(texts, small.logits(texts)[0], own, plan)
    # At the end: weights of two trainings do not fit together.
    write_model(small, args.to / f"{args.name}.onnx")
    with (args.to / f"{args.name}.npz").open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **sieve)
    return 0


def _distilled(
    own: Sequence[Example],
    examples: Sequence[Example],
    kept: Sequence[Example],
    args: argparse.Namespace,
) -> TorchEncoder:
    """Return a small encoder that says what a large one does, which was taught all examples."""
    plan = PLANS[args.name]
    teacher = plan.begin([(one.headline, one.summary) for one in examples])
    if args.teacher:
        teacher.go_on_with(torch.load(args.teacher))
    if args.epochs:
        teach(teacher, examples, epochs=args.epochs, rate=args.rate, seed=args.seed)
    if args.keep:
        torch.save(teacher.taught(), args.keep)
    _report("the large encoder", teacher, kept)
    texts = varied(own, teacher, times=args.times)
    shipped = FOLDER / f"{args.name}.onnx"
    student = read_model(shipped) if args.shipped else plan.small(teacher)
    distil(student, texts, teacher.logits(texts), epochs=args.student_epochs, seed=args.seed)
    return student


def _english(extractor: Extractor, count: int, *, of_outlets: bool) -> list[Example]:
    """Return some English examples, drawn at random: what they say helps other languages, too."""
    if not count:
        return []
    english, _ = read_examples(extractor, ENGLISH, of_outlets=of_outlets)
    return random.Random(count).sample(english, count)


def _sieve(
    texts: Texts, said: torch.Tensor, examples: Sequence[Example], plan: Plan
) -> dict[str, NDArray[np.generic]]:
    """Train the sieve on nine tenths of the examples and all that are like them; the rest sets it.

    Of the announcements in that rest, all but the share `may_be_lost` weigh `least`, and all but
    `may_be_left` are `worth` a second reader. Every tenth example has its like in the others, so
    that of unread items somewhat more are lost.
    """
    likely = said[:, : len(Kind)].sigmoid().max(dim=1).values.numpy()
    count = len(examples)
    news = np.array([bool(one.labels.kinds) for one in examples])
    apart = np.array([at % count % 10 == 0 for at in range(len(texts))])
    likely[:count] = np.maximum(likely[:count], news)
    learned = [at for at in range(len(texts)) if not apart[at]]
    weights = sift([texts[at] for at in learned], likely[learned], bits=plan.bits)
    sieve = Sieve({**weights, "least": np.zeros(()), "worth": np.zeros(())})
    rest = [at for at in range(count) if apart[at]]
    weighed = np.array([sieve.weigh(*texts[at]) for at in rest])
    least, worth = np.quantile(weighed[news[rest]], (plan.may_be_lost, plan.may_be_left))
    for language in sorted(plan.languages):
        of_it = np.array([examples[at].language == language for at in rest])
        told, quiet = weighed[of_it & news[rest]], weighed[of_it & ~news[rest]]
        print(
            f"sieve, {language}: {(told < least).mean():.3f} of {len(told)} announcements are not "
            f"read, {(told < worth).mean():.3f} by the rules alone; of the quiet "
            f"{(quiet < least).mean():.2f} and {(quiet < worth).mean():.2f}"
        )
    return {
        **weights,
        "least": np.array(least),
        "worth": np.array(worth),
        "languages": np.array(sorted(plan.languages)),
        "tell_from": np.array(plan.tell_from),
        "drop_below": np.array(plan.drop_below),
    }


def _report(name: str, encoder: TorchEncoder, kept: Sequence[Example]) -> None:
    """Print how an encoder, and the rules with it, tell the kinds of what is held back."""
    said, _ = encoder.logits([(one.headline, one.summary) for one in kept])
    probabilities = said[:, : len(Kind)].sigmoid().numpy()
    languages = sorted({one.language for one in kept})
    for only in (languages, *([language] for language in languages if len(languages) > 1)):
        rows = [at for at, one in enumerate(kept) if one.language in only]
        title = f"{name}, {' '.join(only)}: {len(rows)} held back"
        _print_table(title, probabilities[rows], [kept[at] for at in rows])


def _print_table(title: str, probabilities: NDArray[np.float32], kept: Sequence[Example]) -> None:
    print(f"== {title}: F1 of core kinds, of all, false alarms per 1,000")
    rules = [one.told for one in kept]
    print(f"rules alone       {_line(rules, kept)}")
    for least in _LEAST:
        alone = [
            frozenset(kind for kind, likely in zip(Kind, row, strict=True) if likely >= least)
            for row in probabilities
        ]
        beside = [told or own for told, own in zip(rules, alone, strict=True)]
        print(f"encoder at {least:<4}   {_line(alone, kept)}   beside rules {_line(beside, kept)}")


def _line(told: Sequence[frozenset[Kind]], kept: Sequence[Example]) -> str:
    scores = [_f1(told, kept, kinds) for kinds in (_CORE, tuple(Kind))]
    quiet = [bool(said) for said, one in zip(told, kept, strict=True) if not one.labels.kinds]
    false = 1000 * sum(quiet) / max(len(quiet), 1)
    return f"{scores[0]:.3f} {scores[1]:.3f} {false:5.1f}"


def _f1(told: Sequence[frozenset[Kind]], kept: Sequence[Example], kinds: Sequence[Kind]) -> float:
    both = sum(
        len(said & one.labels.kinds & {*kinds}) for said, one in zip(told, kept, strict=True)
    )
    said = sum(len(said & {*kinds}) for said in told)
    true = sum(len(one.labels.kinds & {*kinds}) for one in kept)
    return 2 * both / (said + true) if said + true else 1.0


if __name__ == "__main__":
    sys.exit(main())
