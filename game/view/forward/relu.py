"""ReLU on the number line: the z of a layer stand on an upper line, its a on a lower one; what is
below 0 falls to 0."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.model.network import Array, Trace
from game.lab.forward.layout import layer_of
from game.lab.forward.update import focused, shown
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED, sign_color
from game.view.paint.theme import Color, Theme, mixed
from game.view.panel import Panel
from game.words.numbers import figure

#: a dot's radius, px at 1080 lines
_DOT = 5
#: the share of the item's height that lies above the upper line; what lies below the lower line, px
#: at 1080 lines
_ABOVE, _FOOT = 0.42, 68


class Relu(NamedTuple):
    """A layer, 1 or 2, of a drawing: how many of its z below 0 have fallen to 0, and the index of
    the neuron that is looked at."""

    trace: Trace
    layer: int
    fallen: int
    neuron: int


class NumberLine(NamedTuple):
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


def number_line_of(theme: Theme, rect: Rect, values: Array, arrived: int) -> NumberLine:
    """Fit a layer's z to the item; ``arrived`` of those below 0 have fallen."""
    units = np.flatnonzero(np.isfinite(values))
    finite = values[units].astype(float)
    low, high = float(finite.min(initial=-1e-6)), float(finite.max(initial=1e-6))
    room = rect.inset(theme.px(34), 0)
    per = room.w / (high - low)
    return NumberLine(
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
    """Which of the values, (n,), have fallen to 0: ``arrived`` of those below 0, of which the
    lowest fall first."""
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
        line = number_line_of(brush.theme, rect, values, value.fallen)
        _draw_lines(brush, line)
        _draw_dots(brush, line)
        _draw_axes(brush, line, value.layer)
        _draw_count(brush, line)
        _draw_focus(brush, line, value.neuron)


def _draw_lines(brush: Brush, line: NumberLine) -> None:
    """From each z that has become an a to that a."""
    theme, surface = brush.theme, brush.surface
    cold = mixed(theme.panel, theme.negative, 0.4)
    for x in line.place[line.gone].tolist():
        pygame.draw.aaline(surface, cold, (x, line.above), (line.zero, line.below))
    warm = mixed(theme.panel, theme.positive, 0.4)
    top, high = round(line.above), round(line.below - line.above)
    for x in line.place[line.values > 0].tolist():
        surface.fill(warm, (round(x), top, brush.px(1), high))


def _draw_dots(brush: Brush, line: NumberLine) -> None:
    """Every z on the upper line; on the lower line those above 0, and one dot for all at 0."""
    theme, surface, radius = brush.theme, brush.surface, brush.px(_DOT)
    wide = 2 * radius + brush.px(1)
    levels = stacked(line.place, wide)
    room = line.above - line.rect.y - brush.px(40)
    pitch = min(wide, room / max(int(levels.max(initial=0)), 1))
    dots = line.place, levels, line.values, line.gone
    for x, level, value, gone in zip(*(each.tolist() for each in dots), strict=True):
        full = theme.positive if value > 0 else theme.negative if value < 0 else theme.muted
        at = x, line.above - radius - brush.px(2) - level * pitch
        shade = mixed(theme.panel, full, 0.4) if gone else full
        pygame.draw.circle(surface, shade, at, radius)
        if value < 0:  # a second cue beside color: hollow
            pygame.draw.circle(surface, theme.panel, at, radius * 0.45)
        elif value > 0:
            pygame.draw.circle(surface, full, (x, line.below), radius)
    if line.gone.any():
        at = line.zero, line.below
        pygame.draw.aacircle(surface, theme.negative, at, radius + brush.px(3))
        pygame.draw.aacircle(surface, theme.panel, at, radius * 0.6)


def _draw_axes(brush: Brush, line: NumberLine, layer: int) -> None:
    """Both lines with their names and the place of 0, and the largest value if there is room."""
    theme, rect, small, thick = brush.theme, line.rect, brush.small, brush.px(2)
    for letter, y in (("z", line.above), ("a", line.below)):
        pygame.draw.rect(brush.surface, theme.muted, (rect.x, round(y), rect.w, thick))
        tick = round(line.zero) - thick // 2, round(y) - brush.px(7)
        pygame.draw.rect(brush.surface, theme.text, (*tick, thick, brush.px(14) + thick))
        name, at = f"{letter}{LOWERED[layer]}", (rect.x, y + brush.px(18))
        brush.write(name, at, small, theme.text, bold=True, anchor="midleft")
    y = line.below + brush.px(18)
    zero = brush.write("0", (line.zero, y), small, theme.text, anchor="center")
    high = figure(float(line.values.max(initial=0)), 2)
    if rect.right - brush.width(high, small) > zero.right + brush.px(10):
        brush.write(high, (rect.right, y), small, theme.positive, anchor="midright")


def _draw_count(brush: Brush, line: NumberLine) -> None:
    """In words, how many of the z have fallen to 0."""
    words = brush.say("forward.fallen", count=int(line.gone.sum()))
    y = line.below + brush.px(46)
    _write_near(brush, line, words, (line.zero, y), brush.theme.text)


def _draw_focus(brush: Brush, line: NumberLine, neuron: int) -> None:
    """The neuron looked at, with its way from z to a, and its z at the top."""
    found = np.flatnonzero(line.units == neuron)
    if not len(found):  # its z is no finite number
        return
    color, surface, radius = brush.theme.text, brush.surface, brush.px(8)
    x, z = float(line.place[found[0]]), float(line.values[found[0]])
    top = line.rect.y + brush.px(28)
    pygame.draw.line(surface, color, (x, top), (x, line.above), brush.px(2))
    if z > 0 or line.gone[found[0]]:
        end = x if z > 0 else line.zero, line.below
        pygame.draw.line(surface, color, (x, line.above), end, brush.px(3))
        pygame.draw.aacircle(surface, color, end, radius)
    pygame.draw.aacircle(surface, color, (x, line.above), radius)
    printed, y = figure(z, 2), line.rect.y + brush.small * 0.6
    words = brush.say("forward.relu.z", z=printed)
    _write_near(brush, line, words, (x, y), sign_color(brush.theme, printed))


def _write_near(
    brush: Brush, line: NumberLine, words: str, at: tuple[float, float], color: Color
) -> None:
    """One line with its middle at a place, or as near to it as the item allows."""
    rect, small = line.rect, brush.small
    half = brush.width(words, small) / 2 + 2
    x = min(max(at[0], rect.x + half), rect.right - half)
    brush.write(words, (x, at[1]), small, color, anchor="center")
