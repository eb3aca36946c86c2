"""The first two pages of "Why 7?": the neurons that made it a 7, and the same logit as a sum over
Hidden 2, over Hidden 1 and over pixels."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.geometry import Rect
from game.core.insight.explain import CHAIN
from game.core.model.network import Array
from game.lab.card.why import WhyCard, WhyColumn, WhyRow, pixel_column, why_column
from game.view.card.lines import (
    CLOSE,
    GAP,
    LOOSE,
    NEAR,
    Row,
    Sentence,
    draw_rows,
    draw_sentences,
    is_low,
    rows_width,
)
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_contributions_on_ink

#: most neurons of a level that have a row of their own
_MOST = 5
#: rows of a level besides its neurons: the heading, the others, the biases, the sum; and rows of
#: the pixels' level
_BESIDES, _PIXELS = 4, 5
#: parts of a low page: sentences, neurons; the rest is the pixels'
_PARTS = (0.32, 0.27)
#: the largest height of a neuron's row, as a share of its text's
_AIRY = 2.2
#: the share of the pixels' part that their picture may have, on a high page and on a low one
_PICTURE = 0.66, 0.5


def draw_neurons(brush: Brush, rect: Rect, why: WhyCard) -> None:
    """What the strongest neurons did, in words and as bars; and the pixels behind them."""
    sentences = [Sentence(why.plain[0], strong=True), *map(Sentence, why.plain[1:])]
    count = len(why.chain.levels[0].strongest(CHAIN[0]))
    rows = [_row(row)._replace(after="") for row in why.strongest.rows[:count]]
    gap = brush.px(GAP)
    if is_low(rect):
        words, rest = rect.left_part(_PARTS[0] * rect.w, gap)
        bars, pixels = rest.left_part(_PARTS[1] * rect.w, gap)
        draw_sentences(brush, words, sentences)
    else:
        rows.append(Row((why.sum,), why.strongest.total, bold=True))
        y = draw_sentences(brush, rect, sentences) + gap / 2
        bars = rect._replace(y=y, h=min(len(rows) * brush.small * LOOSE, (rect.bottom - y) / 2))
        pixels = rect._replace(y=bars.bottom + gap, h=rect.bottom - bars.bottom - gap)
    if rows:
        draw_rows(brush, bars, rows, min(bars.h / len(rows), brush.small * _AIRY))
    _draw_pixels(brush, pixels, why, is_low(rect))


def _draw_pixels(brush: Brush, rect: Rect, why: WhyCard, low: bool) -> None:
    """The drawing painted with what its pixels add, and how many of them speak for what."""
    side = min(rect.h, (_PICTURE[1] if low else _PICTURE[0]) * rect.w)
    picture, words = rect.left_part(side, brush.px(GAP))
    contributions: Array = why.chain.levels[2].contributions.astype("float32")
    square = picture._replace(h=side)
    draw_contributions_on_ink(brush, square, contributions, why.trace.activations[0])
    draw_sentences(brush, words, [Sentence(line, small=True) for line in why.pixels])


def draw_why_numbers(brush: Brush, rect: Rect, why: WhyCard) -> None:
    """Three columns that have the same sum: side by side, or on a high page one below the other."""
    pixels, close = pixel_column(why.chain.levels[2]), brush.small * CLOSE
    rect = _draw_footer(brush, rect, pixels)
    if is_low(rect):
        _draw_beside(brush, rect, why, pixels)
        return
    lines = int(rect.h / close)
    count = min(max((lines - 2 * _BESIDES - _PIXELS) // 2, 1), _MOST)
    columns = [*(why_column(parts, count) for parts in why.chain.levels[:2]), pixels]
    gap = brush.px(NEAR)
    height = (rect.h - 2 * gap) / sum(len(column.rows) + 2 for column in columns)
    height, y = min(height, brush.small * LOOSE), rect.y
    for column in columns:
        place = Rect(rect.x, y, rect.w, (len(column.rows) + 2) * height)
        _draw_column(brush, place, column, height)
        y = place.bottom + gap


def _draw_beside(brush: Brush, rect: Rect, why: WhyCard, pixels: WhyColumn) -> None:
    """Three columns side by side. On a very low page each goes on in a second column, and then has
    no shares."""
    gap, lines = brush.px(2 * GAP), int(rect.h / (brush.small * CLOSE))
    twice = lines < _MOST + _BESIDES
    room = (lines - 1) * (2 if twice else 1)
    count = min(max(room - _BESIDES + 1, 1), _MOST)
    columns = [*(why_column(parts, count) for parts in why.chain.levels[:2]), pixels]
    rows, halves = _rows_of(brush, pixels), lines < _PIXELS
    need = rows_width(brush, [row._replace(after="") for row in rows] if halves else rows)
    need = 2 * need + brush.px(GAP) if halves else need
    left, right = rect.left_part(rect.w - need - gap, gap)
    height = min(rect.h / max(min(lines, _MOST + _BESIDES), 1), brush.small * LOOSE)
    for column, place in zip(columns, [*left.columns(2, gap), right], strict=True):
        if halves or (twice and column is not pixels):
            _draw_twice(brush, place, column, height)
        else:
            _draw_column(brush, place, column, height)


def _draw_column(brush: Brush, rect: Rect, column: WhyColumn, height: float) -> None:
    """A heading, one row for each part, and the sum; each row is ``height`` px high."""
    draw_rows(brush, _under_heading(brush, rect, column, height), _rows_of(brush, column), height)


def _draw_twice(brush: Brush, rect: Rect, column: WhyColumn, height: float) -> None:
    """The same in two halves side by side, without shares and bars."""
    rows = [row._replace(after="", up=0, down=0) for row in _rows_of(brush, column)]
    half = -(-len(rows) // 2)
    places = _under_heading(brush, rect, column, height).columns(2, brush.px(GAP))
    for place, some in zip(places, (rows[:half], rows[half:]), strict=True):
        draw_rows(brush, place, some, height)


def _under_heading(brush: Brush, rect: Rect, column: WhyColumn, height: float) -> Rect:
    """Write a column's heading; returns the rect below it."""
    at = rect.x, rect.y + height / 2
    brush.write(column.heading, at, brush.small, brush.theme.text, bold=True, anchor="midleft")
    return rect.top_part(height)[1]


def _rows_of(brush: Brush, column: WhyColumn) -> list[Row]:
    return [*map(_row, column.rows), Row((brush.say("why.sum"),), column.total, bold=True)]


def _row(row: WhyRow) -> Row:
    return Row(row.labels, row.contribution, row.share, row.bar.up, row.bar.down)


def _draw_footer(brush: Brush, rect: Rect, column: WhyColumn) -> Rect:
    """What is wrong with the numbers, or what bars mean where there are any, along the bottom;
    returns the rest."""
    words, size = column.note, brush.small
    if not words and is_low(rect):
        return rect
    lines: Sequence[str] = brush.wrap(words or brush.say("why.share"), size, rect.w)
    height = len(lines) * size * CLOSE
    y = rect.bottom - height
    for nth, line in enumerate(lines):
        color = brush.theme.text if words else brush.theme.muted
        brush.write(line, (rect.x, y + nth * size * CLOSE), size, color)
    return Rect(rect.x, rect.y, rect.w, y - rect.y - brush.px(NEAR))
