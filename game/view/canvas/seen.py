"""What the network sees of the canvas: the 28×28 picture, pixel for pixel."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.digit import SIDE
from game.core.kept import kept
from game.core.model.network import Array
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import OldPanel
from game.words.numbers import percent


class SeenPanel(OldPanel):
    """Draws into "seen": the 28×28 picture that is the network's input, pixel for pixel."""

    name = "seen"
    every = 2

    def key(self, state: State) -> object:
        return (
            state.prediction.trace,
            state.prediction.trace is None,
            state.canvas.raw_answer is None,
        )

    def draw(self, brush: Brush, state: State) -> None:
        inner = state.stage.rect("seen").inset(brush.px(20), brush.px(14))
        title, rest = inner.top_part(brush.heading * 1.4)
        size = brush.fit(brush.say("seen"), brush.heading, title.w, bold=True)
        brush.write(brush.say("seen"), title[:2], size, brush.theme.text, bold=True)
        if (
            state.prediction.trace
            and state.canvas.raw_x is not None
            and state.canvas.raw_answer is not None
        ):
            self._draw_both(brush, state, rest, state.canvas.raw_x, state.canvas.raw_answer)
            return
        beside = min(rest.h, rest.w * 0.6) // SIDE * SIDE
        below = min(rest.w, rest.h - brush.small * LINE * 4) // SIDE * SIDE
        side = int(max(beside, below, SIDE))
        x = (
            state.prediction.trace.activations[0]
            if state.prediction.trace
            else np.zeros(SIDE**2, np.float32)
        )
        brush.surface.blit(self._pixels(x.tobytes(), side), (round(rest.x), round(rest.y)))
        edge = pygame.Rect(round(rest.x), round(rest.y), side, side)
        pygame.draw.rect(brush.surface, brush.theme.panel_edge, edge.inflate(2, 2), 1)
        if below > beside:
            place = Rect(rest.x, rest.y + side + brush.px(10), rest.w, 0)
        else:
            _, place = rest.left_part(side, brush.px(18))
        self._draw_words(brush, state, place, x)

    def _draw_both(
        self, brush: Brush, state: State, rest: Rect, raw: Array, raw_answer: Array
    ) -> None:
        """What preparation does: the same ink both ways, and what is read in each."""
        size = brush.small
        assert state.prediction.trace
        prepared = state.prediction.probabilities
        pairs = (
            (state.prediction.trace.activations[0], prepared, "prepared"),
            (raw, raw_answer, "raw"),
        )
        columns = rest.columns(2, brush.px(16))
        side = max(int(min(columns[0].w, rest.h - 2 * size * LINE) // SIDE * SIDE), SIDE)
        for column, (x, answer, key) in zip(columns, pairs, strict=True):
            brush.surface.blit(self._pixels(x.tobytes(), side), (round(column.x), round(column.y)))
            y = column.y + side + brush.px(4)
            digit = -1 if answer is None else int(answer.argmax())
            sure = "" if answer is None else percent(float(answer.max()))
            for words, color in (
                (brush.say(f"raw.{key}"), brush.theme.muted),
                (brush.say("raw.answer", digit=digit, percent=sure), brush.theme.text),
            ):
                fit = brush.fit(words, size, column.w)
                brush.write(words, (column.x, y), fit, color)
                y += size * 1.2

    def _draw_words(self, brush: Brush, state: State, place: Rect, x: np.ndarray) -> None:
        size = brush.small
        y = place.y
        if state.prediction.trace is None:
            brush.paragraph(brush.say("seen.blank"), (place.x, y), size, brush.theme.muted, place.w)
            return
        inked = brush.say("seen.inked", count=int((x > 0).sum()))
        for words, color in (
            (brush.say("seen.size"), brush.theme.text),
            (inked, brush.theme.text),
            (brush.say("seen.how"), brush.theme.muted),
        ):
            y = brush.paragraph(words, (place.x, y), size, color, place.w)
            y += size * 0.3

    @kept(4)
    def _pixels(self, x: bytes, side: int) -> pygame.Surface:
        """The 784 values as gray squares, ``side`` px wide."""
        gray = (np.frombuffer(x, np.float32).reshape(SIDE, SIDE).T * 255).astype(np.uint8)
        small = pygame.surfarray.make_surface(np.repeat(gray[:, :, None], 3, axis=2))
        return pygame.transform.scale(small, (side, side))
