"""A replay in the window: the visit plays as it was, at its pace, until it ends or somebody takes
over."""

from __future__ import annotations

import pygame

from game.engine.visit.replay import Replayer
from game.engine.visit.saving import last_drawing
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.shell.files.replay_file import Replay, ReplayError
from game.shell.process.log import log
from game.view.frame import Frame
from game.view.paint.letterbox import draw_fitted
from game.words.catalogue import say

#: what takes over
_STOPS = (pygame.MOUSEBUTTONDOWN, pygame.FINGERDOWN)


def stops(events: list[pygame.Event]) -> bool:
    """Whether somebody takes over: by a touch, a click, or Esc."""
    return any(
        event.type in _STOPS
        or (event.type == pygame.KEYDOWN and event.dict.get("key") == pygame.K_ESCAPE)
        for event in events
    )


class Player:
    """Plays a replay in a lab of its own, ``driver``, and hands that lab over in the end."""

    def __init__(self, replay: Replay, model: Model, assets: Assets, before: State) -> None:
        """``before``: the lab that it takes the place of; its drawing is not lost."""
        self._replayer = Replayer(replay, model, assets)
        self.driver = self._replayer.driver
        self._model, self._assets = model, assets
        #: who leaves while the replay plays has drawn this
        self.before = before
        #: ticks that have passed in the window and not yet in the replay
        self._owed = 0
        #: where a lab of another size than the window is drawn
        self._surface = pygame.Surface((1, 1))
        self._shown = (0, 0)
        self.over = self._replayer.over

    def advance(self, ticks: int, events: list[pygame.Event]) -> None:
        """Let so many ticks pass; while a job is awaited that the visit had done, time stands."""
        self.over = self.over or stops(events)
        self._owed += ticks
        while self._owed > 0 and not self.over:
            if self._replayer.waits:
                self._owed = 0
                return
            before = self.driver.state
            try:
                self._owed -= self._replayer.step().tick - before.tick
            except ReplayError as error:
                log.warning("the replay ends: %s", error)
                self.over = True
            if self.driver.state.screen.over:  # it had quit; the lab that is handed over has not
                self.driver.state, self.over = before, True
            self.over = self.over or self._replayer.over

    def draw(
        self, frame: Frame, window: pygame.Surface, uncovered: bool = False
    ) -> list[pygame.Rect]:
        """Draw the visit as large as it fits; returns the changed parts of the window, px.
        ``uncovered``: what the window shows is unknown."""
        state = self.driver.state
        if state.screen.size == window.get_size():
            return frame.draw(window, state)
        if self._surface.get_size() != state.screen.size:
            self._surface = pygame.Surface(state.screen.size, depth=32)
            frame.forget()
        changed = frame.draw(self._surface, state)
        if not changed and self._shown == window.get_size() and not uncovered:
            return []
        self._shown = window.get_size()
        draw_fitted(self._surface, window)
        return [window.get_rect()]

    def hand_over(self, size: tuple[int, int], fullscreen: bool) -> None:
        """End, and make the visit's lab that of a window of this size, px."""
        self._replayer.close()
        driver = self.driver
        if driver.state.network is None:
            driver.load(self._model, self._assets)
        intents: list[Intent] = [do.CancelPointers(), do.WishesTaken(), do.Resize(*size)]
        if driver.state.screen.fullscreen != fullscreen:
            intents.append(do.ToggleFullscreen())
        if ink := last_drawing(self.before):
            intents.append(do.OfferInk(ink))
        driver.advance([*intents, do.Noticed(say("replay.over"))])
