"""How the weights of the sieve are learned: logistic regression on hashed words."""

import random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from bot.announcements.learned.sieve import BITS, slots
from tests.training.torch_encoder import Texts

_EPOCHS, _BATCH, _RATE = 8, 64, 0.02
_NEWS_WEIGHS = 3.0
"""An announcement that is sifted out costs so much more than a quiet item that is read."""
_DECAY = 1e-5


def sift(texts: Texts, likely: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """Return the weights of a sieve.

    Args:
        texts: headlines and summaries.
        likely: how likely each announces anything, from 0 to 1, shape (texts,).
    """
    rng = random.Random(0)
    places = [list(slots(*text)) for text in texts]
    target = torch.tensor(likely)
    bag = nn.EmbeddingBag(1 << BITS, 1, mode="sum")
    nn.init.zeros_(bag.weight)
    bias = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.Adam([*bag.parameters(), bias], lr=_RATE)
    order = list(range(len(places)))
    for epoch in range(_EPOCHS):
        rng.shuffle(order)
        for group in optimizer.param_groups:
            group["lr"] = _RATE * (1 - epoch / _EPOCHS)
        for first in range(0, len(order), _BATCH):
            part = order[first : first + _BATCH]
            starts = np.cumsum([0, *(len(places[at]) for at in part[:-1])])
            flat = torch.tensor([slot for at in part for slot in places[at]])
            said = bag(flat, torch.tensor(starts)).squeeze(1) + bias
            true = target[part]
            lost = functional.binary_cross_entropy_with_logits(
                said, true, weight=1 + (_NEWS_WEIGHS - 1) * true
            )
            lost = lost + _DECAY * (bag.weight[flat] ** 2).sum()
            optimizer.zero_grad()
            lost.backward()
            optimizer.step()
    weights = bag.weight.detach().squeeze(1).numpy()
    scale = max(float(np.abs(weights).max()), 1e-8) / 127
    return {
        "weights": np.round(weights / scale).astype(np.int8),
        "scale": np.array(scale),
        "bias": np.array(bias.item()),
    }
