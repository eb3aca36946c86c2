"""Signals on screen: comets, drawn once for every angle, size and sign.

From the back row one sees which way they run (a bright head, a tail that tapers), how much they
carry (size and light), and their sign, by two things: the color, and the tail, which is whole for
positive signals and in three pieces for negative ones.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.kept import kept
from game.core.model.network import Array
from game.lab.network.signals import Pulses
from game.view.paint.brush import Brush
from game.view.paint.light import hue_of, stamp_of, stamping
from game.view.paint.theme import Color, Theme

#: sprites per half turn; signals run to the right
_ANGLES = 61
#: tails of the four sizes and radii of their heads, px at 1080 lines, and their brightness, 0..1
LENGTHS = (44.0, 62.0, 86.0, 114.0)
_HEADS = (2.3, 3.1, 4.2, 5.4)
_LIGHTS = (0.5, 0.7, 0.88, 1.0)
SIZES = len(LENGTHS)
#: pieces of a negative signal's tail, and how much of each is gap
_PIECES, _GAP = 3, 0.42
#: a comet is cut into pieces about this many times as high as it is thick
_SLANT = 1.3
#: how far the light around a head reaches, in its radii
_HALO = 2.4


class _Shape(NamedTuple):
    """What a comet looks like: its hue, as light has it (`light`), whether its tail is whole, and
    sizes, px; light 0..1, and how far its core goes to white, or black."""

    hue: Color
    whole: bool
    length: float
    head: float
    light: float
    heat: float


class _Piece(NamedTuple):
    """A part of a sprite, and where its corner is as seen from the head, px."""

    surface: pygame.Surface
    corner: tuple[int, int]


class Comets:
    """Sprites of one theme and size; ``scale``: px on the screen per px at 1080 lines."""

    def __init__(self, theme: Theme, scale: float) -> None:
        # One that climbs is one that falls upside down.
        angles = np.linspace(0, np.pi / 2, _ANGLES // 2 + 1)
        signs = ((theme.negative, False), (theme.positive, True))
        shapes = [_shape_of(theme, scale, *sign, size) for sign in signs for size in range(SIZES)]
        sprites = []
        for shape in shapes:
            falling = [_seen(shape, angle) for angle in angles.tolist()]
            climbing = [_upside_down(*seen) for seen in falling[:0:-1]]
            sprites += [_cut(theme, shape, *seen) for seen in climbing + falling]
        #: the pieces of all sprites one after the other; of each sprite how many, and the first
        self._pieces = [piece.surface for pieces in sprites for piece in pieces]
        corners = [piece.corner for pieces in sprites for piece in pieces]
        self._corners = np.array(corners, np.float32)
        self._counts = np.array([len(pieces) for pieces in sprites], np.intp)
        self._first = np.cumsum(self._counts) - self._counts
        self._lengths = np.array(LENGTHS, np.float32) * np.float32(scale)

    def draw(self, brush: Brush, pulses: Pulses) -> None:
        """Lay the pulses' light on the surface. A comet grows out of its neuron: its tail is never
        longer than its way."""
        size = np.minimum((pulses.strength * SIZES).astype(np.intp), SIZES - 1)
        size = np.minimum(size, np.searchsorted(self._lengths[1:], pulses.run))
        turn = np.rint((pulses.angle / np.pi + 0.5) * (_ANGLES - 1)).astype(np.intp)
        which = (pulses.positive * SIZES + size) * _ANGLES + np.clip(turn, 0, _ANGLES - 1)
        order = np.argsort(which)  # the same sprite many times in a row is still in the cache
        which, counts = which[order], self._counts[which[order]]
        nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        piece = np.repeat(self._first[which], counts) + nth
        place = np.floor(np.repeat(pulses.position[order], counts, axis=0)) + self._corners[piece]
        pieces = self._pieces
        brush.surface.fblits(
            list(
                zip(
                    [pieces[i] for i in piece.tolist()],
                    place.astype(np.int32).tolist(),
                    strict=True,
                )
            ),
            stamping(brush.theme),
        )


@kept(2)
def comets(theme: Theme, scale: float) -> Comets:
    """The sprites of a theme and size, drawn once."""
    return Comets(theme, scale)


@kept(8)
def comet(theme: Theme, scale: float, color: Color, whole: bool, size: int) -> pygame.Surface:
    """One comet that runs to the right; ``size``: which of SIZES."""
    return stamp_of(theme, _seen(_shape_of(theme, scale, color, whole, size), 0.0)[0])


def _shape_of(theme: Theme, scale: float, color: Color, whole: bool, size: int) -> _Shape:
    return _Shape(
        hue=hue_of(theme, color),
        whole=whole,
        length=LENGTHS[size] * scale,
        head=max(_HEADS[size] * scale, 1.2),
        light=_LIGHTS[size],
        heat=theme.heat,
    )


def _upside_down(
    pixels: NDArray[np.uint8], corner: tuple[int, int]
) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    return pixels[::-1], (corner[0], 1 - corner[1] - len(pixels))


def _cut(
    theme: Theme, shape: _Shape, pixels: NDArray[np.uint8], corner: tuple[int, int]
) -> list[_Piece]:
    """A comet's pieces. A slanted one has many: in one, most of it would be nothing, which takes as
    long to add."""
    left, top = corner
    high, wide = pixels.shape[:2]
    across = int(wide >= high)  # cut along the longer side
    count = max(round(min(wide, high) / (_SLANT * 2 * _HALO * shape.head)), 1)
    edges = np.linspace(0, pixels.shape[across], count + 1).astype(int).tolist()
    pieces = []
    for begin, end in itertools.pairwise(edges):
        cut = pixels[:, begin:end] if across else pixels[begin:end]
        (dx, dy), cut = _trimmed(cut)
        x, y = (begin + dx, dy) if across else (dx, begin + dy)
        pieces.append(_Piece(stamp_of(theme, cut), (left + x, top + y)))
    return pieces


def _seen(shape: _Shape, angle: float) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """What can be seen of a comet, (height, width, 3), and where its corner is as seen from the
    head, px. ``angle``: radians, clockwise from right."""
    reach = _HALO * shape.head + 1
    back = np.array((-np.cos(angle), -np.sin(angle))) * shape.length
    low = np.floor(np.minimum(back, 0) - reach).astype(int)
    high = np.ceil(np.maximum(back, 0) + reach).astype(int)
    x = np.arange(low[0], high[0] + 1, dtype=np.float32)[None, :]
    y = np.arange(low[1], high[1] + 1, dtype=np.float32)[:, None]
    (dx, dy), pixels = _trimmed(_painted(shape, x, y, angle))
    return pixels, (int(low[0]) + dx, int(low[1]) + dy)


def _trimmed(pixels: NDArray[np.uint8]) -> tuple[tuple[int, int], NDArray[np.uint8]]:
    """Pixels without the dark around them, and how much was cut off at the left and above."""
    lit = (pixels[..., 0] | pixels[..., 1] | pixels[..., 2]) > 5  # max takes 20 times as long
    rows, columns = np.flatnonzero(lit.any(axis=1)), np.flatnonzero(lit.any(axis=0))
    if not len(rows):
        return (0, 0), pixels[:1, :1]
    top, left = int(rows[0]), int(columns[0])
    return (left, top), pixels[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]


def _painted(shape: _Shape, x: Array, y: Array, angle: float) -> NDArray[np.uint8]:
    """The light of a comet, (…, 3), 0..255, at places as seen from its head, px."""
    cosine, sine = np.cos(angle, dtype=np.float32), np.sin(angle, dtype=np.float32)
    along, across = x * cosine + y * sine, y * cosine - x * sine
    head, behind = shape.head, np.clip(-along / shape.length, 0, 1)
    width = head * (0.85 - 0.6 * behind)
    tail = (1 - behind) ** 0.9 * np.exp(-((across / width) ** 2)) * (along <= 0)
    if not shape.whole:
        # The first piece begins behind the head, which stands clear.
        piece = (behind * _PIECES) % 1
        edge = np.minimum(piece - _GAP, 1 - piece) * shape.length / _PIECES
        tail = tail * np.clip(edge + 0.5, 0, 1)
    away = along**2 + across**2
    ball = np.exp(-away / (1.15 * head) ** 2)
    halo = np.clip(1 - np.sqrt(away) / (_HALO * head), 0, 1) ** 2
    glow = np.clip(tail + ball + 0.3 * halo, 0, 1)[..., None]
    core = np.clip(ball * 1.1 + 0.35 * tail * (1 - behind), 0, 1)[..., None] ** 2
    hue = np.array(shape.hue, np.float32)
    light = shape.light * (glow * hue + 0.6 * shape.heat * core * (255 - glow * hue))
    return np.asarray(np.clip(light, 0, 255), np.uint8)
