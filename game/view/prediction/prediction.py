"""Prediction: the digit, how sure, ten bars, and the number when there are several digits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.model.network import Array
from game.lab.stage.layout import TILES
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.theme import Color
from game.view.paint.widgets import box, draw_bar
from game.view.panel import Panel
from game.view.prediction.small import Small, draw_small, look_small
from game.view.prediction.tile import TilePanel
from game.words.catalogue import brief, doubt_words
from game.words.numbers import percent


class Answer(NamedTuple):
    """Where its parts stand, and what it shows: the ten probabilities of the shown digit, None
    without one; the doubt whether it is a digit at all, 0..1; and the digits of the number."""

    heading: Rect
    result: Rect
    bars: Rect
    number_at: Rect
    answer: tuple[float, ...] | None
    doubt: float
    number: str


class PredictionPanel(Panel[Answer | Small]):
    """onnxruntime's answer for the shown digit; beside an open panel it is a small one."""

    name = "prediction"

    def __init__(self) -> None:
        self._bars: pygame.Surface | None = None

    def look(self, state: State) -> Answer | Small:
        stage, answer = state.stage, state.prediction.probabilities
        if not stage.has("prediction.number"):
            return look_small(state)
        return Answer(
            heading=stage.rect("prediction.heading"),
            result=stage.rect("prediction.result"),
            bars=stage.rect("prediction.bars"),
            number_at=stage.rect("prediction.number"),
            answer=None if answer is None else tuple(answer.tolist()),
            doubt=state.prediction.doubt,
            number=state.prediction.number,
        )

    def draw(self, brush: Brush, rect: Rect, value: Answer | Small) -> None:
        if isinstance(value, Small):
            draw_small(brush, value)
            return
        words, at = brush.say("prediction"), value.heading[:2]
        brush.write(words, at, brush.heading, brush.theme.text, bold=True)
        answer = None if value.answer is None else np.array(value.answer, np.float32)
        if answer is None:
            _draw_blank(brush, value.result)
        elif value.doubt >= DOUBTFUL:
            _draw_doubt(brush, value.result, answer, value.doubt)
        else:
            _draw_result(brush, value.result, answer)
        area = box(value.bars)
        brush.surface.blit(self._empty_bars(brush, area.size), area)
        if answer is not None:
            _draw_bars(brush, value.bars, answer)
        _draw_number(brush, value.number_at, brief(value.number))

    def _empty_bars(self, brush: Brush, size: tuple[int, int]) -> pygame.Surface:
        """Ten empty bars with their digits, drawn once: most of them are empty most of the time."""
        if self._bars is None or self._bars.get_size() != size:
            self._bars = pygame.Surface(size, depth=32)
            self._bars.fill(brush.theme.panel)
            on = brush.on(self._bars)
            for digit, row in enumerate(Rect(0, 0, *size).rows(10)):
                draw_bar(on, _bar(on, row), 0, brush.theme.track)
                _draw_digit(on, row, digit, brush.theme.muted)
        return self._bars


PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    PredictionPanel,
    *(partial(TilePanel, nth) for nth in range(TILES)),
)


def _draw_blank(brush: Brush, rect: Rect) -> None:
    """Without a digit: what to do, in the middle of the rect's height."""
    size = brush.body
    lines = brush.wrap(brush.say("prediction.blank"), size, rect.w)
    y = rect.center[1] - len(lines) * size * 0.65
    for line in lines:
        brush.write(line, (rect.x, y), size, brush.theme.muted)
        y += size * 1.3


def _draw_result(brush: Brush, rect: Rect, answer: Array) -> None:
    """The likeliest digit, large, how likely it is, and which one comes next. ``answer``: (10,)."""
    theme, order = brush.theme, answer.argsort()[::-1]
    digit, then = int(order[0]), int(order[1])
    at, size = (rect.x, rect.center[1]), brush.px(theme.result)
    place = brush.write(str(digit), at, size, theme.winner, bold=True, anchor="midleft")
    x, y = place.right + brush.px(20), rect.center[1] - brush.px(14)
    room = rect.right - x
    sure = percent(float(answer[digit]))
    size = brush.fit(sure, brush.px(54), room, bold=True)
    brush.write(sure, (x, y), size, theme.text, bold=True, anchor="midleft")
    share = percent(float(answer[then]))
    words = brush.say("prediction.next", digit=then, percent=share)
    size = brush.fit(words, brush.small, room)
    brush.write(words, (x, y + brush.px(48)), size, theme.muted, anchor="midleft")


def _draw_doubt(brush: Brush, rect: Rect, answer: Array, doubt: float) -> None:
    """No digit is shown large where there hardly is one; the one that it comes closest to is still
    named. ``answer``: (10,); ``doubt``: 0..1."""
    theme, at = brush.theme, (rect.x, rect.center[1])
    words, size = brush.say("prediction.unknown"), brush.px(theme.result)
    mark = brush.write(words, at, size, theme.alert, bold=True, anchor="midleft")
    x, y = mark.right + brush.px(20), rect.center[1] - brush.px(14)
    room = rect.right - x
    words = doubt_words(doubt)
    size = brush.fit(words, brush.px(40), room, bold=True)
    brush.write(words, (x, y), size, theme.text, bold=True, anchor="midleft")
    digit = int(answer.argmax())
    share = percent(float(answer[digit]))
    words = brush.say("prediction.doubt", digit=digit, percent=share)
    size = brush.fit(words, brush.small, room)
    brush.write(words, (x, y + brush.px(48)), size, theme.muted, anchor="midleft")


def _draw_bars(brush: Brush, rect: Rect, answer: Array) -> None:
    """Fill the bars that are not empty, over the empty ones. ``answer``: (10,)."""
    theme, top = brush.theme, int(answer.argmax())
    for digit, row in enumerate(rect.rows(10)):
        share, wins = float(answer[digit]), digit == top
        if share < 0.0005:
            continue
        draw_bar(brush, _bar(brush, row), share, theme.winner if wins else theme.muted)
        at, color = (row.right, row.center[1]), theme.text if wins else theme.muted
        brush.write(percent(share), at, brush.small, color, anchor="midright")
        if wins:
            cover = Rect(row.x, row.y + 1, brush.px(36), row.h - 2)
            brush.surface.fill(theme.panel, box(cover))  # over the digit of the empty bar
            _draw_digit(brush, row, digit, theme.winner, bold=True)


def _draw_digit(brush: Brush, row: Rect, digit: int, color: Color, bold: bool = False) -> None:
    """The digit to the left of its bar."""
    at = row.x, row.center[1]
    brush.write(str(digit), at, brush.px(30), color, bold=bold, anchor="midleft")


def _bar(brush: Brush, row: Rect) -> Rect:
    """The bar of a row: between its digit and its percentage."""
    height, left, right = (brush.px(length) for length in (18, 40, 118))
    return Rect(row.x + left, row.center[1] - height / 2, row.w - left - right, height)


def _draw_number(brush: Brush, rect: Rect, number: str) -> None:
    """The number of several digits, or else how to write one."""
    size, color = brush.small, brush.theme.muted
    if len(number) < 2:
        brush.paragraph(brush.say("number.hint"), rect[:2], size, color, rect.w)
        return
    label = brush.write(brush.say("number"), rect[:2], size, color)
    size = brush.fit(number, brush.px(54), rect.w - label.w - brush.px(16), bold=True)
    at = rect.right, rect.y - brush.px(8)
    brush.write(number, at, size, brush.theme.winner, bold=True, anchor="topright")
