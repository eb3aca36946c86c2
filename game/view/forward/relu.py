"""ReLU on the number line: the z of a layer stand on an upper line, its a on a lower one; what is
below 0 falls to 0."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.model.network import Array, Trace
from game.core.printed import figure
from game.lab.forward.layout import layer_of
from game.lab.forward.update import focused, shown
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED, sign_color
from game.view.paint.theme import Color, Theme, mixed
from game.view.panel import Panel

#: a dot's radius, and the size of text, px at 1080 lines
_DOT, _SMALL = 5, 22
#: the share of the item's height that lies above the upper line; what lies below the lower line, px
#: at 1080 lines
_ABOVE, _FOOT = 0.42, 66


class Relu(NamedTuple):
    """A layer, 1 or 2, of a drawing: how many of its z below 0 have fallen to 0, and the index of
    the neuron that is looked at."""

    trace: Trace
    layer: int
    fallen: int
    neuron: int


class Scale(NamedTuple):
    """The n finite z of a layer, where they stand, and which have fallen; window px."""

    rect: Rect
    #: y of the upper line and of the lower one
    above: float
    below: float
    #: x of 0, and of each z
    zero: float
    place: NDArray[np.float64]
    values: NDArray[np.float64]
    gone: NDArray[np.bool_]
    #: the indices of the neurons they belong to
    units: NDArray[np.intp]


def scale_of(theme: Theme, rect: Rect, values: Array, arrived: int) -> Scale:
    """Fit a layer's z to the item; ``arrived`` of those below 0 have fallen."""
    units = np.flatnonzero(np.isfinite(values))
    finite = values[units].astype(float)
    low, high = float(finite.min(initial=-1e-6)), float(finite.max(initial=1e-6))
    room = rect.inset(theme.px(34), 0)
    per = room.w / (high - low)
    return Scale(
        rect=rect,
        above=rect.y + _ABOVE * rect.h,
        below=rect.bottom - theme.px(_FOOT),
        zero=room.x - low * per,
        place=room.x + (finite - low) * per,
        values=finite,
        gone=fallen(values, arrived)[units],
        units=units,
    )


def fallen(values: Array, arrived: int) -> NDArray[np.bool_]:
    """Which of the values, (n,), have fallen to 0: ``arrived`` of those below it, as those furthest
    below fall first."""
    order = np.argsort(np.where(values < 0, values, 0), kind="stable")[:arrived]
    mask = np.zeros(len(values), bool)
    mask[order] = values[order] < 0
    return mask


def stacked(place: NDArray[np.float64], wide: float) -> NDArray[np.intp]:
    """For each dot, (n,): how many others it stands on. Dots at ``place``, x in px, of which one is
    ``wide`` px wide, are stacked where they would cover each other."""
    columns = np.floor(place / wide).astype(np.intp)
    order = np.argsort(columns, kind="stable")
    ranked = columns[order]
    level = np.empty(len(place), np.intp)
    level[order] = np.arange(len(place)) - np.searchsorted(ranked, ranked)
    return level


class ReluPanel(Panel[Relu]):
    """Draws into the item between the cells before and after."""

    name = "forward.relu"
    every = 3

    def look(self, state: State) -> Relu:
        assert state.prediction.trace is not None  # without a drawing the stage has no such item
        layer = layer_of(state.forward.step)
        return Relu(state.prediction.trace, layer, shown(state), focused(state).index)

    def draw(self, brush: Brush, rect: Rect, value: Relu) -> None:
        values = value.trace.pre_activations[value.layer - 1]
        scale = scale_of(brush.theme, rect, values, value.fallen)
        _draw_lines(brush, scale)
        _draw_dots(brush, scale)
        _draw_axes(brush, scale, value.layer)
        _draw_count(brush, scale)
        _draw_focus(brush, scale, value.neuron)


def _draw_lines(brush: Brush, scale: Scale) -> None:
    """From each z that has become an a to that a."""
    theme, surface = brush.theme, brush.surface
    cold = mixed(theme.panel, theme.negative, 0.4)
    for x in scale.place[scale.gone].tolist():
        pygame.draw.aaline(surface, cold, (x, scale.above), (scale.zero, scale.below))
    warm = mixed(theme.panel, theme.positive, 0.4)
    top, high = round(scale.above), round(scale.below - scale.above)
    for x in scale.place[scale.values > 0].tolist():
        surface.fill(warm, (round(x), top, brush.px(1), high))


def _draw_dots(brush: Brush, scale: Scale) -> None:
    """Every z on the upper line; on the lower line those above 0, and one dot for all at 0."""
    theme, surface, radius = brush.theme, brush.surface, brush.px(_DOT)
    wide = 2 * radius + brush.px(1)
    levels = stacked(scale.place, wide)
    room = scale.above - scale.rect.y - brush.px(40)
    pitch = min(wide, room / max(int(levels.max(initial=0)), 1))
    dots = scale.place, levels, scale.values, scale.gone
    for x, level, value, gone in zip(*(each.tolist() for each in dots), strict=True):
        full = theme.positive if value > 0 else theme.negative if value < 0 else theme.muted
        at = x, scale.above - radius - brush.px(2) - level * pitch
        shade = mixed(theme.panel, full, 0.4) if gone else full
        pygame.draw.circle(surface, shade, at, radius)
        if value < 0:  # a second cue beside color: hollow
            pygame.draw.circle(surface, theme.panel, at, radius * 0.45)
        elif value > 0:
            pygame.draw.circle(surface, full, (x, scale.below), radius)
    if scale.gone.any():
        at = scale.zero, scale.below
        pygame.draw.aacircle(surface, theme.negative, at, radius + brush.px(3))
        pygame.draw.aacircle(surface, theme.panel, at, radius * 0.6)


def _draw_axes(brush: Brush, scale: Scale, layer: int) -> None:
    """Both lines with their names and the place of 0, and the largest value if there is room."""
    theme, rect, small, thick = brush.theme, scale.rect, brush.px(_SMALL), brush.px(2)
    for letter, y in (("z", scale.above), ("a", scale.below)):
        pygame.draw.rect(brush.surface, theme.muted, (rect.x, round(y), rect.w, thick))
        tick = round(scale.zero) - thick // 2, round(y) - brush.px(7)
        pygame.draw.rect(brush.surface, theme.text, (*tick, thick, brush.px(14) + thick))
        name, at = f"{letter}{LOWERED[layer]}", (rect.x, y + brush.px(18))
        brush.write(name, at, small, theme.text, bold=True, anchor="midleft")
    y = scale.below + brush.px(18)
    zero = brush.write("0", (scale.zero, y), small, theme.text, anchor="center")
    high = figure(float(scale.values.max(initial=0)), 2)
    if rect.right - brush.width(high, small) > zero.right + brush.px(10):
        brush.write(high, (rect.right, y), small, theme.positive, anchor="midright")


def _draw_count(brush: Brush, scale: Scale) -> None:
    """How many have fallen to 0."""
    words = brush.say("forward.fallen", count=int(scale.gone.sum()))
    y = scale.below + brush.px(46)
    _write_near(brush, scale, words, (scale.zero, y), brush.theme.negative)


def _draw_focus(brush: Brush, scale: Scale, neuron: int) -> None:
    """The neuron looked at, with its way from z to a, and its z at the top."""
    found = np.flatnonzero(scale.units == neuron)
    if not len(found):  # its z is no finite number
        return
    color, surface, radius = brush.theme.winner, brush.surface, brush.px(8)
    x, z = float(scale.place[found[0]]), float(scale.values[found[0]])
    top = scale.rect.y + brush.px(28)
    pygame.draw.line(surface, color, (x, top), (x, scale.above), brush.px(2))
    if z > 0 or scale.gone[found[0]]:
        end = x if z > 0 else scale.zero, scale.below
        pygame.draw.line(surface, color, (x, scale.above), end, brush.px(3))
        pygame.draw.aacircle(surface, color, end, radius)
    pygame.draw.aacircle(surface, color, (x, scale.above), radius)
    printed, y = figure(z, 2), scale.rect.y + brush.px(_SMALL) * 0.65
    words = brush.say("forward.relu.z", z=printed)
    _write_near(brush, scale, words, (x, y), sign_color(brush.theme, printed))


def _write_near(
    brush: Brush, scale: Scale, words: str, at: tuple[float, float], color: Color
) -> None:
    """One line with its middle at a place, or as near to it as the item allows."""
    rect, small = scale.rect, brush.px(_SMALL)
    half = brush.width(words, small) / 2 + 2
    x = min(max(at[0], rect.x + half), rect.right - half)
    brush.write(words, (x, at[1]), small, color, anchor="center")
