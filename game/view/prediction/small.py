"""Prediction beside an open panel: the answer, or the healthy and the damaged one as twins."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.model.network import Array
from game.lab.state.state import State, digit_words
from game.view.paint.text import Text
from game.view.paint.theme import Colour, Theme
from game.view.paint.widgets import box, draw_bar
from game.words.catalogue import percent, say


def draw_small(surface: pygame.Surface, theme: Theme, text: Text, state: State) -> None:
    """Draw into "prediction" where the stage has little room for it."""
    stage = state.stage
    heading = stage.rect("prediction.heading")
    at = heading.x, heading.centre[1]
    size = theme.px(theme.heading)
    text.draw(surface, say("prediction"), at, size, theme.text, bold=True, anchor="midleft")
    result, now, healthy = stage.rect("prediction.result"), state.probabilities, None
    if now is None:
        words = say("prediction.blank")
        small = theme.px(theme.body)
        y = result.y + theme.px(8)
        text.paragraph(surface, words, (result.x, y), small, theme.muted, result.w)
    elif state.changed and state.healthy_answer is not None:
        healthy = state.healthy_answer
        _draw_twins(surface, theme, text, result, state, healthy, now)
    else:
        _draw_answer(surface, theme, text, result, now, theme.winner)
    _draw_bars(surface, theme, text, stage.rect("prediction.bars"), now, healthy)


def _draw_answer(
    surface: pygame.Surface, theme: Theme, text: Text, rect: Rect, answer: Array, colour: Colour
) -> None:
    """A large digit and its percentage beside it, in the middle of the rect's height."""
    size = round(min(rect.h, theme.px(110)))
    at = rect.x, rect.centre[1]
    digit = digit_words(answer)
    place = text.draw(surface, digit, at, size, colour, bold=True, anchor="midleft")
    x = place.right + theme.px(14)
    words = say("twin.idea") if digit == "?" else percent(float(answer.max()))
    fits = text.fit(words, round(0.45 * size), rect.right - x, bold=True)
    text.draw(surface, words, (x, at[1]), fits, theme.text, bold=True, anchor="midleft")


def _draw_twins(
    surface: pygame.Surface,
    theme: Theme,
    text: Text,
    rect: Rect,
    state: State,
    healthy: Array,
    damaged: Array,
) -> None:
    """Both answers side by side, and below them what changed; a flip is held on a red ground."""
    small = theme.px(theme.small)
    above, line = rect.top_part(rect.h - 1.4 * small)
    flip = state.experiment.flip
    changed = flip is not None
    for column, answer, key in zip(
        above.columns(2, theme.px(12)), (healthy, damaged), ("healthy", "other"), strict=True
    ):
        caption, place = column.top_part(small * 1.15)
        other = "damaged" if state.damaged else "taught"
        words = say("twin.healthy" if key == "healthy" else f"twin.{other}")
        text.draw(surface, words, caption[:2], small, theme.muted)
        broken = changed and key != "healthy"
        _draw_answer(surface, theme, text, place, answer, theme.alert if broken else theme.winner)
    if flip is not None:
        after = say("twin.idea") if flip.after is None else flip.after
        words, colour = say("twin.flip", before=flip.before, after=after), theme.text
        longer = say("twin.flip.at", flip=words, code=flip.code)
        if flip.code and text.width(longer, small, True) <= line.w - theme.px(8):
            words = longer
        pygame.draw.rect(surface, theme.wound, box(line), border_radius=theme.px(6))
    else:
        digit = decided(healthy)
        words, colour = say("twin.same"), theme.muted
        if digit is not None:
            was, now = (percent(float(answer[digit])) for answer in (healthy, damaged))
            words = say("twin.share", share=was, now=now, digit=digit)
    size = text.fit(words, small, line.w - theme.px(8), bold=changed)
    text.draw(surface, words, line.centre, size, colour, bold=changed, anchor="center")


def _draw_bars(
    surface: pygame.Surface,
    theme: Theme,
    text: Text,
    rect: Rect,
    now: Array | None,
    healthy: Array | None,
) -> None:
    """Ten bars, in two columns where the rect is wide; of twins, the healthy one is above."""
    wide = rect.w > 2 * rect.h
    columns = rect.columns(2, theme.px(28)) if wide else [rect]
    rows = [row for column in columns for row in column.rows(10 // len(columns))]
    top = None if now is None else decided(now)
    for digit, row in enumerate(rows):
        size = min(theme.px(26), int(row.h * 0.95))
        shade = theme.winner if digit == top else theme.muted
        at = row.x, row.centre[1]
        text.draw(surface, str(digit), at, size, shade, bold=digit == top, anchor="midleft")
        left, right = theme.px(30), min(theme.px(104), 0.5 * row.w)
        bar = Rect(row.x + left, row.y, row.w - left - right, row.h)
        share = 0.0 if now is None else float(now[digit])
        if healthy is None:
            height = min(theme.px(14), 0.6 * row.h)
            middle = bar._replace(y=row.centre[1] - height / 2, h=height)
            draw_bar(surface, theme, middle, share if share >= 0.0005 else 0, shade)
        else:
            height = max(min(theme.px(9), 0.36 * row.h), 2)
            gap = max(height / 4, 1)
            upper = bar._replace(y=row.centre[1] - height - gap / 2, h=height)
            lower = bar._replace(y=row.centre[1] + gap / 2, h=height)
            draw_bar(surface, theme, upper, float(healthy[digit]), theme.good)
            draw_bar(surface, theme, lower, share, theme.alert if digit == top else theme.muted)
        if share >= 0.0005:
            fits = text.fit(percent(share), min(theme.px(theme.small), size), right - theme.px(8))
            end = row.right, row.centre[1]
            colour = theme.text if digit == top else theme.muted
            text.draw(surface, percent(share), end, fits, colour, anchor="midright")
