"""Ink: strokes on a canvas, as the pen drew them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import is_
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

#: most strokes and points of one ink; a minute of drawing at 1,000 points a second is 60,000
MOST_STROKES, MOST_POINTS = 1_000, 100_000

#: one stroke: shape (n, 2), x right and y down, canvas px, read-only; n ≥ 1
Stroke = NDArray[np.float32]
#: points, (m, 2): float32 as they are stored, or float64 for computing
Points = TypeVar("Points", NDArray[np.float32], NDArray[np.float64])


def stroke_of(points: object) -> Stroke:
    """A read-only stroke from anything shaped (n, 2)."""
    stroke = np.array(points, np.float32).reshape(-1, 2)
    stroke.flags.writeable = False
    return stroke


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """What is on the canvas.

    ``width``, ``height``: canvas size, canvas px. ``pen``: pen diameter, canvas px.
    """

    width: float
    height: float
    pen: float
    strokes: tuple[Stroke, ...] = ()

    def begin(self, x: float, y: float) -> Ink:
        """Put the pen down: a new stroke of one point."""
        return replace(self, strokes=(*self.strokes, stroke_of([(x, y)])))

    def extend(self, x: float, y: float) -> Ink:
        """Move the pen: one more point on the newest stroke."""
        *rest, newest = self.strokes
        grown = np.concatenate([newest, np.array([[x, y]], np.float32)])
        grown.flags.writeable = False
        return replace(self, strokes=(*rest, grown))

    @property
    def points(self) -> int:
        """How many points all strokes have."""
        return sum(map(len, self.strokes))

    def as_data(self) -> dict[str, object]:
        """The ink as JSON has it: width, height, pen, and strokes of [x, y], canvas px."""
        strokes = [stroke.tolist() for stroke in self.strokes]
        # Whole px as whole numbers: 448, not 448.0.
        sizes = {"width": self.width, "height": self.height, "pen": self.pen}
        plain = {n: int(px) if px == int(px) else float(px) for n, px in sizes.items()}
        return {**plain, "strokes": strokes}

    def blank(self) -> Ink:
        return replace(self, strokes=())


def continues(old: tuple[Stroke, ...], new: tuple[Stroke, ...]) -> bool:
    """Whether strokes ``new`` only add points and strokes to ``old``."""
    if len(new) < len(old):
        return False
    if not all(map(is_, old[:-1], new)):
        return False
    if not old or old[-1] is new[len(old) - 1]:
        return True
    last, grown = old[-1], new[len(old) - 1]
    return len(grown) >= len(last) and np.array_equal(grown[: len(last)], last)


def boxes(points: Points, first: NDArray[np.intp]) -> tuple[Points, Points]:
    """The lowest and the highest x and y, each (n, 2), of n strokes whose ``points`` (m, 2) stand
    one stroke after the other; ``first``: the index at which each begins, (n,)."""
    # Column by column: numpy takes ten times as long for both columns at once.
    columns = np.ascontiguousarray(points.T)
    low = np.stack([np.minimum.reduceat(column, first) for column in columns], axis=1)
    return low, np.stack([np.maximum.reduceat(column, first) for column in columns], axis=1)


def bounds(strokes: tuple[Stroke, ...]) -> tuple[float, float, float, float]:
    """Smallest box around the pen's path: left, top, right, bottom, canvas px."""
    x, y = np.concatenate(strokes).T  # column by column, as in `boxes`
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())
