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
from game.core.model.network import Array, Trace
from game.core.model.unit import OUTPUT, Unit
from game.core.printed import MINUS, printed
from game.lab.gradient.layout import BARS, GRIDS, GUTTER, SUM_LINE, output_columns
from game.lab.gradient.update import gradient_of, target_of
from game.lab.state.state import State
from game.view.gradient.numbers import digits, signed
from game.view.gradient.teaching import CurvePanel, RatePanel, TeachingPanel
from game.view.gradient.way_back import BlocksPanel, GradientBlankPanel
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_contributions_on_ink
from game.view.paint.signed_cells import cell, draw_cells, mark_cell
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box, draw_fitted
from game.view.panel import Panel
from game.words.catalogue import say
from game.words.numbers import figure, local

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
#: from this probability on, its distance from 1 says more than the probability itself
_NEAR_ONE = 0.995
#: text height of the captions above the pictures, px at 1080 lines
_CAPTION = 20
#: what the three lines below the bars of the outputs are, as keys of the catalogue
_LINES = ("gradient.y", "gradient.less", "gradient.is")


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
    """The ten probabilities ŷ and the ten differences ŷ − y, with two decimals. As printed, the
    probabilities add up to 1 and the differences to 0, and each difference is that of the
    probability printed above it."""
    parts = printed([float(p) for p in probabilities], 1.0, 2).parts
    left = [
        figure(round(float(part), 2) - (digit == target), 2) for digit, part in enumerate(parts)
    ]
    return [local(part.lstrip("+")) for part in parts], left


def gain_of_ink(gradient: Gradient, x: Array) -> Array:
    """By how much more ink (+) or less ink (−) would lower the loss, per unit of ink, (784,). It
    is 0 where a pixel can have no more ink, or has none to lose."""
    fall = -gradient.x
    possible = np.where(fall > 0, x < 1, x > 0)
    return np.asarray(np.where(possible | np.isnan(fall), fall, 0), np.float32)


def _color_of(theme: Theme, value: float) -> Color:
    """The color of a derivative above zero, of one below, or of one that is 0 or NaN."""
    return theme.positive if value > 0 else theme.negative if value < 0 else theme.muted


class LossPanel(Panel[Gradient | None]):
    """The loss in numbers, behind the question what the drawing should have been."""

    name = "gradient.loss"

    def look(self, state: State) -> Gradient | None:
        return gradient_of(state)

    def draw(self, brush: Brush, rect: Rect, value: Gradient | None) -> None:
        if value is None:
            return
        theme, small, middle = brush.theme, brush.small, rect.center[1]
        question = brush.say("gradient.question")
        place = brush.write(question, (rect.x, middle), small, theme.text, anchor="midleft")
        room = rect.right - place.right - brush.px(20)
        long, short = loss_words(value.loss, value.target)
        words = long if brush.width(long, small, bold=True) <= room else short
        size = brush.fit(words, small, room, bold=True)
        color = theme.text if isfinite(value.loss) else theme.damage
        brush.write(words, (rect.right, middle), size, color, bold=True, anchor="midright")


class Marked(NamedTuple):
    """The gradient, and which neurons of one layer are hovered and pinned."""

    gradient: Gradient | None
    hovered: int | None
    pinned: int | None


def _marked(state: State, layer: int) -> Marked:
    hovered, pinned = (
        unit.index if unit is not None and unit.layer == layer else None
        for unit in (state.card.hovered, state.card.pinned)
    )
    return Marked(gradient_of(state), hovered, pinned)


class OutputsPanel(Panel[Marked]):
    """∂L/∂z₃ = ŷ − y: ten bars, and below them the ten sums."""

    name = "gradient.outputs"

    def look(self, state: State) -> Marked:
        return _marked(state, OUTPUT)

    def draw(self, brush: Brush, rect: Rect, value: Marked) -> None:
        gradient, theme = value.gradient, brush.theme
        if gradient is None:
            return
        differences, target = gradient.pre_activations[2], gradient.target
        probabilities = differences.astype(float)
        probabilities[target] += 1
        shown, left = sum_words(probabilities.clip(0, 1), target)
        columns = output_columns(rect, theme.scale)
        size = brush.fit("+0.30", brush.small, columns[0].w)
        self._draw_names(brush, rect, size)
        known = {"+": theme.positive, MINUS: theme.negative}
        for digit, column in enumerate(columns):
            if digit in (value.hovered, value.pinned):
                radius = brush.px(6)
                pygame.draw.rect(brush.surface, theme.track, box(column), border_radius=radius)
            self._draw_bar(brush, column, float(differences[digit]))
            wins, right = digit == int(probabilities.argmax()), digit == target
            words = (
                (shown[digit], theme.winner if wins else theme.text),
                ("1" if right else "0", theme.text if right else theme.muted),
                (left[digit], known.get(left[digit][0], theme.muted)),
            )
            for line, (word, color) in enumerate(words):
                at = column.center[0], _line(brush, rect, line)
                brush.write(word, at, size, color, anchor="center")

    def _draw_names(self, brush: Brush, rect: Rect, most: int) -> None:
        """What the three lines are, at their left."""
        for line, key in enumerate(_LINES):
            words, at = brush.say(key), (rect.x, _line(brush, rect, line))
            size = brush.fit(words, most, brush.px(GUTTER))
            brush.write(words, at, size, brush.theme.muted, anchor="midleft")

    def _draw_bar(self, brush: Brush, column: Rect, value: float) -> None:
        """A bar for −1 … 1: up from the line where it is positive, down where it is negative."""
        theme, wide = brush.theme, 0.44 * column.w
        half = brush.px(BARS) / 2 - brush.px(4)
        axis = column.y + brush.px(BARS) / 2
        line = pygame.Rect(round(column.x), round(axis), round(column.w), brush.px(1.5))
        length = abs(value) * half
        top = axis - length if value > 0 else axis
        bar = Rect(column.center[0] - wide / 2, top, wide, length)
        if length >= 0.5:
            color = _color_of(theme, value)
            pygame.draw.rect(brush.surface, color, box(bar), border_radius=brush.px(3))
        pygame.draw.rect(brush.surface, theme.muted, line)


def _line(brush: Brush, rect: Rect, line: int) -> float:
    """The y of the middle of one of the three lines below the bars of the outputs."""
    return rect.y + brush.px(BARS) + (line + 0.5) * brush.px(SUM_LINE)


class OnDrawing(NamedTuple):
    """The gradient, and the drawing it belongs to."""

    gradient: Gradient | None
    trace: Trace | None


class PixelsPanel(Panel[OnDrawing]):
    """∂L/∂x on the drawing."""

    name = "gradient.x"
    every = 3

    def look(self, state: State) -> OnDrawing:
        return OnDrawing(gradient_of(state), state.prediction.trace)

    def draw(self, brush: Brush, rect: Rect, value: OnDrawing) -> None:
        if value.gradient is None or value.trace is None:
            return
        x = value.trace.activations[0]
        draw_contributions_on_ink(brush, rect, gain_of_ink(value.gradient, x), x)


class PixelsLegend(Panel[int | None]):
    """What the two colors of the pixels mean for the digit that the drawing should have been."""

    name = "gradient.legend"
    every = 3

    def look(self, state: State) -> int | None:
        return target_of(state)

    def draw(self, brush: Brush, rect: Rect, value: int | None) -> None:
        theme, surface, side = brush.theme, brush.surface, brush.px(14)
        more = brush.say("gradient.more", digit=value)
        fewer = brush.say("gradient.fewer", digit=value)
        room = rect.w - side - brush.px(8)
        size = min(brush.fit(words, brush.small, room) for words in (more, fewer))
        for nth, (words, color) in enumerate(((more, theme.positive), (fewer, theme.negative))):
            y = rect.y + (nth + 0.5) * brush.px(30)
            swatch = pygame.Rect(round(rect.x), round(y - side / 2), side, side)
            pygame.draw.rect(surface, color, swatch)
            if nth:
                middle = swatch.inflate(-0.64 * side, -0.64 * side)
                pygame.draw.rect(surface, theme.canvas, middle)
            at = rect.x + side + brush.px(8), y
            brush.write(words, at, size, theme.text, anchor="midleft")


class CellsPanel(Panel[Marked]):
    """∂L/∂z of a hidden layer: one cell for each neuron."""

    every = 3

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> Marked:
        return _marked(state, GRIDS[self.name].layer)

    def draw(self, brush: Brush, rect: Rect, value: Marked) -> None:
        if value.gradient is None:
            return
        grid = GRIDS[self.name]
        values = value.gradient.pre_activations[grid.layer - 1]
        draw_cells(brush, rect, values, grid.columns)
        for index, pinned in ((value.hovered, False), (value.pinned, True)):
            if index is not None:
                place = cell(rect, index, grid.columns, len(values))
                mark_cell(brush, rect, place, pinned)


class CaptionPanel(Panel[None]):
    """The caption of a picture, in short where there is no room: two keys of the catalogue."""

    def __init__(self, picture: str, long: str, short: str) -> None:
        self.name = f"{picture}.words"
        self._keys = long, short

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        long, short = (brush.say(key) for key in self._keys)
        small = brush.px(_CAPTION)
        words = long if brush.width(long, small) <= rect.w else short
        size = brush.fit(words, small, rect.w)
        brush.write(words, (rect.x, rect.center[1]), size, brush.theme.muted, anchor="midleft")


class OfUnit(NamedTuple):
    """The gradient, and the neuron or pixel that is hovered, else the pinned one."""

    gradient: Gradient | None
    unit: Unit | None


class UnitPanel(Panel[OfUnit]):
    """∂L/∂z of the neuron looked at; without one, what the two signs mean."""

    name = "gradient.unit"
    every = 2

    def look(self, state: State) -> OfUnit:
        return OfUnit(gradient_of(state), state.card.hovered or state.card.pinned)

    def draw(self, brush: Brush, rect: Rect, value: OfUnit) -> None:
        theme, (gradient, unit) = brush.theme, value
        words = brush.say("gradient.above"), brush.say("gradient.below")
        colors = theme.positive, theme.negative
        if gradient is not None and unit is not None and unit.layer > 0:
            number = float(gradient.pre_activations[unit.layer - 1][unit.index])
            off = number == 0 and unit.layer < OUTPUT
            told = brush.say("gradient.zero") if off else signed(number)
            words = brush.say("gradient.unit", index=unit.index), told
            colors = theme.text, _color_of(theme, number)
        draw_fitted(brush, words, rect, brush.px(22), colors)


#: the panels of this room
PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    LossPanel,
    OutputsPanel,
    PixelsPanel,
    PixelsLegend,
    UnitPanel,
    BlocksPanel,
    TeachingPanel,
    partial(CellsPanel, "gradient.z1"),
    partial(CellsPanel, "gradient.z2"),
    partial(CaptionPanel, "gradient.x", "gradient.x", "gradient.x.short"),
    partial(CaptionPanel, "gradient.z1", "gradient.z1", "gradient.z1.short"),
    partial(CaptionPanel, "gradient.z2", "gradient.z2", "gradient.z2.short"),
    RatePanel,
    CurvePanel,
    GradientBlankPanel,
)
