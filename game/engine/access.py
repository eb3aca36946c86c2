"""The lab for screen readers: what they ask becomes intents, and what is shown is told them."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.lab.access.answer import Heard, heard
from game.lab.access.requests import intents_of
from game.lab.access.tree import tree
from game.lab.intents import Intent
from game.lab.state.state import State
from game.shell.window.screen_reader import ScreenReader
from game.shell.window.window import Window

#: ticks between two trees while only values change: nobody hears ten of them a second
EVERY = 6
_FOCUS = {pygame.WINDOWFOCUSGAINED: True, pygame.WINDOWFOCUSLOST: False}


class Access:
    """Hands things across between the lab and a screen reader. While nobody listens it does
    nothing."""

    def __init__(self, reader: ScreenReader, window: Window) -> None:
        self._reader, self._window = reader, window
        self._heard = Heard()
        self._told_at = 0
        #: what a hand or a key has just changed, which is told at once
        self._seen: Hashable = None

    def attach(self) -> None:
        """The lab is ready: let screen readers find it, where that was not done with the window."""
        if not self._reader.needs_hidden_window:
            self._reader.attach()

    def intents(self, events: list[pygame.Event]) -> list[Intent]:
        """What was asked; ``events``: the window's, which tell whether it has the keyboard."""
        for event in events:
            if event.type in _FOCUS:
                self._reader.focus(_FOCUS[event.type])
        return [intent for request in self._reader.requests() for intent in intents_of(request)]

    def shown(self, state: State) -> None:
        """A frame is on the screen."""
        if not self._reader.active:
            self._heard, self._seen = Heard(), None
            return
        before, self._heard = self._heard, heard(self._heard, state)
        screen, card = state.screen, state.card
        seen = (screen.focus, screen.sheet, screen.tab, card.hovered, card.pinned, state.refused)
        told = self._heard.said != before.said or seen != self._seen
        if told or not 0 <= state.tick - self._told_at < EVERY:
            self._seen, self._told_at = seen, state.tick
            self._reader.tell(tree(state, self._heard.said), self._window.place)

    def close(self) -> None:
        """The lab ends."""
        self._reader.close()
