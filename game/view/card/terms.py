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
from game.view.paint.widgets import draw_signed_bar

#: the least and the largest height of a row, as a share of its text's
_CLOSE, _LOOSE = 1.2, 1.5
#: gaps between columns: normally, and at least; px at 1080 lines
_GAP, _NEAR = 14, 6
#: between columns of rows, px at 1080 lines
_APART = 36
#: a bar narrower than this says nothing, px at 1080 lines
_BAR = 60
#: most terms that are written out
_MOST = 12
#: where there is room for fewer terms than this, the row of ReLU is left out
_FEW = 4
_TIMES = "×"


def draw_table(brush: Brush, rect: Rect, total: Sum) -> None:
    """Draw as many terms as the rect has rows for, the largest first, with signed bars where the
    rect is wide enough for them. A low, broad rect has them in two or more columns. A note on
    numbers that do not add up stands below the table."""
    size = brush.small
    table = table_of(total, _MOST)
    note = brush.wrap(table.note, size, rect.w)
    if note:
        below = len(note) * size * _CLOSE
        for nth, line in enumerate(note):
            at = rect.x, rect.bottom - below + nth * size * _CLOSE
            brush.write(line, at, size, brush.theme.text)
        rect = rect._replace(h=rect.h - below)
    narrow = sum(_columns(brush, table)) + 3 * brush.px(_NEAR)
    rows = max(int(rect.h / (size * _CLOSE)) - 1, 1)
    columns = -(-len(table.lines) // rows)
    while columns > 1 and (rect.w - (columns - 1) * brush.px(_APART)) / columns < narrow:
        columns -= 1
    table = _shortened(total, table, rows * columns)
    count = -(-len(table.lines) // columns)
    height = min(rect.h / (1 + count), size * _LOOSE)
    first = len(table.lines) - table.results
    for nth, place in enumerate(rect.columns(columns, brush.px(_APART))):
        part = range(nth * count, min((nth + 1) * count, len(table.lines)))
        _draw_rows(brush, place, table, part, first, height)


def _shortened(total: Sum, table: Table, room: int) -> Table:
    """The table with at most ``room`` lines, if it can be: fewer terms and, where these would be
    very few, without the row of ReLU, which the page's facts have as well."""
    if len(table.lines) <= room:
        return table
    terms = sum(line.cells is not None for line in table.lines)
    left = room - (len(table.lines) - terms)
    brief = left < min(terms, _FEW) and table.results > 1
    table = table_of(total, max(left + brief, 1))
    return _without_last(table) if brief and table.results > 1 else table


def _without_last(table: Table) -> Table:
    return replace(table, lines=table.lines[:-1], results=table.results - 1)


def _draw_rows(
    brush: Brush, rect: Rect, table: Table, part: range, first: int, height: float
) -> None:
    """The header and some lines of the table, ``height`` px each, with a rule above the results, of
    which ``first`` is the first line."""
    size = brush.small
    ends, left_over = _layout(brush, rect, table)
    # The line at the zero of the bars may lie at their very end.
    bars = Rect(rect.right - left_over, rect.y, left_over - brush.px(2), height)
    y = rect.y + height / 2
    for words, end in zip(table.header, ends, strict=True):
        if end is not None:
            brush.write(words, (end, y), size, brush.theme.muted, anchor="midright")
    amounts = [line.amount for line in table.lines if line.amount is not None]
    amounts = [amount for amount in amounts if isfinite(amount)]
    low, high = min((0.0, *amounts)), max((0.0, *amounts))
    for nth, line in enumerate(table.lines[part.start : part.stop]):
        y = rect.y + height * (nth + 1.5)
        if part.start + nth == first and nth:
            _draw_rule(brush, rect.x, rect.right - left_over, y - height / 2)
        _draw_line(brush, line, (rect.x, y), ends, part.start + nth >= first)
        if left_over and line.amount in amounts and low < high:
            area = bars._replace(y=y - size * 0.3, h=size * 0.6)
            draw_signed_bar(brush, area, line.amount or 0.0, low, high)


#: right ends of the four columns, px; None for one that has no room
Ends = tuple[float | None, float | None, float | None, float]


def _layout(brush: Brush, rect: Rect, table: Table) -> tuple[Ends, float]:
    """Right ends of the columns, and the width left over for bars, 0 where that is too little, px.
    Huge numbers of a damaged network stand closer together, and where that does not suffice, the
    factors are left out."""
    gap, columns = float(brush.px(_GAP)), _columns(brush, table)
    natural = sum(columns) + 3 * gap
    if natural > rect.w:
        gap = max((rect.w - sum(columns)) / 3, brush.px(_NEAR))
        if sum(columns) + 3 * gap > rect.w:
            return (rect.x + columns[0], None, None, rect.right), 0.0
    ends = [rect.x + sum(columns[: n + 1]) + n * gap for n in range(4)]
    left_over = rect.w - natural - 2 * brush.px(_GAP)
    if left_over < brush.px(_BAR):
        # Without bars the table is spread over the whole width of the rect.
        slack = max(rect.w - natural, 0) / 3
        ends, left_over = [end + n * slack for n, end in enumerate(ends)], 0.0
    return (ends[0], ends[1], ends[2], ends[3]), left_over


def _draw_line(brush: Brush, line: Line, at: tuple[float, float], ends: Ends, result: bool) -> None:
    """One row of the table, whose middle's left end is ``at``: label, w, × a, and w·a; or words
    and a number."""
    theme, (left, y), size = brush.theme, at, brush.small
    color = theme.text if result else sign_color(theme, line.contribution)
    start = draw_figure(brush, line.contribution, (ends[3], y), size, color, bold=result)
    if line.cells is None:
        words = brush.choose(line.labels, size, start - left - brush.px(10))
        brush.write(words, at, size, theme.text if result else theme.muted, anchor="midleft")
        return
    colors = theme.muted, theme.text, theme.text
    for words, end, color in zip(line.cells, ends, colors, strict=False):
        if end is not None:
            draw_figure(brush, words, (end, y), size, color)
    if ends[1] is not None:
        middle = ends[1] + brush.px(_GAP) / 2 + brush.width(_TIMES, size) / 2
        brush.write(_TIMES, (middle, y), size, theme.muted, anchor="center")


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
