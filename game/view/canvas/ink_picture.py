"""The ink on screen: round antialiased strokes, drawn piece by piece as the pen moves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from operator import is_

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.ink.ink import Ink, Stroke
from game.view.paint.theme import Color

#: pieces worked on together: neighbors, whose window is not much larger than that of one
_TOGETHER = 5
#: cosine of the sharpest turn that is smoothed: a corner was meant, and the network reads it
_CORNER = 0.6
#: a smoothed curve is cut into pieces of about this length, in pen radii
_PIECE = 0.7


class InkPicture:
    """A surface that follows an Ink. New points cost only the pixels near them.

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
        #: the strokes that were finished when the newest began, and their coverage
        self._finished: tuple[tuple[Stroke, ...], NDArray[np.float32]] = (), self._coverage.copy()

    def show(self, ink: Ink) -> None:
        """Bring the surface up to this ink."""
        if not _continues(self._drawn, ink.strokes):
            self._go_back(ink.strokes)
        scale = self._side / ink.width
        radius = ink.pen * scale / 2
        for index in range(max(len(self._drawn) - 1, 0), len(ink.strokes)):
            stroke = ink.strokes[index]
            old = len(self._drawn[index]) if index < len(self._drawn) else 0
            if not old and index == len(ink.strokes) - 1:
                self._finished = ink.strokes[:index], self._coverage.copy()
            if len(stroke) > old:
                # What lies further back than two points has no part in what is new.
                near = stroke[max(old - 2, 0) :] * scale
                pieces = list(_curve(near, min(old, 2), radius * _PIECE))
                for first in range(0, len(pieces), _TOGETHER):
                    together = np.array(pieces[first : first + _TOGETHER], np.float32)
                    self._cover(together, radius)
        self._drawn = ink.strokes

    def _go_back(self, strokes: tuple[Stroke, ...]) -> None:
        """To what was drawn when the newest stroke began, if that helps, else to nothing: who takes
        a stroke back shall not wait for all others."""
        if _continues(self._finished[0], strokes):
            self._drawn, coverage = self._finished
            self._coverage[:] = coverage
        else:
            self._drawn = ()
            self._coverage[:] = 0
        self._present(0, self._side, 0, self._side)

    def _cover(self, pieces: NDArray[np.float32], radius: float) -> None:
        """Cover the pixels within ``radius`` of a few neighboring pieces, (n, 2 ends, 2)."""
        reach = radius + 1
        x0, y0 = np.maximum(np.floor(pieces.min(axis=(0, 1)) - reach), 0).astype(int)
        x1, y1 = np.minimum(np.ceil(pieces.max(axis=(0, 1)) + reach), self._side).astype(int)
        if x1 <= x0 or y1 <= y0:
            return
        a, along = pieces[:, 0, :, None, None], (pieces[:, 1] - pieces[:, 0])[:, :, None, None]
        dx = np.arange(x0, x1, dtype=np.float32)[None, :, None] + 0.5 - a[:, 0]
        dy = np.arange(y0, y1, dtype=np.float32)[None, None, :] + 0.5 - a[:, 1]
        way_x, way_y = along[:, 0], along[:, 1]
        t = (dx * way_x + dy * way_y) / np.maximum(way_x**2 + way_y**2, np.float32(1e-12))
        t = np.minimum(np.maximum(t, 0), 1)
        dx, dy = dx - t * way_x, dy - t * way_y
        distance = np.sqrt((dx * dx + dy * dy).min(axis=0))
        window = self._coverage[x0:x1, y0:y1]
        shade = np.minimum(np.maximum(radius + 0.5 - distance, 0), 1)
        np.maximum(window, shade, out=window)
        self._present(x0, x1, y0, y1)

    def _present(self, x0: int, x1: int, y0: int, y1: int) -> None:
        pixels = pygame.surfarray.pixels2d(self.surface)
        levels = (self._coverage[x0:x1, y0:y1] * 255).astype(np.uint8)
        pixels[x0:x1, y0:y1] = self._table[levels]


def _continues(old: tuple[Stroke, ...], new: tuple[Stroke, ...]) -> bool:
    """Whether ``new`` only adds points and strokes to ``old``."""
    if len(new) < len(old):
        return False
    if not all(map(is_, old[:-1], new)):
        return False
    if not old or old[-1] is new[len(old) - 1]:
        return True
    last, grown = old[-1], new[len(old) - 1]
    return len(grown) >= len(last) and np.array_equal(grown[: len(last)], last)


def _curve(
    points: NDArray[np.float32], old: int, piece: float
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Pieces that the points beyond the first ``old`` add to the stroke.

    The curve runs through the middles between neighboring points, with each point as the
    control of a quadratic Bézier: a fast pen leaves points far apart, and straight lines
    between them would show as corners. Straight pieces reach to the very first and last point.
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
    if len(points) > 1:
        yield (points[-2] + points[-1]) / 2, points[-1]
