"""What visitors see where the exhibit cannot run: no traceback, but whom to tell, and for the staff
what is wrong and how to cure it."""

from __future__ import annotations

import pygame

from game.view.paint.brush import Brush
from game.view.paint.text import LINE, Text
from game.view.paint.theme import theme_of


def draw_resting(surface: pygame.Surface, text: Text, fault: str, profile: str) -> None:
    """``fault``: one line: what, where, cure; ``profile``: one of PROFILES."""
    width, height = surface.get_size()
    brush = Brush(surface, theme_of(profile, min(width / 1080, height / 1080)), text)
    theme, x, y = brush.theme, width / 2, height * 0.38
    surface.fill(theme.ground)
    title, line = brush.say("resting.title"), brush.say("resting.line")
    brush.write(title, (x, y), brush.large, theme.text, bold=True, anchor="center")
    y += brush.large * LINE
    brush.write(line, (x, y), brush.title, theme.text, anchor="center")
    y = height * 0.66
    wide = min(width * 0.86, brush.px(1400))
    for words in brush.wrap(brush.say("resting.staff", fault=fault), brush.small, wide):
        brush.write(words, (x, y), brush.small, theme.muted, anchor="center")
        y += brush.small * LINE
