"""Prediction beside an open panel: the answer, or the healthy and the damaged one as twins."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.model.network import Array
from game.lab.state.break_it import Flip
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.theme import Color
from game.view.paint.widgets import box, draw_bar
from game.words.numbers import percent

#: a probability below this is drawn as none
_NONE = 0.0005


class Twin(NamedTuple):
    """What an answer is held against: the ten probabilities of the healthy network. ``damaged``:
    whether the other network is a damaged one, not a taught one; ``flip``: how the digit read has
    changed, None where it has not."""

    healthy: tuple[float, ...]
    damaged: bool
    flip: Flip | None


class Small(NamedTuple):
    """Where its parts stand; the ten probabilities of the shown digit, None without one; and what
    they are held against, None where the network of the file answers."""

    heading: Rect
    result: Rect
    bars: Rect
    answer: tuple[float, ...] | None
    twin: Twin | None


def look_small(state: State) -> Small:
    """What the small prediction shows of this state."""
    stage, answer, healthy = (
        state.stage,
        state.prediction.probabilities,
        state.prediction.healthy_answer,
    )
    twin = None
    if state.changed and answer is not None and healthy is not None:
        twin = Twin(tuple(healthy.tolist()), state.break_it.damaged, state.break_it.flip)
    return Small(
        heading=stage.rect("prediction.heading"),
        result=stage.rect("prediction.result"),
        bars=stage.rect("prediction.bars"),
        answer=None if answer is None else tuple(answer.tolist()),
        twin=twin,
    )


def draw_small(brush: Brush, value: Small) -> None:
    """Draw the small prediction into its parts."""
    theme, result, twin = brush.theme, value.result, value.twin
    at = value.heading.x, value.heading.center[1]
    words = brush.say("prediction")
    brush.write(words, at, brush.body, theme.text, bold=True, anchor="midleft")
    now = None if value.answer is None else np.array(value.answer, np.float32)
    healthy = None if twin is None else np.array(twin.healthy, np.float32)
    if now is None:
        words, at = brush.say("prediction.blank"), (result.x, result.y + brush.px(8))
        brush.paragraph(words, at, brush.body, theme.muted, result.w)
    elif twin is None or healthy is None:
        _draw_answer(brush, result, now, theme.winner)
    else:
        _draw_twins(brush, result, twin, healthy, now)
    _draw_bars(brush, value.bars, now, healthy)


def _draw_answer(brush: Brush, rect: Rect, answer: Array, color: Color) -> None:
    """A large digit and its percentage beside it, in the middle of the rect's height. ``answer``:
    (10,)."""
    digit, at = decided(answer), (rect.x, rect.center[1])
    large, words = brush.say("prediction.unknown"), brush.say("twin.idea")
    if digit is not None:
        large, words = str(digit), percent(float(answer[digit]))
    size = round(min(rect.h, brush.px(110)))
    place = brush.write(large, at, size, color, bold=True, anchor="midleft")
    x = place.right + brush.px(14)
    size = brush.fit(words, round(0.45 * size), rect.right - x, bold=True)
    brush.write(words, (x, at[1]), size, brush.theme.text, bold=True, anchor="midleft")


def _draw_twins(brush: Brush, rect: Rect, twin: Twin, healthy: Array, now: Array) -> None:
    """Both answers, (10,), side by side, and below them what the change is."""
    theme, small = brush.theme, brush.small
    above, line = rect.top_part(rect.h - 1.4 * small)
    left, right = above.columns(2, brush.px(12))
    other = brush.say("twin.damaged") if twin.damaged else brush.say("twin.taught")
    color = theme.winner if twin.flip is None else theme.damage
    for column, answer, words, shade in (
        (left, healthy, brush.say("twin.healthy"), theme.winner),
        (right, now, other, color),
    ):
        caption, place = column.top_part(small * 1.15)
        brush.write(words, caption[:2], small, theme.muted)
        _draw_answer(brush, place, answer, shade)
    if twin.flip is None:
        _draw_shares(brush, line, healthy, now)
    else:
        _draw_flip(brush, line, twin.flip)


def _draw_flip(brush: Brush, rect: Rect, flip: Flip) -> None:
    """From which digit to which the answer has changed, on a red ground; and by what, where there
    is room for that."""
    size, width = brush.small, rect.w - brush.px(8)
    after = brush.say("twin.idea") if flip.after is None else flip.after
    words = brush.say("twin.flip", before=flip.before, after=after)
    longer = brush.say("twin.flip.at", flip=words, code=flip.code)
    if flip.code and brush.width(longer, size, bold=True) <= width:
        words = longer
    pygame.draw.rect(brush.surface, brush.theme.damage_ground, box(rect), border_radius=brush.px(6))
    size = brush.fit(words, size, width, bold=True)
    brush.write(words, rect.center, size, brush.theme.text, bold=True, anchor="center")


def _draw_shares(brush: Brush, rect: Rect, healthy: Array, now: Array) -> None:
    """How likely the healthy network's digit was and is now."""
    digit, words = decided(healthy), brush.say("twin.same")
    if digit is not None:
        before, after = percent(float(healthy[digit])), percent(float(now[digit]))
        words = brush.say("twin.share", share=before, now=after, digit=digit)
    size = brush.fit(words, brush.small, rect.w - brush.px(8))
    brush.write(words, rect.center, size, brush.theme.muted, anchor="center")


def _draw_bars(brush: Brush, rect: Rect, now: Array | None, healthy: Array | None) -> None:
    """Ten rows, in two columns where the rect is wide. Each answer is (10,) or None."""
    wide = rect.w > 2 * rect.h
    columns = rect.columns(2, brush.px(28)) if wide else [rect]
    rows = [row for column in columns for row in column.rows(10 // len(columns))]
    top = None if now is None else decided(now)
    for digit, row in enumerate(rows):
        share = 0.0 if now is None else float(now[digit])
        before = None if healthy is None else float(healthy[digit])
        _draw_row(brush, row, digit, digit == top, share, before)


def _draw_row(
    brush: Brush, row: Rect, digit: int, wins: bool, share: float, healthy: float | None
) -> None:
    """A digit, its bar and its percentage; of twins the healthy one's bar is above the other.
    ``share`` and ``healthy`` are probabilities, 0..1; ``wins``: whether this digit is the one
    read."""
    theme, y = brush.theme, row.center[1]
    size, color = min(brush.px(26), int(row.h * 0.95)), theme.winner if wins else theme.muted
    brush.write(str(digit), (row.x, y), size, color, bold=wins, anchor="midleft")
    left, right = brush.px(30), min(brush.px(104), 0.5 * row.w)
    bar = Rect(row.x + left, row.y, row.w - left - right, row.h)
    if healthy is None:
        height = min(brush.px(14), 0.6 * row.h)
        middle = bar._replace(y=y - height / 2, h=height)
        draw_bar(brush, middle, share if share >= _NONE else 0, color)
    else:
        height = max(min(brush.px(9), 0.36 * row.h), 2)
        gap = max(height / 4, 1)
        upper = bar._replace(y=y - height - gap / 2, h=height)
        lower = bar._replace(y=y + gap / 2, h=height)
        draw_bar(brush, upper, healthy, theme.text)
        draw_bar(brush, lower, share, theme.damage if wins else theme.muted)
    if share >= _NONE:
        words, color = percent(share), theme.text if wins else theme.muted
        size = brush.fit(words, min(brush.small, size), right - brush.px(8))
        brush.write(words, (row.right, y), size, color, anchor="midright")
