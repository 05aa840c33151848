"""What was learned is loaded when it is needed, and refused when it is of another make."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.announcements.learned import load
from bot.announcements.learned.encoder import Encoder
from bot.announcements.learned.load import load_learned
from bot.errors import WeightsError


def test_a_language_that_nobody_has_learned_has_nothing() -> None:
    assert load_learned("tlh") is None


def stored(**other: NDArray[np.generic]) -> dict[str, NDArray[np.generic]]:
    """Return what a file of weights holds, or something else."""
    numbers = dict.fromkeys(("scale", "bias", "least", "worth"), np.array(0.0))
    sure = dict.fromkeys(("tell_from", "drop_below"), np.array(0.5))
    weights = {"languages": np.array(["es", "pt"]), "weights": np.zeros(4, dtype=np.int8)}
    return {**numbers, **sure, **weights, **other}


def test_languages_may_share_what_was_learned(tmp_path: Path) -> None:
    np.savez(tmp_path / "iberian.npz", allow_pickle=False, **stored())

    assert load._by_language(tmp_path) == {"es": "iberian", "pt": "iberian"}
    with pytest.raises(WeightsError, match=r"iberian\.onnx is missing: install Dramawire again"):
        load_learned("pt", folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04"])
def test_a_file_that_holds_no_weights_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "iberian.npz").write_bytes(content)

    with pytest.raises(WeightsError, match=r"iberian\.npz is damaged: install Dramawire again"):
        load_learned("es", folder=tmp_path)


@pytest.mark.parametrize(
    "other",
    [
        {"weights": np.zeros(3, dtype=np.int8)},
        {"weights": np.zeros(0, dtype=np.int8)},
        {"weights": np.zeros(4, dtype=np.float32)},
        {"scale": np.zeros(2)},
        {"tell_from": np.array("sure")},
    ],
    ids=["three weights", "none", "of another kind", "two scales", "a word for a number"],
)
def test_weights_that_are_none_cost_only_their_own_languages(
    tmp_path: Path, other: dict[str, NDArray[np.generic]]
) -> None:
    np.savez(tmp_path / "iberian.npz", allow_pickle=False, **stored(**other))
    (tmp_path / "iberian.onnx").write_bytes(b"no model")

    assert load_learned("ko", folder=tmp_path) is None
    with pytest.raises(WeightsError, match=r"iberian\.npz is damaged"):
        load_learned("es", folder=tmp_path)


def test_a_model_that_is_none_is_refused_by_its_name() -> None:
    with pytest.raises(WeightsError, match=r"en\.onnx is damaged: install Dramawire again"):
        Encoder(b"no model", name="en.onnx")


def test_the_library_is_imported_when_first_needed_and_told_not_to_report_home() -> None:
    program = """
import os, sys
import bot.announcements.extract
from bot.announcements.learned.load import load_learned
assert "onnxruntime" not in sys.modules
load_learned("en")
assert "onnxruntime" in sys.modules
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
"""
    without = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")}

    subprocess.run([sys.executable, "-c", program], check=True, env=without)
