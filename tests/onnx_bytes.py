"""ONNX files made by hand, so that tests can make wrong ones without the `onnx` package."""

from __future__ import annotations

import numpy as np

from game.shell.files.model_file import SHAPES

Shape = tuple[int | str, ...]


def varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def field(number: int, value: int | bytes | str) -> bytes:
    """One protobuf field."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def tensor(name: str, values: np.ndarray, external: str = "") -> bytes:
    """An initializer; with ``external`` its data are said to lie in that file."""
    kind = {"float32": 1, "float64": 11}[values.dtype.name]
    head = b"".join(field(1, side) for side in values.shape) + field(2, kind) + field(8, name)
    if external:
        entry = field(1, "location") + field(2, external)
        return head + field(13, entry) + field(14, 1)
    return head + field(9, values.tobytes())


def value(name: str, shape: Shape, kind: int = 1) -> bytes:
    """A graph input or output."""
    sides = b"".join(field(1, field(2 if isinstance(s, str) else 1, s)) for s in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, sides)))


def node(kind: str, inputs: list[str], output: str, *attributes: bytes) -> bytes:
    """An operation with one output."""
    body = b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, kind)
    return body + b"".join(field(5, attribute) for attribute in attributes)


def whole(name: str, number: int) -> bytes:
    """An attribute that is a whole number."""
    return field(1, name) + field(3, number) + field(20, 2)


def weights(seed: int = 0) -> dict[str, np.ndarray]:
    """Random weights in the shapes of the network."""
    random = np.random.default_rng(seed)
    return {
        name: (random.normal(size=shape) / shape[-1] ** 0.5).astype(np.float32)
        for name, shape in SHAPES.items()
    }


def model(
    arrays: dict[str, np.ndarray] | None = None,
    *,
    external: str = "",
    batch: int | str = "batch",
    answer: str = "probabilities",
    given: str = "x",
    extra: bytes = b"",
) -> bytes:
    """The network's graph as bytes.

    ``external``: name of a weight said to lie in another file. ``batch``: digits at a time.
    ``answer``, ``given``: names of the output and the input. ``extra``: fields for the graph.
    """
    arrays = weights() if arrays is None else arrays
    graph, before = b"", given
    for layer in (1, 2, 3):
        after = "logits" if layer == 3 else f"z{layer}"
        named = [before, f"W{layer}", f"b{layer}"]
        graph += field(1, node("Gemm", named, after, whole("transB", 1)))
        before = f"a{layer}"
        if layer < 3:
            graph += field(1, node("Relu", [after], before))
    graph += field(1, node("Softmax", ["logits"], answer, whole("axis", 1)))
    graph += b"".join(field(1, node("Identity", [name], f"{name}_out")) for name in arrays)
    graph += field(2, "digits")
    for name, array in arrays.items():
        graph += field(5, tensor(name, array, "weights.bin" if name == external else ""))
    graph += field(11, value(given, (batch, 784)))
    for name, array in arrays.items():
        kind = 11 if array.dtype == np.float64 else 1
        graph += field(11, value(name, array.shape, kind))
        graph += field(12, value(f"{name}_out", array.shape, kind))
    graph += field(12, value(answer, (batch, 10))) + field(12, value("logits", (batch, 10)))
    return field(1, 8) + field(7, graph + extra) + field(8, field(2, 17))
