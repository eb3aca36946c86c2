"""The band of attract mode: "touch to start", and what the lab is doing by itself."""

from __future__ import annotations

from math import cos, pi
from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.kiosk.attract import LOOP, told_at
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.lines import Line, write_paragraph
from game.view.paint.text import LINE
from game.view.paint.theme import mixed
from game.view.paint.widgets import box
from game.view.panel import Panel
from game.words.catalogue import in_languages, offered

#: ticks that the invitation stands in one language, and then in the next
_SAID = 240
#: ticks of one swell of the invitation's light, far slower than what could trouble anybody, and of
#: the stillness at the loop's start; steps of the light
_SWELL, _STILL, _STEPS = 240, 120, 12


class Band(NamedTuple):
    """``words``: the catalogue key of what is told; ``light``: of the invitation, 0.._STEPS;
    ``language``: in which it is said now, counted from the one that is spoken."""

    words: str
    light: int
    language: int


class BandPanel(Panel[Band]):
    """Draws the band."""

    name = "attract"
    every = 4

    def look(self, state: State) -> Band:
        tick = state.tick % LOOP
        still = state.screen.reduced_motion or tick <= _STILL
        swell = 0.0 if still else (1 - cos(2 * pi * (tick - _STILL) / _SWELL)) / 2
        language = tick // _SAID % len(offered())
        return Band(told_at(state.tick), round(swell * _STEPS), language)

    def draw(self, brush: Brush, rect: Rect, value: Band) -> None:
        theme, invitations = brush.theme, in_languages("attract.start")
        widths = [brush.width(words, brush.large, bold=True) for words in invitations]
        wide = min(max(widths) + brush.px(80), 0.55 * rect.w)
        pill, rest = rect.left_part(wide, brush.px(28))
        area, light = box(pill), value.light / _STEPS
        radius = area.h // 2
        ground = mixed(theme.button, theme.button_down, light)
        pygame.draw.rect(brush.surface, ground, area, border_radius=radius)
        edge = mixed(theme.edge, theme.winner, light)
        pygame.draw.rect(brush.surface, edge, area, brush.px(4), border_radius=radius)
        words, wide = invitations[value.language], pill.w - brush.px(40)
        size = brush.large if brush.width(words, brush.large, bold=True) <= wide else brush.title
        brush.write(words, pill.center, size, theme.winner, bold=True, anchor="center")
        if value.words:
            _tell(brush, rest, brush.say(value.words))


def _tell(brush: Brush, rect: Rect, words: str) -> None:
    """What is told, as large as it has room for, in the middle of the band's height."""
    sizes = brush.title, brush.body, brush.small
    heights = {size: len(brush.wrap(words, size, rect.w)) * LINE * size for size in sizes}
    size = next((size for size in sizes if heights[size] <= rect.h + 1), brush.small)
    high = min(heights[size], rect.h)
    place = rect._replace(y=rect.center[1] - high / 2, h=high)
    write_paragraph(brush, place, Line((words,), size, brush.theme.text))
