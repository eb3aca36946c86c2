"""Sliders: a track, a knob, and the words above them."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.lab.stage.labels import slider_words
from game.lab.stage.sliders import SLIDER_END, SLIDERS
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, control_look
from game.view.panel import Panel

#: radius of the knob and height of the track, px at 1080 lines
_KNOB, _TRACK = 19, 10


class SliderPanel(Panel):
    """Draws into a slider's own rect; what it sets stands in `sliders.SLIDERS`."""

    def __init__(self, theme: Theme, name: str) -> None:
        self.name = name
        self._theme = theme

    def key(self, state: State) -> object:
        return SLIDERS[self.name].now(state), control_look(state, self.name)

    def draw(self, brush: Brush, state: State) -> None:
        slider = SLIDERS[self.name]
        rect = state.stage.rect(self.name)
        end, middle = brush.px(SLIDER_END), rect.centre[1]
        track = Rect(
            rect.x + end, middle - brush.px(_TRACK) / 2, rect.w - 2 * end, brush.px(_TRACK)
        )
        pygame.draw.rect(
            brush.surface, brush.theme.track, box(track), border_radius=brush.px(_TRACK) // 2
        )
        rest, share = slider.share_of(slider.rest), slider.share(state)
        low, high = sorted((rest, share))
        filled = track._replace(x=track.x + low * track.w, w=(high - low) * track.w)
        moved = share != rest
        colour = brush.theme.positive if moved else brush.theme.muted
        pygame.draw.rect(brush.surface, colour, box(filled))
        at = track.x + share * track.w, middle
        held, hovered, focused = control_look(state, self.name)
        edge = (
            brush.theme.winner
            if focused
            else brush.theme.text
            if held or hovered
            else brush.theme.panel
        )
        pygame.draw.aacircle(brush.surface, edge, at, brush.px(_KNOB + (4 if focused else 2)))
        pygame.draw.aacircle(brush.surface, colour, at, brush.px(_KNOB))


class SliderWords(Panel):
    """What a slider sets, and to what, above it."""

    def __init__(self, theme: Theme, text: Text, slider: str) -> None:
        self.name = slider.removeprefix("slide.") + ".words"
        self._slider = slider
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        return slider_words(state, self._slider)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect(self.name)
        words = slider_words(state, self._slider)
        size = brush.fit(words, brush.small, rect.w)
        brush.write(words, (rect.x, rect.centre[1]), size, brush.theme.text, anchor="midleft")
