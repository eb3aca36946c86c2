"""The card of a pinned neuron: what it multiplies, the sum it makes, and what fires it most."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.card.sentences import NeuronCard, softmax_lines
from game.view.card.favorites import (
    CAPTION,
    draw_computed_favorite,
    draw_favorites,
    favorites_height,
)
from game.view.card.terms import draw_table, table_width
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.heat_map import draw_ink_map, draw_signed_map
from game.view.paint.text import LINE
from game.view.paint.theme import Theme
from game.view.paint.widgets import draw_panel

# All lengths here are px at 1080 lines.
#: between a card's edge and what stands on it; height of its heading
PADDING, HEADER = 18, 46
#: height of a line of small text
_LINE = 30
#: a card whose body is at least this wide has room for pictures side by side
_WIDE = 800
#: height of the favorite and the test digits along the bottom of a narrow card
_FAVORITES = 98
#: room for bars beside the sum of a wide card
_BARS = 100
#: room for the table of the sum before there is one
_NO_TABLE = 330
#: room for × and = between pictures
_SIGN = 26
_GAP = 22


def draw_card(brush: Brush, rect: Rect, card: NeuronCard, free: float = 0) -> None:
    """Draw a neuron's card into the rect, window px, and nowhere else.

    ``free``: px left free at the right end of the heading, for buttons.
    """
    draw_panel(brush, rect)
    inner = rect.inset(brush.px(PADDING), brush.px(PADDING * 0.7))
    heading, body = inner.top_part(brush.px(HEADER))
    heading = heading._replace(w=heading.w - free)
    draw_heading(brush, heading, card.title, card.facts)
    wide = body.w >= brush.px(_WIDE)
    (_draw_wide if wide else _draw_narrow)(brush, body, card)


def draw_heading(brush: Brush, rect: Rect, title: str, facts: tuple[str, ...]) -> None:
    """The title at the left, and the facts at the right. Where not all of them fit, the first
    ones are left out first."""
    theme, small, gap = brush.theme, brush.small, brush.px(_GAP)
    middle, size = rect.center[1], brush.fit(title, brush.body, rect.w, bold=True)
    at = rect.x, middle
    place = brush.write(title, at, size, theme.text, bold=True, anchor="midleft")
    room = rect.right - place.right - gap
    while facts and sum(brush.width(fact, small) + gap for fact in facts) - gap > room:
        facts = facts[1:]
    x = rect.right
    for fact in reversed(facts):
        x = brush.write(fact, (x, middle), small, theme.muted, anchor="midright").left - gap


def _draw_wide(brush: Brush, body: Rect, card: NeuronCard) -> None:
    """The sum at the right. At the left what the neuron multiplies, or an output's softmax, and
    below that what fires it most."""
    need = _sum_width(brush, card)
    if card.unit.layer > 1:
        need += brush.px(_BARS)
    left, right = _split(brush.theme, body, need)
    _draw_sum(brush, right, card)
    line, gap = brush.px(_LINE), brush.px(_GAP)
    if card.unit.layer == 1:
        # The three pictures must be low enough that the thumbnails below keep their full width.
        widest = (left.w - 2 * brush.px(_SIGN)) / 3
        side = min(widest, left.h - line - gap - favorites_height(brush, left.w, card))
        top, left = left.top_part(line + side, gap)
        _draw_product(brush, top, card, side)
    elif card.softmax:
        high = left.h - gap - favorites_height(brush, left.w, card, True)
        top, left = left.top_part(high, gap)
        side = min(top.h - brush.px(CAPTION), 0.3 * top.w)
        lines, picture = top.left_part(top.w - side - gap, gap)
        picture = Rect(picture.x, picture.y + brush.px(CAPTION), side, side)
        draw_computed_favorite(brush, picture, card, brush.say("picture.favorite"))
        _draw_softmax(brush, lines, card)
    draw_favorites(brush, left, card, alone=card.softmax is not None)


def _draw_narrow(brush: Brush, body: Rect, card: NeuronCard) -> None:
    """What fires the neuron most along the bottom. Above that the sum at the right, and at the
    left what the neuron multiplies, or an output's softmax."""
    gap = brush.px(_GAP / 2)
    upper, lower = body.top_part(body.h - brush.px(_FAVORITES) - gap, gap)
    draw_favorites(brush, lower, card)
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
    """The left part, for pictures, and the right part, as wide as the sum needs, at most 66 % of
    the body."""
    gap = theme.px(_GAP * 1.5)
    return body.left_part(body.w - min(need, 0.66 * body.w) - gap, gap)


def _sum_width(brush: Brush, card: NeuronCard) -> float:
    """The width that the table of the card's sum needs, px."""
    return table_width(brush, card.sum) if card.sum else brush.px(_NO_TABLE)


def _draw_sum(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """The neuron's sum as a table; on a blank canvas, words that ask for a drawing."""
    if card.sum:
        draw_table(brush, rect, card.sum)
        return
    size = brush.body
    lines = brush.wrap(brush.say("card.blank"), size, 0.8 * rect.w)
    y = rect.center[1] - (len(lines) - 1) * size * 0.65
    for line in lines:
        brush.write(line, (rect.center[0], y), size, brush.theme.muted, anchor="center")
        y += size * LINE


def _draw_product(brush: Brush, rect: Rect, card: NeuronCard, side: float) -> None:
    """drawing × weights = product, side by side, with captions above. Pictures are ``side`` px
    wide."""
    assert card.weights is not None and card.product is not None
    theme, size, line = brush.theme, brush.small, brush.px(_LINE)
    step = (rect.w - side) / 2
    for n, key in enumerate(("picture.x", "picture.w", "picture.product")):
        picture = Rect(rect.x + n * step, rect.y + line, side, side)
        at = picture.center[0], rect.y + line / 2
        brush.write(brush.say(key), at, size, theme.muted, anchor="center")
        if n == 0:
            draw_ink_map(brush, picture, card.x)
        else:
            draw_signed_map(brush, picture, card.weights if n == 1 else card.product)
            at = picture.x - (step - side) / 2, picture.center[1]
            brush.write("×="[n - 1], at, size, theme.text, anchor="center")


def _draw_product_down(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """drawing × weights = product, one below the other, with captions at the right."""
    assert card.weights is not None and card.product is not None
    size, gap = brush.small, brush.px(10)
    side = (rect.h - 2 * gap) / 3
    captions = (
        (brush.say("picture.x.short"),),
        ("×", brush.say("picture.w.short")),
        ("=", brush.say("picture.product")),
    )
    for n, values in enumerate((card.x, card.weights, card.product)):
        picture = Rect(rect.x, rect.y + n * (side + gap), side, side)
        (draw_signed_map if n else draw_ink_map)(brush, picture, values)
        y = picture.center[1] - (len(captions[n]) - 1) * size * 0.6
        for line in captions[n]:
            fitted = brush.fit(line, size, rect.right - picture.right - gap)
            at = picture.right + gap, y
            brush.write(line, at, fitted, brush.theme.muted, anchor="midleft")
            y += size * 1.2


def _draw_softmax(brush: Brush, rect: Rect, card: NeuronCard) -> None:
    """An output's way from its logit to its probability, one step a line. Where the logits are not
    finite there is none, and words say so."""
    theme, size = brush.theme, brush.small
    if card.softmax is None:
        return
    if not card.softmax.finite:
        brush.paragraph(brush.say("softmax.broken"), rect[:2], size, theme.damage, rect.w)
        return
    lines = softmax_lines(card.softmax)
    widest = max(figure_width(brush.text, number, size, True) for _, number in lines) + brush.px(14)
    long = max(brush.width(words[0], size) for words, _ in lines)
    which = 0 if long + widest <= rect.w else 1
    right = min(rect.right, rect.x + long + widest + brush.px(40))
    height = min(rect.h / len(lines), 1.5 * size)
    for n, (words, number) in enumerate(lines):
        y, last = rect.y + (n + 0.5) * height, n == len(lines) - 1
        draw_figure(brush, number, (right, y), size, theme.winner if last else theme.text, last)
        brush.write(words[which], (rect.x, y), size, theme.muted, anchor="midleft")
