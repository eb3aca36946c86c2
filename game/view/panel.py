"""A part of the stage that draws itself, and only when it must."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.core.geometry import Rect
from game.lab.state.state import State
from game.view.paint.text import Text
from game.view.paint.theme import Theme
from game.words.catalogue import say


class Panel:
    """Draws into the item of the stage that has its name, and nowhere else."""

    name: str
    #: ticks between two pictures while things move: nobody reads numbers 60 times a second
    every: int = 1

    def __init__(self, theme: Theme, text: Text) -> None:
        self._theme, self._text = theme, text

    def key(self, state: State) -> object:
        """Changes exactly when ``draw`` would draw something else."""
        raise NotImplementedError

    def draw(self, surface: pygame.Surface, state: State) -> None:
        raise NotImplementedError


#: what makes a panel for one set of colours and sizes
Maker = Callable[[Theme, Text], Panel]


def draw_invitation(
    surface: pygame.Surface, theme: Theme, text: Text, rect: Rect, high: float
) -> Rect:
    """Without a drawing: what to do, in a line ``high`` px at 1080 lines; returns what is left."""
    head, rest = rect.top_part(theme.px(high), theme.px(4))
    words = say("compute.blank")
    size = text.fit(words, theme.px(theme.body), rect.w)
    text.draw(surface, words, (rect.x, head.centre[1]), size, theme.text, anchor="midleft")
    return rest
