"""What was learned of each language: its sieve and its encoder, loaded when first needed."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Protocol

import numpy as np

from bot.announcements.learned.encoder import Encoder
from bot.announcements.learned.judgement import Judgement
from bot.announcements.learned.sieve import Sieve
from bot.errors import WeightsError


class Weighs(Protocol):
    """What tells at once which items are worth reading: see `Sieve`."""

    least: float
    worth: float

    def weigh(self, headline: str, summary: str) -> float:
        """Return the log-odds that an item announces anything."""


class Judges(Protocol):
    """What tells how likely each kind is: see `Encoder`."""

    def read(self, headline: str, summary: str) -> Judgement:
        """Return what is likely in an item."""


@dataclass(frozen=True, kw_only=True)
class Learned:
    """What was learned of one language."""

    sieve: Weighs
    encoder: Judges


def nothing_learned(language: str) -> None:
    """Give nothing, whatever the language: rules alone read then."""


@cache
def load_learned(language: str) -> Learned | None:
    """Load what was learned of a language, once: 0.2 s.

    None where nothing was learned; raises WeightsError where that cannot be read.
    """
    folder = resources.files("bot.announcements.learned")
    model, weights = folder / f"{language}.onnx", folder / f"{language}.npz"
    if not model.is_file():
        return None
    try:
        with weights.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            sieve = Sieve({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(
            f"the weights of the sieve ({language}.npz) are damaged: install Dramawire again"
        ) from error
    return Learned(sieve=sieve, encoder=Encoder(model.read_bytes()))
