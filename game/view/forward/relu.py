"""ReLU on the number line: all z of a layer above, all a below; what is under 0 falls to 0."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.model.network import Array
from game.core.printed import figure
from game.lab.forward.layout import layer_of
from game.lab.forward.update import focused, shown
from game.lab.state.state import State
from game.view.card.terms import sign_color
from game.view.paint.brush import Brush
from game.view.paint.figures import LOWERED
from game.view.paint.theme import Theme, mixed
from game.view.panel import OldPanel

#: a dot's radius, and text, px at 1080 lines
_DOT, _SMALL = 5, 22
#: shares of the item's height above the upper line; px below the lower one
_ABOVE, _FOOT = 0.42, 66


class Scale(NamedTuple):
    """The finite z of a layer, (n,), where they stand, and which have fallen."""

    rect: Rect
    #: the heights of the two lines, px
    above: float
    below: float
    #: where 0 is, and each z, px
    zero: float
    place: NDArray[np.float64]
    values: NDArray[np.float64]
    gone: NDArray[np.bool_]
    #: the units they belong to
    units: NDArray[np.intp]


def scale_of(theme: Theme, rect: Rect, values: Array, come: int) -> Scale:
    """Fit a layer's z, (n,), to the item; the first ``come`` of those below 0 have fallen."""
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
        gone=fallen(values, come)[units],
        units=units,
    )


def fallen(values: Array, come: int) -> NDArray[np.bool_]:
    """Which of the values, (n,), have fallen to 0: the first ``come`` of those below it, the
    furthest below first."""
    order = np.argsort(np.where(values < 0, values, 0), kind="stable")[:come]
    mask = np.zeros(len(values), bool)
    mask[order] = values[order] < 0
    return mask


def stacked(place: NDArray[np.float64], wide: float) -> NDArray[np.intp]:
    """How many dots, ``wide`` px each, stand below each of those at ``place``, (n,)."""
    columns = np.floor(place / wide).astype(np.intp)
    order = np.argsort(columns, kind="stable")
    ranked = columns[order]
    level = np.empty(len(place), np.intp)
    level[order] = np.arange(len(place)) - np.searchsorted(ranked, ranked)
    return level


class ReluPanel(OldPanel):
    """Draws into the item between the cells before and after."""

    name = "forward.relu"
    every = 3

    def key(self, state: State) -> object:
        return state.prediction.trace, state.forward.step, focused(state), shown(state)

    def draw(self, brush: Brush, state: State) -> None:
        if state.prediction.trace is None:
            return
        layer = layer_of(state.forward.step)
        values = state.prediction.trace.pre_activations[layer - 1]
        scale = scale_of(brush.theme, state.stage.rect(self.name), values, shown(state))
        self._draw_lines(brush, scale)
        self._draw_dots(brush, scale)
        self._draw_axes(brush, scale, layer)
        self._draw_focus(brush, scale, focused(state).index)

    def _draw_lines(self, brush: Brush, scale: Scale) -> None:
        """From each z to its a."""
        cold = mixed(brush.theme.panel, brush.theme.negative, 0.4)
        for x in scale.place[scale.gone].tolist():
            pygame.draw.aaline(brush.surface, cold, (x, scale.above), (scale.zero, scale.below))
        warm = mixed(brush.theme.panel, brush.theme.positive, 0.4)
        top, high = round(scale.above), round(scale.below - scale.above)
        for x in scale.place[scale.values > 0].tolist():
            brush.surface.fill(warm, (round(x), top, brush.px(1), high))

    def _draw_dots(self, brush: Brush, scale: Scale) -> None:
        """All of them on the upper line, and on the lower one those that stay as they are."""
        radius = brush.px(_DOT)
        wide = 2 * radius + brush.px(1)
        levels = stacked(scale.place, wide)
        room = scale.above - scale.rect.y - brush.px(40)
        pitch = min(wide, room / max(int(levels.max(initial=0)), 1))
        dots = zip(
            scale.place.tolist(),
            levels.tolist(),
            scale.values.tolist(),
            scale.gone.tolist(),
            strict=True,
        )
        for x, level, value, gone in dots:
            full = (
                brush.theme.positive
                if value > 0
                else brush.theme.negative
                if value < 0
                else brush.theme.muted
            )
            at = x, scale.above - radius - brush.px(2) - level * pitch
            shade = mixed(brush.theme.panel, full, 0.4) if gone else full
            pygame.draw.circle(brush.surface, shade, at, radius)
            if value < 0:  # a second cue beside color: hollow
                pygame.draw.circle(brush.surface, brush.theme.panel, at, radius * 0.45)
            elif value > 0:
                pygame.draw.circle(brush.surface, full, (x, scale.below), radius)
        if scale.gone.any():
            at = scale.zero, scale.below
            pygame.draw.aacircle(brush.surface, brush.theme.negative, at, radius + brush.px(3))
            pygame.draw.aacircle(brush.surface, brush.theme.panel, at, radius * 0.6)

    def _draw_axes(self, brush: Brush, scale: Scale, layer: int) -> None:
        rect = scale.rect
        small, thick = brush.px(_SMALL), brush.px(2)
        for name, y in (("z", scale.above), ("a", scale.below)):
            pygame.draw.rect(brush.surface, brush.theme.muted, (rect.x, round(y), rect.w, thick))
            tick = round(scale.zero) - thick // 2, round(y) - brush.px(7)
            pygame.draw.rect(brush.surface, brush.theme.text, (*tick, thick, brush.px(14) + thick))
            at = rect.x, y + brush.px(18)
            brush.write(f"{name}{LOWERED[layer]}", at, small, brush.theme.text, bold=True,
                anchor="midleft",
            )  # fmt: skip
        y = scale.below + brush.px(18)
        zero = brush.write("0", (scale.zero, y), small, brush.theme.text, anchor="center")
        high = figure(float(scale.values.max(initial=0)), 2)
        wide = brush.width(high, small)
        if rect.right - wide > zero.right + brush.px(10):
            at = rect.right, y
            brush.write(high, at, small, brush.theme.positive, anchor="midright")
        self._draw_count(brush, scale)

    def _draw_count(self, brush: Brush, scale: Scale) -> None:
        """How many lie at 0 now."""
        rect = scale.rect
        words, small = brush.say("forward.fallen", count=int(scale.gone.sum())), brush.px(_SMALL)
        half = brush.width(words, small) / 2 + 2
        x = min(max(scale.zero, rect.x + half), rect.right - half)
        at = x, scale.below + brush.px(46)
        brush.write(words, at, small, brush.theme.negative, anchor="center")

    def _draw_focus(self, brush: Brush, scale: Scale, unit: int) -> None:
        """The neuron looked at, with its way from z to a, and its z at the top."""
        found = np.flatnonzero(scale.units == unit)
        if not len(found):
            return
        small = brush.px(_SMALL)
        x, value = float(scale.place[found[0]]), float(scale.values[found[0]])
        done = value > 0 or bool(scale.gone[found[0]])
        end = x if value > 0 else scale.zero
        top = scale.rect.y + brush.px(28)
        pygame.draw.line(brush.surface, brush.theme.winner, (x, top), (x, scale.above), brush.px(2))
        if done:
            way = (x, scale.above), (end, scale.below)
            pygame.draw.line(brush.surface, brush.theme.winner, *way, brush.px(3))
            pygame.draw.aacircle(brush.surface, brush.theme.winner, (end, scale.below), brush.px(8))
        pygame.draw.aacircle(brush.surface, brush.theme.winner, (x, scale.above), brush.px(8))
        words = f"z = {figure(value, 2)}"
        half = brush.width(words, small) / 2 + 2
        x = min(max(x, scale.rect.x + half), scale.rect.right - half)
        at, color = (x, scale.rect.y + small * 0.65), sign_color(brush.theme, figure(value, 2))
        brush.write(words, at, small, color, anchor="center")
