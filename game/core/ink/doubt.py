"""Is it a digit at all? A small network of its own beside the one that reads.

It knows eleven answers, the ten digits and "nothing of the kind"; doubt is the probability of the
eleventh. It looks at the prepared picture only, never at the reading network, so it stays honest
when that one is damaged. (Doubt from the reading network's own probabilities was rejected: that
network was only ever shown digits, and calls many a letter a digit with 99 %.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.core.ink.segment import Segment
from game.core.model.network import Array, layers_of, softmax

#: units in each layer, input first; the last of the eleven answers is "nothing of the kind"
SIZES = (784, 128, 64, 11)
#: with this doubt or more the lab says that it does not take the ink for a digit
DOUBTFUL = 0.5
#: longer side of ink, in pen diameters: up to SPECK it is a speck (doubt 1), from LARGE on it is
#: judged by its shape alone. Preparation would enlarge a speck into a perfect 1.
SPECK, LARGE = 1.0, 3.0
#: range of the mean of a picture's 784 values; outside it there is no digit, whatever the network
#: says, because it was trained on nothing like it. MNIST's 60,000 lie within 0.025..0.40.
INK_RANGE = (0.015, 0.45)


@dataclass(frozen=True, slots=True, eq=False)
class Gauge:
    """Weights (SIZES[k + 1], SIZES[k]) and biases (SIZES[k + 1],) of the gauge's layers, float32,
    read-only. ValueError for other shapes, or for numbers that are not finite."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    def __post_init__(self) -> None:
        shapes = [(w.shape, b.shape) for w, b in zip(self.weights, self.biases, strict=True)]
        wanted = [((m, n), (m,)) for n, m in pairwise(SIZES)]
        if shapes != wanted:
            raise ValueError(f"weights and biases {shapes}, expected {wanted}")
        for values in (*self.weights, *self.biases):
            if not np.isfinite(values).all():
                raise ValueError("holds numbers that are not finite")
            values.flags.writeable = False


def doubt(gauge: Gauge, x: Array) -> Array:
    """Doubt in each prepared picture x, (n, 784), range 0..1: (n,), 0 a digit … 1 nothing of
    the kind, read-only."""
    x = x.reshape(-1, SIZES[0])
    nothing = softmax(layers_of(gauge, x).logits)[:, -1]
    ink = x.mean(axis=1)
    possible = (ink >= INK_RANGE[0]) & (ink <= INK_RANGE[1])
    found = np.asarray(np.where(possible, nothing, 1), np.float32)
    found.flags.writeable = False
    return found


def smallness(size: Array, pen: float) -> Array:
    """Doubt from size alone, (n,), 0..1. ``size``: the longer side of the pen's path, (n,), and
    ``pen``: the pen's diameter, both canvas px."""
    pens = size / max(pen, 1e-6)
    return np.asarray(np.clip((LARGE - pens) / (LARGE - SPECK), 0, 1), np.float32)


def doubt_of(gauge: Gauge, segments: Sequence[Segment], pen: float) -> Array:
    """Doubt in each segment of an ink drawn with ``pen``, canvas px: (n,), 0..1."""
    if not segments:
        return np.zeros(0, np.float32)
    size = np.array([max(s.box.w, s.box.h) - pen for s in segments], np.float32)
    return np.maximum(doubt(gauge, np.array([s.x for s in segments])), smallness(size, pen))
