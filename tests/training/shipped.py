"""An encoder as it was shipped, in PyTorch, to go on with: bytes become numbers again."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from bot.announcements.learned.encoder import TOKENIZER, TOKENIZERS, VOCABULARY
from tests.training.torch_encoder import TorchEncoder

_OF = "_encoder."
_QUANTIZED = "_quantized"
_LAYER = re.compile(rf"{_OF}layers\.(\d+)\.")
_IN_A_LAYER = ("attention", "mixed", "wide", "narrow")

Stored = Mapping[str, NDArray[Any]]


def read_model(path: Path) -> TorchEncoder:
    """Return the encoder that `write_model` wrote, as near as bytes tell; raises ValueError."""
    model = onnx.load(path)
    metadata = {one.key: one.value for one in model.metadata_props}
    stored = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    layers = 1 + max(int(found[1]) for found in map(_LAYER.match, stored) if found)
    state = {
        name.removeprefix(_OF): torch.tensor(value)
        for name, value in stored.items()
        if name.startswith(_OF) and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for name in (name.removesuffix(_QUANTIZED) for name in stored if name.endswith(_QUANTIZED)):
        if name.startswith(_OF):
            state[name.removeprefix(_OF)] = _exact(stored, name)
    state |= _matrices(stored, layers)
    tokenizer = TOKENIZERS[metadata[TOKENIZER]](metadata[VOCABULARY].split("\n"))
    encoder = TorchEncoder(tokenizer, layers=layers, narrow=state["pieces.weight"].shape[1])
    encoder.load_state_dict(state)
    return encoder


def _matrices(stored: Stored, layers: int) -> dict[str, Tensor]:
    """Return the matrices, which bear no names of theirs: they stand in the order of their use."""
    unnamed = [
        name.removesuffix(_QUANTIZED)
        for name in stored
        if name.endswith(_QUANTIZED) and not name.startswith(_OF)
    ]
    inner = [f"layers.{layer}.{part}" for layer in range(layers) for part in _IN_A_LAYER]
    names = ["spread", *inner, "gaze", "say", "name"]
    if len(unnamed) != len(names):
        raise ValueError(f"{len(unnamed)} matrices where {len(names)} are expected")
    return {
        f"{name}.weight": _exact(stored, source).T.contiguous()
        for name, source in zip(names, unnamed, strict=True)
    }


def _exact(stored: Stored, name: str) -> Tensor:
    """Return numbers that are stored as bytes with a scale, one for all or one for each column."""
    values, zero = stored[name + _QUANTIZED], stored[f"{name}_zero_point"]
    return torch.tensor(
        (values.astype(np.float32) - zero.astype(np.float32)) * stored[f"{name}_scale"]
    )
