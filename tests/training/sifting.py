"""How the weights of the sieve are learned: logistic regression on hashed words."""

import random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from bot.announcements.learned.sieve import hashes
from tests.training.torch_encoder import Texts

_EPOCHS, _BATCH, _RATE = 8, 64, 0.02
_NEWS_WEIGHS = 3.0
"""An announcement that is sifted out costs so much more than a quiet item that is read."""
_DECAY = 1e-5


def sift(texts: Texts, likely: NDArray[np.float32], *, bits: int) -> dict[str, NDArray[np.generic]]:
    """Return the weights of a sieve.

    Args:
        texts: headlines and summaries.
        likely: how likely each announces anything, from 0 to 1, shape (texts,).
        bits: 2 ** bits weights are learned.
    """
    rng = random.Random(0)
    slots = (1 << bits) - 1
    places = [[number & slots for number in hashes(*text)] for text in texts]
    target = torch.tensor(likely)
    bag = nn.EmbeddingBag(1 << bits, 1, mode="sum", sparse=True)
    nn.init.zeros_(bag.weight)
    bias = nn.Parameter(torch.zeros(1))
    # Of all weights a batch has few.
    optimizers = (
        torch.optim.SparseAdam([bag.weight], lr=_RATE),
        torch.optim.Adam([bias], lr=_RATE),
    )
    order = list(range(len(places)))
    for epoch in range(_EPOCHS):
        rng.shuffle(order)
        for optimizer in optimizers:
            optimizer.param_groups[0]["lr"] = _RATE * (1 - epoch / _EPOCHS)
        for first in range(0, len(order), _BATCH):
            part = order[first : first + _BATCH]
            starts = np.cumsum([0, *(len(places[at]) for at in part[:-1])])
            flat = torch.tensor([slot for at in part for slot in places[at]])
            said = bag(flat, torch.tensor(starts)).squeeze(1) + bias
            true = target[part]
            lost = functional.binary_cross_entropy_with_logits(
                said, true, weight=1 + (_NEWS_WEIGHS - 1) * true
            )
            weights = functional.embedding(flat, bag.weight, sparse=True)
            lost = lost + _DECAY * (weights**2).sum()
            for optimizer in optimizers:
                optimizer.zero_grad()
            lost.backward()
            for optimizer in optimizers:
                optimizer.step()
    learned = bag.weight.detach().squeeze(1).numpy()
    scale = max(float(np.abs(learned).max()), 1e-8) / 127
    return {
        "weights": np.round(learned / scale).astype(np.int8),
        "scale": np.array(scale),
        "bias": np.array(bias.item()),
    }
