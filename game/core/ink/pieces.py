"""A digit's drawing in a few pieces along the pen's way, and whose ink each pixel shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.core.ink.digit import SIDE, Placed, placed
from game.core.ink.ink import Stroke
from game.core.model.network import Array

Index = NDArray[np.intp]
#: places in the picture, (n, 2), px
Places = NDArray[np.float64]

#: most pieces of a drawing; and the length below which none is cut, px of the picture
MOST, SHORTEST = 12, 5.0
#: the pen's way is followed in steps of this length, px; in longer ones where there would be more
_STEP, _STEPS = 0.25, 1000
#: how far before and after a place its corner is measured, px; and from which angle on it is one
_ARM, _ANGLE = 2.0, np.radians(55)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """``count`` pieces, numbered along the pen's way.

    ``owner`` (784,): the piece whose ink a pixel shows, −1 where there is none. ``places`` (n, 2):
    the pen's way in small steps, px of the picture, ``piece`` (n,) which piece each belongs to, and
    ``stroke`` (n,) which stroke. ``where``: how the strokes lie in the picture.
    """

    count: int
    owner: Index
    places: Places
    piece: Index
    stroke: Index
    where: Placed


def pieces(strokes: tuple[Stroke, ...], x: Array) -> Pieces:
    """Cut one digit's strokes, of which `prepare` made the picture x, into at most MOST pieces.

    They are cut at corners and between strokes, then the longest ones in equal parts. All the ink
    of a pixel belongs to the piece that is nearest to its middle, so that pictures of some pieces
    are pictures of whole pixels, and add up to x.
    """
    where = placed(strokes)
    length = float(np.hypot(*(where.ends - where.starts).T).sum())
    step = max(_STEP, length / _STEPS)
    places, stroke = _walked(where, step)
    bounds = _shared(_merged(_sections(places, stroke, step)), step)
    piece = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    row, column = np.divmod(np.flatnonzero(x > 0), SIDE)
    middle = np.stack([column, row], axis=1) + 0.5
    # |middle − place|² without |middle|², which is the same for all places.
    nearest = ((places**2).sum(axis=1) - 2 * middle @ places.T).argmin(axis=1)
    owner = np.full(SIDE**2, -1, np.intp)
    owner[x > 0] = piece[nearest]
    # A piece that lies wholly under another one has no pixel: its place is counted to that one.
    seen, owner[x > 0] = np.unique(owner[x > 0], return_inverse=True)
    piece = np.maximum(np.searchsorted(seen, piece, side="right") - 1, 0)
    return Pieces(len(seen), owner, places, piece, stroke, where)


def _walked(where: Placed, step: float) -> tuple[Places, Index]:
    """The pen's way in small steps, and the stroke each belongs to."""
    way = (where.ends - where.starts).astype(np.float64)
    parts = np.maximum(np.ceil(np.hypot(*way.T) / step), 1).astype(np.intp)
    which = np.repeat(np.arange(len(way)), parts)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    share = (nth + 0.5) / parts[which]
    return where.starts[which] + way[which] * share[:, None], where.stroke[which]


def _sections(places: Places, stroke: Index, step: float) -> list[int]:
    """Where sections begin, and the end of the last: at each stroke, and at corners."""
    cuts = [0]
    begins = [0, *(np.flatnonzero(np.diff(stroke)) + 1).tolist(), len(places)]
    for begin, end in pairwise(begins):
        cuts += [begin + corner for corner in _corners(places[begin:end], step)] + [end]
    return cuts


def _corners(way: Places, step: float) -> list[int]:
    """The sharpest turns of one stroke, by the places at which they are."""
    arm = max(round(_ARM / step), 1)
    if len(way) < 4 * arm:
        return []
    before = way[arm:-arm] - way[: -2 * arm]
    after = way[2 * arm :] - way[arm:-arm]
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.arctan2(cross, (before * after).sum(axis=1)))
    found: list[int] = []
    while turn.max() > _ANGLE:
        sharpest = int(turn.argmax())
        if arm <= sharpest < len(turn) - arm:  # else it would cut off a mere hook
            found.append(sharpest + arm)
        turn[max(sharpest - 2 * arm, 0) : sharpest + 2 * arm] = 0
    return sorted(found)


def _merged(cuts: list[int]) -> list[int]:
    """At most MOST sections: the shortest joins the shorter one of its neighbors, and so on."""
    while len(cuts) - 1 > MOST:
        sizes = np.diff(cuts)
        n = int(sizes.argmin())
        left = sizes[n - 1] if n else np.inf
        right = sizes[n + 1] if n + 1 < len(sizes) else np.inf
        del cuts[n if left < right else n + 1]
    return cuts


def _shared(cuts: list[int], step: float) -> list[int]:
    """The sections in equal parts: the one with the longest parts gets one more, and so on."""
    parts = [1] * (len(cuts) - 1)
    sizes = np.diff(cuts).tolist()
    while sum(parts) < MOST:
        n = max(range(len(sizes)), key=lambda n: sizes[n] / parts[n])
        if sizes[n] / (parts[n] + 1) * step < SHORTEST:
            break
        parts[n] += 1
    bounds = [0]
    for (begin, end), count in zip(pairwise(cuts), parts, strict=True):
        bounds += [begin + round((end - begin) * (k + 1) / count) for k in range(count)]
    return bounds
