import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from bot.announcements.learned.judgement import OUTPUTS
from tests.training.graph import EPSILON, State, count_layers, read_graph, write_graph

Array = NDArray[np.float32]
WIDTH, HEADS, NARROW, LAYERS, VOCABULARY, LONGEST = 12, 3, 4, 2, 20, 9


def weights() -> dict[str, Array]:
    """Return the weights of a small encoder, drawn at random."""
    shapes: dict[str, tuple[int, ...]] = {
        "pieces.weight": (VOCABULARY, NARROW),
        "spread.weight": (WIDTH, NARROW),
        "places": (LONGEST, WIDTH),
        "fields": (2, WIDTH),
        "gaze.weight": (len(OUTPUTS), WIDTH),
        "gaze.bias": (len(OUTPUTS),),
        "say.weight": (len(OUTPUTS), WIDTH),
        "say.bias": (len(OUTPUTS),),
        "name.weight": (1, WIDTH),
        "name.bias": (1,),
        "norm.weight": (WIDTH,),
        "norm.bias": (WIDTH,),
    }
    inner = {
        "attention": (3 * WIDTH, WIDTH),
        "mixed": (WIDTH, WIDTH),
        "wide": (4 * WIDTH, WIDTH),
        "narrow": (WIDTH, 4 * WIDTH),
        "after_attention": (WIDTH,),
        "after": (WIDTH,),
    }
    for layer in range(LAYERS):
        for name, shape in inner.items():
            shapes[f"layers.{layer}.{name}.weight"] = shape
            shapes[f"layers.{layer}.{name}.bias"] = shape[:1]
    rng = np.random.default_rng(7)
    return {name: rng.normal(0.0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}


def run(model: onnx.ModelProto, numbers: list[int], fields: list[int]) -> tuple[Array, Array]:
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    given = {
        name: np.array([values], dtype=np.int64)
        for name, values in (("numbers", numbers), ("fields", fields))
    }
    shares, named = session.run(None, given)
    return shares[0], named[0]


def softmax(x: Array) -> Array:
    raised: Array = np.exp(x - x.max(axis=0))
    shares: Array = raised / raised.sum(axis=0)
    return shares


def computed(state: State, numbers: list[int], fields: list[int]) -> tuple[Array, Array]:
    """Return what such an encoder says, by its definition and with all digits."""

    def matrix(name: str, x: Array) -> Array:
        product: Array = x @ state[f"{name}.weight"].T
        return product + state[f"{name}.bias"]

    def norm(name: str, x: Array) -> Array:
        apart: Array = x - x.mean(axis=1, keepdims=True)
        deviation: Array = np.sqrt((apart**2).mean(axis=1, keepdims=True) + EPSILON)
        normed: Array = apart / deviation * state[f"{name}.weight"]
        return normed + state[f"{name}.bias"]

    x = state["pieces.weight"][numbers] @ state["spread.weight"].T
    x = norm("norm", x + state["places"][: len(numbers)] + state["fields"][fields])
    for layer in range(count_layers(state)):
        own = f"layers.{layer}"
        queries, keys, values = np.split(matrix(f"{own}.attention", x), 3, axis=1)
        heads = []
        for at in np.split(np.arange(WIDTH), HEADS):
            weights = softmax((queries[:, at] @ keys[:, at].T / np.sqrt(WIDTH // HEADS)).T).T
            heads.append(weights @ values[:, at])
        x = norm(f"{own}.after_attention", x + matrix(f"{own}.mixed", np.hstack(heads)))
        wide = matrix(f"{own}.wide", x)
        raised = wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3))) / 2
        x = norm(f"{own}.after", x + matrix(f"{own}.narrow", raised))
    return softmax(matrix("gaze", x)) * matrix("say", x), matrix("name", x)[:, 0]


@pytest.mark.parametrize("count", [1, 4, LONGEST])
def test_a_model_says_what_its_weights_say_but_for_what_bytes_lose(count: int) -> None:
    model = write_graph(weights(), heads=HEADS)
    numbers = [(7 * at + 3) % VOCABULARY for at in range(count)]
    fields = [int(at >= count // 2) for at in range(count)]

    shares, named = run(model, numbers, fields)

    # Each matrix rounds what it is given to a 255th of its range.
    expected_shares, expected_named = computed(read_graph(model), numbers, fields)
    assert shares.shape == (count, len(OUTPUTS))
    assert np.abs(shares - expected_shares).mean() < 0.1
    assert np.abs(named - expected_named).mean() < 0.1
    assert np.corrcoef(shares.ravel(), expected_shares.ravel())[0, 1] > 0.99


def test_weights_come_back_as_near_as_bytes_tell() -> None:
    state = weights()

    back = read_graph(write_graph(state, heads=HEADS))

    assert back.keys() == state.keys()
    for name, values in state.items():
        steps = 255 if values.ndim == 2 and name not in {"places", "fields"} else np.inf
        assert np.abs(back[name] - values).max() <= (values.max() - values.min()) / steps


def test_weights_that_are_written_again_are_the_same() -> None:
    state = read_graph(write_graph(weights(), heads=HEADS))

    again = read_graph(write_graph(state, heads=HEADS))

    for name, values in state.items():
        assert again[name] == pytest.approx(values, abs=1e-6)
