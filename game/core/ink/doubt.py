"""Is it a digit at all? A small network of its own beside the one that reads.

It knows eleven answers, the ten digits and "nothing of the kind"; doubt is the probability of the
eleventh. It looks at the prepared picture only, never at the reading network, so it stays honest
when that one is damaged. (Doubt from the reading network's own certainty was rejected: it was
never shown anything but digits, and calls many a letter a digit with 99 %.)
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
#: from this doubt on the lab says that it does not take the ink for a digit
DOUBTFUL = 0.5
#: ink whose longer side measures so many pen diameters is a speck (doubt 1), or large enough to
#: be judged by its shape alone; preparing would blow a speck up into a fine 1
SPECK, LARGE = 1.0, 3.0
#: mean of a picture's 784 values; beyond it there is no digit, whatever the network says, which
#: has seen nothing like it. MNIST's 60,000 lie within 0.025..0.40.
INK_RANGE = (0.015, 0.45)


@dataclass(frozen=True, slots=True, eq=False)
class Gauge:
    """Weights (SIZES[k + 1], SIZES[k]) and biases of its layers, float32, finite, read-only."""

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
    """Doubt from size alone, (n,), 0..1. ``size``: longer side of the pen's path, (n,), and
    ``pen``: its diameter, canvas px."""
    pens = size / max(pen, 1e-6)
    return np.asarray(np.clip((LARGE - pens) / (LARGE - SPECK), 0, 1), np.float32)


def doubt_of(gauge: Gauge, segments: Sequence[Segment], pen: float) -> Array:
    """Doubt in each segment of an ink drawn with ``pen``, canvas px: (n,), 0..1."""
    if not segments:
        return np.zeros(0, np.float32)
    size = np.array([max(s.box.w, s.box.h) - pen for s in segments], np.float32)
    return np.maximum(doubt(gauge, np.array([s.x for s in segments])), smallness(size, pen))
