"""The gradient on screen: the loss, the outputs it starts from, and the neurons and pixels that
it comes to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import exp, expm1, isfinite
from typing import Any, NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.gradient import Gradient
from game.core.model.network import SIZES, Array, Trace
from game.core.model.unit import OUTPUT, Unit
from game.lab.gradient.layout import GRIDS
from game.lab.gradient.update import gradient_shown
from game.lab.state.state import State
from game.view.gradient.numbers import digits, signed
from game.view.gradient.outputs import NamesPanel, OutputsPanel, TargetTile, of_output
from game.view.gradient.teaching import CurvePanel, RatePanel, TeachButton, TeachingPanel
from game.view.gradient.way_back import BlocksPanel, GradientBlankPanel
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_contributions_on_ink
from game.view.paint.lines import Line, write_lines
from game.view.paint.signed_cells import cell, draw_cells, mark_cell
from game.view.panel import Panel
from game.words.catalogue import say

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
#: from this probability on, its distance from 1 says more than the probability itself
_NEAR_ONE = 0.995


def loss_words(loss: float, target: int) -> tuple[str, str]:
    """The loss as −ln of a probability, at length and in short."""
    if not isfinite(loss):
        return say("gradient.loss.none"), say("gradient.loss.none.short")
    probability, rest = exp(-loss), -expm1(-loss)
    words = digits(probability) if probability < _NEAR_ONE else ""
    lowered = str(target).translate(_LOWERED)
    long = say(
        "gradient.loss",
        target=lowered,
        probability=words or say("gradient.loss.rest", rest=digits(rest)),
        loss=digits(loss),
    )
    return long, say("gradient.loss.short", target=lowered, loss=digits(loss))


def slope_of_ink(gradient: Gradient, x: Array) -> Array:
    """∂L/∂x, (784,): above 0 where less ink would lower the loss, below 0 where more would. It is 0
    where a pixel has no ink to lose, or can have no more."""
    possible = np.where(gradient.x < 0, x < 1, x > 0)
    return np.asarray(np.where(possible | np.isnan(gradient.x), gradient.x, 0), np.float32)


class QuestionPanel(Panel[None]):
    """What the ten buttons below it ask."""

    name = "gradient.question"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        words = brush.say("gradient.question"), brush.say("gradient.question.short")
        said, at = brush.choose(words, brush.body, rect.w, bold=True), (rect.x, rect.center[1])
        brush.write(said, at, brush.body, brush.theme.text, bold=True, anchor="midleft")


class LossPanel(Panel[Gradient | None]):
    """The loss in numbers."""

    name = "gradient.loss"
    every = 3

    def look(self, state: State) -> Gradient | None:
        return gradient_shown(state)

    def draw(self, brush: Brush, rect: Rect, value: Gradient | None) -> None:
        theme, size, mark = brush.theme, brush.small, brush.px(12)
        words: tuple[str, ...] = (brush.say("gradient.loss.wait"),)
        color = theme.muted
        if value is not None:
            words = loss_words(value.loss, value.target)
            color = theme.text if isfinite(value.loss) else theme.damage
        y, left = rect.center[1], rect.x + 2 * mark + brush.px(8)
        said = brush.choose(words, size, rect.right - left)
        # The sign of the loss wherever it is told of: a drop of the color of learning.
        corners = [(rect.x + mark + dx * mark, y + dy * mark) for dx, dy in _DIAMOND]
        pygame.draw.polygon(brush.surface, theme.learning, corners)
        brush.write(said, (left, y), size, color, anchor="midleft")


_DIAMOND = ((0, -1), (1, 0), (0, 1), (-1, 0))


class OnDrawing(NamedTuple):
    """The gradient, and the drawing it belongs to."""

    gradient: Gradient | None
    trace: Trace | None


class PixelsPanel(Panel[OnDrawing]):
    """∂L/∂x on the drawing."""

    name = "gradient.x"
    every = 3

    def look(self, state: State) -> OnDrawing:
        return OnDrawing(gradient_shown(state), state.prediction.trace)

    def draw(self, brush: Brush, rect: Rect, value: OnDrawing) -> None:
        if value.trace is None:
            return
        x = value.trace.activations[0]
        slope = np.zeros_like(x) if value.gradient is None else slope_of_ink(value.gradient, x)
        draw_contributions_on_ink(brush, rect, slope, x)


class SignsPanel(Panel[int | None]):
    """What the two signs mean: of a pixel for the digit that the drawing should have been (its
    value), of anything for the loss (None)."""

    name = "gradient.legend"
    every = 3

    def look(self, state: State) -> int | None:
        found = None if state.gradient.more else gradient_shown(state)
        return None if found is None else found.target

    def draw(self, brush: Brush, rect: Rect, value: int | None) -> None:
        say, theme = brush.say, brush.theme
        above: tuple[str, ...] = say("gradient.above"), say("gradient.above.short")
        below: tuple[str, ...] = say("gradient.below"), say("gradient.below.short")
        if value is not None:
            above = (say("gradient.ink.above", digit=value),)
            below = (say("gradient.ink.below", digit=value),)
        size, side = brush.small, brush.px(18)
        places = rect.rows(2) if rect.h >= 2 * size else rect.columns(2, brush.px(16))
        left = side + brush.px(10)
        # Both are long, or both are short.
        long = all(brush.width(words[0], size) <= places[0].w - left for words in (above, below))
        pairs = (above, theme.positive), (below, theme.negative)
        for place, (words, color) in zip(places, pairs, strict=True):
            y = place.center[1]
            swatch = pygame.Rect(round(place.x), round(y - side / 2), side, side)
            pygame.draw.rect(brush.surface, color, swatch)
            if color is theme.negative:  # hollow, as what is below zero is everywhere
                inner = swatch.inflate(-0.62 * side, -0.62 * side)
                pygame.draw.rect(brush.surface, theme.canvas, inner)
            said = brush.choose(words if long else words[-1:], size, place.w - left)
            brush.write(said, (place.x + left, y), size, theme.text, anchor="midleft")


class PlainPanel(Panel[None]):
    """What the whole way back answers."""

    name = "gradient.plain"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        words = brush.say("gradient.plain"), brush.say("gradient.plain.short")
        write_lines(brush, rect, (Line(words, brush.body, brush.theme.text, bold=True),))


class Marked(NamedTuple):
    """The gradient, and which neurons of one layer are hovered and pinned."""

    gradient: Gradient | None
    hovered: int | None
    pinned: int | None


class CellsPanel(Panel[Marked]):
    """∂L/∂z of a hidden layer: one cell for each neuron."""

    every = 3

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> Marked:
        hovered, pinned = (
            unit.index if unit is not None and unit.layer == GRIDS[self.name].layer else None
            for unit in (state.card.hovered, state.card.pinned)
        )
        return Marked(gradient_shown(state), hovered, pinned)

    def draw(self, brush: Brush, rect: Rect, value: Marked) -> None:
        grid = GRIDS[self.name]
        if value.gradient is None:
            draw_cells(brush, rect, np.zeros(SIZES[grid.layer], np.float32), grid.columns)
            return
        values = value.gradient.pre_activations[grid.layer - 1]
        draw_cells(brush, rect, values, grid.columns)
        for index, pinned in ((value.hovered, False), (value.pinned, True)):
            if index is not None:
                place = cell(rect, index, grid.columns, len(values))
                mark_cell(brush, rect, place, pinned)


class CaptionPanel(Panel[None]):
    """The caption of a picture: keys of the catalogue, long to short."""

    def __init__(self, picture: str, *keys: str) -> None:
        self.name = f"{picture}.words"
        self._keys = keys

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        words = tuple(brush.say(key) for key in self._keys)
        said = brush.choose(words, brush.small, rect.w)
        at = rect.x, rect.center[1]
        brush.write(said, at, brush.small, brush.theme.muted, anchor="midleft")


class OfUnit(NamedTuple):
    """The gradient, and the neuron that is hovered, else the pinned one."""

    gradient: Gradient | None
    unit: Unit | None


class UnitPanel(Panel[OfUnit]):
    """∂L/∂z of the neuron looked at."""

    name = "gradient.unit"
    every = 2

    def look(self, state: State) -> OfUnit:
        return OfUnit(gradient_shown(state), state.card.hovered or state.card.pinned)

    def draw(self, brush: Brush, rect: Rect, value: OfUnit) -> None:
        say, size, theme = brush.say, brush.small, brush.theme
        gradient, unit = value
        if gradient is None or unit is None or unit.layer == 0:
            words = say("gradient.point"), say("gradient.point.short")
            write_lines(brush, rect, (Line(words, size, theme.muted),))
            return
        number = float(gradient.pre_activations[unit.layer - 1][unit.index])
        told: tuple[str, ...] = (signed(number),)
        if unit.layer == OUTPUT:
            told = (of_output(gradient, unit.index), *told)
        elif number == 0:
            told = say("gradient.zero"), say("gradient.zero.short")
        color = theme.positive if number > 0 else theme.negative if number < 0 else theme.muted
        name = (say("gradient.unit", index=unit.index),)
        write_lines(brush, rect, (Line(name, size, theme.text), Line(told, size, color)))


#: the panels of this room
PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    QuestionPanel,
    LossPanel,
    OutputsPanel,
    NamesPanel,
    *(partial(TargetTile, digit) for digit in range(SIZES[OUTPUT])),
    PixelsPanel,
    SignsPanel,
    PlainPanel,
    UnitPanel,
    BlocksPanel,
    TeachButton,
    TeachingPanel,
    partial(CellsPanel, "gradient.z1"),
    partial(CellsPanel, "gradient.z2"),
    partial(CaptionPanel, "gradient.x", "gradient.x", "gradient.x.short"),
    partial(CaptionPanel, "gradient.z1", "gradient.z1"),
    partial(CaptionPanel, "gradient.z2", "gradient.z2"),
    RatePanel,
    CurvePanel,
    GradientBlankPanel,
)
