"""A neuron's sum written out: its largest terms, the rest, the bias and what they make."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import pygame

from game.core.geometry import Rect
from game.core.insight.explain import Sum
from game.lab.card.sentences import Line, Table, table_of
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box

#: height of a row, as a share of its text: at least, at most
_CLOSE, _LOOSE = 1.2, 1.5
_GAP = 14
#: narrower than this a bar says nothing, px at 1080 lines
_BAR = 60
_MOST = 12
#: fewer terms than this, and what can be left out gives way
_FEW = 4
_TIMES = "×"


def table_width(brush: Brush, total: Sum) -> float:
    """What a table of this sum needs without bars, px."""
    return sum(_columns(brush, table_of(total, _MOST))) + 3 * brush.px(_GAP)


def draw_table(brush: Brush, rect: Rect, total: Sum) -> None:
    """As many terms as the rect has rows for; signed bars where it is wide enough."""
    size = brush.small
    table = table_of(total, _MOST)
    note = brush.wrap(table.note, size, rect.w)
    if note:
        below = len(note) * size * _CLOSE
        for nth, line in enumerate(note):
            at = (rect.x, rect.bottom - below + nth * size * _CLOSE)
            brush.write(line, at, size, brush.theme.alert)
        rect = rect._replace(h=rect.h - below)
    terms = sum(line.cells is not None for line in table.lines)
    room = int(rect.h / (size * _CLOSE)) - 1 - (len(table.lines) - terms)
    if room < min(terms, _FEW) and table.results > 1:  # the heading has ReLU's answer as well
        table, room = _without_last(table), room + 1
    if room < terms:
        short = table.results == 1
        table = table_of(total, max(room, 1))
        table = _without_last(table) if short and table.results > 1 else table
    rows = 1 + len(table.lines)
    height = min(rect.h / rows, size * _LOOSE)
    _draw_rows(brush, rect, table, height)


def _without_last(table: Table) -> Table:
    return replace(table, lines=table.lines[:-1], results=table.results - 1)


def _draw_rows(brush: Brush, rect: Rect, table: Table, height: float) -> None:
    size, gap = brush.small, brush.px(_GAP)
    columns = _columns(brush, table)
    natural = sum(columns) + 3 * gap
    if natural > rect.w:  # huge numbers of a damaged network: closer together, then smaller
        gap = max((rect.w - sum(columns)) / 3, brush.px(6))
        size = max(int(size * min((rect.w - 3 * gap) / sum(columns), 1)), 8)
        columns = tuple(width * size / brush.small for width in columns)
    spare = rect.w - natural - 2 * gap
    bars = Rect(rect.right - spare, rect.y, spare, height) if spare >= brush.px(_BAR) else None
    # Without bars the sum stands at the right edge of what it was given.
    ends = [rect.x + sum(columns[: n + 1]) + n * gap for n in range(4)]
    if bars is None:
        slack = max(rect.w - natural, 0) / 3
        ends = [end + n * slack for n, end in enumerate(ends)]
    y = rect.y + height / 2
    for words, end in zip(table.header, ends, strict=True):
        brush.write(words, (end, y), size, brush.theme.muted, anchor="midright")
    amounts = [line.amount for line in table.lines if line.amount is not None]
    amounts = [amount for amount in amounts if isfinite(amount)]
    low, high = min((0.0, *amounts)), max((0.0, *amounts))
    for nth, line in enumerate(table.lines):
        y = rect.y + height * (nth + 1.5)
        result = nth >= len(table.lines) - table.results
        if nth == len(table.lines) - table.results:
            _rule(brush, rect.x, ends[3], y - height / 2)
        _draw_line(brush, line, (rect.x, y), ends, size, result)
        if bars and line.amount in amounts and low < high:
            area = bars._replace(y=y - size * 0.3, h=size * 0.6)
            draw_signed_bar(brush, area, line.amount or 0.0, low, high)


def _draw_line(
    brush: Brush,
    line: Line,
    at: tuple[float, float],
    ends: list[float],
    size: int,
    result: bool,
) -> None:
    left, y = at
    color = brush.theme.text if result else sign_color(brush.theme, line.worth)
    start = draw_figure(brush, line.worth, (ends[3], y), size, color, bold=result)
    if line.cells is None:
        room = start - left - brush.px(10)
        fitting = [words for words in line.labels if brush.width(words, size) <= room]
        words = (fitting or line.labels[-1:])[0]
        size = brush.fit(words, size, room)
        color = brush.theme.text if result else brush.theme.muted
        brush.write(words, (left, y), size, color, anchor="midleft")
        return
    label, weight, value = line.cells
    draw_figure(brush, label, (ends[0], y), size, brush.theme.muted)
    draw_figure(brush, weight, (ends[1], y), size, brush.theme.text)
    draw_figure(brush, value, (ends[2], y), size, brush.theme.text)
    middle = ends[1] + brush.px(_GAP) / 2 + brush.width(_TIMES, size) / 2
    brush.write(_TIMES, (middle, y), size, brush.theme.muted, anchor="center")


def _columns(brush: Brush, table: Table) -> tuple[float, ...]:
    """Widths of label, w, "× a" and w·a, px."""
    size = brush.small
    widths = [float(brush.width(words, size)) for words in table.header]
    for line in table.lines:
        cells = (*line.cells, line.worth) if line.cells else ("", "", "", line.worth)
        for n, words in enumerate(cells):
            extra = brush.width(_TIMES, size) + brush.px(_GAP) / 2 if n == 2 and words else 0
            widths[n] = max(
                widths[n], figure_width(brush.text, words, size, line.cells is None) + extra
            )
    return tuple(widths)


def sign_color(theme: Theme, figure: str) -> Color:
    """The color of a printed number, by the sign it carries."""
    return {"+": theme.positive, "−": theme.negative}.get(figure[:1], theme.text)


def draw_signed_bar(brush: Brush, rect: Rect, amount: float, low: float, high: float) -> None:
    """A bar from zero, on a scale from ``low`` ≤ 0 to ``high`` ≥ 0: to the right and orange above
    zero, to the left and blue below."""
    zero = rect.x - low / (high - low) * rect.w
    end = zero + amount / (high - low) * rect.w
    color = brush.theme.positive if amount >= 0 else brush.theme.negative
    area = box(rect._replace(x=min(zero, end), w=abs(end - zero)))
    area.w = max(area.w, 1)
    pygame.draw.rect(brush.surface, color, area, border_radius=min(brush.px(3), area.w // 2))
    line = round(zero), area.top - brush.px(2), brush.px(1.5), area.h + 2 * brush.px(2)
    pygame.draw.rect(brush.surface, brush.theme.muted, line)


def _rule(brush: Brush, left: float, right: float, y: float) -> None:
    pygame.draw.line(brush.surface, brush.theme.panel_edge, (left, y), (right, y), brush.px(2))
