"""What stands on the card. Lengths are px at 1080 lines."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.items import BUTTON, GAP, Item, row_of

#: the pages of a neuron's card, and of the answer to "Why 7?"; the first of each is shown first
NEURON_PAGES = ("short", "pictures", "numbers")
WHY_PAGES = ("neurons", "numbers", "nearest", "ink")
#: between the card's edge and what stands on it; the button that closes it; gaps between buttons,
#: between rows of digits on a low card, and around the body
PADDING, CLOSE, NEAR, CLOSE_BY, APART = 16, 62, 8, 5, 10
#: the least width of a page's button in a row, and of a digit's
PAGE, DIGIT = 136, 54
#: thickness of the line from the card to its neuron
LEADER = 3
#: widths of the digits' buttons where they stand at the left of the body, three in a row
DIGITS = 3 * DIGIT + 2 * NEAR


class CardShape(NamedTuple):
    """What the card's items depend on: whether it answers a question, and the digits that one can
    choose from on its page."""

    asked: bool
    digits: tuple[int, ...] = ()


def card_items(panel: Rect, shape: CardShape) -> list[Item]:
    """The heading, the pages' buttons, the digits' and the body.

    A card that is broader than high has its pages' buttons beside its heading, else they stand
    along its bottom.
    """
    low = panel.w > panel.h
    inner = panel.inset(PADDING, PADDING / 2 if low else PADDING - 2)
    top, body = inner.top_part(BUTTON, APART / 2 if low else APART)
    close = Rect(top.right - CLOSE, top.y, CLOSE, BUTTON)
    heading = top._replace(w=top.w - CLOSE - NEAR)
    names = tuple(f"card.{name}" for name in NEURON_PAGES)
    if shape.asked:
        names = tuple(f"why.{name}" for name in WHY_PAGES)
    if low:
        wide = len(names) * (PAGE + NEAR)
        pages = Rect(heading.right - wide + NEAR, top.y, wide - NEAR, BUTTON)
        heading = heading._replace(w=heading.w - wide - NEAR)
        buttons = row_of(names, pages, NEAR)
    else:
        rows = 1 if len(names) * (PAGE + NEAR) - NEAR <= inner.w else 2
        body, pages = body.top_part(body.h - rows * (BUTTON + NEAR), NEAR)
        count = -(-len(names) // rows)
        lines = zip(range(0, len(names), count), pages.rows(rows, NEAR), strict=True)
        buttons = [
            item for at, line in lines for item in row_of(names[at : at + count], line, NEAR)
        ]
    digits, body = _digits(body, shape.digits, low)
    return [
        Item("card.heading", heading, "text"),
        *buttons,
        Item("unpin", close, "button"),
        Item("card.body", body, "text"),
        *digits,
    ]


def _digits(body: Rect, digits: tuple[int, ...], low: bool) -> tuple[list[Item], Rect]:
    """Buttons to choose one of nine digits, and what they leave of the body: on a high card two
    rows above it, on a low one three rows beside it."""
    if not digits:
        return [], body
    names = tuple(f"near.{digit}" for digit in digits)
    if low:
        left, rest = body.left_part(DIGITS, GAP)
        left = left._replace(h=min(left.h, 3 * BUTTON + 2 * CLOSE_BY))
        lines, count = left.rows(3, CLOSE_BY), 3
    else:
        above, rest = body.top_part(2 * BUTTON + NEAR, APART)
        lines, count = above.rows(2, NEAR), 5
    items: list[Item] = []
    for nth, line in enumerate(lines):
        cells = line.columns(count, NEAR)
        own = names[nth * count : (nth + 1) * count]
        items += [Item(name, cell, "button") for name, cell in zip(own, cells, strict=False)]
    return items, rest
