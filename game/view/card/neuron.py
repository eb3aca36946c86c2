"""The pages of a pinned neuron: in short, in pictures, and in numbers."""

from __future__ import annotations

import pygame

from game.core.geometry import Rect
from game.core.model.network import Array
from game.lab.card.sentences import NeuronCard, softmax_lines
from game.view.card.lines import (
    CLOSE,
    GAP,
    LOOSE,
    NEAR,
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
from game.view.card.terms import draw_table
from game.view.paint.brush import Brush
from game.view.paint.heat_map import draw_ink_map, draw_signed_map
from game.view.paint.widgets import box

#: room for × and = between pictures, px at 1080 lines
_SIGN = 26
#: the share of a low page that its sentences get
_WORDS = 0.4
#: px at 1080 lines: the least height that a favorite input needs, and the least width of words
#: beside it
_FAVORITE, _BESIDE = 120, 150
#: how many test digits are shown
_DIGITS = 6


def draw_short(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """What the neuron fires for, and what it does here; the test digits that it fires for; and,
    where there is room, its favorite input."""
    first, second = card.plain
    sentences = Sentence(first, strong=True), Sentence(second)
    gap = brush.px(GAP)
    if is_low(rect):
        words, digits = rect.left_part(_WORDS * rect.w, gap)
        draw_sentences(brush, words, sentences)
        columns = 6 if digits.w > 2.5 * digits.h else 3
        used = _draw_digits(brush, digits, card.exemplars, columns)
        _, rest = digits.left_part(used.w, gap)
        if rest.w >= brush.px(_FAVORITE) and rest.h >= brush.px(_FAVORITE):
            _draw_favorite(brush, rest, card)
        return
    y = draw_sentences(brush, rect, sentences) + gap
    y = _draw_digits(brush, _below(rect, y), card.exemplars, 3).bottom + gap
    if rect.bottom - y >= brush.px(_FAVORITE):
        _draw_favorite(brush, _below(rect, y), card)


def _draw_digits(
    brush: Brush, rect: Rect, exemplars: tuple[Array, ...] | None, columns: int
) -> Rect:
    """Thumbnails of test digits under a caption, as large as can be; returns the part they take."""
    high, gap, rows = caption_height(brush), brush.px(NEAR), _DIGITS // columns
    brush.write(brush.say("exemplars"), rect[:2], brush.small, brush.theme.muted)
    area = rect._replace(y=rect.y + high, h=rect.h - high)
    side = min((area.w - (columns - 1) * gap) / columns, (area.h - (rows - 1) * gap) / rows)
    for nth in range(_DIGITS):
        row, column = divmod(nth, columns)
        at = area.x + column * (side + gap), area.y + row * (side + gap)
        if exemplars and nth < len(exemplars):
            draw_ink_map(brush, Rect(*at, side, side), exemplars[nth])
        elif exemplars is None:
            _draw_empty(brush, Rect(*at, side, side))
    wide, tall = columns * (side + gap) - gap, rows * (side + gap) - gap
    return Rect(rect.x, rect.y, wide, high + tall)


def _draw_favorite(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """The favorite input under a caption, or an empty square until it is computed; and what is said
    of it, at its right or, where that would be narrow, below it."""
    gap = brush.px(GAP)
    side = rect.h - caption_height(brush)
    if rect.w - side - gap >= brush.px(_BESIDE):
        picture, words = rect.left_part(side, gap)
    else:
        lines = [Sentence(card.favorite_words[-1], small=True)]
        need = sentences_height(brush, lines, rect.w)
        picture, words = rect.top_part(rect.h - need - gap, gap)
    picture = square_under(brush, picture, brush.say("picture.favorite"))
    if card.favorite is None:
        _draw_empty(brush, picture)
    else:
        draw_ink_map(brush, picture, card.favorite)
    words = _below(words, picture.y if words.x > picture.x else picture.bottom + gap / 2)
    draw_sentences(
        brush, words, [Sentence(_longest(brush, words, card.favorite_words), small=True)]
    )


def draw_pictures(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """The favorite input; and in Hidden 1 the drawing, the weights and their product."""
    gap, low, sign = brush.px(GAP), is_low(rect), brush.px(_SIGN)
    if card.weights is not None:
        high = caption_height(brush)
        side = min((rect.w - 2 * sign) / 3, rect.h - high if low else 0.36 * rect.h)
        wide = 3 * side + 2 * sign
        top, rest = rect.left_part(wide, gap) if low else rect.top_part(side + high, gap)
        _draw_product(brush, top, card, side)
        rect = rest
    _draw_favorite(brush, rect, card)


def _longest(brush: Brush, rect: Rect, wordings: tuple[str, ...]) -> str:
    """The longest of some wordings that fits a rect; the last one where none does."""
    fitting = (
        words
        for words in wordings
        if sentences_height(brush, [Sentence(words, small=True)], rect.w) <= rect.h
    )
    return next(fitting, wordings[-1])


def _draw_product(brush: Brush, rect: Rect, card: NeuronCard, side: float) -> None:
    """drawing × weights = product, side by side, with captions above; ``side``: theirs, px."""
    assert card.weights is not None and card.product is not None
    theme, size, high = brush.theme, brush.small, caption_height(brush)
    step = side + brush.px(_SIGN)
    for n, key in enumerate(("picture.x", "picture.w", "picture.product")):
        picture = Rect(rect.x + n * step, rect.y + high, side, side)
        at = picture.center[0], rect.y + high / 2
        brush.write(brush.say(key), at, size, theme.muted, anchor="center")
        if n == 0:
            draw_ink_map(brush, picture, card.x)
        else:
            draw_signed_map(brush, picture, card.weights if n == 1 else card.product)
            at = picture.x - brush.px(_SIGN) / 2, picture.center[1]
            brush.write("×="[n - 1], at, size, theme.text, anchor="center")


def draw_numbers(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """The neuron's sum term by term; before it, an output's way from its logit to its probability.
    Without a sum, what the neuron waits for."""
    gap = brush.px(GAP)
    if card.sum is None:
        draw_sentences(brush, rect, [Sentence(card.plain[-1])])
        return
    if card.softmax is not None:
        if not card.softmax.finite:
            words = [Sentence(brush.say("softmax.broken"), small=True)]
            rect = _below(rect, draw_sentences(brush, rect, words))
        else:
            lines = softmax_lines(card.softmax)
            rows = [Row(words, number) for words, number in lines[:-1]]
            rows.append(Row(*lines[-1], bold=True))
            height = brush.small * CLOSE
            if is_low(rect):
                wide = min(rows_width(brush, rows), 0.4 * rect.w)
                place, rect = rect.left_part(wide, 2 * gap)
                height = min(place.h / len(rows), brush.small * LOOSE)
            else:
                place, rect = rect.top_part(len(rows) * height, gap)
            draw_rows(brush, place, rows, height)
    else:
        words = [Sentence(" · ".join(card.facts), small=True)]
        if not is_low(rect):
            rect = _below(rect, draw_sentences(brush, rect, words) + gap / 2)
    draw_table(brush, rect, card.sum)


def _below(rect: Rect, y: float) -> Rect:
    """The part of a rect below y."""
    return rect._replace(y=y, h=max(rect.bottom - y, 0))


def _draw_empty(brush: Brush, rect: Rect) -> None:
    """The outline of a picture that is not there yet."""
    pygame.draw.rect(brush.surface, brush.theme.track, box(rect), brush.px(1))
