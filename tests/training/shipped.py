"""An encoder as it was shipped, in PyTorch, to go on with: bytes become numbers again."""

from pathlib import Path

import onnx
import torch

from bot.announcements.learned.encoder import TOKENIZER, TOKENIZERS, VOCABULARY
from tests.training.graph import count_layers, read_graph
from tests.training.torch_encoder import TorchEncoder


def read_model(path: Path) -> TorchEncoder:
    """Return the encoder that `write_model` wrote, as near as bytes tell.

    Raises KeyError where the model is of another make.
    """
    model = onnx.load(path)
    metadata = {one.key: one.value for one in model.metadata_props}
    state = {name: torch.tensor(value) for name, value in read_graph(model).items()}
    tokenizer = TOKENIZERS[metadata[TOKENIZER]](metadata[VOCABULARY].split("\n"))
    narrow = state["pieces.weight"].shape[1]
    encoder = TorchEncoder(tokenizer, layers=count_layers(state), narrow=narrow)
    encoder.load_state_dict(state)
    return encoder
