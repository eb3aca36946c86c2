"""The gradient on screen: the loss, the outputs it starts from, neurons and pixels it comes to."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, expm1, isfinite
from typing import Any

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.gradient import Gradient
from game.core.model.network import Array
from game.core.model.unit import OUTPUT
from game.core.printed import figure, printed
from game.lab.gradient.layout import BARS, GRIDS, GUTTER, SUM_LINE, output_columns
from game.lab.gradient.update import target_of
from game.lab.state.state import State
from game.view.gradient.cached import Slopes, digits, signed, slope_key
from game.view.gradient.teaching import CurvePanel, LessonPanel, RatePanel
from game.view.gradient.way_back import BlankPanel, BlocksPanel
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_worth_on_ink
from game.view.paint.signed_cells import cell, draw_cells, mark_cell
from game.view.paint.text import Text
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box, draw_fitted
from game.view.panel import Maker, OldPanel
from game.words.catalogue import say

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
#: from this probability on the distance from 1 says more
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


def sum_words(probabilities: Array, target: int) -> tuple[list[str], list[str]]:
    """The ten probabilities and what is left of them less y: the columns add up, the rows too."""
    parts = printed([float(p) for p in probabilities], 1.0, 2).parts
    says = [part.lstrip("+") for part in parts]
    left = [
        figure(round(float(words), 2) - (digit == target), 2) for digit, words in enumerate(says)
    ]
    return says, left


def ink_worth(slope: Gradient, x: Array) -> Array:
    """What more ink (+) or less ink (−) would take off the loss, (784,): 0 where the pixel has
    all there is, or none that could go."""
    fall = -slope.x
    possible = np.where(fall > 0, x < 1, x > 0)
    return np.asarray(np.where(possible | np.isnan(fall), fall, 0), np.float32)


class LossPanel(OldPanel):
    """The loss in numbers."""

    name = "gradient.loss"
    every = 1

    def __init__(self, theme: Theme, text: Text, slopes: Slopes) -> None:
        self._theme, self._text, self._slopes = theme, text, slopes

    def key(self, state: State) -> object:
        return slope_key(state)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        slope = self._slopes.of(state)
        if slope is None:
            return
        question, small = brush.say("gradient.question"), brush.small
        middle = rect.center[1]
        place = brush.write(question, (rect.x, middle), small, brush.theme.text, anchor="midleft")
        room = rect.right - place.right - brush.px(20)
        long, short = loss_words(slope.loss, slope.target)
        words = long if brush.width(long, small, bold=True) <= room else short
        size = brush.fit(words, small, room, bold=True)
        color = brush.theme.text if isfinite(slope.loss) else brush.theme.alert
        brush.write(words, (rect.right, middle), size, color, bold=True, anchor="midright")


class OutputsPanel(OldPanel):
    """∂L/∂z₃ = ŷ − y: ten bars, and the ten sums below them."""

    name = "gradient.outputs"
    every = 1

    def __init__(self, theme: Theme, text: Text, slopes: Slopes) -> None:
        self._theme, self._text, self._slopes = theme, text, slopes

    def key(self, state: State) -> object:
        return slope_key(state), _marked(state, 3)

    def draw(self, brush: Brush, state: State) -> None:
        slope = self._slopes.of(state)
        if slope is None or state.prediction.trace is None:
            return
        rect = state.stage.rect(self.name)
        values = slope.pre_activations[2]
        told = values.astype(float)
        told[slope.target] += 1
        says, left = sum_words(told.clip(0, 1), slope.target)
        columns = output_columns(rect, state.stage.scale)
        sizes = [brush.fit("+0.30", brush.small, columns[0].w)]
        self._names(brush, rect, sizes[0])
        hovered, pinned = _marked(state, 3)
        for digit, column in enumerate(columns):
            if digit in (hovered, pinned):
                pygame.draw.rect(
                    brush.surface, brush.theme.track, box(column), border_radius=brush.px(6)
                )
            self._bar(brush, column, float(values[digit]))
            target = digit == slope.target
            color = self._color(left[digit])
            words = (says[digit], "1" if target else "0", left[digit])
            colors = (brush.theme.winner if digit == int(told.argmax()) else brush.theme.text,)
            colors += (brush.theme.text if target else brush.theme.muted, color)
            for line, (word, shade) in enumerate(zip(words, colors, strict=True)):
                at = column.center[0], self._line(rect, line)
                brush.write(word, at, sizes[0], shade, anchor="center")

    def _names(self, brush: Brush, rect: Rect, size: int) -> None:
        for line, key in enumerate(("gradient.y", "gradient.less", "gradient.is")):
            words, room = brush.say(key), brush.px(GUTTER)
            at = rect.x, self._line(rect, line)
            brush.write(
                words,
                at,
                brush.fit(words, size, room),
                brush.theme.muted,
                anchor="midleft",
            )

    def _line(self, rect: Rect, line: int) -> float:
        return rect.y + self._theme.px(BARS) + (line + 0.5) * self._theme.px(SUM_LINE)

    def _bar(self, brush: Brush, column: Rect, value: float) -> None:
        """Up from the line where it is positive, down where it is negative; −1 … 1."""
        wide = 0.44 * column.w
        half = brush.px(BARS) / 2 - brush.px(4)
        axis = column.y + brush.px(BARS) / 2
        line = pygame.Rect(round(column.x), round(axis), round(column.w), brush.px(1.5))
        length = abs(value) * half
        top = axis - length if value > 0 else axis
        bar = Rect(column.center[0] - wide / 2, top, wide, length)
        if length >= 0.5:
            color = brush.theme.positive if value > 0 else brush.theme.negative
            pygame.draw.rect(brush.surface, color, box(bar), border_radius=brush.px(3))
        pygame.draw.rect(brush.surface, brush.theme.muted, line)

    def _color(self, words: str) -> Color:
        theme = self._theme
        known = {"+": theme.positive, "−": theme.negative}
        return known.get(words[0], theme.muted)


class PixelsPanel(OldPanel):
    """∂L/∂x on the drawing."""

    name = "gradient.x"
    every = 3

    def __init__(self, theme: Theme, text: Text, slopes: Slopes) -> None:
        self._theme, self._slopes = theme, slopes

    def key(self, state: State) -> object:
        return slope_key(state)

    def draw(self, brush: Brush, state: State) -> None:
        slope = self._slopes.of(state)
        if slope is None or state.prediction.trace is None:
            return
        x = state.prediction.trace.activations[0]
        rect = state.stage.rect(self.name)
        draw_worth_on_ink(brush, rect, ink_worth(slope, x), x)


class LegendPanel(OldPanel):
    """What the two colors of the pixels say."""

    name = "gradient.legend"
    every = 3

    def __init__(self, theme: Theme, text: Text, slopes: Slopes) -> None:
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return target_of(state)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        side, digit = brush.px(14), target_of(state)
        lines = (
            (brush.say("gradient.more", digit=digit), brush.theme.positive),
            (brush.say("gradient.fewer", digit=digit), brush.theme.negative),
        )
        room = rect.w - side - brush.px(8)
        size = min(brush.fit(words, brush.small, room) for words, _ in lines)
        for nth, (words, color) in enumerate(lines):
            y = rect.y + (nth + 0.5) * brush.px(30)
            swatch = pygame.Rect(round(rect.x), round(y - side / 2), side, side)
            pygame.draw.rect(brush.surface, color, swatch)
            if nth:
                middle = swatch.inflate(-0.64 * side, -0.64 * side)
                pygame.draw.rect(brush.surface, brush.theme.canvas, middle)
            at = rect.x + side + brush.px(8), y
            brush.write(words, at, size, brush.theme.text, anchor="midleft")


class CellsPanel(OldPanel):
    """∂L/∂z of a hidden layer, one cell a neuron."""

    every = 3

    def __init__(self, theme: Theme, name: str, slopes: Slopes) -> None:
        self.name = name
        self._theme, self._slopes = theme, slopes

    def key(self, state: State) -> object:
        return slope_key(state), _marked(state, GRIDS[self.name].layer)

    def draw(self, brush: Brush, state: State) -> None:
        slope, grid = self._slopes.of(state), GRIDS[self.name]
        if slope is None:
            return
        rect = state.stage.rect(self.name)
        values = slope.pre_activations[grid.layer - 1]
        draw_cells(brush, rect, values, grid.columns)
        hovered, pinned = _marked(state, grid.layer)
        for index, wide in ((hovered, False), (pinned, True)):
            if index is not None:
                place = cell(rect, index, grid.columns, len(values))
                mark_cell(brush, rect, place, wide)


class NamePanel(OldPanel):
    """The caption of a picture."""

    def __init__(self, theme: Theme, text: Text, picture: str) -> None:
        self.name = f"{picture}.words"
        self._words = say(picture), say(f"{picture}.short")
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return self._words

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        long, short = self._words
        small = brush.px(20)
        words = long if brush.width(long, small) <= rect.w else short
        size = brush.fit(words, small, rect.w)
        at = rect.x, rect.center[1]
        brush.write(words, at, size, brush.theme.muted, anchor="midleft")


class UnitPanel(OldPanel):
    """The focused neuron's number; without one, what the signs mean."""

    name = "gradient.unit"
    every = 2

    def __init__(self, theme: Theme, text: Text, slopes: Slopes) -> None:
        self._theme, self._text, self._slopes = theme, text, slopes

    def key(self, state: State) -> object:
        return slope_key(state), state.card.hovered, state.card.pinned

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        slope, unit = self._slopes.of(state), state.card.hovered or state.card.pinned
        words: tuple[str, ...] = (brush.say("gradient.above"), brush.say("gradient.below"))
        colors = brush.theme.positive, brush.theme.negative
        if slope is not None and unit is not None and unit.layer > 0:
            value = float(slope.pre_activations[unit.layer - 1][unit.index])
            words = brush.say("gradient.unit", index=unit.index), signed(value)
            if value == 0 and unit.layer < OUTPUT:
                words = words[0], brush.say("gradient.zero")
            second = (
                brush.theme.positive
                if value > 0
                else brush.theme.negative
                if value < 0
                else brush.theme.muted
            )
            colors = brush.theme.text, second
        draw_fitted(brush, words, rect, brush.px(22), colors)


def _marked(state: State, layer: int) -> tuple[int | None, int | None]:
    """The hovered and the pinned neuron of a layer."""
    found = [
        unit.index if unit is not None and unit.layer == layer else None
        for unit in (state.card.hovered, state.card.pinned)
    ]
    return found[0], found[1]


_SHARED = Slopes()


def _with_slopes(kind: Callable[[Theme, Text, Slopes], Any]) -> Callable[[Theme, Text], Any]:
    return lambda theme, text: kind(theme, text, _SHARED)


def _named(picture: str) -> Callable[[Theme, Text], Any]:
    return lambda theme, text: NamePanel(theme, text, picture)


def _cells(name: str) -> Callable[[Theme, Text], Any]:
    return lambda theme, text: CellsPanel(theme, name, _SHARED)


#: the panels of this part
PANELS: tuple[Maker, ...] = (
    *map(
        _with_slopes,
        (LossPanel, OutputsPanel, PixelsPanel, LegendPanel, UnitPanel, BlocksPanel, LessonPanel),
    ),
    *map(_cells, ("gradient.z1", "gradient.z2")),
    *map(_named, ("gradient.x", "gradient.z1", "gradient.z2")),
    RatePanel,
    CurvePanel,
    BlankPanel,
)
