"""Digits as strokes, many at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: one digit: strokes, each (n, 2), x right and y down
Strokes = list[np.ndarray]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Many digits as strokes. ``strokes``: one list for each digit; ``labels``: (n,), 0..9."""

    strokes: list[Strokes]
    labels: np.ndarray

    def where(self, wanted: np.ndarray) -> Shapes:
        """Only the digits where ``wanted``, (n,), is true."""
        chosen = np.flatnonzero(wanted)
        return Shapes([self.strokes[i] for i in chosen], self.labels[chosen])


def normal(strokes: Strokes) -> Strokes:
    """The strokes moved and scaled: the box around them is centered on 0, its longer side is 1."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    longest = max(float((high - low).max()), 1e-6)
    return [((s - (low + high) / 2) / longest).astype(np.float32) for s in strokes]
