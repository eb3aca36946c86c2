"""What an ONNX file holds, told from its bytes before any library loads it.

Only what is needed to refuse a file is read of the protobuf format, by hand. The `onnx` package was
rejected: it is heavy, and not wanted at run time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

#: ONNX's number for 32-bit floats
FLOAT = 1

#: nested messages to look into, by field number; tensors may hide in all of these
_INSIDE = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}
_DEEPEST = 12
#: most parts of a file, and most dimensions of a tensor; ours has 50 tensors and nodes
_MOST_PARTS, _MOST_SIDES = 1000, 8
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5

Value = int | memoryview


class Tensor:
    """A stored tensor's head: name, shape, element type (ONNX's number), where its data lie."""

    def __init__(self, data: memoryview) -> None:
        self.name = ""
        self.shape: tuple[int, ...] = ()
        self.type = 0
        self.external = False
        for number, value in fields(data):
            if number == 1:
                more = [value] if isinstance(value, int) else _varints(value)
                self.shape += tuple(islice(more, _MOST_SIDES + 1))
                if len(self.shape) > _MOST_SIDES:
                    raise ValueError("a tensor has too many sides")
            elif number == 2 and isinstance(value, int):
                self.type = value
            elif number == 8 and isinstance(value, memoryview):
                self.name = bytes(value).decode("utf-8", "replace")
            elif number == 13 or (number == 14 and value == 1):
                self.external = True


class Part(NamedTuple):
    """A message inside a model: "graph", "node", "tensor", … and its bytes."""

    kind: str
    data: memoryview


def parts(data: bytes) -> Iterator[Part]:
    """All that a model file is made of, wherever it hides; ValueError when it is no protobuf, or
    has more than _MOST_PARTS of them."""
    for count, part in enumerate(_parts(memoryview(data), "model", 0)):
        if count == _MOST_PARTS:
            raise ValueError("too many parts")
        yield part


def operation(node: memoryview) -> str:
    """What a node does: "Gemm"; with its domain in front where it is not ONNX's own."""
    texts = ((number, value) for number, value in fields(node) if number in (4, 7))
    names = {n: bytes(v).decode("utf-8", "replace") for n, v in texts if isinstance(v, memoryview)}
    kind, domain = names.get(4, ""), names.get(7, "")
    return f"{domain}.{kind}" if domain else kind


def _parts(data: memoryview, kind: str, depth: int) -> Iterator[Part]:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    for number, value in fields(data):
        inside = _INSIDE[kind].get(number)
        if inside and isinstance(value, memoryview):
            yield Part(inside, value)
            if inside != "tensor":
                yield from _parts(value, inside, depth + 1)


def fields(data: memoryview) -> Iterator[tuple[int, Value]]:
    """Field numbers and values of one protobuf message; ValueError when it is none."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        wire = key & 7
        if wire == _VARINT:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        if wire == _LENGTH:
            length, at = _varint(data, at)
        elif wire in (_EIGHT_BYTES, _FOUR_BYTES):
            length = 8 if wire == _EIGHT_BYTES else 4
        else:
            raise ValueError(f"unknown wire type {wire}")
        if at + length > len(data):
            raise ValueError("ends in the middle of a field")
        yield key >> 3, data[at : at + length]
        at += length


def _varints(data: memoryview) -> Iterator[int]:
    at = 0
    while at < len(data):
        value, at = _varint(data, at)
        yield value


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """A number of variable length at a place, and the place after it."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
    raise ValueError("ends in the middle of a number")
