"""Ink of one digit → the 28×28 picture the network reads.

Strokes are prepared as MNIST was (LeCun et al., 1998): scaled with their aspect kept until
their ink fills a 20×20 box, and moved until the centre of mass lies in the middle of 28×28.
They are scaled as vectors and then drawn with one constant pen, so neither the size of the
drawing nor the width of the pen changes what the network sees. (Shrinking the picture
instead was rejected: it makes small digits fat and large ones thin.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.ink import Ink, Stroke
from game.core.network import Array

#: side of the picture, px
SIDE = 28
#: longest side of the ink within it, px
BOX = 20.0
#: diameter of the pen it is drawn with, px
PEN = 2.2
#: where the centre of mass goes, px; pixel (0, 0) covers 0..1. MNIST has it in the middle of
#: pixel (14, 14): measured 14.51, 14.50 over its 60,000 training images.
CENTRE = 14.5

Points = NDArray[np.float32]

# Segments are cut to this length so that one small window of pixels holds each of them.
_PIECE = 2.0
_WINDOW = 7


def segments_of(strokes: tuple[Stroke, ...]) -> tuple[Points, Points]:
    """Starts and ends, each (s, 2), of the straight pieces; a lone point is one of length 0."""
    starts = [s[:-1] if len(s) > 1 else s for s in strokes]
    ends = [s[1:] if len(s) > 1 else s for s in strokes]
    return np.concatenate(starts), np.concatenate(ends)


def fit(starts: Points, ends: Points, pen: float = PEN) -> tuple[Points, Points]:
    """Scale and move pieces, in any unit, to their place in the 28×28 picture, px."""
    low = np.minimum(starts.min(axis=0), ends.min(axis=0))
    high = np.maximum(starts.max(axis=0), ends.max(axis=0))
    longest = float((high - low).max())
    scale = (BOX - pen) / longest if longest > 0 else 1.0
    centre = centre_of_mass(starts, ends)
    # The ink never leaves the picture, however lopsided it is.
    reach = np.float32(pen / 2)
    offset = CENTRE - scale * centre
    offset = np.maximum(offset, reach - scale * low)
    offset = np.minimum(offset, SIDE - reach - scale * high)
    return (
        np.asarray(starts * scale + offset, np.float32),
        np.asarray(ends * scale + offset, np.float32),
    )


def centre_of_mass(starts: Points, ends: Points) -> Points:
    """Middle of the pieces weighted by length, shape (2,): where the ink of a constant pen is."""
    lengths = np.hypot(*(ends - starts).T)
    total = lengths.sum()
    middles = (starts + ends) / 2
    if total <= 0:
        return np.asarray(middles.mean(axis=0))
    return np.asarray(lengths @ middles / total)


def draw(
    starts: Points, ends: Points, picture: NDArray[np.intp], count: int, pen: NDArray[np.float32]
) -> Array:
    """Draw pieces with round antialiased pens into ``count`` pictures at once.

    ``starts``, ``ends``: (s, 2), px of the picture. ``picture``: (s,), which picture a piece
    belongs to. ``pen``: (count,), diameters, px. Returns (count, 784), 0..1.
    A pixel's value is radius + ½ − distance to the nearest piece, clipped to 0..1.
    """
    starts, ends, picture = _cut(starts, ends, picture)
    along = ends - starts
    corner = np.floor(np.minimum(starts, ends) - (_WINDOW - 1 - _PIECE) / 2).astype(np.intp)
    steps = np.arange(_WINDOW)
    x = corner[:, 0, None] + steps  # (s, window)
    y = corner[:, 1, None] + steps
    dx = (x + 0.5 - starts[:, 0, None]).astype(np.float32)[:, None, :]
    dy = (y + 0.5 - starts[:, 1, None]).astype(np.float32)[:, :, None]
    along_x, along_y = along[:, 0, None, None], along[:, 1, None, None]
    squared = np.maximum(along_x**2 + along_y**2, np.float32(1e-12))
    t = np.clip((dx * along_x + dy * along_y) / squared, 0, 1)
    distance = np.hypot(dx - t * along_x, dy - t * along_y)
    value = np.clip(pen[picture][:, None, None] / 2 + 0.5 - distance, 0, 1)
    inside = ((x >= 0) & (x < SIDE))[:, None, :] & ((y >= 0) & (y < SIDE))[:, :, None]
    index = picture[:, None, None] * SIDE**2 + y[:, :, None] * SIDE + x[:, None, :]
    wanted = inside & (value > 0)
    flat = np.zeros(count * SIDE**2, np.float32)
    np.maximum.at(flat, index[wanted], value[wanted])
    return flat.reshape(count, SIDE**2)


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
    starts, ends = fit(*segments_of(strokes))
    picture = np.zeros(len(starts), np.intp)
    x = draw(starts, ends, picture, 1, np.array([PEN], np.float32))[0]
    x.flags.writeable = False
    return np.asarray(x)


def unprepared(ink: Ink) -> Array:
    """The whole canvas shrunk to 28×28 as it is, neither scaled nor centred: (784,), 0..1.

    The pen keeps its share of the canvas, but for a lower limit of half a pixel.
    """
    scale = SIDE / max(ink.width, ink.height)
    starts, ends = segments_of(ink.strokes)
    picture = np.zeros(len(starts), np.intp)
    pen = np.array([max(ink.pen * scale, 0.5)], np.float32)
    x = draw(starts * scale, ends * scale, picture, 1, pen)[0]
    x.flags.writeable = False
    return np.asarray(x)
