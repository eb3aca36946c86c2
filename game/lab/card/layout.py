"""What stands on the card. Lengths are px at 1080 lines."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.items import BUTTON, GAP, Item, row_of
from game.lab.targets import USUAL, Targets

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
#: how many digits there are to choose from
OTHERS = 9


class CardShape(NamedTuple):
    """What the card's items depend on: whether it answers a question, and the digits that one can
    choose from on its page."""

    asked: bool
    digits: tuple[int, ...] = ()


def card_items(panel: Rect, shape: CardShape, targets: Targets = USUAL) -> list[Item]:
    """The heading, the pages' buttons, the digits' and the body.

    A card that is broader than high has its pages' buttons beside its heading, else they stand
    along its bottom.
    """
    low = panel.w > panel.h
    inner = panel.inset(PADDING, PADDING / 2 if low else PADDING - 2)
    high, near, wide = targets.side(BUTTON), targets.apart(NEAR), targets.side(CLOSE)
    top, body = inner.top_part(high, targets.apart(APART / 2 if low else APART))
    close = Rect(top.right - wide, top.y, wide, high)
    heading = top._replace(w=top.w - wide - near)
    names = tuple(f"card.{name}" for name in NEURON_PAGES)
    if shape.asked:
        names = tuple(f"why.{name}" for name in WHY_PAGES)
    if low:
        wide = len(names) * (PAGE + near)
        pages = Rect(heading.right - wide + near, top.y, wide - near, high)
        heading = heading._replace(w=heading.w - wide - near)
        buttons = row_of(names, pages, near)
    else:
        rows = 1 if len(names) * (PAGE + near) - near <= inner.w else 2
        body, pages = body.top_part(body.h - rows * (high + near), near)
        count = -(-len(names) // rows)
        lines = zip(range(0, len(names), count), pages.rows(rows, near), strict=True)
        buttons = [
            item for at, line in lines for item in row_of(names[at : at + count], line, near)
        ]
    digits, body = _digits(body, shape.digits, low, targets)
    return [
        Item("card.heading", heading, "text"),
        *buttons,
        Item("unpin", close, "button"),
        Item("card.body", body, "text"),
        *digits,
    ]


def _digits(
    body: Rect, digits: tuple[int, ...], low: bool, targets: Targets
) -> tuple[list[Item], Rect]:
    """Buttons to choose one of nine digits, and what they leave of the body: on a high card two
    rows above it, on a low one three rows beside it; fewer rows, or more, where so many do not fit
    in."""
    if not digits:
        return [], body
    names = tuple(f"near.{digit}" for digit in digits)
    near, close = targets.apart(NEAR), targets.apart(CLOSE_BY)
    if low:
        rows = min(max(int((body.h + close) / (targets.least + close)), 1), 3)
        count = -(-OTHERS // rows)
        left, rest = body.left_part(count * targets.side(DIGIT) + (count - 1) * near, GAP)
        left = left._replace(h=min(left.h, rows * targets.side(BUTTON) + (rows - 1) * close))
        lines = left.rows(rows, close)
    else:
        count = min(int((body.w + near) / (targets.least + near)), 5)
        rows = -(-OTHERS // count)
        count = -(-OTHERS // rows)
        above, rest = body.top_part(rows * (targets.side(BUTTON) + near) - near, APART)
        lines = above.rows(rows, near)
    items: list[Item] = []
    for nth, line in enumerate(lines):
        cells = line.columns(count, near)
        own = names[nth * count : (nth + 1) * count]
        items += [Item(name, cell, "button") for name, cell in zip(own, cells, strict=False)]
    return items, rest
