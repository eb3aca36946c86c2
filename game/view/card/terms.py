"""A neuron's sum written out: its largest terms, "… and 114 more terms", the bias, and the sum."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import pygame

from game.core.geometry import Rect
from game.core.insight.explain import Sum
from game.lab.card.sentences import Line, Table, table_of
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width, sign_color
from game.view.paint.theme import Color
from game.view.paint.widgets import draw_signed_bar

#: the least and the largest height of a row, as a share of its text's
_CLOSE, _LOOSE = 1.2, 1.5
#: gaps between columns: normally, and at least; px at 1080 lines
_GAP, _NEAR = 14, 6
#: a bar narrower than this says nothing, px at 1080 lines
_BAR = 60
#: most terms that are written out
_MOST = 12
#: where there is room for fewer terms than this, the row of ReLU is left out
_FEW = 4
_TIMES = "×"


def table_width(brush: Brush, total: Sum) -> float:
    """The width that a table of this sum needs without bars, px."""
    return sum(_columns(brush, table_of(total, _MOST))) + 3 * brush.px(_GAP)


def draw_table(brush: Brush, rect: Rect, total: Sum) -> None:
    """Draw as many terms as the rect has rows for, the largest first, with signed bars where the
    rect is wide enough for them. A note on numbers that do not add up stands below the table."""
    size = brush.small
    table = table_of(total, _MOST)
    note = brush.wrap(table.note, size, rect.w)
    if note:
        below = len(note) * size * _CLOSE
        for nth, line in enumerate(note):
            at = rect.x, rect.bottom - below + nth * size * _CLOSE
            brush.write(line, at, size, brush.theme.damage)
        rect = rect._replace(h=rect.h - below)
    terms = sum(line.cells is not None for line in table.lines)
    room = int(rect.h / (size * _CLOSE)) - 1 - (len(table.lines) - terms)
    if room < min(terms, _FEW) and table.results > 1:  # the heading has ReLU's answer as well
        table, room = _without_last(table), room + 1
    if room < terms:
        short = table.results == 1
        table = table_of(total, max(room, 1))
        table = _without_last(table) if short and table.results > 1 else table
    _draw_rows(brush, rect, table, min(rect.h / (1 + len(table.lines)), size * _LOOSE))


def _without_last(table: Table) -> Table:
    return replace(table, lines=table.lines[:-1], results=table.results - 1)


def _draw_rows(brush: Brush, rect: Rect, table: Table, height: float) -> None:
    """The table's header and its lines, ``height`` px each, with a rule above the results."""
    size, ends, left_over = _layout(brush, rect, table)
    bars = Rect(rect.right - left_over, rect.y, left_over, height)
    y = rect.y + height / 2
    for words, end in zip(table.header, ends, strict=True):
        brush.write(words, (end, y), size, brush.theme.muted, anchor="midright")
    amounts = [line.amount for line in table.lines if line.amount is not None]
    amounts = [amount for amount in amounts if isfinite(amount)]
    low, high = min((0.0, *amounts)), max((0.0, *amounts))
    first_result = len(table.lines) - table.results
    for nth, line in enumerate(table.lines):
        y = rect.y + height * (nth + 1.5)
        if nth == first_result:
            _draw_rule(brush, rect.x, ends[3], y - height / 2)
        _draw_line(brush, line, (rect.x, y), ends, size, nth >= first_result)
        if left_over and line.amount in amounts and low < high:
            area = bars._replace(y=y - size * 0.3, h=size * 0.6)
            draw_signed_bar(brush, area, line.amount or 0.0, low, high)


def _layout(brush: Brush, rect: Rect, table: Table) -> tuple[int, list[float], float]:
    """Text height; right ends of the four columns; and the width left over for bars, 0 where that
    is too little. All in px. Huge numbers of a damaged network stand closer together, and where
    that does not suffice they are smaller."""
    size, gap = brush.small, float(brush.px(_GAP))
    columns = _columns(brush, table)
    natural = sum(columns) + 3 * gap
    if natural > rect.w:
        gap = max((rect.w - sum(columns)) / 3, brush.px(_NEAR))
        size = max(int(size * min((rect.w - 3 * gap) / sum(columns), 1)), 8)
        columns = tuple(width * size / brush.small for width in columns)
    left_over = rect.w - natural - 2 * brush.px(_GAP)
    ends = [rect.x + sum(columns[: n + 1]) + n * gap for n in range(4)]
    if left_over >= brush.px(_BAR):
        return size, ends, left_over
    # Without bars the table is spread over the whole width of the rect.
    slack = max(rect.w - natural, 0) / 3
    return size, [end + n * slack for n, end in enumerate(ends)], 0.0


def _draw_line(
    brush: Brush,
    line: Line,
    at: tuple[float, float],
    ends: list[float],
    size: int,
    result: bool,
) -> None:
    """One row of the table, whose middle's left end is ``at``: label, w, × a, and w·a; or words
    and a number."""
    theme, (left, y) = brush.theme, at
    color = theme.text if result else sign_color(theme, line.contribution)
    start = draw_figure(brush, line.contribution, (ends[3], y), size, color, bold=result)
    if line.cells is None:
        room = start - left - brush.px(10)
        _draw_words(brush, line, (left, y), size, room, theme.text if result else theme.muted)
        return
    label, weight, value = line.cells
    draw_figure(brush, label, (ends[0], y), size, theme.muted)
    draw_figure(brush, weight, (ends[1], y), size, theme.text)
    draw_figure(brush, value, (ends[2], y), size, theme.text)
    middle = ends[1] + brush.px(_GAP) / 2 + brush.width(_TIMES, size) / 2
    brush.write(_TIMES, (middle, y), size, theme.muted, anchor="center")


def _draw_words(
    brush: Brush, line: Line, at: tuple[float, float], size: int, room: float, color: Color
) -> None:
    """The words of a row: "… and 114 more terms, in sum", "bias", "sum = z". The longest of its
    labels that fits into ``room`` px; the shortest one, smaller, where none fits."""
    fitting = [words for words in line.labels if brush.width(words, size) <= room]
    words = (fitting or line.labels[-1:])[0]
    brush.write(words, at, brush.fit(words, size, room), color, anchor="midleft")


def _columns(brush: Brush, table: Table) -> tuple[float, ...]:
    """Widths of label, w, "× a" and w·a, px."""
    size = brush.small
    times = brush.width(_TIMES, size) + brush.px(_GAP) / 2
    widths = [float(brush.width(words, size)) for words in table.header]
    for line in table.lines:
        cells = (*line.cells, line.contribution) if line.cells else ("", "", "", line.contribution)
        for n, words in enumerate(cells):
            wide = figure_width(brush.text, words, size, line.cells is None)
            widths[n] = max(widths[n], wide + (times if n == 2 and words else 0))
    return tuple(widths)


def _draw_rule(brush: Brush, left: float, right: float, y: float) -> None:
    """The line between the terms and the results."""
    edge = brush.theme.panel_edge
    pygame.draw.line(brush.surface, edge, (left, y), (right, y), brush.px(2))
