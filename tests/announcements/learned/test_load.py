"""What was learned is loaded when it is needed, and refused when it is of another make."""

import os
import subprocess
import sys

import pytest

from bot.announcements.learned.encoder import Encoder
from bot.announcements.learned.load import load_learned
from bot.errors import WeightsError


def test_a_language_that_nobody_has_learned_has_nothing() -> None:
    assert load_learned("ko") is None


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(WeightsError, match="damaged: install Dramawire again"):
        Encoder(b"no model")


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
