"""The ink on the screen: round antialiased strokes, drawn piece by piece as the pen moves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.ink.ink import Ink, Stroke, continues
from game.view.paint.theme import Color

#: pieces of a curve that are drawn together: they are neighbors, so that the window around all of
#: them is not much larger than that around one
_TOGETHER = 5
#: cosine of the sharpest turn that is smoothed: a sharper corner is meant, and the network reads it
_CORNER = 0.6
#: a smoothed curve is cut into pieces of about this length, in pen radii
_PIECE = 0.7

Floats = NDArray[np.float32]


class InkPicture:
    """A surface that follows an Ink. New points cost only the pixels near them.

    However the ink has grown, the picture is the one that would be drawn of it at once. So the
    straight piece that ends the newest stroke is shown, but not kept: when the stroke grows, a
    curve takes its place.

    pygame's own thick antialiased lines were rejected: their width changes with the slope.
    """

    def __init__(self, side: int, ground: Color, ink: Color) -> None:
        self.surface = pygame.Surface((side, side), depth=32)
        self._side = side
        self._coverage = np.zeros((side, side), np.float32)  # (x, y), 0..1
        steps = np.linspace(0, 1, 256)[:, None]
        mix = (np.array(ground) * (1 - steps) + np.array(ink) * steps).round().astype(int)
        self._table = np.array([self.surface.map_rgb(*rgb) for rgb in mix.tolist()], np.uint32)
        self.surface.fill(ground)
        self._drawn: tuple[Stroke, ...] = ()
        #: the end of the newest stroke, (1 piece, 2 ends, 2), which the coverage leaves out; None
        #: for a stroke of one point
        self._end: Floats | None = None
        #: what was drawn when the newest stroke began: strokes, their end, and their coverage
        self._finished: tuple[tuple[Stroke, ...], Floats | None, Floats]
        self._finished = (), None, self._coverage.copy()

    def show(self, ink: Ink) -> None:
        """Bring the surface up to this ink."""
        scale = self._side / ink.width
        radius = ink.pen * scale / 2
        if not continues(self._drawn, ink.strokes):
            self._go_back(ink.strokes, radius)
        for index in range(max(len(self._drawn) - 1, 0), len(ink.strokes)):
            stroke = ink.strokes[index]
            old = len(self._drawn[index]) if index < len(self._drawn) else 0
            if not old:
                if index == len(ink.strokes) - 1:
                    self._finished = ink.strokes[:index], self._end, self._coverage.copy()
                self._keep_end(radius)
            if len(stroke) > old:
                # What lies further back than two points has no part in what is new.
                self._grow(stroke[max(old - 2, 0) :] * scale, min(old, 2), radius)
        self._drawn = ink.strokes

    def _go_back(self, strokes: tuple[Stroke, ...], radius: float) -> None:
        """Return to what was drawn when the newest stroke began, if that helps, else to nothing: a
        person who takes a stroke back shall not wait for all others to be drawn again."""
        finished, end, coverage = self._finished
        if continues(finished, strokes):
            self._drawn, self._end = finished, end
            self._coverage[:] = coverage
        else:
            self._drawn, self._end = (), None
            self._coverage[:] = 0
        self._present(slice(None), slice(None), self._coverage)
        if self._end is not None:
            self._cover(self._end, radius, loose=True)

    def _keep_end(self, radius: float) -> None:
        """The newest stroke grows no more, so its end stays."""
        if self._end is not None:
            self._cover(self._end, radius)
            self._end = None

    def _grow(self, points: Floats, old: int, radius: float) -> None:
        """Draw what a stroke's points, (n, 2), add beyond the first ``old``, px of the surface."""
        if self._end is not None:
            x, y = self._reach(self._end, radius)
            self._present(x, y, self._coverage[x, y])
            self._end = None
        pieces = list(_curve(points, old, radius * _PIECE))
        if len(points) > 1:
            pieces.append(((points[-2] + points[-1]) / 2, points[-1]))
            self._end = np.array(pieces[-1:], np.float32)
        for first in range(0, len(pieces), _TOGETHER):
            together = np.array(pieces[first : first + _TOGETHER], np.float32)
            last = first + _TOGETHER >= len(pieces)
            self._cover(together, radius, loose=last and self._end is not None)

    def _reach(self, pieces: Floats, radius: float) -> tuple[slice, slice]:
        """The columns and rows of pixels that pieces, (n, 2 ends, 2), can cover."""
        reach = radius + 1
        x0, y0 = np.maximum(np.floor(pieces.min(axis=(0, 1)) - reach), 0).astype(int).tolist()
        ends = np.minimum(np.ceil(pieces.max(axis=(0, 1)) + reach), self._side)
        x1, y1 = ends.astype(int).tolist()
        return slice(x0, max(x0, x1)), slice(y0, max(y0, y1))

    def _cover(self, pieces: Floats, radius: float, *, loose: bool = False) -> None:
        """Cover the pixels within ``radius`` of a few neighboring pieces, (n, 2 ends, 2). The last
        one is only shown where it is ``loose``."""
        x, y = self._reach(pieces, radius)
        if x.start == x.stop or y.start == y.stop:
            return
        a, along = pieces[:, 0, :, None, None], (pieces[:, 1] - pieces[:, 0])[:, :, None, None]
        dx = np.arange(x.start, x.stop, dtype=np.float32)[None, :, None] + 0.5 - a[:, 0]
        dy = np.arange(y.start, y.stop, dtype=np.float32)[None, None, :] + 0.5 - a[:, 1]
        way_x, way_y = along[:, 0], along[:, 1]
        t = (dx * way_x + dy * way_y) / np.maximum(way_x**2 + way_y**2, np.float32(1e-12))
        t = np.minimum(np.maximum(t, 0), 1)
        dx, dy = dx - t * way_x, dy - t * way_y
        squared = dx * dx + dy * dy
        covered = shown = self._coverage[x, y]
        kept = squared[:-1] if loose else squared
        if len(kept):
            np.maximum(covered, _shade(kept.min(axis=0), radius), out=covered)
        if loose:
            shown = np.maximum(covered, _shade(squared[-1], radius))
        self._present(x, y, shown)

    def _present(self, x: slice, y: slice, coverage: Floats) -> None:
        """Give the pixels in these columns and rows the colors of their coverage."""
        pixels = pygame.surfarray.pixels2d(self.surface)
        pixels[x, y] = self._table[(coverage * 255).astype(np.uint8)]


def _shade(squared: Floats, radius: float) -> Floats:
    """How far pixels are covered, 0..1, from their squared distances to the middle of a line."""
    return np.minimum(np.maximum(radius + 0.5 - np.sqrt(squared), 0), 1)


def _curve(
    points: NDArray[np.float32], old: int, piece: float
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Pieces that points, (n, 2), beyond the first ``old`` add to the stroke, each from a point to
    a point; without the straight one that ends it, from the last middle to the last point.

    The curve runs through the middles between neighboring points, with each point as the control of
    a quadratic Bézier: a fast pen leaves points far apart, and straight lines between them would
    show as corners. A straight piece leads to it from the very first point.
    """
    if old == 0:
        yield points[0], points[0]
    for i in range(max(old, 1), len(points)):
        middle = (points[i - 1] + points[i]) / 2
        before = (points[i - 2] + points[i - 1]) / 2 if i > 1 else points[0]
        turn = points[i - 1]
        a, b = turn - before, middle - turn
        if float(a @ b) < _CORNER * float(np.sqrt((a @ a) * (b @ b))):
            yield from ((before, turn), (turn, middle))
            continue
        length = np.abs(turn - before).sum() + np.abs(middle - turn).sum()
        count = int(np.clip(length / piece, 1, 24))
        t = np.linspace(0, 1, count + 1, dtype=np.float32)[:, None]
        path = (1 - t) ** 2 * before + 2 * t * (1 - t) * turn + t**2 * middle
        yield from itertools.pairwise(path)
