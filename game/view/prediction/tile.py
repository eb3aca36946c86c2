"""Tiles: one for each of several digits, to pick the one that the network shows."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.paint.brush import Brush
from game.view.paint.widgets import box
from game.view.panel import Panel


class Tile(NamedTuple):
    """``digit``: the one read, "?" where the answer is none, "" before there is an answer;
    ``shown``: whether the network shows this digit."""

    digit: str
    shown: bool
    control: Control


class TilePanel(Panel[Tile]):
    """The tile of the digit numbered ``nth`` from the left, from 0."""

    def __init__(self, nth: int) -> None:
        self.name = f"digit.{nth}"
        self._nth = nth

    def look(self, state: State) -> Tile:
        digit = state.prediction.number[self._nth : self._nth + 1]
        return Tile(digit, state.prediction.shown == self._nth, control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: Tile) -> None:
        theme, area, radius = brush.theme, box(rect), brush.px(10)
        held, hovered, focused = value.control
        down = held or value.shown
        fill = theme.button_down if down else theme.button_hover if hovered else theme.button
        pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
        marked = value.shown or focused
        edge, width = (theme.winner, 3) if marked else (theme.panel_edge, 1.5)
        pygame.draw.rect(brush.surface, edge, area, brush.px(width), border_radius=radius)
        color = theme.winner if value.shown else theme.text
        brush.write(value.digit, rect.center, brush.px(40), color, bold=True, anchor="center")
