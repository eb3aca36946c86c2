"""Prediction: the digit and how sure; of several digits the number, and the one that is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.ink.doubt import DOUBTFUL
from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict
from game.core.model.network import Array
from game.lab.network.playback import told
from game.lab.prediction.layout import TILES
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.panel import Panel
from game.view.prediction.small import Small, draw_small, look_small
from game.view.prediction.tile import TilePanel
from game.words.catalogue import answer_words, doubt_words
from game.words.numbers import percent


class Answer(NamedTuple):
    """Where its parts stand, and what it shows. ``answer``: the ten probabilities of the shown
    digit, None without one, or before the wave has reached the output; then ``pending``.
    ``verdict``: how sure it is; ``doubt``: whether it is a digit at all, 0..1; ``several``: whether
    it is one of several digits."""

    heading: Rect | None
    result: Rect
    answer: tuple[float, ...] | None
    pending: bool
    verdict: Verdict | None
    doubt: float
    several: bool


class PredictionPanel(Panel[Answer | Small]):
    """onnxruntime's answer for the shown digit; beside an open panel it is a small one."""

    name = "prediction"
    every = 2

    def look(self, state: State) -> Answer | Small:
        stage, prediction = state.stage, state.prediction
        if stage.has("prediction.bars"):
            return look_small(state)
        answer, ready = prediction.probabilities, told(state)
        seen = answer is not None and ready
        return Answer(
            heading=stage.rects.get("prediction.heading"),
            result=stage.rect("prediction.result"),
            answer=tuple(answer.tolist()) if answer is not None and ready else None,
            pending=answer is not None and not ready,
            verdict=prediction.verdict if seen else None,
            doubt=prediction.doubt if seen else 0.0,
            several=len(prediction.segments) > 1,
        )

    def draw(self, brush: Brush, rect: Rect, value: Answer | Small) -> None:
        if isinstance(value, Small):
            draw_small(brush, value)
            return
        if value.heading is not None:
            words, at = brush.say("prediction"), value.heading[:2]
            brush.write(words, at, brush.body, brush.theme.text, bold=True)
        if value.answer is None or value.verdict is None:
            key = brush.say("prediction.pending" if value.pending else "prediction.blank")
            draw_middle(brush, value.result, key)
        elif value.several:
            _draw_focused(brush, value)
        elif value.verdict is Verdict.HARDLY:
            _draw_hardly(brush, value.result, np.array(value.answer, np.float32))
        else:
            _draw_result(brush, value)


PANELS: tuple[Callable[[], Panel[Any]], ...] = (
    PredictionPanel,
    *(partial(TilePanel, nth) for nth in range(TILES)),
)


def draw_middle(brush: Brush, rect: Rect, words: str) -> None:
    """Some words in the middle of the rect's height, where there is no answer."""
    size = brush.body
    lines = brush.wrap(words, size, rect.w)
    y = rect.center[1] - len(lines) * size * LINE / 2
    for line in lines:
        brush.write(line, (rect.x, y), size, brush.theme.muted)
        y += size * LINE


def _draw_result(brush: Brush, value: Answer) -> None:
    """The likeliest digit, large, how likely it is, and what speaks against it."""
    assert value.answer is not None and value.verdict is not None
    theme, rect, answer = brush.theme, value.result, np.array(value.answer, np.float32)
    digit, sure = decided(answer), value.verdict is Verdict.SURE
    words, at = answer_words(digit, value.verdict), (rect.x, rect.center[1])
    color = theme.answer(sure)
    place = brush.write(words, at, brush.result, color, bold=True, anchor="midleft")
    x, middle = place.right + brush.px(12), rect.center[1]
    room, share = rect.right - x, _share(brush, answer)
    size = brush.title if brush.width(share, brush.title, bold=True) <= room else brush.body
    lines = [(share, size, theme.text if sure else color, True)]
    if not sure:
        words = (
            doubt_words(value.doubt) if value.doubt >= DOUBTFUL else brush.say("prediction.doubt")
        )
        lines.append((words, brush.body, theme.text, False))
    lines += [(words, brush.small, theme.muted, False) for words in _rival(brush, answer, room)]
    y = middle - sum(size for _, size, *_ in lines) * LINE / 2
    for words, size, shade, bold in lines:
        words = brush.choose((words,), size, room, bold)
        brush.write(words, (x, y), size, shade, bold=bold)
        y += size * LINE


def _draw_hardly(brush: Brush, rect: Rect, answer: Array) -> None:
    """No digit is shown large where there hardly is one; the one that it comes closest to is still
    named. ``answer``: (10,)."""
    theme, at = brush.theme, (rect.x, rect.center[1])
    mark = brush.say("prediction.unknown")
    place = brush.write(mark, at, brush.result, theme.muted, bold=True, anchor="midleft")
    x = place.right + brush.px(20)
    room = rect.right - x
    title = brush.wrap(brush.say("prediction.hardly"), brush.title, room, bold=True)
    lines = [(words, brush.title, theme.text, True) for words in title]
    lines += [(words, brush.small, theme.muted, False) for words in _closest(brush, answer, room)]
    lines.append((brush.say("prediction.fool"), brush.body, theme.text, False))
    y = rect.center[1] - sum(size for _, size, *_ in lines) * LINE / 2
    for words, size, color, bold in lines:
        brush.write(words, (x, y), size, color, bold=bold)
        y += size * LINE


def _draw_focused(brush: Brush, value: Answer) -> None:
    """The shown one of several digits, how likely it is, and what comes next: in one row or, where
    there is room, in two. The number itself stands on the tiles."""
    assert value.answer is not None and value.verdict is not None
    theme, rect, answer = brush.theme, value.result, np.array(value.answer, np.float32)
    how, title, small, gap = value.verdict, brush.title, brush.small, brush.px(14)
    two = rect.h >= (title + small) * LINE
    y = rect.center[1] - (small * LINE / 2 if two else 0)
    digit, color = answer_words(decided(answer), how), theme.answer(how is Verdict.SURE)
    words, size = _share(brush, answer), title
    if how is Verdict.HARDLY:
        words, size = doubt_words(value.doubt), brush.body
    x = rect.x
    if brush.width(digit, title, True) + gap + brush.width(words, size, True) <= rect.w:
        x = brush.write(digit, (x, y), title, color, bold=True, anchor="midleft").right + gap
    words = brush.choose((words,), size, rect.right - x, bold=True)
    x = brush.write(words, (x, y), size, theme.text, bold=True, anchor="midleft").right + gap
    room = rect.w if two else rect.right - x
    under = _rival(brush, answer, room)
    if how is Verdict.HARDLY:
        under = _fitting(brush, (brush.say("prediction.fool"),), room)
    for words in under:
        at = (rect.x, y + title * LINE / 2) if two else (x, y + brush.px(3))
        brush.write(words, at, small, theme.muted, anchor="topleft" if two else "midleft")


def _share(brush: Brush, answer: Array) -> str:
    """How likely the digit read is, or that there is no answer. ``answer``: (10,)."""
    digit = decided(answer)
    return brush.say("prediction.undecided") if digit is None else percent(float(answer[digit]))


def _rival(brush: Brush, answer: Array, room: float) -> list[str]:
    """Which digit comes next, and how likely it is, in ``room`` px; none without an answer."""
    if decided(answer) is None:
        return []
    then = int(answer.argsort()[-2])
    share = percent(float(answer[then]))
    longer = brush.say("prediction.next", digit=then, percent=share)
    short = brush.say("prediction.next.short", digit=then)
    return _fitting(brush, (longer, short), room)


def _closest(brush: Brush, answer: Array, room: float) -> list[str]:
    """Which digit the ink comes closest to, in ``room`` px; none without an answer."""
    digit = decided(answer)
    if digit is None:
        return []
    share = percent(float(answer[digit]))
    longer = brush.say("prediction.closest", digit=digit, percent=share)
    short = brush.say("prediction.closest.short", digit=digit)
    return _fitting(brush, (longer, short), room)


def _fitting(brush: Brush, wordings: tuple[str, ...], room: float) -> list[str]:
    """The first of some wordings, long to short, that fits into ``room`` px, if any does."""
    return [words for words in wordings if brush.width(words, brush.small) <= room][:1]
