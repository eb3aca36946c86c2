"""Prediction beside an open panel: the answer, or the healthy and the damaged one as twins."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.ink.reading import decided, digit_words
from game.core.model.network import Array
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.theme import Color
from game.view.paint.widgets import box, draw_bar
from game.words.numbers import percent


def draw_small(brush: Brush, state: State) -> None:
    """Draw into "prediction" where the stage has little room for it."""
    stage = state.stage
    heading = stage.rect("prediction.heading")
    at = heading.x, heading.center[1]
    size = brush.heading
    brush.write(brush.say("prediction"), at, size, brush.theme.text, bold=True, anchor="midleft")
    result, now, healthy = stage.rect("prediction.result"), state.prediction.probabilities, None
    if now is None:
        words = brush.say("prediction.blank")
        small = brush.body
        y = result.y + brush.px(8)
        brush.paragraph(words, (result.x, y), small, brush.theme.muted, result.w)
    elif state.changed and state.prediction.healthy_answer is not None:
        healthy = state.prediction.healthy_answer
        _draw_twins(brush, result, state, healthy, now)
    else:
        _draw_answer(brush, result, now, brush.theme.winner)
    _draw_bars(brush, stage.rect("prediction.bars"), now, healthy)


def _draw_answer(brush: Brush, rect: Rect, answer: Array, color: Color) -> None:
    """A large digit and its percentage beside it, in the middle of the rect's height."""
    size = round(min(rect.h, brush.px(110)))
    at = rect.x, rect.center[1]
    digit = digit_words(answer)
    place = brush.write(digit, at, size, color, bold=True, anchor="midleft")
    x = place.right + brush.px(14)
    words = brush.say("twin.idea") if digit == "?" else percent(float(answer.max()))
    fits = brush.fit(words, round(0.45 * size), rect.right - x, bold=True)
    brush.write(words, (x, at[1]), fits, brush.theme.text, bold=True, anchor="midleft")


def _draw_twins(
    brush: Brush,
    rect: Rect,
    state: State,
    healthy: Array,
    damaged: Array,
) -> None:
    """Both answers side by side, and below them what changed; a flip is held on a red ground."""
    small = brush.small
    above, line = rect.top_part(rect.h - 1.4 * small)
    flip = state.break_it.flip
    changed = flip is not None
    for column, answer, key in zip(
        above.columns(2, brush.px(12)), (healthy, damaged), ("healthy", "other"), strict=True
    ):
        caption, place = column.top_part(small * 1.15)
        other = "damaged" if state.break_it.damaged else "taught"
        words = brush.say("twin.healthy" if key == "healthy" else f"twin.{other}")
        brush.write(words, caption[:2], small, brush.theme.muted)
        broken = changed and key != "healthy"
        _draw_answer(brush, place, answer, brush.theme.alert if broken else brush.theme.winner)
    if flip is not None:
        after = brush.say("twin.idea") if flip.after is None else flip.after
        words, color = brush.say("twin.flip", before=flip.before, after=after), brush.theme.text
        longer = brush.say("twin.flip.at", flip=words, code=flip.code)
        if flip.code and brush.width(longer, small, True) <= line.w - brush.px(8):
            words = longer
        pygame.draw.rect(brush.surface, brush.theme.wound, box(line), border_radius=brush.px(6))
    else:
        digit = decided(healthy)
        words, color = brush.say("twin.same"), brush.theme.muted
        if digit is not None:
            was, now = (percent(float(answer[digit])) for answer in (healthy, damaged))
            words = brush.say("twin.share", share=was, now=now, digit=digit)
    size = brush.fit(words, small, line.w - brush.px(8), bold=changed)
    brush.write(words, line.center, size, color, bold=changed, anchor="center")


def _draw_bars(
    brush: Brush,
    rect: Rect,
    now: Array | None,
    healthy: Array | None,
) -> None:
    """Ten bars, in two columns where the rect is wide; of twins, the healthy one is above."""
    wide = rect.w > 2 * rect.h
    columns = rect.columns(2, brush.px(28)) if wide else [rect]
    rows = [row for column in columns for row in column.rows(10 // len(columns))]
    top = None if now is None else decided(now)
    for digit, row in enumerate(rows):
        size = min(brush.px(26), int(row.h * 0.95))
        shade = brush.theme.winner if digit == top else brush.theme.muted
        at = row.x, row.center[1]
        brush.write(str(digit), at, size, shade, bold=digit == top, anchor="midleft")
        left, right = brush.px(30), min(brush.px(104), 0.5 * row.w)
        bar = Rect(row.x + left, row.y, row.w - left - right, row.h)
        share = 0.0 if now is None else float(now[digit])
        if healthy is None:
            height = min(brush.px(14), 0.6 * row.h)
            middle = bar._replace(y=row.center[1] - height / 2, h=height)
            draw_bar(brush, middle, share if share >= 0.0005 else 0, shade)
        else:
            height = max(min(brush.px(9), 0.36 * row.h), 2)
            gap = max(height / 4, 1)
            upper = bar._replace(y=row.center[1] - height - gap / 2, h=height)
            lower = bar._replace(y=row.center[1] + gap / 2, h=height)
            draw_bar(brush, upper, float(healthy[digit]), brush.theme.good)
            draw_bar(brush, lower, share, brush.theme.alert if digit == top else brush.theme.muted)
        if share >= 0.0005:
            fits = brush.fit(percent(share), min(brush.small, size), right - brush.px(8))
            end = row.right, row.center[1]
            color = brush.theme.text if digit == top else brush.theme.muted
            brush.write(percent(share), end, fits, color, anchor="midright")
