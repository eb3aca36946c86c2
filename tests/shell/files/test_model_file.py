"""The model file: what is refused, and that numpy and onnxruntime agree on what is not."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from game.core.model.network import Network, forward
from game.shell.files import model_file
from game.shell.files.assets import MANIFEST, MODEL, AssetError, Assets
from game.shell.files.model_file import LARGEST, Model, ModelError
from game.shell.files.onnx_file import Tensor, operation, parts
from tests import onnx_bytes as onnx


@pytest.fixture(scope="module")
def shipped() -> Model:
    return model_file.load(Assets())


@pytest.fixture(scope="module")
def images() -> np.ndarray:
    return Assets().test_digits()[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A data root with a manifest and a model of its own."""
    for name in (MANIFEST, MODEL):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(Assets().root / name, tmp_path / name)
    return tmp_path


#: the softmax's axis as the file has it, and another one
AXIS, OTHER_AXIS = b"\x04axis\x18\x01", b"\x04axis\x18\x00"


def refusal(data: bytes) -> str:
    with pytest.raises(ModelError) as error:
        Model(data, "m.onnx")
    words = str(error.value)
    assert words.startswith("m.onnx: ") and "reinstall" in words and "\n" not in words
    return words


def test_numpy_traces_what_onnxruntime_answers(shipped: Model, images: np.ndarray) -> None:
    traced = np.array([forward(shipped.network, x).probabilities for x in images[:500]])
    np.testing.assert_allclose(traced, shipped.probabilities(images[:500]), atol=1e-5, rtol=0)


def test_the_shipped_model_reads_the_test_digits(shipped: Model, images: np.ndarray) -> None:
    labels = Assets().test_digits()[1]
    assert (shipped.probabilities(images).argmax(axis=1) == labels).mean() >= 0.985


def test_another_network_replaces_the_weights(shipped: Model, images: np.ndarray) -> None:
    weights, biases = shipped.network.weights, shipped.network.biases
    damaged = Network((weights[0], weights[1], weights[2] * 0), (*biases[:2], biases[2] * 0))
    assert np.allclose(shipped.probabilities(images[:3], damaged), 0.1)
    assert np.array_equal(
        shipped.probabilities(images[:3]), shipped.probabilities(images[:3], shipped.network)
    )


def test_an_answer_that_is_not_a_number_is_uniform_and_the_others_stay(
    shipped: Model, images: np.ndarray
) -> None:
    """One pixel has the largest weights there are: only pictures that ink it lose their answer."""
    weights, biases = shipped.network.weights, shipped.network.biases
    w1 = weights[0].copy()
    pixel = int((images[:200] > 0).mean(axis=0).argmax())
    w1[:, pixel] = np.finfo(np.float32).max
    rows = shipped.probabilities(images[:200], Network((w1, *weights[1:]), biases))
    inked = images[:200, pixel] > 0
    assert inked.any() and not inked.all()
    assert np.isfinite(rows).all() and not rows.flags.writeable
    assert (rows[inked] == np.float32(0.1)).all(axis=1).any()
    np.testing.assert_array_equal(rows[~inked], shipped.probabilities(images[:200])[~inked])


def test_weights_are_those_of_the_file() -> None:
    arrays = onnx.weights(7)
    network = Model(onnx.model(arrays), "m.onnx").network
    for layer in range(3):
        assert np.array_equal(network.weights[layer], arrays[f"W{layer + 1}"])
        assert np.array_equal(network.biases[layer], arrays[f"b{layer + 1}"])


def test_loads_in_the_background(shipped: Model) -> None:
    model = model_file.load_in_background(Assets()).result(timeout=30)
    assert np.array_equal(model.network.weights[0], shipped.network.weights[0])


def test_a_flipped_bit_is_refused(copy: Path) -> None:
    data = bytearray((copy / MODEL).read_bytes())
    data[200_000] ^= 1
    (copy / MODEL).write_bytes(data)
    with pytest.raises(ModelError, match="SHA-256"):
        model_file.load(Assets(copy))


def test_a_truncated_file_is_refused(copy: Path) -> None:
    (copy / MODEL).write_bytes((copy / MODEL).read_bytes()[:-1000])
    with pytest.raises(ModelError, match="truncated"):
        model_file.load(Assets(copy))


def test_a_missing_file_is_refused_in_the_background_too(copy: Path) -> None:
    (copy / MODEL).unlink()
    with pytest.raises(AssetError, match="not found"):
        model_file.load_in_background(Assets(copy)).result(timeout=30)


@pytest.mark.parametrize("data", [b"", b"hello", b"\x0a", b"\xff" * 90, b"\x3a\xff\xff\xff\x0f"])
def test_what_is_no_model_is_refused(data: bytes) -> None:
    refusal(data)


def test_every_truncation_is_refused_without_a_crash() -> None:
    data = onnx.model()
    for length in range(0, len(data), 9973):
        refusal(data[:length])


def test_too_large_a_file_is_refused() -> None:
    assert "allowed" in refusal(bytes(LARGEST + 1))


@pytest.mark.parametrize("name", ["W1", "b3"])
def test_external_data_is_refused(name: str) -> None:
    assert "other files" in refusal(onnx.model(external=name))


def test_external_data_hidden_in_a_node_is_refused() -> None:
    hidden = onnx.tensor("c", np.zeros(4, np.float32), external="/etc/passwd")
    constant = onnx.node("Constant", [], "c", onnx.field(1, "value") + onnx.field(5, hidden))
    inner = onnx.field(6, onnx.field(1, constant))
    branch = onnx.node("If", ["q"], "r", onnx.field(1, "then_branch") + inner)
    assert "other files" in refusal(onnx.model(extra=onnx.field(1, branch)))


def test_endless_nesting_is_refused() -> None:
    graph = b""
    for _ in range(3000):
        graph = onnx.field(1, onnx.field(5, onnx.field(6, graph)))
    assert "nested" in refusal(onnx.field(7, graph))


def test_wrong_shapes_and_types_are_refused() -> None:
    arrays = onnx.weights()
    assert "(784, 128)" in refusal(onnx.model(arrays | {"W1": arrays["W1"].T.copy()}))
    assert "type 11" in refusal(onnx.model(arrays | {"b2": arrays["b2"].astype(float)}))
    del arrays["W3"]
    assert "W3" in refusal(onnx.model(arrays))


def test_other_inputs_and_outputs_are_refused() -> None:
    assert "takes picture" in refusal(onnx.model(given="picture"))
    assert "gives no probabilities" in refusal(onnx.model(answer="answer"))
    assert "any, 784" in refusal(onnx.model(batch=1))


def test_weights_that_are_not_finite_are_refused() -> None:
    arrays = onnx.weights()
    arrays["b1"][5] = np.nan
    assert "finite" in refusal(onnx.model(arrays))


def test_a_graph_that_computes_something_else_is_refused() -> None:
    """The fuzz found it (onnx:6925): a softmax over the pictures, not over the digits."""
    data = (Assets().root / MODEL).read_bytes()
    assert data.count(AXIS) == 1
    assert "does not compute what its weights say" in refusal(data.replace(AXIS, OTHER_AXIS))


def test_the_parts_of_the_shipped_file_are_read() -> None:
    found = list(parts((Assets().root / MODEL).read_bytes()))
    stored = [Tensor(part.data) for part in found if part.kind == "tensor"]
    assert {tensor.name: tensor.shape for tensor in stored} == model_file.SHAPES
    assert not any(tensor.external for tensor in stored)
    nodes = [operation(part.data) for part in found if part.kind == "node"]
    assert sorted(nodes) == ["Gemm"] * 3 + ["Identity"] * 6 + ["Relu"] * 2 + ["Softmax"]


BIG = onnx.field(1, 30_000) + onnx.field(1, 26_844)  # 3 GB of float32
HEAD = onnx.field(2, 1) + onnx.field(8, "big")


def filling(kind: str) -> bytes:
    """A node that makes a tensor of 3 GB out of nothing."""
    shape = onnx.field(8, onnx.field(1, 30_000)) + onnx.field(8, onnx.field(1, 26_844))
    attribute = onnx.field(1, "shape") + shape + onnx.field(20, 7)
    return onnx.field(1, onnx.node(kind, [], "big", attribute))


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (onnx.field(5, BIG + HEAD), "tensor 'big'"),
        (onnx.field(5, BIG + onnx.field(2, 1) + onnx.field(8, "W1")), "(30000, 26844)"),
        (onnx.field(15, onnx.field(1, HEAD) + onnx.field(3, 30_000) * 2), "tensor 'big'"),
        (onnx.field(15, onnx.field(3, 30_000) * 2), "holds a sparse"),
        (filling("RandomNormal"), "holds a node RandomNormal"),
        (filling("ConstantOfShape"), "holds a node ConstantOfShape"),
        (onnx.field(1, onnx.node("Relu", ["x"], "y")) * 60, "nodes, at most"),
        (onnx.field(1, onnx.field(4, "Gemm") + onnx.field(7, "evil")), "node evil.Gemm"),
        (onnx.field(5, onnx.field(1, 2) * 100 + HEAD), "too many sides"),
        (onnx.field(5, b"") * 250_000, "too many parts"),
        (onnx.field(5, onnx.field(1, b"\1" * 600_000)), "too many sides"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_fill_the_memory_is_refused_at_once(extra: bytes, said: str) -> None:
    begun = time.monotonic()
    assert said in refusal(onnx.model(extra=extra))
    assert time.monotonic() - begun < 1


def test_functions_and_training_are_refused() -> None:
    assert "function" in refusal(onnx.model() + onnx.field(25, onnx.field(1, "f")))
    assert "training" in refusal(onnx.model() + onnx.field(20, onnx.field(1, b"")))
