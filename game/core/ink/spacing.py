"""How strokes stand beside each other: slant, height, and the gaps that could separate two digits.

Digits of a slanted number reach into each other's x-range, so their boxes cannot tell them apart.
The free run between two strokes along a row can: slant moves whole rows and leaves it as it is.
(Taking the slant out first and comparing boxes was rejected: slant is only estimated, and in 1,500
composed numbers the gap between boxes told nothing that the free run did not.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.ink.ink import Stroke, boxes

#: rows in the height of a digit
ROWS = 32
#: two strokes stand above each other if they share this much of the narrower one's x-range
_ABOVE = 0.5
#: rows beyond this many count as one
_MOST_ROWS = 256
#: points that are worked on at once
_PORTION = 16384

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Spacing:
    """How n strokes stand. Lengths are in units of ``height``, a digit's height in the ink's unit.

    ``slant``: Δx per −Δy that was taken out; > 0 leans like "/".
    ``left``, ``right``, ``top``, ``bottom``: (n,), boxes with the slant taken out. ``path``: (n,),
    how long each stroke is.
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
    path: Floats
    free: Floats


def measure(strokes: tuple[Stroke, ...]) -> Spacing:
    """How ``strokes`` (at least one) stand beside each other."""
    counts = np.array([len(stroke) for stroke in strokes])
    first = np.cumsum(counts) - counts
    points = np.concatenate(strokes).astype(np.float64)
    steps = np.diff(points, axis=0, append=points[-1:])
    steps[first + counts - 1] = 0  # from one stroke to the next the pen draws nothing
    slant = _slant(steps)
    shear = np.array([[1, 0], [slant, 1]])
    points, steps = points @ shear, steps @ shear
    low, high = boxes(points, first)
    height = _digit_height(low, high)
    left, top = low.T / height
    right, bottom = high.T / height
    owner = np.repeat(np.arange(len(strokes)), counts)
    free = _free_runs((points - low.min(axis=0)) / height, steps / height, owner)
    free = np.where(np.isinf(free), left[None, :] - right[:, None], free)
    path = np.add.reduceat(np.hypot(*steps.T), first) / height
    return Spacing(height, slant, left, right, top, bottom, path, free)


def _slant(steps: Floats) -> float:
    """Mean Δx per −Δy of the steep pieces; > 0 leans like "/", 0 where nothing is steep.

    ``steps``: (m, 2), from each point to the next. A piece has its height as its weight, which
    fades to 0 at 45°: at a sharp limit, rounding would decide in strokes of whole pixels. The mean
    is taken a second time with the first slant taken out, so that weights fade alike at any slant.
    """
    dx, dy = steps[steps[:, 1] != 0].T
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
    # A lone dash has no height: a quarter of its width is taken instead.
    return max(float((bottom - top).max()), float(width.max()) / 4, 1e-6)


def _free_runs(points: Floats, steps: Floats, owner: NDArray[np.intp]) -> Floats:
    """`Spacing.free` of the strokes, but +inf where two share no row.

    ``points``: (m, 2), those of all strokes in units of the digit height, 0 and up. ``steps``:
    (m, 2), from each to the next. ``owner``: (m,), the stroke each belongs to.
    """
    count, rows = int(owner[-1]) + 1, int(_rows_of(points[:, 1]).max()) + 2
    leftmost, rightmost = np.full(count * rows, np.inf), np.full(count * rows, -np.inf)
    for at in range(0, len(points), _PORTION):
        part = slice(at, at + _PORTION)
        which, near = _near_points(points[part], steps[part])
        place = owner[part][which] * rows + _rows_of(near[:, 1])
        np.minimum.at(leftmost, place, near[:, 0])
        np.maximum.at(rightmost, place, near[:, 0])
    right = rightmost.reshape(count, rows)
    # The rows just above and below count as well: strokes may pass each other between two rows.
    reach = np.maximum(np.maximum(right[:, 1:-1], right[:, :-2]), right[:, 2:])
    inner = leftmost.reshape(count, rows)[:, 1:-1]
    free = np.empty((count, count))
    block = max(_PORTION * 8 // inner.size, 1)
    for at in range(0, count, block):
        own = reach[at : at + block, None]
        free[at : at + block] = (inner - own).min(axis=2)
    return free


def _rows_of(y: Floats) -> NDArray[np.intp]:
    """The row of the grid, 1 and up, in which each y lies."""
    return np.minimum((y * ROWS).astype(np.intp), _MOST_ROWS) + 1


def _near_points(points: Floats, steps: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Points so close that a stroke skips no row: which point each comes from, (k,), and where it
    is, (k, 2)."""
    parts = np.maximum(np.ceil(np.abs(steps[:, 1]) * ROWS), 1).astype(np.intp)
    which = np.repeat(np.arange(len(parts)), parts)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    return which, points[which] + (steps / parts[:, None])[which] * nth[:, None]
