"""The last two pages of "Why 7?": the smudge that makes the drawing another digit, and what each
piece of its ink is worth."""

from __future__ import annotations

import numpy as np

from game.core.geometry import Rect
from game.core.ink.digit import SIDE
from game.lab.card.pages import NearestPage, WorthPage, WorthRow
from game.lab.card.paint import labels_of
from game.view.card.lines import (
    CLOSE,
    GAP,
    LOOSE,
    Row,
    Sentence,
    caption_height,
    draw_rows,
    draw_sentences,
    is_low,
    rows_width,
    sentences_height,
    square_under,
)
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_contributions_on_ink, draw_ink_map
from game.view.paint.on_drawing import draw_label

#: pieces get their numbers on pictures at least this large, px at 1080 lines
_NUMBERED = 250
#: the shares of a low page that the sentences about ink get, and at most the smudge's pictures
_WORDS, _PICTURES = 0.31, 0.5


def draw_nearest(brush: Brush, rect: Rect, page: NearestPage) -> None:
    """The smudge on the drawing, and the drawing with it; and what is said of it."""
    gap = brush.px(GAP)
    first, *others = page.plain
    sentences = [Sentence(first, strong=True), *(Sentence(words, small=True) for words in others)]
    if page.change is None:
        draw_sentences(brush, rect, sentences)
        return
    if is_low(rect):
        side = min(rect.h - caption_height(brush), _PICTURES * rect.w / 2)
        pictures, words = rect.left_part(2 * side + gap, gap)
        draw_sentences(brush, words, sentences)
    else:
        y = draw_sentences(brush, rect, sentences[:1]) + gap / 2
        high = (rect.w - gap) / 2 + caption_height(brush)
        need = sentences_height(brush, sentences[1:], rect.w)
        high = min(high, rect.bottom - y - gap - need)
        pictures = rect._replace(y=y, h=max(high, 0))
        below = rect._replace(y=pictures.bottom + gap, h=rect.bottom - pictures.bottom - gap)
        draw_sentences(brush, below, sentences[1:])
    left, right = pictures.columns(2, gap)
    # Squared, since the painter takes the root: a smudge looks no larger than it is.
    seen = page.change * np.abs(page.change)
    draw_contributions_on_ink(brush, square_under(brush, left, page.captions[0]), seen, page.x)
    after = np.clip(page.x + page.change, 0, 1)
    draw_ink_map(brush, square_under(brush, right, page.captions[1]), after)


def draw_ink(brush: Brush, rect: Rect, page: WorthPage) -> None:
    """The drawing in pieces, each painted with its worth, and their sum."""
    gap = brush.px(GAP)
    first, note = page.plain
    sentences = [Sentence(first, strong=True), Sentence(page.note or note, small=True)]
    lines = -(-len(page.rows) // 2) + 1
    if is_low(rect):
        words, rest = rect.left_part(_WORDS * rect.w, gap)
        picture, table = rest.left_part(rest.h, gap)
        draw_sentences(brush, words, sentences)
    else:
        y = draw_sentences(brush, rect, sentences) + gap / 2
        most = rect.bottom - y - gap - lines * brush.small * CLOSE
        side = min(rect.w, most)
        side = side if side >= brush.px(_NUMBERED) else 0  # the canvas shows it as well
        picture = Rect(rect.x, y, side, side)
        table = rect._replace(y=picture.bottom + gap, h=rect.bottom - picture.bottom - gap)
    if picture.w:
        _draw_pieces(brush, picture, page)
    _draw_sum(brush, table, page)


def _draw_pieces(brush: Brush, rect: Rect, page: WorthPage) -> None:
    """The drawing, each pixel in the color of its piece's worth, and the pieces' numbers."""
    draw_contributions_on_ink(brush, rect, page.values, page.x)
    if rect.w < brush.px(_NUMBERED):
        return
    for words, x, y in labels_of(page.pieces):
        at = rect.x + x / SIDE * rect.w, rect.y + y / SIDE * rect.h
        draw_label(brush, words, at)


def _draw_sum(brush: Brush, rect: Rect, page: WorthPage) -> None:
    """The pieces in as many columns as there is room for; below them the blank page's part and the
    sum of all."""
    rows, gap, size = [*map(_row, page.rows)], brush.px(1.5 * GAP), brush.small
    lines = max(int(rect.h / (size * CLOSE)) - 1, 1)
    columns = max(-(-len(rows) // lines), 1)
    while columns > 1 and (rect.w - (columns - 1) * gap) / columns < rows_width(brush, rows):
        columns -= 1
    count = -(-len(rows) // columns)
    height = min(rect.h / (count + 1), size * LOOSE)
    for nth, place in enumerate(rect.columns(columns, gap)):
        some = rows[nth * count : (nth + 1) * count]
        if some:
            draw_rows(brush, place, some, height, like=rows)
    last = rect.top_part(count * height)[1]
    blank, total = [_row(page.blank)], [_row(page.total)._replace(bold=True)]
    wide = last.w - gap - rows_width(brush, total, 0)
    left, right = last.left_part(max(wide, rows_width(brush, blank)), gap)
    draw_rows(brush, left, blank, height)
    draw_rows(brush, right, total, height)


def _row(row: WorthRow) -> Row:
    return Row(row.labels, row.worth, "", max(row.share, 0.0), max(-row.share, 0.0))
