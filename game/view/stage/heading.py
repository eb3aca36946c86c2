"""The heading of an open panel."""

from __future__ import annotations

import pygame

from game.lab.state.state import State
from game.view.panel import Panel
from game.words.catalogue import say


class Heading(Panel):
    """The panel's title, in one line."""

    name = "panel.heading"

    def key(self, state: State) -> object:
        return state.tab

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, text, rect = self._theme, self._text, state.stage.rect(self.name)
        words = say(state.tab or "title")
        size = text.fit(words, theme.px(theme.heading), rect.w, bold=True)
        at = rect.x, rect.centre[1]
        text.draw(surface, words, at, size, theme.text, bold=True, anchor="midleft")
