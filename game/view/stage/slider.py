"""Sliders: a track, a knob, and the words above them."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.rooms import SLIDERS
from game.lab.slider import SLIDER_END
from game.lab.stage.labels import slider_words
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.paint.brush import Brush
from game.view.paint.widgets import box, draw_caption
from game.view.panel import Panel

#: radius of the knob and height of the track, px at 1080 lines
_KNOB, _TRACK = 19, 10


class Knob(NamedTuple):
    """Where a slider stands, and where it leaves everything as it is, 0..1."""

    share: float
    neutral: float
    control: Control


class SliderPanel(Panel[Knob]):
    """A slider of `SLIDERS`, in its own rect."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, state: State) -> Knob:
        slider = SLIDERS[self.name]
        share = slider.share(state)
        return Knob(share, slider.share_of(slider.neutral), control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: Knob) -> None:
        theme, end, high = brush.theme, brush.px(SLIDER_END), brush.px(_TRACK)
        middle = rect.center[1]
        track = Rect(rect.x + end, middle - high / 2, rect.w - 2 * end, high)
        pygame.draw.rect(brush.surface, theme.track, box(track), border_radius=high // 2)
        start, stop = sorted((value.neutral, value.share))
        filled = track._replace(x=track.x + start * track.w, w=(stop - start) * track.w)
        color = theme.text if value.share != value.neutral else theme.muted
        pygame.draw.rect(brush.surface, color, box(filled))
        at = track.x + value.share * track.w, middle
        held, hovered, focused = value.control
        if focused:
            pygame.draw.aacircle(brush.surface, theme.text, at, brush.px(_KNOB + 7))
        edge = theme.edge if held or hovered else theme.panel
        pygame.draw.aacircle(brush.surface, edge, at, brush.px(_KNOB + 3))
        pygame.draw.aacircle(brush.surface, color, at, brush.px(_KNOB))


class SliderWords(Panel[str]):
    """What a slider sets, and to what, above it."""

    def __init__(self, slider: str) -> None:
        self.name = slider.removeprefix("slide.") + ".words"
        self._slider = slider

    def look(self, state: State) -> str:
        return slider_words(state, self._slider)

    def draw(self, brush: Brush, rect: Rect, value: str) -> None:
        draw_caption(brush, rect, value, brush.theme.text)
