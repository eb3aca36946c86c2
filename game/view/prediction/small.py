"""Prediction beside an open panel: the answer, or the healthy and the damaged one as twins."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict, verdict
from game.lab.network.playback import told
from game.lab.state.break_it import Flip
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.view.paint.theme import Color
from game.view.paint.widgets import box, draw_bar
from game.words.catalogue import answer_words
from game.words.numbers import percent

#: a probability below this is drawn as none
_NONE = 0.0005
#: width of a bar, px at 1080 lines, from which on percentages stand beside all of them
_ROOMY = 60


class Told(NamedTuple):
    """An answer as it is told: the ten probabilities, and how sure it is."""

    answer: tuple[float, ...]
    verdict: Verdict


class Twin(NamedTuple):
    """What an answer is held against: that of the healthy network. ``damaged``: whether the other
    network is a damaged one, not a taught one; ``flip``: how the digit read has changed, None where
    it has not."""

    healthy: Told
    damaged: bool
    flip: Flip | None


class Small(NamedTuple):
    """Where its parts stand; the answer for the shown digit, None without one or before the wave
    has reached the output, and then ``pending``; and what it is held against, None where the
    network of the file answers."""

    heading: Rect | None
    result: Rect
    bars: Rect
    now: Told | None
    pending: bool
    twin: Twin | None


def look_small(state: State) -> Small:
    """What the small prediction shows of this state."""
    stage, prediction = state.stage, state.prediction
    answer, how, ready = prediction.probabilities, prediction.verdict, told(state)
    now = twin = None
    if answer is not None and how is not None and ready:
        now = Told(tuple(answer.tolist()), how)
        healthy = prediction.healthy_answer
        if state.changed and healthy is not None:
            held = Told(tuple(healthy.tolist()), verdict(healthy, prediction.doubt))
            twin = Twin(held, state.break_it.damaged, state.break_it.flip)
    return Small(
        heading=stage.rects.get("prediction.heading"),
        result=stage.rect("prediction.result"),
        bars=stage.rect("prediction.bars"),
        now=now,
        pending=answer is not None and not ready,
        twin=twin,
    )


def draw_small(brush: Brush, value: Small) -> None:
    """Draw the small prediction into its parts."""
    theme, result, twin, now = brush.theme, value.result, value.twin, value.now
    if value.heading is not None:
        words = brush.say("prediction")
        brush.write(words, value.heading[:2], brush.body, theme.text, bold=True)
    if now is None:
        words = brush.say("prediction.pending" if value.pending else "prediction.blank")
        brush.paragraph(words, result[:2], brush.body, theme.muted, result.w)
    elif twin is None:
        color, said = theme.answer(now.verdict is Verdict.SURE), brush.title
        _draw_answer(brush, result, now, color, (brush.large, said))
    else:
        _draw_twins(brush, result, twin, now)
    _draw_bars(brush, value.bars, now, twin)


def _draw_answer(brush: Brush, rect: Rect, now: Told, color: Color, sizes: tuple[int, int]) -> None:
    """A digit and its percentage beside it, of these sizes, in the middle of the rect's height;
    hardly a digit says so instead."""
    at, (large, said), words = (rect.x, rect.center[1]), sizes, _words(brush, now)
    place = brush.write(words[0], at, large, color, bold=True, anchor="midleft")
    x = place.right + brush.px(12)
    room = rect.right - x
    if now.verdict is Verdict.HARDLY:
        hardly = brush.say("prediction.hardly")
        lines = brush.wrap(hardly, brush.body, room)[:2]
        if rect.h < len(lines) * brush.body * LINE:
            lines = [brush.choose((hardly, brush.say("prediction.hardly.short")), brush.body, room)]
        y = at[1] - len(lines) * brush.body * LINE / 2
        for line in lines:
            brush.write(line, (x, y), brush.body, brush.theme.text)
            y += brush.body * LINE
        return
    share = brush.choose((words[1],), said, room, bold=True)
    brush.write(share, (x, at[1]), said, brush.theme.text, bold=True, anchor="midleft")


def _words(brush: Brush, now: Told) -> tuple[str, str]:
    """The digit read as it is told, and how likely it is."""
    digit = decided(np.array(now.answer, np.float32))
    share = brush.say("twin.idea") if digit is None else percent(now.answer[digit])
    return answer_words(digit, now.verdict), share


def _draw_twins(brush: Brush, rect: Rect, twin: Twin, now: Told) -> None:
    """Both answers, the healthy one above the other, and below them what the change is."""
    theme, small = brush.theme, brush.small
    above, line = rect.top_part(rect.h - LINE * small)
    other = brush.say("twin.damaged") if twin.damaged else brush.say("twin.taught")
    names = brush.say("twin.healthy"), other
    changed = theme.damage if twin.damaged else theme.learning
    color = theme.answer(now.verdict is Verdict.SURE) if twin.flip is None else changed
    was = theme.answer(twin.healthy.verdict is Verdict.SURE)
    wide = max(brush.width(name, small) for name in names) + brush.px(16)
    stacked = above.h / 2 >= (small + brush.title) * LINE  # the names above the answers
    room = above.w - (0 if stacked else wide) - brush.px(12)
    widths = [
        sum(brush.width(part, brush.title, bold=True) for part in _words(brush, answer))
        for answer in (twin.healthy, now)
    ]
    free = above.h / 2 - (small * LINE if stacked else 0)
    high = next((s for s in (brush.title, brush.body) if s * LINE <= free + 4), small)
    sizes = high, high if max(widths) <= room else min(high, brush.body)
    parts = zip(names, (twin.healthy, now), (was, color), above.rows(2), strict=True)
    for name, answer, shade, row in parts:
        if stacked:
            caption, place = row.top_part(small * LINE)
            brush.write(name, caption[:2], small, theme.muted)
        else:
            brush.write(name, (row.x, row.center[1]), small, theme.muted, anchor="midleft")
            _, place = row.left_part(wide)
        _draw_answer(brush, place, answer, shade, sizes)
    if twin.flip is None:
        _draw_shares(brush, line, twin.healthy, now)
    else:
        _draw_flip(brush, line, twin.flip, changed)


def _draw_flip(brush: Brush, rect: Rect, flip: Flip, color: Color) -> None:
    """From which digit to which the answer has changed, on a ground with an edge of the change's
    color; and by what, where there is room for that."""
    after = brush.say("twin.idea") if flip.after is None else flip.after
    words = brush.say("twin.flip", before=flip.before, after=after)
    wordings: tuple[str, ...] = (
        words,
        brush.say("twin.flip.short", before=flip.before, after=after),
    )
    if flip.code:
        wordings = (brush.say("twin.flip.at", flip=words, code=flip.code), *wordings)
    area, theme, size = box(rect), brush.theme, brush.small
    ground = theme.damage_ground if color == theme.damage else theme.button
    pygame.draw.rect(brush.surface, ground, area, border_radius=brush.px(6))
    pygame.draw.rect(brush.surface, color, area, brush.px(2), border_radius=brush.px(6))
    said = brush.choose(wordings, size, rect.w - brush.px(12), bold=True)
    brush.write(said, rect.center, size, theme.text, bold=True, anchor="center")


def _draw_shares(brush: Brush, rect: Rect, healthy: Told, now: Told) -> None:
    """How likely the healthy network's digit was and is now."""
    digit = decided(np.array(healthy.answer, np.float32))
    wordings: tuple[str, ...] = (brush.say("twin.same"),)
    if digit is not None:
        before, after = percent(healthy.answer[digit]), percent(now.answer[digit])
        wordings = (brush.say("twin.share", share=before, now=after, digit=digit), *wordings)
    words = brush.choose(wordings, brush.small, rect.w)
    brush.write(words, rect.center, brush.small, brush.theme.muted, anchor="center")


def _draw_bars(brush: Brush, rect: Rect, now: Told | None, twin: Twin | None) -> None:
    """Ten rows in two columns, or in one where the rect is high enough for that."""
    theme, high = brush.theme, rect.h >= 10 * brush.small
    columns = [rect] if high else rect.columns(2, brush.px(24))
    rows = [row for column in columns for row in column.rows(10 // len(columns))]
    top = None if now is None else decided(np.array(now.answer, np.float32))
    color = theme.answer(now is not None and now.verdict is Verdict.SURE)
    was, gold = None, theme.text
    if twin is not None:
        color = theme.damage if twin.damaged else theme.learning
        was = decided(np.array(twin.healthy.answer, np.float32))
        gold = theme.answer(twin.healthy.verdict is Verdict.SURE)
    for digit, row in enumerate(rows):
        share = 0.0 if now is None else now.answer[digit]
        before = None if twin is None else twin.healthy.answer[digit]
        colors = color if digit == top else theme.muted, gold if digit == was else theme.text
        _draw_row(brush, row, digit, (share, before), colors, digit == top)


def _draw_row(
    brush: Brush,
    row: Rect,
    digit: int,
    shares: tuple[float, float | None],
    colors: tuple[Color, Color],
    wins: bool,
) -> None:
    """A digit, its bar and, where there is room, its percentage; of twins the healthy one's bar is
    above the other. ``shares``: the probabilities now and of the healthy network; ``colors``: of
    their bars; ``wins``: whether this digit is the one read."""
    theme, y, size, (share, healthy) = brush.theme, row.center[1], brush.small, shares
    color, was = colors
    shade = color if healthy is None else theme.text if wins else theme.muted
    brush.write(str(digit), (row.x, y), size, shade, bold=wins, anchor="midleft")
    left, right = brush.px(28), brush.px(110)
    if row.w - left - right < brush.px(_ROOMY):
        right = 0
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
        draw_bar(brush, upper, healthy, was)
        draw_bar(brush, lower, share, color)
    if right and share >= _NONE:
        shade = theme.text if wins else theme.muted
        brush.write(percent(share), (row.right, y), size, shade, anchor="midright")
