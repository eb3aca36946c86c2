"""Ink → the number it says: segment, recognize, and put the digits in a row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.core.geometry import Rect
from game.core.ink.ink import Ink
from game.core.ink.segment import Segment, segment
from game.core.model.network import Array, Network, probabilities


@dataclass(frozen=True, slots=True, eq=False)
class DigitReading:
    """One digit of a number.

    ``strokes``: indices into the ink's strokes. ``box``: around its ink, pen included, canvas
    px. ``x``: the picture read, (784,), 0..1. ``digit``: 0..9. ``probability``: of that digit.
    ``probabilities``: of all ten, (10,), summing to 1. ``doubt``: whether it is a digit at all,
    0 (it is) … 1 (nothing of the kind); 0 where no gauge was asked.
    """

    strokes: tuple[int, ...]
    box: Rect
    x: Array
    digit: int
    probability: float
    probabilities: Array
    doubt: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """``number``: the digits from left to right, "" where there are none; ``digits``: each."""

    number: str = ""
    digits: tuple[DigitReading, ...] = ()


def read_ink(network: Network, ink: Ink) -> Reading:
    """Read ``ink`` with ``network``; blank ink and mere dots say nothing."""
    segments = segment(ink, lambda x: probabilities(network, x))
    if not segments:
        return Reading()
    return read_segments(segments, probabilities(network, pictures_of(segments)))


def pictures_of(segments: Sequence[Segment]) -> Array:
    """The pictures that the network reads, one for each segment, (n, 784)."""
    return np.array([s.x for s in segments], np.float32).reshape(-1, 784)


def read_segments(segments: Sequence[Segment], rows: Array, doubts: Array | None = None) -> Reading:
    """Read ``segments``, given the probabilities (n, 10) of their pictures.

    ``doubts``: (n,), 0..1, whether each is a digit at all; without them every doubt is 0.
    """
    if doubts is None:
        doubts = np.zeros(len(segments), np.float32)
    parts = zip(segments, rows, doubts, strict=True)
    digits = tuple(_read(s, row, float(doubt)) for s, row, doubt in parts)
    return Reading("".join(str(d.digit) for d in digits), digits)


def decided(probabilities: Array) -> int | None:
    """The digit with the largest of ten probabilities; None, which is no answer, where several
    digits share it or where it is not finite."""
    top = float(probabilities.max())
    values: list[float] = probabilities.tolist()  # a short list is quicker, and every frame asks
    return values.index(top) if math.isfinite(top) and values.count(top) == 1 else None


def _read(part: Segment, row: Array, doubt: float) -> DigitReading:
    digit = int(row.argmax())
    own = row.copy()
    own.flags.writeable = False
    return DigitReading(part.strokes, part.box, part.x, digit, float(row[digit]), own, doubt)


def digit_words(probabilities: Array) -> str:
    """The digit of an answer, (10,), or "?" where there is none."""
    digit = decided(probabilities)
    return "?" if digit is None else str(digit)
