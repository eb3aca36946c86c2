"""Sliders: a track, a knob, and the words above them."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.rooms import OWNERS, SLIDERS
from game.lab.slider import SLIDER_END
from game.lab.stage.labels import slider_words
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box, draw_caption
from game.view.panel import Panel

#: radius of the knob, and of what is inside its rim; heights of the track and of its filled part;
#: px at 1080 lines
_KNOB, _INSIDE, _TRACK, _FILLED = 19, 13, 10, 16


class Knob(NamedTuple):
    """Where a slider stands, and where it leaves everything as it is, 0..1."""

    share: float
    neutral: float
    control: Control


class SliderPanel(Panel[Knob]):
    """A slider of `SLIDERS`, in its own rect: a knob with a bright rim, and from the value that
    leaves everything as it is to the one it has now, in the color of what it does, a thicker
    track."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._room = OWNERS[name].name

    def look(self, state: State) -> Knob:
        slider = SLIDERS[self.name]
        share = slider.share(state)
        return Knob(share, slider.share_of(slider.neutral), control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: Knob) -> None:
        theme, end = brush.theme, brush.px(SLIDER_END)
        middle, color = rect.center[1], self._color(theme, value)
        track = Rect(rect.x + end, middle, rect.w - 2 * end, 0)
        _draw_track(brush, track, brush.px(_TRACK), theme.track)
        start, stop = sorted((value.neutral, value.share))
        filled = track._replace(x=track.x + start * track.w, w=(stop - start) * track.w)
        if filled.w >= 1:
            _draw_track(brush, filled, brush.px(_FILLED), color)
        at = track.x + value.share * track.w, middle
        held, hovered, focused = value.control
        pygame.draw.aacircle(brush.surface, theme.panel, at, brush.px(_KNOB + 3))
        if focused or held or hovered:
            pygame.draw.aacircle(brush.surface, theme.text, at, brush.px(_KNOB + 3), brush.px(2))
        pygame.draw.aacircle(brush.surface, theme.text, at, brush.px(_KNOB))
        pygame.draw.aacircle(brush.surface, color, at, brush.px(_INSIDE))

    def _color(self, theme: Theme, value: Knob) -> Color:
        """The color of what the slider does: damage has one once there is any."""
        if self._room == "gradient":
            return theme.learning
        harms = self._room == "break_it" and value.share != value.neutral
        return theme.damage if harms else theme.edge


def _draw_track(brush: Brush, line: Rect, high: int, color: Color) -> None:
    """A bar around a horizontal line."""
    area = box(Rect(line.x, line.y - high / 2, line.w, high))
    pygame.draw.rect(brush.surface, color, area, border_radius=high // 2)


class SliderWords(Panel[str]):
    """What a slider sets, and to what, above it."""

    def __init__(self, slider: str) -> None:
        self.name = slider.removeprefix("slide.") + ".words"
        self._slider = slider

    def look(self, state: State) -> str:
        return slider_words(state, self._slider)

    def draw(self, brush: Brush, rect: Rect, value: str) -> None:
        draw_caption(brush, rect, value, brush.theme.text)
