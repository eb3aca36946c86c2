"""The timeline under the canvas: how the ten probabilities moved while the drawing grew."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.model.network import Array
from game.lab.slider import SLIDER_END
from game.lab.state.canvas import Moment
from game.lab.state.state import State
from game.view.control import Control, control_of
from game.view.paint.brush import Brush
from game.view.paint.theme import Color
from game.view.paint.widgets import box, draw_panel
from game.view.panel import Panel


class Timeline(NamedTuple):
    """``scrub``: which of the moments is shown, None for the last one; ``top``: the digit that
    leads in it, None without an answer."""

    moments: tuple[Moment, ...]
    scrub: int | None
    top: int | None
    control: Control


class TimelinePanel(Panel[Timeline]):
    """One curve for each digit that ever led, and a handle to scrub with."""

    name = "timeline"
    every = 4

    def look(self, state: State) -> Timeline:
        now = state.prediction.probabilities
        top = None if now is None else int(now.argmax())
        return Timeline(state.canvas.moments, state.canvas.scrub, top, control_of(state, self.name))

    def draw(self, brush: Brush, rect: Rect, value: Timeline) -> None:
        theme, last = brush.theme, len(value.moments) - 1
        draw_panel(brush, rect, theme.button)
        inner = rect.inset(brush.px(SLIDER_END), brush.px(8))
        if last < 1:
            words = brush.say("timeline.hint")
            size = brush.fit(words, brush.small, inner.w)
            brush.write(words, inner.center, size, theme.muted, anchor="center")
            return
        rows = np.stack([moment.probabilities for moment in value.moments])
        _draw_curves(brush, inner, rows, value.top)
        x = inner.x + inner.w * (last if value.scrub is None else value.scrub) / last
        handle = pygame.Rect(0, 0, brush.px(6), round(rect.h))
        handle.center = round(x), round(rect.center[1])
        chosen = value.control.focused or value.scrub is not None
        color = theme.winner if chosen else theme.text
        pygame.draw.rect(brush.surface, color, handle, border_radius=brush.px(3))


def _draw_curves(brush: Brush, inner: Rect, rows: Array, top: int | None) -> None:
    """The curves of the digits that ever led; that of ``top`` lies over the others. ``rows``: the
    probabilities of each moment, (n, 10)."""
    # More points than pixels would only cost time.
    picks = np.unique(np.linspace(0, len(rows) - 1, 160).round().astype(int))
    x = inner.x + inner.w * picks / (len(rows) - 1)
    y = inner.bottom - inner.h * rows[picks]
    for digit in sorted(set(rows.argmax(axis=1).tolist()), key=lambda digit: digit == top):
        color = brush.theme.winner if digit == top else brush.theme.muted
        points = np.stack([x, y[:, digit]], axis=1).tolist()
        width = brush.px(3 if digit == top else 2)
        pygame.draw.lines(brush.surface, color, False, points, width)
        _name_curve(brush, inner, digit, rows, color)


def _name_curve(brush: Brush, inner: Rect, digit: int, rows: Array, color: Color) -> None:
    """Write the digit where its curve is highest for the first time."""
    at = int(rows[:, digit].argmax())
    x = inner.x + inner.w * at / (len(rows) - 1)
    half = brush.px(10)
    x = min(max(x, inner.x + half), inner.right - half)
    place = box(Rect(x - half, inner.center[1] - 1.4 * half, 2 * half, 2.8 * half))
    pygame.draw.rect(brush.surface, brush.theme.button, place, border_radius=brush.px(4))
    brush.write(str(digit), place.center, brush.px(24), color, bold=True, anchor="center")
