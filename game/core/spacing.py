"""How strokes stand beside each other: slant, height, and the gaps that could part two digits.

Digits of a slanted number stand in each other's x-range, so their boxes cannot tell them apart.
The free run between two strokes along a row can: slant moves whole rows and leaves it as it is.
(Taking the slant out first and comparing boxes was rejected: slant is a guess, and in 1,500
composed numbers the gap of boxes added nothing to the free run.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.ink import Stroke

#: rows in the height of a digit
ROWS = 32
#: strokes whose x-ranges share this much of the narrower one stand above each other
_ABOVE = 0.5
#: more rows than this are not told apart
_MOST_ROWS = 256

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Spacing:
    """How n strokes stand, in units of ``height``, the height of a digit in the unit of the ink.

    ``slant``: Δx per −Δy that was taken out; > 0 leans like "/".
    ``left``, ``right``, ``top``, ``bottom``: (n,), boxes with the slant taken out.
    ``free``: (n, n), the shortest free run along a row from stroke i rightwards to stroke j,
    negative where j reaches left of the right edge of i; where the two share no row, it is the
    gap between their boxes.
    """

    height: float
    slant: float
    left: Floats
    right: Floats
    top: Floats
    bottom: Floats
    free: Floats

    def size(self, members: list[int]) -> tuple[float, float]:
        """Width and height of the box around some of the strokes."""
        width = self.right[members].max() - self.left[members].min()
        return float(width), float(self.bottom[members].max() - self.top[members].min())


def measure(strokes: tuple[Stroke, ...]) -> Spacing:
    """How ``strokes`` (at least one) stand beside each other."""
    slant = _slant(strokes)
    upright = [np.asarray(s, np.float64) @ [[1, 0], [slant, 1]] for s in strokes]
    low = np.array([s.min(axis=0) for s in upright])
    high = np.array([s.max(axis=0) for s in upright])
    height = _digit_height(low, high)
    left, top = low.T / height
    right, bottom = high.T / height
    free = _free_runs([(s - low.min(axis=0)) / height for s in upright])
    gaps = left[None, :] - right[:, None]
    return Spacing(
        height, slant, left, right, top, bottom, np.asarray(np.where(np.isinf(free), gaps, free))
    )


def _slant(strokes: tuple[Stroke, ...]) -> float:
    """Mean Δx per −Δy of the steep pieces; > 0 leans like "/", 0 where nothing is steep.

    A piece weighs as its height, fading to nothing at 45°: a sharp limit would let rounding
    decide on strokes of whole pixels. The second look is taken with the first one's slant out,
    so that what fades is the same for every slant.
    """
    along = np.concatenate([np.zeros((1, 2), np.float32), *(s[1:] - s[:-1] for s in strokes)])
    dx, dy = along[along[:, 1] != 0].astype(np.float64).T
    slope, height, slant = dx / dy, np.abs(dy), 0.0
    for _ in range(2):
        weight = height * np.maximum(0, 1 - (slope + slant) ** 2)
        total = weight.sum()
        if total > 0:
            slant = float(-(weight * slope).sum() / total)
    return slant


def _digit_height(low: Floats, high: Floats) -> float:
    """Height of the tallest digit, judged before digits are known, > 0.

    Strokes above each other are taken as one, so that an 8 of two rings has its full height;
    the height of all the ink would be too much where a line of digits rises or falls.
    """
    overlap = np.minimum(high[:, None, 0], high[:, 0]) - np.maximum(low[:, None, 0], low[:, 0])
    width = high[:, 0] - low[:, 0]
    one = (overlap > 0) & (overlap >= _ABOVE * np.minimum(width[:, None], width))
    np.fill_diagonal(one, True)
    top = np.where(one, low[None, :, 1], np.inf).min(axis=1)
    bottom = np.where(one, high[None, :, 1], -np.inf).max(axis=1)
    # A lone dash has no height: a quarter of its width stands in.
    return max(float((bottom - top).max()), float(width.max()) / 4, 1e-6)


def _free_runs(upright: list[Floats]) -> Floats:
    """``Spacing.free`` of strokes in units of the digit height from 0; +inf: no row shared."""
    pieces = [_short_pieces(s) for s in upright]
    owner = np.repeat(np.arange(len(pieces)), [len(p) for p in pieces])
    points = np.concatenate(pieces)
    row = np.minimum((points[:, 1] * ROWS).astype(np.intp), _MOST_ROWS) + 1
    leftmost = np.full((len(pieces), row.max() + 2), np.inf)
    rightmost = np.full_like(leftmost, -np.inf)
    np.minimum.at(leftmost, (owner, row), points[:, 0])
    np.maximum.at(rightmost, (owner, row), points[:, 0])
    # One row above and below counts as beside: strokes pass each other, rows are only a grid.
    reach = np.maximum(np.maximum(rightmost[:, 1:-1], rightmost[:, :-2]), rightmost[:, 2:])
    return np.stack([(leftmost[:, 1:-1] - r).min(axis=1) for r in reach])


def _short_pieces(stroke: Floats) -> Floats:
    """Points (m, 2) along a stroke so close that it skips no row."""
    steps = np.diff(stroke, axis=0)
    parts = np.maximum(np.ceil(np.abs(steps[:, 1]) * ROWS), 1).astype(np.intp)
    which = np.repeat(np.arange(len(parts)), parts)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    points = stroke[which] + (steps / parts[:, None])[which] * nth[:, None]
    return np.concatenate([points, stroke[-1:]])
