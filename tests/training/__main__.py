"""Train the encoder that reads headlines beside the rules: `python -m tests.training`.

It needs `pip install --group training` and the labelled items beside the project, and takes some
forty minutes on two cores. The weights go to `bot/announcements/learned/en.onnx` and `en.npz`; how
the encoder tells the kinds of what is held back, alone and beside the rules, is printed as totals.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

import bot.announcements.learned
from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.learned.sieve import Sieve
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Kind
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.training.examples import LANGUAGE, Example, read_examples
from tests.training.learning import distil, teach, varied
from tests.training.sifting import sift
from tests.training.torch_encoder import Texts, TorchEncoder, begin, smaller, write_model

WEIGHTS = Path(bot.announcements.learned.__file__).parent / f"{LANGUAGE}.onnx"
_CORE = (Kind.RENEWAL, Kind.CANCELLATION, Kind.FILMING)
_LEAST = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
_KEPT_LAYERS = (0, 2, 4)
_MAY_BE_LOST, _MAY_BE_LEFT = 0.005, 0.06


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print totals, write the weights; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.training", description=__doc__)
    parser.add_argument("--epochs", type=int, default=3, help="of the large encoder")
    parser.add_argument("--times", type=int, default=1, help="how often each example is varied")
    parser.add_argument("--student-epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=8e-5, help="at which it learns at most")
    parser.add_argument(
        "--teacher",
        type=Path,
        help="go on with this large encoder; what it has learned is kept beside it",
    )
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    args = parser.parse_args(argv)
    torch.manual_seed(args.seed)
    extractor = Extractor(
        lexicons=load_lexicons(), titles=ShowIndex(load_catalogue().shows), learned=nothing_learned
    )
    examples, kept = read_examples(extractor)
    news = sum(bool(one.labels.kinds) for one in examples)
    print(f"{len(examples)} examples, {news} announce something")
    teacher = begin()
    if args.teacher and args.teacher.exists():
        print(teacher.load_state_dict(torch.load(args.teacher), strict=False))
    if args.epochs:
        teach(teacher, examples, epochs=args.epochs, rate=args.rate, seed=args.seed)
        if args.teacher:
            torch.save(teacher.state_dict(), args.teacher.with_suffix(".taught.pt"))
    _report("the large encoder", teacher, kept)
    texts = varied(examples, teacher, times=args.times)
    said = teacher.logits(texts)
    _write_sieve(texts, said[0], examples, args.to.with_suffix(".npz"))
    student = smaller(teacher, _KEPT_LAYERS)
    distil(student, texts, said, epochs=args.student_epochs, seed=args.seed)
    _report("the small encoder", student, kept)
    write_model(student, args.to)
    return 0


def _write_sieve(texts: Texts, said: torch.Tensor, examples: Sequence[Example], path: Path) -> None:
    """Train the sieve on nine tenths of the examples and all that are like them; the rest sets it.

    Of the announcements in that rest, all but the share `_MAY_BE_LOST` weigh `least`, and all but
    `_MAY_BE_LEFT` are `worth` a second reader. Every tenth example has its like in the others, so
    that of unread items somewhat more are lost.
    """
    likely = said[:, : len(Kind)].sigmoid().max(dim=1).values.numpy()
    count = len(examples)
    news = np.array([bool(one.labels.kinds) for one in examples])
    apart = np.array([at % count % 10 == 0 for at in range(len(texts))])
    likely[:count] = np.maximum(likely[:count], news)
    learned = [at for at in range(len(texts)) if not apart[at]]
    weights = sift([texts[at] for at in learned], likely[learned])
    sieve = Sieve({**weights, "least": np.zeros(()), "worth": np.zeros(())})
    own = [at for at in range(count) if apart[at]]
    weighed = np.array([sieve.weigh(*texts[at]) for at in own])
    least, worth = np.quantile(weighed[news[own]], (_MAY_BE_LOST, _MAY_BE_LEFT))
    quiet = weighed[~news[own]]
    print(f"sieve: {(quiet >= least).mean():.2f} of the quiet weigh {least:.2f}, ", end="")
    print(f"{(quiet >= worth).mean():.2f} of them {worth:.2f}")
    with path.open("wb") as file:
        np.savez_compressed(
            file, allow_pickle=False, least=np.array(least), worth=np.array(worth), **weights
        )


def _report(name: str, encoder: TorchEncoder, kept: Sequence[Example]) -> None:
    """Print how an encoder, and the rules with it, tell the kinds of what is held back."""
    said, _ = encoder.logits([(one.headline, one.summary) for one in kept])
    probabilities = said[:, : len(Kind)].sigmoid().numpy()
    print(f"== {name}: F1 of core kinds, of all, false alarms per 1,000")
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
    false = 1000 * sum(quiet) / len(quiet)
    return f"{scores[0]:.3f} {scores[1]:.3f} {false:5.1f}"


def _f1(told: Sequence[frozenset[Kind]], kept: Sequence[Example], kinds: Sequence[Kind]) -> float:
    both = sum(
        len(said & one.labels.kinds & {*kinds}) for said, one in zip(told, kept, strict=True)
    )
    said = sum(len(said & {*kinds}) for said in told)
    true = sum(len(one.labels.kinds & {*kinds}) for one in kept)
    return 2 * both / (said + true)


if __name__ == "__main__":
    sys.exit(main())
