"""What the pages of cards are made of: sentences, pictures under captions, and rows with bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width, sign_color
from game.view.paint.text import LINE
from game.view.paint.widgets import box

#: gaps between parts of a page, and between things that belong together, px at 1080 lines
GAP, NEAR = 16, 8
#: a rect at least this many times as broad as high is a low page: its parts stand side by side
_LOW = 1.7
#: height of a line of small text, as a share of its size: at least, and at most
CLOSE, LOOSE = 1.2, 1.6
#: the least width of a bar that says something, px at 1080 lines
_BAR = 40


class Sentence(NamedTuple):
    """Words that wrap. ``strong``: in bold body, else in regular; ``small``: a note."""

    words: str
    strong: bool = False
    small: bool = False


class Row(NamedTuple):
    """A name, longest first; a number in print; perhaps another one after it; and how far its bar
    reaches for and against, as shares of the longest one."""

    labels: tuple[str, ...]
    figure: str
    after: str = ""
    up: float = 0.0
    down: float = 0.0
    bold: bool = False


def is_low(rect: Rect) -> bool:
    """Whether a page is so low that its parts stand side by side."""
    return rect.w > _LOW * rect.h


def caption_height(brush: Brush) -> float:
    """The height of a line of small text with air around it, px."""
    return brush.small * LINE


def sentences_height(brush: Brush, sentences: Sequence[Sentence], width: float) -> float:
    """What `draw_sentences` needs, px."""
    return sum(_height(brush, sentence, width) for sentence in sentences)


def draw_sentences(brush: Brush, rect: Rect, sentences: Sequence[Sentence]) -> float:
    """Sentences from the top of the rect; the first that has no room is left out with all that
    follow. Returns the y below the last one."""
    theme, y = brush.theme, rect.y
    for words, strong, small in sentences:
        size = brush.small if small else brush.body
        height = _height(brush, Sentence(words, strong, small), rect.w)
        if y + height > rect.bottom + size * (LINE - 1):
            break
        color = theme.text if strong else theme.muted
        for line in brush.wrap(words, size, rect.w, strong):
            brush.write(line, (rect.x, y), size, color, bold=strong)
            y += size * LINE
        y += brush.px(NEAR) / 2
    return y


def _height(brush: Brush, sentence: Sentence, width: float) -> float:
    size = brush.small if sentence.small else brush.body
    lines = brush.wrap(sentence.words, size, width, sentence.strong)
    return len(lines) * size * LINE + brush.px(NEAR) / 2


def square_under(brush: Brush, rect: Rect, caption: str) -> Rect:
    """Write a caption over a square as large as the rect allows, and return the square."""
    high = caption_height(brush)
    side = min(rect.w, rect.h - high)
    words = brush.choose((caption,), brush.small, rect.w)
    brush.write(
        words, (rect.x, rect.y + high / 2), brush.small, brush.theme.muted, anchor="midleft"
    )
    return Rect(rect.x, rect.y + high, side, side)


def rows_width(brush: Brush, rows: Sequence[Row], which: int = -1) -> float:
    """The width that rows need without bars, px. ``which``: of their labels, long to short."""
    label = max(brush.width(_label(row, which), brush.small, row.bold) for row in rows)
    return label + sum(_figures(brush, rows)) + brush.px(GAP)


def draw_rows(
    brush: Brush, rect: Rect, rows: Sequence[Row], height: float, like: Sequence[Row] = ()
) -> None:
    """Rows from the top of the rect, ``height`` px each: names at the left, numbers at the right,
    and bars between them where there is room for any. A bar for is whole, one against is hollow.
    ``like``: rows of other columns, whose bars shall begin and end at the same places."""
    size, gap, all_ = brush.small, brush.px(NEAR), [*rows, *like]
    figure, after = _figures(brush, all_)
    bar = brush.px(_BAR) + gap if any(row.up or row.down for row in rows) else 0
    which = 0 if rows_width(brush, all_, 0) + bar <= rect.w + 1 else -1
    label = max(brush.width(_label(row, which), size, row.bold) for row in all_)
    left, right = rect.x + label + gap, rect.right - after - figure - gap
    for nth, row in enumerate(rows):
        y = rect.y + (nth + 0.5) * height
        color = brush.theme.text if row.bold else brush.theme.muted
        words = _label(row, which)
        brush.write(words, (rect.x, y), size, color, bold=row.bold, anchor="midleft")
        color = brush.theme.text if row.bold else sign_color(brush.theme, row.figure)
        draw_figure(brush, row.figure, (rect.right - after, y), size, color, row.bold)
        if row.after:
            draw_figure(brush, row.after, (rect.right, y), size, brush.theme.text)
        if row.up + row.down > 0 and right - left >= brush.px(_BAR):
            _draw_bar(brush, Rect(left, y - size * 0.3, right - left, size * 0.6), row)


def _draw_bar(brush: Brush, rect: Rect, row: Row) -> None:
    """What speaks for, whole, then what speaks against, hollow."""
    theme, line = brush.theme, brush.px(2)
    area = box(rect)
    up = area.copy()
    up.w = round(area.w * min(row.up, 1))
    down = area.copy()
    down.x, down.w = up.right, round(area.w * min(row.down, 1))
    if up.w:
        pygame.draw.rect(brush.surface, theme.positive, up)
    if down.w:
        pygame.draw.rect(brush.surface, theme.negative, down, 0 if down.w < 3 * line else line)
    pygame.draw.rect(brush.surface, theme.track, (area.x, area.y, max(line // 2, 1), area.h))


def _figures(brush: Brush, rows: Sequence[Row]) -> tuple[float, float]:
    """Widths of the numbers, and of those after them with the gap before these, px."""
    size = brush.small
    figure = max(figure_width(brush.text, row.figure, size, row.bold) for row in rows)
    after = max(figure_width(brush.text, row.after, size) for row in rows)
    return figure, after + (brush.px(GAP) if after else 0)


def _label(row: Row, which: int) -> str:
    return row.labels[which]
