"""The timeline under the canvas: how the ten probabilities moved while the drawing grew."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.lab.slider import SLIDER_END
from game.lab.state.state import State
from game.view.control import control_of
from game.view.paint.brush import Brush
from game.view.paint.widgets import box, draw_panel
from game.view.panel import OldPanel


class TimelinePanel(OldPanel):
    """Draws into "timeline": one curve a digit that ever led, and a handle to scrub with."""

    name = "timeline"
    every = 4

    def key(self, state: State) -> object:
        last = state.canvas.moments[-1].ink if state.canvas.moments else None
        return len(state.canvas.moments), id(last), state.canvas.scrub, control_of(state, self.name)

    def draw(self, brush: Brush, state: State) -> None:
        rect = state.stage.rect("timeline")
        draw_panel(brush, rect, brush.theme.button)
        inner = rect.inset(brush.px(SLIDER_END), brush.px(8))
        if len(state.canvas.moments) < 2:
            words = brush.say("timeline.hint")
            size = brush.fit(words, brush.small, inner.w)
            brush.write(words, inner.center, size, brush.theme.muted, anchor="center")
            return
        self._draw_curves(brush, state, inner)
        index = len(state.canvas.moments) - 1 if state.canvas.scrub is None else state.canvas.scrub
        x = inner.x + inner.w * index / (len(state.canvas.moments) - 1)
        focused = control_of(state, self.name)[2]
        handle = pygame.Rect(0, 0, brush.px(6), round(rect.h))
        handle.center = round(x), round(rect.center[1])
        color = (
            brush.theme.winner if focused or state.canvas.scrub is not None else brush.theme.text
        )
        pygame.draw.rect(brush.surface, color, handle, border_radius=brush.px(3))

    def _draw_curves(self, brush: Brush, state: State, inner: Rect) -> None:
        rows = np.stack([moment.probabilities for moment in state.canvas.moments])
        # More points than pixels would only cost time.
        picks = np.unique(np.linspace(0, len(rows) - 1, 160).round().astype(int))
        x = inner.x + inner.w * picks / (len(rows) - 1)
        y = inner.bottom - inner.h * rows[picks]
        now = state.prediction.probabilities
        top = -1 if now is None else int(now.argmax())
        for digit in sorted(set(rows.argmax(axis=1).tolist()), key=lambda d: d == top):
            color = brush.theme.winner if digit == top else brush.theme.muted
            points = np.stack([x, y[:, digit]], axis=1).tolist()
            pygame.draw.lines(
                brush.surface, color, False, points, brush.px(3 if digit == top else 2)
            )
            self._name_curve(brush, inner, digit, rows, color)

    def _name_curve(
        self,
        brush: Brush,
        inner: Rect,
        digit: int,
        rows: np.ndarray,
        color: tuple[int, int, int],
    ) -> None:
        """The digit stands where its curve is highest for the first time."""
        at = int(rows[:, digit].argmax())
        x = inner.x + inner.w * at / (len(rows) - 1)
        half = brush.px(10)
        x = min(max(x, inner.x + half), inner.right - half)
        place = box(Rect(x - half, inner.center[1] - 1.4 * half, 2 * half, 2.8 * half))
        pygame.draw.rect(brush.surface, brush.theme.button, place, border_radius=brush.px(4))
        brush.write(str(digit), place.center, brush.px(24), color, bold=True, anchor="center")
