"""The answer to "Why 7?": the same logit as a sum over Hidden 2, over Hidden 1 and over pixels."""

from __future__ import annotations

from math import isfinite

import pygame

from game.core.geometry import Rect
from game.core.model.network import Array
from game.lab.card.sentences import WhyCard, WhyColumn, pixel_column, why_column
from game.view.card.neuron import HEADER, PADDING, draw_heading
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width, sign_color
from game.view.paint.heat_map import draw_contributions_on_ink
from game.view.paint.text import Text
from game.view.paint.widgets import draw_panel

#: between the label, the contribution and the share of a row, px at 1080 lines
_GAP = 12
#: between columns, px at 1080 lines
_APART = 36
#: the least width of the pixels' column, px at 1080 lines
_PIXELS = 100
#: the least and the largest height of a row, as a share of its text's
_CLOSE, _LOOSE = 1.2, 1.6
#: most neurons of a column that have a row of their own
_MOST = 5
#: a row at least this high, as a share of its text, has room for a bar
_BARRED = 1.35


def draw_why(brush: Brush, rect: Rect, why: WhyCard, free: float = 0) -> None:
    """Draw "Why 7?" or "Why 7 and not 1?" into the rect, window px, and nowhere else.

    ``free``: px left free at the right end of the heading, for buttons.
    """
    draw_panel(brush, rect)
    inner = rect.inset(brush.px(PADDING), brush.px(PADDING * 0.7))
    heading, body = inner.top_part(brush.px(HEADER))
    heading = heading._replace(w=heading.w - free)
    draw_heading(brush, heading, why.title, (why.total,))
    pixels, size = pixel_column(why.chain.levels[2]), brush.small
    body = _draw_footer(brush, body, pixels)
    rows = min(int(body.h / (size * _CLOSE)) - 4, _MOST)
    columns = [why_column(parts, max(rows, 1)) for parts in why.chain.levels[:2]]
    places = _places(brush, body, columns, pixels)
    height = min(body.h / max(len(column.rows) + 2 for column in columns), size * _LOOSE)
    for column, place in zip(columns, places[:2], strict=True):
        _draw_column(brush, place, column, height)
    _draw_pixels(brush, places[2], pixels, why, height)


def _draw_footer(brush: Brush, body: Rect, column: WhyColumn) -> Rect:
    """What "share" means, or what is wrong with the numbers, along the bottom; returns the rest."""
    theme, size = brush.theme, brush.small
    share, cells = brush.say("why.share"), brush.say("why.cells")
    if column.note:
        lines, color = brush.wrap(column.note, size, body.w), theme.damage
    else:
        # This line is not wrapped: that would lose the wide space between its sentences.
        both = f"{share}   {cells}"
        lines, color = [both if brush.width(both, size) <= body.w else share], theme.muted
    height = len(lines) * size * _CLOSE
    for nth, line in enumerate(lines):
        at = body.x, body.bottom - height + nth * size * _CLOSE
        brush.write(line, at, size, color)
    return body._replace(h=body.h - height - brush.px(6))


def _places(brush: Brush, body: Rect, columns: list[WhyColumn], pixels: WhyColumn) -> list[Rect]:
    """Where the three columns stand. The pixels' column is as wide as its words need or as its
    picture is high; the two others share the rest. Where that is too narrow, columns stand closer
    together, and they get short words; the pixels get what is left, and perhaps no shares."""
    need = [_least_width(brush, column, 0) for column in (*columns, pixels)]
    apart = brush.px(_APART)
    side = body.h - 6 * brush.small * _CLOSE
    last = max(need[2], side)
    if 2 * max(need[:2]) + last + 2 * apart > body.w:
        apart = brush.px(_APART / 2)
        need = [_least_width(brush, column, 1) for column in columns]
        last = max(body.w - sum(need) - 2 * apart, brush.px(_PIXELS))
    spare = (body.w - last - 2 * apart - sum(need[:2])) / 2
    left, rest = body.left_part(need[0] + spare, apart)
    middle, right = rest.left_part(need[1] + spare, apart)
    return [left, middle, right]


def _least_width(brush: Brush, column: WhyColumn, which: int) -> float:
    """The least width of a column with its long (``which`` 0) or short (1) labels, its
    contributions and its shares, px."""
    size = brush.small
    label = max(brush.width(row.labels[which], size) for row in column.rows)
    label = max(label, brush.width(brush.say("why.sum"), size))
    return label + sum(_widths(brush.text, column, size)) + 2 * brush.px(_GAP)


def _widths(text: Text, column: WhyColumn, size: int) -> tuple[int, int]:
    """Widths of the contributions and of the shares of a column, px."""
    contributions = [figure_width(text, row.contribution, size) for row in column.rows]
    contributions.append(figure_width(text, column.total, size, True))
    return max(contributions), max(figure_width(text, row.share, size) for row in column.rows)


def _draw_column(brush: Brush, rect: Rect, column: WhyColumn, height: float) -> None:
    """A heading, one row for each part, and the sum; each row is ``height`` px high."""
    theme, size, gap = brush.theme, brush.small, brush.px(_GAP)
    y = rect.y + height / 2
    place = brush.write(column.heading, (rect.x, y), size, theme.text, bold=True, anchor="midleft")
    share = _widths(brush.text, column, size)[1]
    over_share = brush.say("why.over.share")
    wide = max(share, brush.width(over_share, size))
    end = rect.right - wide - gap
    for key in ("why.over.contribution", "why.over.contribution.short"):
        if end - brush.width(brush.say(key), size) > place.right + gap:
            share = wide
            brush.write(brush.say(key), (end, y), size, theme.muted, anchor="midright")
            brush.write(over_share, (rect.right, y), size, theme.muted, anchor="midright")
            break
    rows = Rect(rect.x, rect.y + height, rect.w, rect.h - height)
    _draw_rows(brush, rows, column, height, share)


def _draw_rows(brush: Brush, rect: Rect, column: WhyColumn, height: float, share: float) -> None:
    """The parts of a column and their sum, ``height`` px each. Where rows are high enough, a bar
    under each part shows how large it is beside the largest one.

    ``share``: width of the shares, px; 0 leaves them out.
    """
    theme, surface, gap = brush.theme, brush.surface, brush.px(_GAP)
    room = rect.w - (share + gap if share else 0)
    size, which = _row_words(brush, column, room)
    end = rect.x + room
    finite = [abs(row.amount) for row in column.rows if isfinite(row.amount)]
    largest = max(finite, default=0.0) if height >= size * _BARRED else 0.0
    for nth, row in enumerate(column.rows):
        y = rect.y + (nth + 0.5) * height
        brush.write(row.labels[which], (rect.x, y), size, theme.muted, anchor="midleft")
        color = sign_color(theme, row.contribution)
        draw_figure(brush, row.contribution, (end, y), size, color)
        if share:
            draw_figure(brush, row.share, (rect.right, y), size, theme.text)
        if largest > 0 and isfinite(row.amount):
            bar = pygame.Rect(round(rect.x), round(y + size * 0.58), round(rect.w), brush.px(4))
            pygame.draw.rect(surface, theme.track, bar)
            bar.w = max(round(bar.w * abs(row.amount) / largest), 1)
            pygame.draw.rect(surface, color, bar)
    y = rect.y + (len(column.rows) + 0.5) * height
    if largest == 0:
        ends = (rect.x, y - height / 2), (rect.right, y - height / 2)
        pygame.draw.line(surface, theme.panel_edge, *ends, brush.px(2))
    brush.write(brush.say("why.sum"), (rect.x, y), size, theme.text, anchor="midleft")
    draw_figure(brush, column.total, (end, y), size, theme.text, True)


def _row_words(brush: Brush, column: WhyColumn, room: float) -> tuple[int, int]:
    """Text height, px, and which labels (0 long, 1 short) let a label and its contribution fit
    into ``room`` px. Only the huge numbers of a damaged network need smaller text."""
    size, gap = brush.small, brush.px(_GAP)
    names = [max(brush.width(row.labels[n], size) for row in column.rows) for n in (0, 1)]
    contribution = _widths(brush.text, column, size)[0]
    which = 0 if names[0] + gap + contribution <= room else 1
    least = max(names[1], brush.width(brush.say("why.sum"), size)) + gap / 2 + contribution
    return (max(int(size * room / least), 8) if least > room else size), which


def _draw_pixels(brush: Brush, rect: Rect, column: WhyColumn, why: WhyCard, heading: float) -> None:
    """The drawing painted with the contributions of its pixels, and their sum below.

    ``heading``: height of the line of headings, px.
    """
    size = brush.small
    contributions: Array = why.chain.levels[2].contributions.astype("float32")
    at = rect.x, rect.y + heading / 2
    brush.write(column.heading, at, size, brush.theme.text, bold=True, anchor="midleft")
    side = min(rect.w, rect.h - heading - 4 * size * _CLOSE)
    picture = Rect(rect.x, rect.y + heading, side, side)
    draw_contributions_on_ink(brush, picture, contributions, why.x)
    below = Rect(rect.x, picture.bottom, rect.w, rect.bottom - picture.bottom)
    # These rows are too low for bars: the picture shows what bars would.
    height = min(below.h / 4, size * (_BARRED - 0.01))
    share = _widths(brush.text, column, size)[1]
    shared = rect.w >= _least_width(brush, column, 1)
    _draw_rows(brush, below, column, height, share if shared else 0)
