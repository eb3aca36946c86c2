"""The timeline under the canvas: how the ten probabilities moved while the drawing grew."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.lab.stage.sliders import SLIDER_END
from game.lab.state.state import State
from game.view.paint.widgets import box, control_look, draw_panel
from game.view.panel import Panel
from game.words.catalogue import say


class TimelinePanel(Panel):
    """Draws into "timeline": one curve a digit that ever led, and a handle to scrub with."""

    name = "timeline"
    every = 4

    def key(self, state: State) -> object:
        last = state.moments[-1].ink if state.moments else None
        return len(state.moments), id(last), state.scrub, control_look(state, self.name)

    def draw(self, surface: pygame.Surface, state: State) -> None:
        theme, rect = self._theme, state.stage.rect("timeline")
        draw_panel(surface, theme, rect, theme.button)
        inner = rect.inset(theme.px(SLIDER_END), theme.px(8))
        if len(state.moments) < 2:
            words = say("timeline.hint")
            size = self._text.fit(words, theme.px(theme.small), inner.w)
            self._text.draw(surface, words, inner.centre, size, theme.muted, anchor="center")
            return
        self._draw_curves(surface, state, inner)
        index = len(state.moments) - 1 if state.scrub is None else state.scrub
        x = inner.x + inner.w * index / (len(state.moments) - 1)
        focused = control_look(state, self.name)[2]
        handle = pygame.Rect(0, 0, theme.px(6), round(rect.h))
        handle.center = round(x), round(rect.centre[1])
        colour = theme.winner if focused or state.scrub is not None else theme.text
        pygame.draw.rect(surface, colour, handle, border_radius=theme.px(3))

    def _draw_curves(self, surface: pygame.Surface, state: State, inner: Rect) -> None:
        theme = self._theme
        rows = np.stack([moment.probabilities for moment in state.moments])
        # More points than pixels would only cost time.
        picks = np.unique(np.linspace(0, len(rows) - 1, 160).round().astype(int))
        x = inner.x + inner.w * picks / (len(rows) - 1)
        y = inner.bottom - inner.h * rows[picks]
        now = state.probabilities
        top = -1 if now is None else int(now.argmax())
        for digit in sorted(set(rows.argmax(axis=1).tolist()), key=lambda d: d == top):
            colour = theme.winner if digit == top else theme.muted
            points = np.stack([x, y[:, digit]], axis=1).tolist()
            pygame.draw.lines(surface, colour, False, points, theme.px(3 if digit == top else 2))
            self._name_curve(surface, inner, digit, rows, colour)

    def _name_curve(
        self,
        surface: pygame.Surface,
        inner: Rect,
        digit: int,
        rows: np.ndarray,
        colour: tuple[int, int, int],
    ) -> None:
        """The digit stands where its curve is highest for the first time."""
        theme = self._theme
        at = int(rows[:, digit].argmax())
        x = inner.x + inner.w * at / (len(rows) - 1)
        half = theme.px(10)
        x = min(max(x, inner.x + half), inner.right - half)
        place = box(Rect(x - half, inner.centre[1] - 1.4 * half, 2 * half, 2.8 * half))
        pygame.draw.rect(surface, theme.button, place, border_radius=theme.px(4))
        self._text.draw(
            surface, str(digit), place.center, theme.px(24), colour, bold=True, anchor="center"
        )
