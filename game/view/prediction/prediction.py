"""Prediction: the digit and how sure; the number when there are several digits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.model.network import Array
from game.lab.stage.layout import TILES
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.panel import Panel
from game.view.prediction.small import Small, draw_small, look_small
from game.view.prediction.tile import TilePanel
from game.words.catalogue import doubt_words
from game.words.numbers import percent


class Answer(NamedTuple):
    """Where its parts stand, and what it shows: the ten probabilities of the shown digit, None
    without one; the doubt whether it is a digit at all, 0..1; and the digits of the number."""

    heading: Rect
    result: Rect
    answer: tuple[float, ...] | None
    doubt: float
    number: str


class PredictionPanel(Panel[Answer | Small]):
    """onnxruntime's answer for the shown digit; beside an open panel it is a small one."""

    name = "prediction"

    def look(self, state: State) -> Answer | Small:
        stage, answer = state.stage, state.prediction.probabilities
        if stage.has("prediction.bars"):
            return look_small(state)
        return Answer(
            heading=stage.rect("prediction.heading"),
            result=stage.rect("prediction.result"),
            answer=None if answer is None else tuple(answer.tolist()),
            doubt=state.prediction.doubt,
            number=state.prediction.number,
        )

    def draw(self, brush: Brush, rect: Rect, value: Answer | Small) -> None:
        if isinstance(value, Small):
            draw_small(brush, value)
            return
        words, at = brush.say("prediction"), value.heading[:2]
        brush.write(words, at, brush.body, brush.theme.text, bold=True)
        answer = None if value.answer is None else np.array(value.answer, np.float32)
        if answer is None:
            _draw_blank(brush, value.result)
        elif value.doubt >= DOUBTFUL:
            _draw_doubt(brush, value.result, answer, value.doubt)
        else:
            _draw_result(brush, value.result, answer)


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
    at, size = (rect.x, rect.center[1]), brush.result
    place = brush.write(str(digit), at, size, theme.winner, bold=True, anchor="midleft")
    x, y = place.right + brush.px(20), rect.center[1] - brush.px(14)
    room = rect.right - x
    sure = percent(float(answer[digit]))
    size = brush.fit(sure, brush.title, room, bold=True)
    brush.write(sure, (x, y), size, theme.text, bold=True, anchor="midleft")
    share = percent(float(answer[then]))
    words = brush.say("prediction.next", digit=then, percent=share)
    size = brush.fit(words, brush.small, room)
    brush.write(words, (x, y + brush.px(48)), size, theme.muted, anchor="midleft")


def _draw_doubt(brush: Brush, rect: Rect, answer: Array, doubt: float) -> None:
    """No digit is shown large where there hardly is one; the one that it comes closest to is still
    named. ``answer``: (10,); ``doubt``: 0..1."""
    theme, at = brush.theme, (rect.x, rect.center[1])
    words, size = brush.say("prediction.unknown"), brush.result
    mark = brush.write(words, at, size, theme.damage, bold=True, anchor="midleft")
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
