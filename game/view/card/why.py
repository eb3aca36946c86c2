""" "Why 7?": the same logit as a sum over Hidden 2, over Hidden 1, and over the pixels."""

from __future__ import annotations

from math import isfinite

import pygame

from game.core.geometry import Rect
from game.core.model.network import Array
from game.lab.card.sentences import WhyCard, WhyColumn, pixel_column, why_column
from game.view.card.neuron import HEADER, PADDING, clipped, draw_heading
from game.view.card.terms import sign_color
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.heat_map import draw_worth_on_ink
from game.view.paint.text import Text
from game.view.paint.widgets import draw_panel

_GAP = 12
#: between columns
_APART = 36
#: height of a row as a share of its text: at least, and at most
_CLOSE, _LOOSE = 1.2, 1.6
_MOST = 5
#: a row at least this high, as a share of its text, has room for a bar
_BARRED = 1.35


def draw_why(
    brush: Brush,
    rect: Rect,
    why: WhyCard,
    free: float = 0,
) -> None:
    """Draw "Why 7?" or "Why 7 and not 1?" into the rect, window px, and nowhere else.

    ``free``: px left free at the right end of the heading, for buttons.
    """
    with clipped(brush, rect):
        draw_panel(brush, rect)
        inner = rect.inset(brush.px(PADDING), brush.px(PADDING * 0.7))
        heading, body = inner.top_part(brush.px(HEADER))
        heading = heading._replace(w=heading.w - free)
        draw_heading(brush, heading, why.title, (why.total,))
        columns = [why_column(parts, _MOST) for parts in why.chain.levels[:2]]
        pixels = pixel_column(why.chain.levels[2])
        body = _draw_footer(brush, body, pixels)
        size = brush.small
        terms = min(int(body.h / (size * _CLOSE)) - 4, _MOST)
        columns = [why_column(parts, max(terms, 1)) for parts in why.chain.levels[:2]]
        places = _places(brush, body, columns, pixels)
        height = min(body.h / max(len(column.rows) + 2 for column in columns), size * _LOOSE)
        for column, place in zip(columns, places[:2], strict=True):
            _draw_column(brush, place, column, height)
        _draw_pixels(brush, places[2], pixels, why, height)


def _draw_footer(brush: Brush, body: Rect, column: WhyColumn) -> Rect:
    """What "share" means, or what is wrong with the numbers, along the bottom; returns the rest."""
    size = brush.small
    words = column.note or f"{brush.say('why.share')}   {brush.say('why.cells')}"
    if not column.note and brush.width(words, size) > body.w:
        words = brush.say("why.share")
    # Spaces between sentences are wide on purpose, so only notes are wrapped.
    lines = brush.wrap(words, size, body.w) if column.note else [words]
    height = len(lines) * size * _CLOSE
    for nth, line in enumerate(lines):
        at = (body.x, body.bottom - height + nth * size * _CLOSE)
        brush.write(line, at, size, brush.theme.alert if column.note else brush.theme.muted)
    return body._replace(h=body.h - height - brush.px(6))


def _places(brush: Brush, body: Rect, columns: list[WhyColumn], pixels: WhyColumn) -> list[Rect]:
    """Three columns: the pixels' as wide as it needs or its picture is high; the others share the
    rest. Narrow bodies get short words and no shares of the pixels."""
    need = [_natural(brush, column, 0) for column in (*columns, pixels)]
    apart = brush.px(_APART)
    side = body.h - 6 * brush.small * _CLOSE
    last = max(need[2], side)
    if 2 * max(need[:2]) + last + 2 * apart > body.w:
        apart = brush.px(_APART / 2)
        need = [_natural(brush, column, 1) for column in columns]
        last = max(body.w - sum(need) - 2 * apart, brush.px(100))
    spare = (body.w - last - 2 * apart - sum(need[:2])) / 2
    left, rest = body.left_part(need[0] + spare, apart)
    middle, right = rest.left_part(need[1] + spare, apart)
    return [left, middle, right]


def _natural(brush: Brush, column: WhyColumn, which: int) -> float:
    """Least width of a column, px: labels (``which``: 0 long, 1 short), worths, shares."""
    size = brush.small
    label = max(brush.width(row.labels[which], size) for row in column.rows)
    label = max(label, brush.width(brush.say("why.sum"), size))
    return label + sum(_widths(brush.text, column, size)) + 2 * brush.px(_GAP)


def _widths(text: Text, column: WhyColumn, size: int) -> tuple[int, int]:
    worths = [figure_width(text, row.worth, size) for row in column.rows]
    worths.append(figure_width(text, column.total, size, True))
    return max(worths), max(figure_width(text, row.share, size) for row in column.rows)


def _draw_column(
    brush: Brush,
    rect: Rect,
    column: WhyColumn,
    height: float,
) -> None:
    """Heading, a row a part, the sum."""
    size, gap = brush.small, brush.px(_GAP)
    y = rect.y + height / 2
    place = brush.write(
        column.heading, (rect.x, y), size, brush.theme.text, bold=True, anchor="midleft"
    )
    share = _widths(brush.text, column, size)[1]
    heads = (
        (brush.say("why.worth"), brush.width(brush.say("why.worth"), size)),
        (brush.say("why.part"), 0),
    )
    wide = max(share, brush.width(heads[1][0], size))
    if rect.right - wide - gap - heads[0][1] > place.right + gap:
        share = wide
        for words, end in ((heads[0][0], rect.right - wide - gap), (heads[1][0], rect.right)):
            brush.write(words, (end, y), size, brush.theme.muted, anchor="midright")
    rows = Rect(rect.x, rect.y + height, rect.w, rect.h - height)
    _draw_rows(brush, rows, column, height, share)


def _draw_rows(
    brush: Brush,
    rect: Rect,
    column: WhyColumn,
    height: float,
    share: float,
) -> None:
    """The parts and their sum; bars under them where rows are high enough.

    ``share``: width of the column of shares, 0 for none.
    """
    size, gap = brush.small, brush.px(_GAP)
    room = rect.w - (share + gap if share else 0)
    names = [max(brush.width(row.labels[n], size) for row in column.rows) for n in (0, 1)]
    worth = _widths(brush.text, column, size)[0]
    which = 0 if names[0] + gap + worth <= room else 1
    least = max(names[1], brush.width(brush.say("why.sum"), size)) + gap / 2 + worth
    if least > room:  # huge numbers of a damaged network
        size = max(int(size * room / least), 8)
    end = rect.x + room
    finite = [abs(row.amount) for row in column.rows if isfinite(row.amount)]
    largest = max(finite, default=0.0) if height >= size * _BARRED else 0.0
    for nth, row in enumerate(column.rows):
        y = rect.y + (nth + 0.5) * height
        brush.write(row.labels[which], (rect.x, y), size, brush.theme.muted, anchor="midleft")
        color = sign_color(brush.theme, row.worth)
        draw_figure(brush, row.worth, (end, y), size, color)
        if share:
            draw_figure(brush, row.share, (rect.right, y), size, brush.theme.text)
        if largest > 0 and isfinite(row.amount):
            bar = pygame.Rect(round(rect.x), round(y + size * 0.58), round(rect.w), brush.px(4))
            pygame.draw.rect(brush.surface, brush.theme.track, bar)
            bar.w = max(round(bar.w * abs(row.amount) / largest), 1)
            pygame.draw.rect(brush.surface, color, bar)
    y = rect.y + (len(column.rows) + 0.5) * height
    if largest == 0:
        ends = (rect.x, y - height / 2), (rect.right, y - height / 2)
        pygame.draw.line(brush.surface, brush.theme.panel_edge, *ends, brush.px(2))
    brush.write(brush.say("why.sum"), (rect.x, y), size, brush.theme.text, anchor="midleft")
    draw_figure(brush, column.total, (end, y), size, brush.theme.text, True)


def _draw_pixels(
    brush: Brush,
    rect: Rect,
    column: WhyColumn,
    why: WhyCard,
    heading: float,
) -> None:
    """The drawing painted with what its pixels are worth, and their sum below.

    ``heading``: height of the line of headings, px.
    """
    size = brush.small
    row = size * _CLOSE
    worth: Array = why.chain.levels[2].worth.astype("float32")
    at = (rect.x, rect.y + heading / 2)
    brush.write(column.heading, at, size, brush.theme.text, bold=True, anchor="midleft")
    side = min(rect.w, rect.h - heading - 4 * row)
    picture = Rect(rect.x, rect.y + heading, side, side)
    draw_worth_on_ink(brush, picture, worth, why.x)
    left = Rect(rect.x, picture.bottom, rect.w, rect.bottom - picture.bottom)
    height = min(left.h / 4, size * (_BARRED - 0.01))
    share = _widths(brush.text, column, size)[1]
    shared = rect.w >= _natural(brush, column, 1)
    _draw_rows(brush, left, column, height, share if shared else 0)
