"""What was learned of each language: its sieve and its encoder, loaded when first needed.

Languages may share them: the weights say for which they are.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np

from bot.announcements.learned.encoder import Encoder
from bot.announcements.learned.judgement import Judgement
from bot.announcements.learned.sieve import Sieve
from bot.errors import WeightsError

FOLDER = Path(__file__).parent
_DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error)


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
    """What was learned of one language, or of several at once.

    Attributes:
        sieve: weighs items.
        encoder: judges them.
        tell_from: what the encoder finds as likely as this is told though no rule finds it.
        drop_below: what it finds less likely is not told though a rule finds it.
    """

    sieve: Weighs
    encoder: Judges
    tell_from: float
    drop_below: float


def nothing_learned(language: str) -> None:
    """Give nothing, whatever the language: rules alone read then."""


def load_learned(language: str, *, folder: Path = FOLDER) -> Learned | None:
    """Load what was learned of a language, once: 0.1 s.

    Args:
        language: of the items.
        folder: of the weights.

    Returns:
        What was learned, None where nothing was; raises WeightsError where that cannot be read.
    """
    name = _by_language(folder).get(language)
    return None if name is None else _load(folder, name)


@cache
def _load(folder: Path, name: str) -> Learned:
    model, weights = folder / f"{name}.onnx", folder / f"{name}.npz"
    if not model.is_file():
        raise WeightsError(f"{model.name} is missing: install Dramawire again")
    try:
        with weights.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            sieve = Sieve(stored)
            tell_from, drop_below = float(stored["tell_from"]), float(stored["drop_below"])
    except _DAMAGED as error:
        raise _damaged(weights, error) from error
    encoder = Encoder(model.read_bytes(), name=model.name)
    return Learned(sieve=sieve, encoder=encoder, tell_from=tell_from, drop_below=drop_below)


@cache
def _by_language(folder: Path) -> dict[str, str]:
    """Return what the weights of each language are called."""
    found: dict[str, str] = {}
    for weights in folder.iterdir():
        if weights.name.endswith(".npz"):
            name = weights.name.removesuffix(".npz")
            found.update(dict.fromkeys(_languages(weights), name))
    return found


def _languages(weights: Path) -> list[str]:
    """Return the languages that some weights are for; the weights themselves are not read."""
    try:
        with weights.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return [str(language) for language in stored["languages"]]
    except _DAMAGED as error:
        raise _damaged(weights, error) from error


def _damaged(weights: Path, error: Exception) -> WeightsError:
    return WeightsError(f"{weights.name} is damaged: install Dramawire again ({error})")
