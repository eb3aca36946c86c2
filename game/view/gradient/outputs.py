"""The ten outputs on screen: what each of them says, what it should say, and the difference."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.gradient import Gradient
from game.core.model.network import Array
from game.core.model.unit import OUTPUT
from game.core.printed import printed
from game.lab.gradient.layout import GUTTER, SUM_LINE, TILE, output_columns
from game.lab.gradient.update import gradient_shown
from game.lab.state.state import State
from game.view.control import Button, button_of, draw_button
from game.view.paint.brush import Brush
from game.view.paint.figures import sign_color
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box, draw_signed_bar
from game.view.panel import Panel
from game.words.numbers import figure, local

#: what the three lines below the bars are, as keys of the catalogue
_LINES = ("gradient.y", "gradient.less", "gradient.is")
#: where in a tile its digit, its number and its bar stand, shares of its height
_DIGIT, _NUMBER, _BAR = 0.26, 0.63, 0.87


class Sums(NamedTuple):
    """Of each of the ten outputs in print: ŷ, and ŷ − y."""

    says: list[str]
    left: list[str]


@kept(2)  # ten tiles ask for the same
def _sums(gradient: Gradient) -> Sums:
    probabilities = gradient.pre_activations[2].astype(float)
    probabilities[gradient.target] += 1
    return Sums(*sum_words(probabilities.clip(0, 1), gradient.target))


def sum_words(probabilities: Array, target: int) -> tuple[list[str], list[str]]:
    """The ten probabilities ŷ and the ten differences ŷ − y, with two decimals. As printed, the
    probabilities add up to 1 and the differences to 0, and each difference is that of the
    probability printed above it."""
    parts = printed([float(p) for p in probabilities], 1.0, 2).parts
    left = [
        figure(round(float(part), 2) - (digit == target), 2) for digit, part in enumerate(parts)
    ]
    return [local(part.lstrip("+")) for part in parts], left


def of_output(gradient: Gradient, digit: int) -> str:
    """The difference of one output written out: "0.97 − 1 = −0.03"."""
    sums, right = _sums(gradient), int(digit == gradient.target)
    return f"{sums.says[digit]} − {right} = {sums.left[digit]}"


def _color(theme: Theme, words: str) -> Color:
    """The color of a difference in print; one that is printed as 0 has none."""
    color = sign_color(theme, words)
    return theme.muted if color is theme.text else color


class Tile(NamedTuple):
    """A button, and where there is no table below it the gradient, of which it tells its part."""

    button: Button
    gradient: Gradient | None


class TargetTile(Panel[Tile]):
    """The button of a digit that the drawing may have been; in the tall form with ŷ − y as a number
    and as a bar."""

    every = 3

    def __init__(self, digit: int) -> None:
        self.name = f"target.{digit}"
        self._digit = digit

    def look(self, state: State) -> Tile:
        tall = not state.stage.has("gradient.outputs")
        return Tile(button_of(state, self.name), gradient_shown(state) if tall else None)

    def draw(self, brush: Brush, rect: Rect, value: Tile) -> None:
        theme, gradient, x = brush.theme, value.gradient, rect.center[0]
        if rect.h < 0.9 * brush.px(TILE):
            draw_button(brush, rect, value.button)
            return
        draw_button(brush, rect, value.button._replace(words=("",)))
        at = x, rect.y + _DIGIT * rect.h
        brush.write(str(self._digit), at, brush.body, theme.text, bold=True, anchor="center")
        if gradient is None:
            return
        words = _sums(gradient).left[self._digit]
        at = x, rect.y + _NUMBER * rect.h
        brush.write(words, at, brush.small, _color(theme, words), anchor="center")
        difference, high = float(gradient.pre_activations[2][self._digit]), brush.px(8)
        if isfinite(difference):
            y = rect.y + _BAR * rect.h - high / 2
            place = Rect(rect.x + brush.px(8), y, rect.w - 2 * brush.px(8), high)
            draw_signed_bar(brush, place, difference, -1, 1)


class NamesPanel(Panel[None]):
    """What the number in each tile is, left of both rows of tiles."""

    name = "gradient.names"

    def look(self, state: State) -> None:
        return None

    def draw(self, brush: Brush, rect: Rect, value: None) -> None:
        words, high = brush.say("gradient.is"), brush.px(TILE)
        for top in (rect.y, rect.bottom - high):
            at = rect.x, top + _NUMBER * high
            brush.write(words, at, brush.small, brush.theme.muted, anchor="midleft")


class Outputs(NamedTuple):
    """The gradient, and which outputs are hovered and pinned."""

    gradient: Gradient | None
    hovered: int | None
    pinned: int | None


class OutputsPanel(Panel[Outputs]):
    """∂L/∂z₃ = ŷ − y: ten bars, and below them the ten sums."""

    name = "gradient.outputs"
    every = 3

    def look(self, state: State) -> Outputs:
        hovered, pinned = (
            unit.index if unit is not None and unit.layer == OUTPUT else None
            for unit in (state.card.hovered, state.card.pinned)
        )
        return Outputs(gradient_shown(state), hovered, pinned)

    def draw(self, brush: Brush, rect: Rect, value: Outputs) -> None:
        gradient, theme, size = value.gradient, brush.theme, brush.small
        for line, key in enumerate(_LINES):
            at = rect.x, _line(brush, rect, line)
            brush.write(brush.say(key), at, size, theme.muted, anchor="midleft")
        if gradient is None:
            return
        sums, target = _sums(gradient), gradient.target
        left = round(rect.x + brush.px(GUTTER))
        rule = left, round(_line(brush, rect, 1.5)), round(rect.right) - left, brush.px(1.5)
        pygame.draw.rect(brush.surface, theme.edge, rule)
        for digit, column in enumerate(output_columns(rect, theme.scale)):
            if digit in (value.hovered, value.pinned):
                radius = brush.px(6)
                pygame.draw.rect(
                    brush.surface, theme.button_down, box(column), border_radius=radius
                )
            _draw_bar(brush, column, float(gradient.pre_activations[2][digit]))
            difference, right = sums.left[digit], digit == target
            words = (
                (sums.says[digit], theme.text),
                ("1" if right else "0", theme.text if right else theme.muted),
                (difference, _color(theme, difference)),
            )
            for line, (word, color) in enumerate(words):
                at = column.center[0], _line(brush, rect, line)
                brush.write(word, at, size, color, anchor="center")


def _draw_bar(brush: Brush, column: Rect, value: float) -> None:
    """A bar for −1 … 1: up from the line where it is positive, down where it is negative."""
    theme, wide = brush.theme, 0.44 * column.w
    high = column.h - 3 * brush.px(SUM_LINE)
    half, axis = high / 2 - brush.px(4), column.y + high / 2
    line = pygame.Rect(round(column.x), round(axis), round(column.w), brush.px(1.5))
    length = abs(value) * half
    top = axis - length if value > 0 else axis
    if length >= 0.5:
        bar = box(Rect(column.center[0] - wide / 2, top, wide, length))
        color = theme.positive if value > 0 else theme.negative
        pygame.draw.rect(brush.surface, color, bar, border_radius=brush.px(3))
    pygame.draw.rect(brush.surface, theme.muted, line)


def _line(brush: Brush, rect: Rect, line: float) -> float:
    """The y of the middle of one of the three lines below the bars."""
    return rect.bottom + (line - 2.5) * brush.px(SUM_LINE)
