"""An encoder as it ships: an ONNX model of few nodes, its matrices as bytes.

A layer as PyTorch writes it out is fifty nodes, most of which ask for shapes. With the operators
that onnxruntime adds to ONNX (a matrix of bytes, attention, a sum with its norm) it is nine.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from bot.announcements.learned.judgement import OUTPUTS

Array = NDArray[np.float32]
State = Mapping[str, Array]
"""The weights of an encoder, named as `TorchEncoder` names them; a matrix has a row an output."""

EPSILON = 1e-12
"""What keeps the norms from dividing by nothing."""
_OF = "encoder."
_OPSET, _IR_VERSION = 17, 8
_MICROSOFT = "com.microsoft"
_OF_MICROSOFT = frozenset(
    {"DynamicQuantizeMatMul", "FastGelu", "MultiHeadAttention", "SkipLayerNormalization"}
)
"""Operators that onnxruntime adds (its documentation of contrib operators)."""
_WEIGHT, _BIAS, _SCALE, _ZERO = ".weight", ".bias", ".scale", ".zero"
_PIECES, _PLACES, _FIELDS, _SPREAD = "pieces.weight", "places", "fields", "spread"
_ANSWERS = "answers"
_ANSWERED = {"gaze": len(OUTPUTS), "say": len(OUTPUTS), "name": 1}
"""What is answered, and how many outputs each answer has: one matrix gives them all."""


def write_graph(state: State, *, heads: int) -> onnx.ModelProto:
    """Return the model of an encoder that does not heed distances: it reads a text at a time.

    Args:
        state: its weights.
        heads: of its attention.

    Returns:
        A model that takes `numbers` and `fields`, shape (1, pieces), and gives `shares`, shape
        (1, pieces, outputs), and `named`, shape (1, pieces).
    """
    graph = _Graph(state)
    x = graph.embed()
    for number in range(count_layers(state)):
        x = graph.layer(f"layers.{number}", x, heads=heads)
    graph.answer(x)
    outputs: dict[str, list[str | int]] = {
        "shares": [1, "pieces", len(OUTPUTS)],
        "named": [1, "pieces"],
    }
    told = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in outputs.items()
    ]
    taken = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"])
        for name in ("numbers", "fields")
    ]
    return helper.make_model(
        helper.make_graph(graph.nodes, "encoder", taken, told, graph.stored),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=_IR_VERSION,
    )


def read_graph(model: onnx.ModelProto) -> dict[str, Array]:
    """Return the weights of a model that `write_graph` gave, as near as bytes tell."""
    stored = {
        one.name.removeprefix(_OF): numpy_helper.to_array(one) for one in model.graph.initializer
    }
    state: dict[str, Array] = {}
    for name, values in stored.items():
        if name == _PIECES:
            state[name] = (values - stored[_PIECES + _ZERO].astype(np.float32)) * stored[
                _PIECES + _SCALE
            ]
        elif name.endswith(_WEIGHT) and values.dtype == np.int8:
            scale = stored[name.removesuffix(_WEIGHT) + _SCALE]
            state[name] = np.ascontiguousarray((values * scale).T)
        elif name in (_PLACES, _FIELDS) or name.endswith((_WEIGHT, _BIAS)):
            state[name] = values
    for part in (_WEIGHT, _BIAS):
        rows = np.split(state.pop(_ANSWERS + part), np.cumsum([*_ANSWERED.values()])[:-1])
        state.update({name + part: row for name, row in zip(_ANSWERED, rows, strict=True)})
    return state


def count_layers(state: Collection[str]) -> int:
    """Return how many layers an encoder of these weights has."""
    return 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))


class _Graph:
    """Nodes and stored tensors of a model while it is written."""

    def __init__(self, state: State) -> None:
        answers = {
            _ANSWERS + part: np.concatenate([state[name + part] for name in _ANSWERED])
            for part in (_WEIGHT, _BIAS)
        }
        self._state = {**state, **answers}
        self.nodes: list[onnx.NodeProto] = []
        self.stored: list[onnx.TensorProto] = []

    def embed(self) -> str:
        """Add what each piece means by itself, at its place in its field; return its name."""
        pieces, scale, zero = _in_one_range(self._state[_PIECES])
        rows, scales = _by_row(self._state[_SPREAD + _WEIGHT])
        found = self._add("Gather", self._store(_PIECES, pieces), "numbers")
        spread = [self._store(_SPREAD + _WEIGHT, rows.T), self._store(_PIECES + _ZERO, zero)]
        whole = self._add("Cast", self._add("MatMulInteger", found, *spread), to=TensorProto.FLOAT)
        both = [self._store(_PIECES + _SCALE, scale), self._store(_SPREAD + _SCALE, scales)]
        x = self._add("Mul", whole, self._add("Mul", *both))
        count = self._add("Shape", "numbers", start=1, end=2)
        first = self._store("first", np.zeros(1, np.int64))
        places = self._store(_PLACES, self._state[_PLACES])
        x = self._add("Add", x, self._add("Slice", places, first, count, first))
        fields = self._store(_FIELDS, self._state[_FIELDS])
        return self._norm("norm", x, self._add("Gather", fields, "fields"))

    def layer(self, name: str, x: str, *, heads: int) -> str:
        """Add a layer behind the meanings `x`; return the name of what it makes of them."""
        parts = [f"{name}.{part}" for part in ("queries", "keys", "values")]
        self._add("Split", self._matrix(f"{name}.attention", x), outputs=parts, axis=2)
        attended = self._add("MultiHeadAttention", *parts, num_heads=heads)
        mixed = self._matrix(f"{name}.mixed", attended)
        x = self._norm(f"{name}.after_attention", mixed, x)
        wide = self._add("FastGelu", self._matrix(f"{name}.wide", x))
        return self._norm(f"{name}.after", self._matrix(f"{name}.narrow", wide), x)

    def answer(self, x: str) -> None:
        """Add what is told by the meanings `x`."""
        whole = self._matrix(_ANSWERS, x)
        counts = self._store("counts", np.array([*_ANSWERED.values()], np.int64))
        self._add("Split", whole, counts, outputs=[*_ANSWERED], axis=2)
        self._add("Mul", self._add("Softmax", "gaze", axis=1), "say", outputs=["shares"])
        last = self._store("last", np.array([2], np.int64))
        self._add("Squeeze", "name", last, outputs=["named"])

    def _matrix(self, name: str, x: str) -> str:
        """Add `x` times a matrix, which is stored as bytes, with its bias."""
        values, scales = _by_row(self._state[name + _WEIGHT])
        weight, scale = self._store(name + _WEIGHT, values.T), self._store(name + _SCALE, scales)
        bias = self._store(name + _BIAS, self._state[name + _BIAS])
        return self._add("DynamicQuantizeMatMul", x, weight, scale, "", bias)

    def _norm(self, name: str, x: str, beside: str) -> str:
        """Add the norm of a sum."""
        own = [self._store(name + part, self._state[name + part]) for part in (_WEIGHT, _BIAS)]
        return self._add("SkipLayerNormalization", x, beside, *own, epsilon=EPSILON)

    def _store(self, name: str, value: NDArray[Any]) -> str:
        name = _OF + name  # an input may be called alike
        self.stored.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _add(self, operator: str, *inputs: str, outputs: Sequence[str] = (), **told: float) -> str:
        """Add a node, and return what its first output is called."""
        outputs = outputs or [f"{operator} {len(self.nodes)}"]
        node = helper.make_node(operator, inputs, outputs)
        node.domain = _MICROSOFT if operator in _OF_MICROSOFT else ""
        node.attribute.extend(helper.make_attribute(key, value) for key, value in told.items())
        self.nodes.append(node)
        return outputs[0]


def _by_row(rows: Array) -> tuple[NDArray[np.int8], Array]:
    """Return rows of numbers as bytes, and a scale for each."""
    scales = (np.abs(rows).max(axis=1) / 127).astype(np.float32)
    scales[scales == 0] = 1
    return np.rint(rows / scales[:, None]).astype(np.int8), scales


def _in_one_range(rows: Array) -> tuple[NDArray[np.uint8], NDArray[Any], NDArray[Any]]:
    """Return rows of numbers as bytes, with one scale for all and the byte that stands for 0."""
    low, high = min(float(rows.min()), 0.0), max(float(rows.max()), 0.0)
    scale = np.array((high - low) / 255 or 1, np.float32)
    zero = np.array(round(-low / float(scale)), np.uint8)
    return np.rint(rows / scale + zero).clip(0, 255).astype(np.uint8), scale, zero
