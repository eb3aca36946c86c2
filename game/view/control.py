"""Controls as they look now: buttons, and what all of them have in common."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.stage.labels import idle, on, wordings
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.widgets import box
from game.view.panel import Panel


class Control(NamedTuple):
    """How a control stands: held down or switched on, under the mouse, with the focus."""

    held: bool
    hovered: bool
    focused: bool


def control_of(state: State, name: str) -> Control:
    """How the control of this name stands."""
    held = on(state, name) or any(pressed == name for _, pressed in state.screen.presses)
    return Control(held, state.screen.hover == name, state.screen.focus == name)


class Button(NamedTuple):
    """``words``: its wordings, long to short; ``idle``: pressing it would change nothing now."""

    words: tuple[str, ...]
    control: Control
    switched: bool
    idle: bool


def button_of(state: State, name: str) -> Button:
    """The button of this name as it looks now."""
    words = wordings(state, name)
    return Button(words, control_of(state, name), on(state, name), idle(state, name))


def draw_button(brush: Brush, rect: Rect, button: Button) -> None:
    """A button with its words in the middle."""
    theme, (held, hovered, focused) = brush.theme, button.control
    fill = theme.button_down if held else theme.button_hover if hovered else theme.button
    area, radius = box(rect), brush.px(12)
    pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
    edge = theme.text if focused or button.switched else theme.edge
    width = brush.px(4 if focused else 3 if button.switched else 1.5)
    pygame.draw.rect(brush.surface, edge, area, width, border_radius=radius)
    color = theme.muted if button.idle else theme.text
    words = brush.choose(button.words, brush.body, rect.w - brush.px(8))
    brush.write(words, rect.center, brush.body, color, anchor="center")


class ButtonPanel(Panel[Button]):
    """Any button of the stage."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> Button:
        return button_of(state, self.name)

    def draw(self, brush: Brush, rect: Rect, value: Button) -> None:
        draw_button(brush, rect, value)
