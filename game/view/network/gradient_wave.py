"""The gradient's wave: it runs back through the picture of the network, right to left."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.kept import kept
from game.core.model.gradient import Gradient
from game.core.model.network import SIZES, Array
from game.core.model.unit import OFFSETS
from game.lab.gradient.update import BACK_TICKS
from game.lab.network.plan import UnitPlan
from game.lab.network.signals import scattered
from game.view.paint.brush import Brush
from game.view.paint.light import hue_of, stamp_of, stamping
from game.view.paint.theme import Theme

#: ticks after its beginning at which the wave reaches output, Hidden 2, Hidden 1 and the input
ARRIVALS = tuple(share * BACK_TICKS for share in (0.04, 0.29, 0.54, 0.79))
#: the most pulses that run along the weights into Hidden 1, into Hidden 2 and into the output
COUNTS = (150, 100, 60)
#: the most pixels that light up at the end
PIXELS = 60
#: the pulses of one gap are spread over this share of its length; the points of a pulse's tail, and
#: the distance between two of them, in radii of its head
SPREAD, TAIL, NEXT = 0.35, 14, 0.9
#: radius of a pulse's head, px at 1080 lines
HEAD = 5.0
#: a negative pulse's tail is in pieces: so many points, and as many left out
PIECE = 3
#: shares of the wave's time in which a ring lights up, and in which it fades
RISE, FADE = 0.04, 0.4
#: steps of brightness, dark included
LEVELS = 6
_STEPS = range(LEVELS)


class _Edges(NamedTuple):
    """The n weights into one layer with the largest |∂L/∂w|."""

    #: places of both ends among all 986 units, (n,)
    source: NDArray[np.intp]
    target: NDArray[np.intp]
    #: ∂L/∂w as a share of the largest, (n,), −1..1
    share: Array
    #: how far behind the first pulse of its gap each one runs, (n,), 0..1
    phase: Array


class _Wave(NamedTuple):
    """All that runs and lights up, for one gradient."""

    edges: tuple[_Edges, _Edges, _Edges]
    #: ∂L/∂x, ∂L/∂z₁, ∂L/∂z₂, ∂L/∂z₃ as shares of the largest of their layer
    units: tuple[Array, Array, Array, Array]


def draw_gradient_wave(brush: Brush, plan: UnitPlan, gradient: Gradient, since: float) -> None:
    """Lay the wave's light on the picture.

    ``since``: ticks since it set out from the output, 0 … BACK_TICKS; nothing is drawn before and
    after. All of it has the color of learning. What is round and whole has a positive derivative,
    what is square and in pieces a negative one.
    """
    if not 0 <= since < BACK_TICKS:
        return
    wave = _wave(gradient)
    for layer in (3, 2, 1):
        _draw_pulses(brush, plan, wave.edges[layer - 1], since, layer)
    for layer in (3, 2, 1, 0):
        _draw_rings(brush, plan, wave.units[layer], since, layer)


def _draw_pulses(brush: Brush, plan: UnitPlan, edges: _Edges, since: float, layer: int) -> None:
    """The pulses that run from ``layer`` to the one before it, each with a tail."""
    theme = brush.theme
    left, there = ARRIVALS[3 - layer], ARRIVALS[4 - layer]
    head = (since - left) / (there - left) * (1 + SPREAD) - SPREAD * edges.phase
    seen = (head > 0) & (head < 1.2)
    seen &= (plan.visibility[edges.source] > 0.5) & (plan.visibility[edges.target] > 0.5)
    if not seen.any():
        return
    start = plan.positions[edges.target[seen]]
    way = plan.positions[edges.source[seen]] - start
    length = np.hypot(*way.T)
    size = np.abs(edges.share[seen])
    below = edges.share[seen] < 0
    radius = max(brush.px(HEAD), 2)
    sprites = [_spark(theme, radius, level, square) for square in (False, True) for level in _STEPS]
    half = sprites[0].get_width() // 2
    bright = 0.45 + 0.55 * np.sqrt(size)
    for step in range(TAIL):
        along = head[seen] - step * NEXT * radius / length
        inside = (along > 0) & (along < 1) & ~(below & (step // PIECE % 2 == 1))
        place = np.rint(start + way * along[:, None]).astype(int) - half
        level = (bright * (1 - step / TAIL) * (LEVELS - 1) + 0.5).astype(int) + LEVELS * below
        which = [sprites[index] for index in level[inside].tolist()]
        stamps = list(zip(which, place[inside].tolist(), strict=True))
        brush.surface.fblits(stamps, stamping(theme))


def _draw_rings(brush: Brush, plan: UnitPlan, shares: Array, since: float, layer: int) -> None:
    """Rings around the units of a layer that the gradient has reached; of the input, whole pixels
    light up. ``shares``: their derivatives as shares of the largest, −1..1."""
    theme, rise = brush.theme, RISE * BACK_TICKS
    age = since - ARRIVALS[3 - layer] + rise
    end = min(FADE * BACK_TICKS, BACK_TICKS - ARRIVALS[3 - layer])
    light = min(age / rise, 1.0, (end + rise - age) / end)
    if light <= 0:
        return
    part = plan.layer(layer)
    level = np.rint(np.sqrt(np.abs(shares)) * light * (LEVELS - 1)).astype(int)
    lit = np.flatnonzero((level > 0) & (plan.visibility[part] > 0.5))
    if layer == 0 and len(lit) > PIXELS:
        lit = lit[np.argsort(-np.abs(shares[lit]), kind="stable")[:PIXELS]]
    radius = max(round(float(plan.radii[part].max())), 1)
    middle = np.floor(plan.positions[part][lit]).astype(int)
    stamps = []
    for index, at in zip(lit.tolist(), middle.tolist(), strict=True):
        below = bool(shares[index] < 0)
        if layer:
            stamp = _halo(theme, radius, brush.px(3.5), int(level[index]), below)
        else:
            stamp = _spark(theme, max(radius, 2), int(level[index]), below)
        half = stamp.get_width() // 2
        stamps.append((stamp, (at[0] - half, at[1] - half)))
    brush.surface.fblits(stamps, stamping(theme))


@kept(1)
def _wave(gradient: Gradient) -> _Wave:
    one, two, three = (_largest(gradient, layer, COUNTS[layer - 1]) for layer in (1, 2, 3))
    x, z1, z2, z3 = (_shares(values) for values in (gradient.x, *gradient.pre_activations))
    return _Wave((one, two, three), (x, z1, z2, z3))


def _largest(gradient: Gradient, layer: int, count: int) -> _Edges:
    """The weights into a layer with the largest |∂L/∂w|, at most ``count``, none of them zero."""
    values = gradient.weights[layer - 1]
    # Most rows and columns are zero: leaving them out first is ten times as fast.
    rows = np.flatnonzero(gradient.pre_activations[layer - 1])
    values = values[rows]
    columns = np.flatnonzero(values.any(axis=0))
    flat = _shares(values[:, columns].ravel())
    size = np.abs(flat)
    best = np.flatnonzero(size)
    if len(best) > count:
        best = np.sort(np.argpartition(size, len(size) - count)[len(size) - count :])
    row, column = np.divmod(best, max(len(columns), 1))
    target, source = rows[row], columns[column]
    return _Edges(
        source=OFFSETS[layer - 1] + source,
        target=OFFSETS[layer] + target,
        share=np.asarray(flat[best], np.float32),
        phase=scattered(target * SIZES[layer - 1] + source + layer * 200_003),
    )


def _shares(values: Array) -> Array:
    """Numbers as shares of the largest |number|, −1..1; 0 for those that are not finite."""
    finite = np.where(np.isfinite(values), values, 0).astype(float)
    return np.asarray(finite / (np.abs(finite).max(initial=0) or 1), np.float32)


@kept(64)
def _spark(theme: Theme, radius: int, level: int, square: bool) -> pygame.Surface:
    """A soft point of light: round, or square."""
    reach = 2 * radius
    offset = np.abs(np.arange(-reach, reach + 1)) / radius
    x, y = offset[:, None], offset[None, :]
    away = np.maximum(x, y) ** 4 + 0 * x if square else x**2 + y**2
    return _light(np.exp(-1.6 * away), level, theme)


@kept(128)
def _halo(theme: Theme, radius: int, width: int, level: int, gaps: bool) -> pygame.Surface:
    """A soft ring around a unit: whole, or with four gaps."""
    reach = radius + 3 * width
    offset = np.arange(-reach, reach + 1)
    away = np.hypot(offset[:, None], offset[None, :]) - (radius + width)
    shape = np.exp(-((away / (0.8 * width)) ** 2))
    if gaps:
        shape = shape * (np.cos(4 * np.arctan2(offset[:, None], offset[None, :])) < 0.4)
    return _light(shape, level, theme)


def _light(shape: NDArray[np.float64], level: int, theme: Theme) -> pygame.Surface:
    """A shape, 0..1, as light of a level in the color of learning."""
    share = level / (LEVELS - 1)
    hue = np.array(hue_of(theme, theme.learning), float)
    core = (shape**3)[..., None] * (255 - hue) * 0.55 * theme.heat * share
    pixels = shape[..., None] * hue * share + core
    return stamp_of(theme, np.clip(pixels, 0, 255).astype(np.uint8))
