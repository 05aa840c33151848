"""A transformer encoder that reads a headline with its summary (Devlin et al., 2019).

It was trained on labelled headlines (`tests/training`, ADR 12). Each output has a gaze of its own:
it weighs the pieces of headline and summary, and what a piece says, times its weight, is its share
of the output. So each output can be traced to words.
"""

import json
import os
from collections.abc import Mapping

import numpy as np

from bot.announcements.learned.judgement import OUTPUTS, Judgement
from bot.announcements.learned.pieces import Tokenizer
from bot.announcements.learned.unigram import Unigram
from bot.announcements.learned.wordpiece import WordPiece
from bot.errors import WeightsError
from bot.model import Field

MOST_PIECES = (44, 36)
"""So many pieces of the headline and of the summary are read; a longer text is cut."""
VOCABULARY, TOLD, TOKENIZER = "vocabulary", "outputs", "tokenizer"
"""What the metadata of a model hold: its pieces, a piece a line; the names of its outputs; and what
cuts texts."""
TOKENIZERS: Mapping[str, type[Tokenizer]] = {"wordpiece": WordPiece, "unigram": Unigram}


class Encoder:
    """Reads items; between them it keeps only how words are cut."""

    def __init__(self, model: bytes, *, name: str) -> None:
        """Load a model in ONNX form; raises WeightsError for one of another make, by its name."""
        # A library that reports home unless it is told not to, before it is imported: what
        # people's bots read is nobody's business.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        # Imported when first needed: most commands read nothing.
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415

        options = SessionOptions()
        # Items come one by one, and other work waits for the other cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library's own exceptions have no common class
            raise WeightsError(f"{name} is damaged: install Dramawire again ({error})") from error
        self._session = session
        try:
            metadata = session.get_modelmeta().custom_metadata_map
            told = json.loads(metadata[TOLD])
            tokenizer = TOKENIZERS[metadata[TOKENIZER]]
            self._tokenizer = tokenizer(metadata[VOCABULARY].split("\n"))
        except (KeyError, ValueError) as error:
            raise WeightsError(
                f"{name} says not how it reads ({error}): install Dramawire again, or train it "
                "anew (docs/learning.md)"
            ) from error
        if told != [str(output) for output in OUTPUTS]:
            raise WeightsError(
                f"{name} was trained to tell {told}, and this program asks for other things: "
                "install Dramawire again, or train it anew (docs/learning.md)"
            )

    def __repr__(self) -> str:
        return f"Encoder({self._tokenizer!r})"

    def read(self, headline: str, summary: str) -> Judgement:
        """Read an item, whose texts are as `as_read` gives them."""
        above, below = MOST_PIECES
        first = self._tokenizer.tokenize(headline, most=above)
        second = self._tokenizer.tokenize(summary, most=below)
        ends = {}
        if len(first) == above:
            ends[Field.HEADLINE] = first[-1].end
        if len(second) == below:
            ends[Field.SUMMARY] = second[-1].end
        start, separator = self._tokenizer.start, self._tokenizer.separator
        opened = [start, *(piece.number for piece in first), separator]
        closed = [*(piece.number for piece in second), separator] if second else []
        numbers = np.array([opened + closed], dtype=np.int64)
        fields = np.array([[0] * len(opened) + [1] * len(closed)], dtype=np.int64)
        shares, named = self._session.run(None, {"numbers": numbers, "fields": fields})
        return Judgement(first, second, shares[0], named[0], ends)
