"""Single edges, wide enough to follow by eye: those of the Readable view, of a pin, of "Why 7?".

A ribbon is a few parallel lines of the rasterizer that paints all weights. Two things tell the
sign: the color, and that negative ribbons are dashed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.core.model.network import Array
from game.view.network.pictures.all_weights import Picture, colored, leveled
from game.view.network.pictures.rasterize import Edges, rasterize
from game.view.paint.theme import Theme

#: dash and gap of a negative ribbon, px at 1080 lines; longer for wide ones
_DASH, _GAP = 13.0, 7.0
#: the density of a line as bright as can be
_FULL = 2.4
#: the share of its length over which a whole ribbon fades in and out, and a dash
_FADE, _DASH_FADE = 0.05, 0.12


class Ribbons(NamedTuple):
    """n straight ribbons. ``start`` and ``end`` (n, 2), px of the picture; ``width`` (n,), px;
    ``light`` (n,), −1..1: brightness and, as its sign, the weight's."""

    start: Array
    end: Array
    width: Array
    light: Array


def paint(size: tuple[int, int], ribbons: Ribbons, theme: Theme, dashed: bool = True) -> Picture:
    """Ribbons as light on nothing, (height, width) for ``size`` = (width, height).

    ``dashed``: whether the negative ones are; hundreds of fine dashed lines would be a mere haze.
    """
    picture = np.zeros((2, size[1], size[0]), np.float32)
    whole = ribbons.light > 0 if dashed else np.ones(len(ribbons.light), bool)
    rasterize(picture, _within(_lines(ribbons, whole), size), _FADE, _FADE)
    if not whole.all():
        pieces = _dashes(Ribbons(*(values[~whole] for values in ribbons)), theme.scale)
        rasterize(picture, _within(_lines(pieces), size), _DASH_FADE, _DASH_FADE)
    return colored(leveled(picture), theme)


def _lines(ribbons: Ribbons, which: np.ndarray | None = None) -> Edges:
    """Parallel lines, a pixel apart, that fill the ribbons; ``which`` (n,): of these only."""
    start, end, width, light = ribbons if which is None else (v[which] for v in ribbons)
    count = np.maximum(np.rint(width), 1).astype(np.intp)
    owner = np.repeat(np.arange(len(count)), count)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    offset = (within - (count[owner] - 1) / 2).astype(np.float32)
    way = end - start
    across = np.stack([-way[:, 1], way[:, 0]], axis=1)
    across = across / np.maximum(np.hypot(*way.T), 1e-6)[:, None]
    aside = (across[owner] * offset[:, None]).astype(np.float32)
    # A ribbon thinner than a line is a dimmer line.
    density = light * np.minimum(width / count, 1) * np.float32(_FULL)
    return Edges(start[owner] + aside, end[owner] + aside, density[owner].astype(np.float32))


def _dashes(ribbons: Ribbons, scale: float) -> Ribbons:
    """The dashes of ribbons, as ribbons."""
    way = ribbons.end - ribbons.start
    length = np.hypot(*way.T)
    stretch = np.maximum(ribbons.width / (3 * scale), 1) * max(scale, 0.7)
    count = np.maximum(np.rint(length / ((_DASH + _GAP) * stretch)), 1).astype(np.intp)
    owner = np.repeat(np.arange(len(count)), count)
    turn = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    begin = (turn / count[owner]).astype(np.float32)[:, None]
    part = (_DASH / (_DASH + _GAP) / count[owner]).astype(np.float32)[:, None]
    start, way = ribbons.start[owner], way[owner]
    return Ribbons(
        start + way * begin,
        start + way * (begin + part),
        ribbons.width[owner],
        ribbons.light[owner],
    )


def _within(edges: Edges, size: tuple[int, int]) -> Edges:
    """Edges whose ends are moved to where the rasterizer may write."""
    low, high = np.float32(1.5), np.array(size, np.float32) - np.float32(2.5)
    return Edges(np.clip(edges.start, low, high), np.clip(edges.end, low, high), edges.density)
