"""How encoders learn: a large one from labels, and a smaller one from what that one says.

What is distilled is learned from varied headlines, too: words replaced by their like, which have
no labels but those that the larger encoder gives them (Jiao et al., 2020, TinyBERT).
"""

import random
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from bot.announcements.learned.encoder import MOST_PIECES
from bot.announcements.learned.judgement import OUTPUTS
from bot.announcements.learned.pieces import stands_alone
from bot.announcements.learned.unigram import MARK
from bot.model import Kind, Stage
from tests.training.examples import Example
from tests.training.torch_encoder import BATCH, Texts, TorchEncoder

_KINDS = slice(0, len(Kind))
_STAGES = slice(len(Kind), len(Kind) + len(Stage))
_STATUSES = slice(len(Kind) + len(Stage), len(OUTPUTS))
_BESIDES = 0.15
"""How much stage and status count beside kinds."""
_NEAR, _SURE = 0.02, 8.0
"""How much the log-odds themselves count, and from where on one answer is as sure as another."""
_NAMES = 0.3
"""How much it counts which pieces are a title's."""
_UNMARKED = 0.3
_SUMMARY_GONE, _SUMMARY_STRANGE = 0.15, 0.3
_SWAPPED = (0.1, 0.2, 0.35)
_LIKE = 10
_SHORTEST, _SHORTEST_ALONE = 3, 2
"""Words of fewer letters are not swapped; in scripts without spaces parts of words are."""
_POOL = 16
"""So many batches are sorted by length together, so that little is padded."""

Said = tuple[Tensor, Tensor]
"""What an encoder says of a batch: outputs of texts, and of pieces whether they are a title's."""
Loss = Callable[[Said, Sequence[int], Texts, Tensor], Tensor]
"""From what is said, the numbers of the texts, the texts and the mask of their pieces."""


def teach(
    encoder: TorchEncoder, examples: Sequence[Example], *, epochs: int, rate: float, seed: int
) -> None:
    """Train an encoder on labels; an example that counts more than once is met as often."""
    rng = random.Random(seed)
    examples = [example for example in examples for _ in range(example.times)]
    answers = torch.stack([_answers(example) for example in examples])
    sure = torch.tensor([[float(kind in one.known) for kind in Kind] for one in examples])
    staged = torch.tensor([example.labels.stage is not None for example in examples])
    known = torch.tensor([example.labels.status is not None for example in examples])

    def loss(said: Said, numbers: Sequence[int], texts: Texts, mask: Tensor) -> Tensor:
        told, named = said
        true = answers[list(numbers)]
        lost = functional.binary_cross_entropy_with_logits(
            told[:, _KINDS], true[:, _KINDS], weight=sure[list(numbers)]
        )
        for part, rows in ((_STAGES, staged[list(numbers)]), (_STATUSES, known[list(numbers)])):
            if rows.any():
                chosen = true[rows, part].argmax(dim=1)
                share = rows.float().mean() * _BESIDES
                lost = lost + share * functional.cross_entropy(told[rows, part], chosen)
        titled = encoder.titled(texts, [examples[at].labels.titles for at in numbers], mask)
        return lost + _NAMES * _named_loss(named, titled, titled >= 0)

    def texts(numbers: Sequence[int]) -> Texts:
        return [_varied(examples[at], rng) for at in numbers]

    lengths = [len(example.headline) + len(example.summary) for example in examples]
    _descend(encoder, lengths, texts, loss, epochs=epochs, rate=rate, rng=rng)


def varied(
    examples: Sequence[Example], encoder: TorchEncoder, *, times: int
) -> list[tuple[str, str]]:
    """Return the texts of examples, and of each so many times others that are like them.

    Args:
        examples: whose headlines and summaries are varied.
        encoder: knows which words are like one another.
        times: how often.
    """
    rng = random.Random(times)
    like = Likes(encoder)
    texts = [(example.headline, example.summary) for example in examples]
    for _ in range(times):
        texts += [_strange(example, examples, encoder, like, rng) for example in examples]
    return texts


def distil(
    student: TorchEncoder,
    texts: Texts,
    said: tuple[Tensor, Sequence[Tensor]],
    *,
    epochs: int,
    seed: int,
) -> None:
    """Train an encoder on what another one says of texts, as its `logits` give it."""
    wanted, names = said

    def loss(answered: Said, numbers: Sequence[int], texts: Texts, mask: Tensor) -> Tensor:
        told, named = answered
        true = wanted[list(numbers)]
        kinds, likely = told[:, _KINDS], true[:, _KINDS]
        lost = functional.binary_cross_entropy_with_logits(kinds, likely.sigmoid())
        near = functional.mse_loss(kinds.clamp(-_SURE, _SURE), likely.clamp(-_SURE, _SURE))
        lost = lost + _NEAR * near
        for part in (_STAGES, _STATUSES):
            shares = true[:, part].softmax(dim=1)
            lost = lost + _BESIDES * functional.cross_entropy(told[:, part], shares)
        titled = torch.zeros(mask.shape)
        titled[mask] = torch.cat([names[at] for at in numbers]).sigmoid()
        return lost + _NAMES * _named_loss(named, titled, mask)

    rng = random.Random(seed)
    _descend(
        student,
        [sum(map(len, text)) for text in texts],
        lambda numbers: [texts[at] for at in numbers],
        loss,
        epochs=epochs,
        rate=2e-4,
        rng=rng,
    )


def _named_loss(named: Tensor, titled: Tensor, where: Tensor) -> Tensor:
    """Return how wrong it is which pieces are a title's, where that is known."""
    if not where.any():
        return named.sum() * 0
    return functional.binary_cross_entropy_with_logits(named[where], titled[where])


class Likes:
    """Pieces that are words, or parts of words that stand alone, and mean nearly the same."""

    def __init__(self, encoder: TorchEncoder) -> None:
        meanings = encoder.pieces.weight.detach() @ encoder.spread.weight.detach().T
        self._meanings = functional.normalize(meanings, dim=1)
        self._vocabulary = encoder.tokenizer.vocabulary
        self._words = torch.tensor(
            [number for number, piece in enumerate(self._vocabulary) if _may_be_swapped(piece)]
        )
        self._found: dict[int, list[str]] = {}

    def of(self, number: int) -> list[str]:
        """Return what is most like a piece by the encoder's numbers; none for parts of words."""
        if number not in self._found:
            near: list[str] = []
            if _may_be_swapped(self._vocabulary[number]):
                found = self._meanings[self._words] @ self._meanings[number]
                best = self._words[found.topk(_LIKE + 1).indices]
                same = self._vocabulary[number].lstrip(MARK)
                words = [self._vocabulary[int(at)].lstrip(MARK) for at in best]
                near = [word for word in words if word != same]
            self._found[number] = near
        return self._found[number]


def _may_be_swapped(piece: str) -> bool:
    word = piece.lstrip(MARK)
    letters = all(unicodedata.category(letter)[0] in "LM" for letter in word)
    alone = bool(word) and stands_alone(word[0])
    return letters and len(word) >= (_SHORTEST_ALONE if alone else _SHORTEST)


def _answers(example: Example) -> Tensor:
    labels = example.labels
    told = {*labels.kinds, labels.stage, labels.status}
    return torch.tensor([float(output in told) for output in OUTPUTS])


def _varied(example: Example, rng: random.Random) -> tuple[str, str]:
    """Return an item's texts, sometimes without their marks."""
    headline, summary = (
        text.replace('"', "") if rng.random() < _UNMARKED else text
        for text in (example.headline, example.summary)
    )
    return headline, summary


def _strange(
    example: Example,
    examples: Sequence[Example],
    encoder: TorchEncoder,
    like: Likes,
    rng: random.Random,
) -> tuple[str, str]:
    """Return an item's texts with words replaced by their like, or another's summary."""
    headline, summary = _varied(example, rng)
    chance, drawn = rng.choice(_SWAPPED), rng.random()
    if drawn < _SUMMARY_GONE:
        summary = ""
    elif drawn < _SUMMARY_STRANGE:
        summary = rng.choice(examples).summary
    if rng.random() < 1 / 2:
        summary = _swapped(summary, encoder, like, chance, rng)
    return _swapped(headline, encoder, like, chance, rng), summary


def _swapped(
    text: str, encoder: TorchEncoder, like: Likes, chance: float, rng: random.Random
) -> str:
    swapped, end = "", 0
    vocabulary = encoder.tokenizer.vocabulary
    lone_mark = encoder.tokenizer.number(MARK) if MARK in vocabulary else None
    pieces = encoder.tokenizer.tokenize(text, most=sum(MOST_PIECES))
    for (start, stop), parts in groupby(pieces, key=lambda piece: (piece.start, piece.end)):
        numbers = [piece.number for piece in parts if piece.number != lone_mark]
        others = like.of(numbers[0]) if len(numbers) == 1 and rng.random() < chance else []
        swapped += text[end:start] + (rng.choice(others) if others else text[start:stop])
        end = stop
    return swapped + text[end:]


def _descend(
    encoder: TorchEncoder,
    lengths: Sequence[int],
    texts: Callable[[Sequence[int]], Texts],
    loss: Loss,
    *,
    epochs: int,
    rate: float,
    rng: random.Random,
) -> None:
    """Lessen a loss: AdamW, warmed up over the first steps and slower to the end."""
    answering = [
        *encoder.gaze.parameters(),
        *encoder.say.parameters(),
        *encoder.name.parameters(),
    ]
    inner = {id(parameter) for parameter in answering}
    others = [one for one in encoder.parameters() if id(one) not in inner]
    optimizer = torch.optim.AdamW(
        [{"params": others, "lr": rate}, {"params": answering, "lr": 1e-3}],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * len(list(_batches(lengths, rng)))
    warm = max(1, min(200, steps // 10))
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / warm) * max(0.01, 1 - step / steps)
    )
    began, mean, step = time.monotonic(), 0.0, 0
    encoder.train()
    for _ in range(epochs):
        for numbers in _batches(lengths, rng):
            drawn = texts(numbers)
            batch = encoder.batch(drawn)
            lost = loss(encoder(*batch), numbers, drawn, batch[2])
            optimizer.zero_grad()
            lost.backward()
            clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            step += 1
            mean += (lost.item() - mean) / min(step, 50)
            if step % 100 == 0:
                seconds = time.monotonic() - began
                print(f"step {step} of {steps}, loss {mean:.4f}, {seconds:.0f} s", flush=True)


def _batches(lengths: Sequence[int], rng: random.Random) -> Iterable[list[int]]:
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for first in range(0, len(order), BATCH * _POOL):
        pool = sorted(order[first : first + BATCH * _POOL], key=lengths.__getitem__)
        batches += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    rng.shuffle(batches)
    return batches
