"""Ink of one digit → the 28×28 picture the network reads.

Strokes are prepared as MNIST was (LeCun et al., 1998): scaled with their aspect kept until
their ink fills a 20×20 box, and moved until the center of mass lies in the middle of 28×28.
They are scaled as vectors and then drawn with one constant pen, so neither the size of the
drawing nor the width of the pen changes what the network sees. (Shrinking the picture
instead was rejected: it makes small digits fat and large ones thin.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.ink.ink import Ink, Stroke
from game.core.model.network import Array

#: side of the picture, px
SIDE = 28
#: longest side of the ink within it, px
BOX = 20.0
#: diameter of the pen it is drawn with, px
PEN = 2.2
#: where the center of mass goes, px; pixel (0, 0) covers 0..1. MNIST has it in the middle of
#: pixel (14, 14): measured 14.51, 14.50 over its 60,000 training images.
CENTER = 14.5

Points = NDArray[np.float32]

# Pieces are cut to this length, px, so that one small window of pixels holds each of them.
_PIECE = 2.0
_WINDOW = 7
#: ink of at most this size counts as a dot, in any unit
_DOT = np.float32(1e-30)
#: the direction of a piece without length
_LEVEL = np.array([1, 0], np.float32)
#: most points of one digit that are drawn, besides the ends of its strokes; and for a rough look
MOST_POINTS, MOST_LIGHT = 400, 120
#: pieces that are drawn at once
_PORTION = 4096


def segments_of(strokes: tuple[Stroke, ...]) -> tuple[Points, Points]:
    """Starts and ends, each (s, 2), of the straight pieces; a lone point is one of length 0."""
    starts = [s[:-1] if len(s) > 1 else s for s in strokes]
    ends = [s[1:] if len(s) > 1 else s for s in strokes]
    return np.concatenate(starts), np.concatenate(ends)


def fit(
    starts: Points, ends: Points, pen: float = PEN, counts: NDArray[np.intp] | None = None
) -> tuple[Points, Points]:
    """Scale and move pieces, in any unit, to their place in the 28×28 picture, px.

    ``counts``: how many pieces each of several digits has, one digit after the other, each ≥ 1;
    without it all pieces belong to one digit.
    """
    counts = np.array([len(starts)], np.intp) if counts is None else counts
    scale, offset = placing(starts, ends, pen, counts)
    scale, offset = np.repeat(scale, counts, axis=0), np.repeat(offset, counts, axis=0)
    return (
        np.asarray(starts * scale + offset, np.float32),
        np.asarray(ends * scale + offset, np.float32),
    )


def placing(
    starts: Points, ends: Points, pen: float, counts: NDArray[np.intp]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Where `fit` puts each digit, (n, 1) and (n, 2): a place times the first plus the second is
    its place in the picture."""
    first = np.cumsum(counts) - counts
    low = np.minimum.reduceat(np.minimum(starts, ends), first)
    high = np.maximum.reduceat(np.maximum(starts, ends), first)
    longest = (high - low).max(axis=1, keepdims=True)
    # Ink smaller than any pen draws is a dot: its scale would be infinite.
    scale = np.where(longest > _DOT, (BOX - pen) / np.maximum(longest, _DOT), 1)
    # The ink never leaves the picture, however lopsided it is.
    reach = pen / 2
    offset = CENTER - scale * centers_of_mass(starts, ends, counts)
    offset = np.maximum(offset, reach - scale * low)
    return scale, np.minimum(offset, SIDE - reach - scale * high)


def centers_of_mass(starts: Points, ends: Points, counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Where the ink of a constant pen has its center of mass: for each digit the mean of the
    middles of its pieces, weighted by their lengths, (n, 2). For ``counts`` see `fit`."""
    first = np.cumsum(counts) - counts
    lengths = np.hypot(*(ends - starts).T).astype(np.float64)
    total = np.add.reduceat(lengths, first)
    lengths = np.where(np.repeat(total, counts) > 0, lengths, 1)  # dots have no length
    middles = lengths[:, None] * ((starts.astype(np.float64) + ends) / 2)
    sums = np.add.reduceat(middles, first)
    return np.asarray(sums / np.where(total > 0, total, counts)[:, None])


def draw(
    starts: Points, ends: Points, picture: NDArray[np.intp], count: int, pen: NDArray[np.float32]
) -> Array:
    """Draw pieces with round antialiased pens into ``count`` pictures at once.

    ``starts``, ``ends``: (s, 2), px of the picture. ``picture``: (s,), which picture a piece
    belongs to. ``pen``: (count,), diameters, px. Returns (count, 784), 0..1.
    A pixel's value is radius + ½ − distance to the nearest piece, clipped to 0..1.
    """
    starts, ends, picture = _cut(starts, ends, picture)
    flat = np.zeros(count * SIDE**2, np.float32)
    # In portions: a scribble of 100,000 points would take a gigabyte at once.
    for at in range(0, len(starts), _PORTION):
        part = slice(at, at + _PORTION)
        _draw_portion(flat, starts[part], ends[part], picture[part], pen)
    return flat.reshape(count, SIDE**2)


def _draw_portion(
    flat: NDArray[np.float32],
    starts: Points,
    ends: Points,
    picture: NDArray[np.intp],
    pen: NDArray[np.float32],
) -> None:
    """Raise pixels of all pictures, ``flat``, to the values that some short pieces give them."""
    corner = np.floor(np.minimum(starts, ends) - (_WINDOW - 1 - _PIECE) / 2).astype(np.intp)
    steps = np.arange(_WINDOW)
    x = corner[:, 0, None] + steps  # (s, window)
    y = corner[:, 1, None] + steps
    dx = (x + 0.5 - starts[:, 0, None]).astype(np.float32)
    dy = (y + 0.5 - starts[:, 1, None]).astype(np.float32)
    # Distances along the piece and across it: each is one term by row and one by column.
    direction = ends - starts
    length = np.hypot(*direction.T)[:, None]
    direction = np.where(length > 0, direction / np.where(length > 0, length, 1), _LEVEL)
    along_x, along_y = direction.T[:, :, None]
    along = (dx * along_x)[:, None, :] + (dy * along_y)[:, :, None]  # (s, window, window)
    across = (dx * along_y)[:, None, :] - (dy * along_x)[:, :, None]
    along -= np.minimum(np.maximum(along, 0), length[:, :, None])
    squared = along * along + across * across
    reach = pen[picture] / 2 + np.float32(0.5)
    inside = ((x >= 0) & (x < SIDE))[:, None, :] & ((y >= 0) & (y < SIDE))[:, :, None]
    piece, row, column = np.nonzero(inside & (squared < (reach * reach)[:, None, None]))
    value = np.minimum(reach[piece] - np.sqrt(squared[piece, row, column]), 1)
    place = picture[piece] * SIDE**2 + y[piece, row] * SIDE + x[piece, column]
    np.maximum.at(flat, place, value)


def _cut(
    starts: Points, ends: Points, picture: NDArray[np.intp]
) -> tuple[Points, Points, NDArray[np.intp]]:
    """Cut pieces longer than _PIECE into equal shorter ones."""
    along = ends - starts
    parts = np.maximum(np.ceil(np.hypot(along[:, 0], along[:, 1]) / _PIECE), 1).astype(np.intp)
    which = np.repeat(np.arange(len(starts)), parts)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    step = (along / parts[:, None])[which]
    begin = starts[which] + step * nth[:, None]
    return (
        np.asarray(begin, np.float32),
        np.asarray(begin + step, np.float32),
        picture[which],
    )


def prepare(strokes: tuple[Stroke, ...]) -> Array:
    """The picture x of one digit's strokes: shape (784,), row by row, 0..1, read-only."""
    return np.asarray(prepare_all([strokes])[0])


def prepare_all(digits: Sequence[tuple[Stroke, ...]], light: float = 0.0) -> Array:
    """The pictures of many digits, each of one or more strokes, made at once: (n, 784), read-only.

    ``light``: for a rough look, points closer to the one before than this share of a digit's size
    are left out. Of a digit with more than MOST_POINTS (MOST_LIGHT) points only every second one is
    drawn, or every third, and so on: the points of a pen that reports 1,000 a second show no finer
    detail, and an endless scribble must not cost more and more.
    """
    if not digits:
        return np.zeros((0, SIDE**2), np.float32)
    starts, ends, _, digit = _drawn(digits, light)
    counts = np.bincount(digit, minlength=len(digits))
    pens = np.full(len(digits), PEN, np.float32)
    x = draw(*fit(starts, ends, PEN, counts), digit, len(digits), pens)
    x.flags.writeable = False
    return x


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The straight pieces that `prepare` draws of one digit's strokes, where they are in the
    picture: ``starts`` and ``ends`` (s, 2), px, and the ``stroke`` (s,) each belongs to.

    A place on the canvas times ``scale`` plus ``offset`` (2,) is its place in the picture.
    """

    starts: Points
    ends: Points
    stroke: NDArray[np.intp]
    scale: float
    offset: Points


def placed(strokes: tuple[Stroke, ...]) -> Placed:
    """Where the strokes of one digit come to lie in its picture."""
    starts, ends, stroke, _ = _drawn([strokes], 0)
    counts = np.array([len(starts)], np.intp)
    scale, offset = placing(starts, ends, PEN, counts)
    offset = np.asarray(offset[0], np.float32)
    return Placed(*fit(starts, ends, PEN, counts), stroke, float(scale[0, 0]), offset)


def _drawn(
    digits: Sequence[tuple[Stroke, ...]], light: float
) -> tuple[Points, Points, NDArray[np.intp], NDArray[np.intp]]:
    """The pieces that are drawn of many digits: where they start and end, (s, 2), on the canvas,
    the stroke each belongs to, counted over all digits, and the digit, (s,)."""
    strokes = [stroke for own in digits for stroke in own]
    points, lengths = np.concatenate(strokes), np.array([len(stroke) for stroke in strokes])
    digit = np.repeat(np.arange(len(digits)), [len(own) for own in digits])
    if light:
        points, lengths = _lightened(points, lengths, digit, light)
    most = MOST_LIGHT if light else MOST_POINTS
    if len(points) > most:
        points, lengths = _thinned(points, lengths, digit, most)
    last = np.zeros(len(points), bool)
    last[np.cumsum(lengths) - 1] = True
    # There is a piece from each point to the next of its stroke; a lone point is one of length 0.
    start = np.flatnonzero(~last | (np.repeat(lengths, lengths) == 1))
    end = np.where(last[start], start, start + 1)
    stroke = np.repeat(np.arange(len(strokes)), lengths)[start]
    return points[start], points[end], stroke, digit[stroke]


def _lightened(
    points: Points, lengths: NDArray[np.intp], digit: NDArray[np.intp], light: float
) -> tuple[Points, NDArray[np.intp]]:
    """Leave out points as ``light`` says, see `prepare_all`.

    ``lengths``: how many points each stroke has; ``digit``: the digit each stroke belongs to.
    Returns the points that are left, and how many of them each stroke has.
    """
    first = np.cumsum(lengths) - lengths
    bounds = first[np.flatnonzero(np.diff(digit, prepend=-1))]
    size = np.maximum.reduceat(points, bounds) - np.minimum.reduceat(points, bounds)
    step = light * size.max(axis=1)[digit]
    along = np.cumsum(np.hypot(*np.diff(points, axis=0, prepend=points[:1]).T, dtype=np.float64))
    along -= np.repeat(along[first], lengths)
    cell = (along / np.repeat(np.where(step > 0, step, 1), lengths)).astype(np.intp)
    return _with_ends(points, lengths, np.diff(cell, prepend=-1) != 0)


def _thinned(
    points: Points, lengths: NDArray[np.intp], digit: NDArray[np.intp], most: int
) -> tuple[Points, NDArray[np.intp]]:
    """The same where digits have more than ``most`` points: every second of these is kept, or every
    third, and so on."""
    step = -(-np.bincount(digit, lengths).astype(np.intp) // most)[digit]
    nth = np.arange(len(points)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return _with_ends(points, lengths, nth % np.repeat(step, lengths) == 0)


def _with_ends(
    points: Points, lengths: NDArray[np.intp], kept: NDArray[np.bool_]
) -> tuple[Points, NDArray[np.intp]]:
    """The points ``kept`` with the first and last of every stroke, and how many each stroke has."""
    first = np.cumsum(lengths) - lengths
    kept[first] = kept[first + lengths - 1] = True
    return points[kept], np.add.reduceat(kept, first, dtype=np.intp)


def unprepared(ink: Ink) -> Array:
    """The whole canvas shrunk to 28×28 as it is, neither fitted nor centered: (784,), 0..1.

    The pen keeps its share of the canvas, but is at least half a pixel wide.
    """
    scale = SIDE / max(ink.width, ink.height)
    starts, ends = segments_of(ink.strokes)
    picture = np.zeros(len(starts), np.intp)
    pen = np.array([max(ink.pen * scale, 0.5)], np.float32)
    x = draw(starts * scale, ends * scale, picture, 1, pen)[0]
    x.flags.writeable = False
    return np.asarray(x)
