"""The card of a pinned neuron: what it weighs, what it adds up, what it likes, real digits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from game.core.geometry import Rect
from game.lab.card.sentences import NeuronCard, softmax_lines
from game.view.card.favorites import CAPTION, draw_favorite, draw_strip, strip_height
from game.view.card.terms import draw_table, table_width
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.heat_map import draw_ink_map, draw_signed_map
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_panel

PADDING = 18
HEADER = 46
#: a line of small text
LINE = 30
#: a body at least this wide has room for pictures side by side
WIDE = 800
#: captions and thumbnails along the bottom of a narrow card
STRIP = 98
#: bars beside the sum of a wide card
BARS = 100
#: room for × and = between pictures
_SIGN = 26
_GAP = 22


def draw_card(
    brush: Brush,
    rect: Rect,
    card: NeuronCard,
    free: float = 0,
) -> None:
    """Draw a neuron's card into the rect, window px, and nowhere else.

    ``free``: px left free at the right end of the heading, for buttons.
    """
    with clipped(brush, rect):
        draw_panel(brush, rect)
        inner = rect.inset(brush.px(PADDING), brush.px(PADDING * 0.7))
        heading, body = inner.top_part(brush.px(HEADER))
        heading = heading._replace(w=heading.w - free)
        draw_heading(brush, heading, card.title, card.facts)
        wide = body.w >= brush.px(WIDE)
        (_draw_wide if wide else _draw_narrow)(brush, body, card)


def draw_heading(
    brush: Brush,
    rect: Rect,
    title: str,
    facts: tuple[str, ...],
) -> None:
    """The title, and at its right as many facts as fit, the first ones left out first."""
    size, gap = brush.heading, brush.px(_GAP)
    size = brush.fit(title, size, rect.w, bold=True)
    place = brush.write(
        title, (rect.x, rect.center[1]), size, brush.theme.text, bold=True, anchor="midleft"
    )
    small = brush.small
    room = rect.right - place.right - gap
    while facts and sum(brush.width(fact, small) + gap for fact in facts) - gap > room:
        facts = facts[1:]
    x = rect.right
    for fact in reversed(facts):
        at = (x, rect.center[1])
        x = brush.write(fact, at, small, brush.theme.muted, anchor="midright").left - gap


def _draw_wide(brush: Brush, body: Rect, card: NeuronCard) -> None:
    """Left what it multiplies and what it likes, right its sum."""
    need = _sum_width(brush, card)
    if card.unit.layer > 1:
        need += brush.px(BARS)
    left, right = _split(brush.theme, body, need)
    _draw_sum(brush, right, card)
    line, gap = brush.px(LINE), brush.px(_GAP)
    if card.unit.layer == 1:
        # Side by side, but low enough that the thumbnails below keep their width.
        widest = (left.w - 2 * brush.px(_SIGN)) / 3
        side = min(widest, left.h - line - gap - strip_height(brush, left.w, card))
        top, left = left.top_part(line + side, gap)
        _draw_product(brush, top, card, side)
    elif card.softmax:
        top, left = left.top_part(left.h - gap - strip_height(brush, left.w, card, True), gap)
        side = min(top.h - brush.px(CAPTION), 0.3 * top.w)
        lines, picture = top.left_part(top.w - side - gap, gap)
        picture = Rect(picture.x, picture.y + brush.px(CAPTION), side, side)
        draw_favorite(brush, picture, card, brush.say("picture.favorite"))
        _draw_softmax(brush, lines, card)
    draw_strip(brush, left, card, alone=card.softmax is not None)


def _draw_narrow(brush: Brush, body: Rect, card: NeuronCard) -> None:
    """What it likes along the bottom; above, left what it multiplies, right its sum."""
    gap = brush.px(_GAP / 2)
    upper, strip = body.top_part(body.h - brush.px(STRIP) - gap, gap)
    draw_strip(brush, strip, card)
    if card.weights is None and card.softmax is None:
        _draw_sum(brush, upper, card)
        return
    left, right = _split(brush.theme, upper, _sum_width(brush, card))
    _draw_sum(brush, right, card)
    if card.unit.layer == 1:
        _draw_product_down(brush, left, card)
    else:
        _draw_softmax(brush, left, card)


def _split(theme: Theme, body: Rect, need: float) -> tuple[Rect, Rect]:
    """The left part for pictures, the right part of the width the sum needs."""
    gap = theme.px(_GAP * 1.5)
    return body.left_part(body.w - min(need, 0.66 * body.w) - gap, gap)


def _sum_width(brush: Brush, card: NeuronCard) -> float:
    return table_width(brush, card.sum) if card.sum else brush.px(330)


def _draw_sum(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    if card.sum:
        draw_table(brush, rect, card.sum)
        return
    size = brush.body
    lines = brush.wrap(brush.say("card.blank"), size, 0.8 * rect.w)
    y = rect.center[1] - (len(lines) - 1) * size * 0.65
    for line in lines:
        brush.write(line, (rect.center[0], y), size, brush.theme.muted, anchor="center")
        y += size * 1.3


def _draw_product(brush: Brush, rect: Rect, card: NeuronCard, side: float) -> None:
    """drawing × weights = product, captions above."""
    assert card.weights is not None and card.product is not None
    size, line = brush.small, brush.px(LINE)
    step = (rect.w - side) / 2
    for n, key in enumerate(("picture.x", "picture.w", "picture.product")):
        picture = Rect(rect.x + n * step, rect.y + line, side, side)
        at = (picture.center[0], rect.y + line / 2)
        brush.write(brush.say(key), at, size, brush.theme.muted, anchor="center")
        if n == 0:
            draw_ink_map(brush, picture, card.x)
        else:
            draw_signed_map(brush, picture, card.weights if n == 1 else card.product)
            at = (picture.x - (step - side) / 2, picture.center[1])
            brush.write("×="[n - 1], at, size, brush.theme.text, anchor="center")


def _draw_product_down(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """drawing × weights = product one below the other, captions at the right."""
    assert card.weights is not None and card.product is not None
    size, gap = brush.small, brush.px(10)
    side = (rect.h - 2 * gap) / 3
    words = (("picture.x.short",), ("×", "picture.w.short"), ("=", "picture.product"))
    for n, values in enumerate((card.x, card.weights, card.product)):
        picture = Rect(rect.x, rect.y + n * (side + gap), side, side)
        (draw_signed_map if n else draw_ink_map)(brush, picture, values)
        lines = [brush.say(key) if len(key) > 1 else key for key in words[n]]
        y = picture.center[1] - (len(lines) - 1) * size * 0.6
        for line in lines:
            fitted = brush.fit(line, size, rect.right - picture.right - gap)
            at = (picture.right + gap, y)
            brush.write(line, at, fitted, brush.theme.muted, anchor="midleft")
            y += size * 1.2


def _draw_softmax(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """From logit to probability, line by line."""
    size = brush.small
    if card.softmax is None:
        return
    if not card.softmax.finite:
        brush.paragraph(brush.say("softmax.broken"), rect[:2], size, brush.theme.alert, rect.w)
        return
    lines = softmax_lines(card.softmax)
    widest = max(figure_width(brush.text, number, size, True) for _, number in lines) + brush.px(14)
    long = max(brush.width(words[0], size) for words, _ in lines)
    which = 0 if long + widest <= rect.w else 1
    right = min(rect.right, rect.x + long + widest + brush.px(40))
    height = min(rect.h / len(lines), 1.5 * size)
    for n, (words, number) in enumerate(lines):
        y = rect.y + (n + 0.5) * height
        last = n == len(lines) - 1
        color = brush.theme.winner if last else brush.theme.text
        draw_figure(brush, number, (right, y), size, color, last)
        brush.write(words[which], (rect.x, y), size, brush.theme.muted, anchor="midleft")


@contextmanager
def clipped(brush: Brush, rect: Rect) -> Iterator[None]:
    """Let nothing be drawn outside the rect."""
    before = brush.surface.get_clip()
    brush.surface.set_clip(box(rect).clip(before))
    try:
        yield
    finally:
        brush.surface.set_clip(before)
