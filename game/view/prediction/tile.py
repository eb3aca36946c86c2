"""Tiles: one for each of several digits, which are the number, and pick what the network shows."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.core.ink.verdict import Verdict
from game.lab.network.playback import told
from game.lab.prediction.update import first_tile
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.paint.brush import Brush
from game.view.paint.widgets import box
from game.view.panel import Panel


class Tile(NamedTuple):
    """``digit``: the one read, "?" where it is not sure, "" before there is an answer or before it
    is told; ``sure``: whether it is; ``shown``: whether the network shows this digit."""

    digit: str
    sure: bool
    shown: bool
    control: Control


class TilePanel(Panel[Tile]):
    """The tile numbered ``nth``, from 0."""

    def __init__(self, nth: int) -> None:
        self.name = f"digit.{nth}"
        self._nth = nth

    def look(self, state: State) -> Tile:
        prediction, nth = state.prediction, first_tile(state) + self._nth
        digit = prediction.said[nth : nth + 1] if told(state) else ""
        sure = bool(digit) and prediction.verdicts[nth] is Verdict.SURE
        return Tile(digit, sure, prediction.shown == nth, control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: Tile) -> None:
        theme, area, radius = brush.theme, box(rect), brush.px(10)
        held, hovered, focused = value.control
        down = held or value.shown
        fill = theme.button_down if down else theme.button_hover if hovered else theme.button
        pygame.draw.rect(brush.surface, fill, area, border_radius=radius)
        edge, width = (theme.text, 3) if value.shown else (theme.edge, 1.5)
        edge, width = (theme.text, 4) if focused else (edge, width)
        pygame.draw.rect(brush.surface, edge, area, brush.px(width), border_radius=radius)
        sizes = (brush.result, brush.large, brush.title)
        size = next((size for size in sizes if size * 0.9 <= rect.h), sizes[-1])
        color = theme.answer(value.sure)
        brush.write(value.digit, rect.center, size, color, bold=True, anchor="center")
