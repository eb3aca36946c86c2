"""Where the gradient tab of Live Computation has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.core.model.network import SIZES
from game.lab.cells import Cells
from game.lab.items import Item, row_by, row_of
from game.lab.targets import USUAL, Targets

BUTTON, GAP = 54, 8
#: height of a line of small words, of one of body words, and of the name above a picture
LINE, TALL, CAPTION = 31, 37, 30
#: below this width, px, the picture is small; from WIDE on three columns stand side by side
NARROW, WIDE = 700, 900
#: so low, px, beside two rows of buttons, the columns stand side by side however narrow the place
#: is: the picture's legend and the words about the steps have no room otherwise
FLAT = 252
#: left of the ten outputs: width of the names of what is printed of them; and between two of them
GUTTER, BETWEEN = 66, 4
#: least width of a column of the outputs' table; without that there are two rows of tiles, so high
COLUMN, TILE = 68, 92
#: height of an output's bar, at most and where there is little room for it; and of each of the
#: three lines of its sum
BARS, LOW, SUM_LINE = 78, 30, 30
#: height of the words about the steps: one line of body words, three of small ones
WORDS = TALL + 3 * LINE
#: shares of the width of a row that its buttons have where they are narrow
_SHARES = {"teach": 0.25, "undo.teach": 0.19, "backward": 0.335, "gradient.more": 0.225}
#: the widths that their words need, at least
_NEEDED = {"teach": 118.0, "undo.teach": 86.0, "backward": 146.0, "gradient.more": 84.0}
_ASIDE = {name: _SHARES[name] for name in ("backward", "gradient.more")}

#: the pictures whose cells are neurons
GRIDS = {
    "gradient.z1": Cells(1, 8, 16),
    "gradient.z2": Cells(2, 8, 8),
    "gradient.outputs": Cells(3, SIZES[3], 1),
}


def output_columns(rect: Rect, scale: float) -> list[Rect]:
    """The ten columns of the outputs' table."""
    return rect.left_part(GUTTER * scale)[1].columns(SIZES[3], BETWEEN * scale)


class Shape(NamedTuple):
    """What the layout must know: whether there is a drawing, whether the network was taught, and
    whether the whole way back is shown."""

    drawn: bool
    taught: bool
    more: bool = False


def gradient_items(body: Rect, shape: Shape, targets: Targets = USUAL) -> list[Item]:
    """What stands in the tab."""
    if not shape.drawn:
        return _blank(body, shape.taught, targets)
    return _way_back(body, targets) if shape.more else _question(body, targets)


def _blank(body: Rect, taught: bool, targets: Targets) -> list[Item]:
    """Without a drawing there is nothing to teach, but what was taught can be undone."""
    if not taught:
        return [Item("gradient.blank", body, "text")]
    words, row = body.top_part(body.h - WORDS - GAP, GAP)
    said, undo = row.left_part(row.w - 160 - 16, 16)
    high = targets.side(BUTTON)
    undo = undo._replace(y=undo.bottom - high, h=high)
    return [
        Item("gradient.blank", words, "text"),
        Item("teach.words", said, "text"),
        Item("undo.teach", undo, "button"),
    ]


def _question(body: Rect, targets: Targets) -> list[Item]:
    """What the drawing should have been, how far the ten outputs are from that, and teaching."""
    if body.w >= NARROW:
        head, rest = body.top_part(TALL, 6)
        question, loss = head.left_part(0.5 * head.w, 16)
    else:
        question, rest = body.top_part(TALL)
        loss, rest = rest.top_part(LINE, 6)
    items = [Item("gradient.question", question, "text"), Item("gradient.loss", loss, "text")]
    high, gap = targets.side(BUTTON), targets.apart(GAP)
    digits = body.left_part(GUTTER)[1].columns(SIZES[3], targets.apart(BETWEEN))
    table = high + 4 + LOW + 3 * SUM_LINE <= 2 * targets.side(TILE) + gap  # the lower of the two
    table &= output_columns(body, 1.0)[0].w >= COLUMN and digits[0].w >= targets.least
    if table:
        row, rest = rest.top_part(high, 4)
        digits = [digit._replace(y=row.y, h=row.h) for digit in digits]
        below = LINE + 3 * high + 3 * gap + 2 * LINE  # what three columns need
        bars = min(max(rest.h - 3 * SUM_LINE - 12 - below, LOW), BARS)
        outputs, rest = rest.top_part(bars + 3 * SUM_LINE, 12)
        items.append(Item("gradient.outputs", outputs, "cells"))
    else:
        two, rest = rest.top_part(2 * targets.side(TILE) + gap, 12)
        names, tiles = two.left_part(GUTTER)
        digits = [tile for row in tiles.rows(2, gap) for tile in row.columns(SIZES[3] // 2, gap)]
        items.append(Item("gradient.names", names, "text"))
    items += [Item(f"target.{digit}", place, "button") for digit, place in enumerate(digits)]
    if rest.w >= WIDE or rest.h < FLAT + 2 * high:
        low = rest.h < LINE + 3 * high + 2 * gap
        return items + (_low if low else _three_columns)(rest, targets)
    return items + (_two_columns if rest.w >= NARROW else _rows)(rest, targets)


def _three_columns(rect: Rect, targets: Targets) -> list[Item]:
    """The picture; the rate and all buttons; the curve, and words about the steps."""
    picture, rest = rect.left_part(min(0.3 * rect.w, rect.h - CAPTION), 24)
    middle, last = rest.left_part((0.46 if rect.w >= WIDE else 0.51) * rest.w, 24)
    high, gap = targets.side(BUTTON), targets.apart(GAP)
    rate, middle = middle.top_part(LINE + high, gap)
    teach, middle = middle.top_part(high, gap)
    more, middle = middle.top_part(high, gap)
    legend, _ = middle.top_part(2 * LINE)
    if middle.h < legend.h:
        legend, last = last.top_part(2 * LINE, GAP)
    curve, words = last.top_part(last.h - WORDS - GAP, GAP)
    return [
        *_pixels(picture),
        Item("gradient.legend", legend, "text"),
        *_rate(rate),
        *row_of(("teach", "undo.teach"), teach, gap),
        *row_of(("backward", "gradient.more"), more, gap),
        Item("teach.curve", curve, "picture"),
        Item("teach.words", words, "text"),
    ]


def _low(rect: Rect, targets: Targets) -> list[Item]:
    """Where there is no room for three rows of buttons: the picture, and right of it the rate, the
    curve and words abreast, above a row of all buttons."""
    picture, rest = rect.left_part(min(0.3 * rect.w, rect.h - CAPTION), 24)
    high, gap = targets.side(BUTTON), targets.apart(GAP)
    above, row = rest.top_part(rest.h - high - gap, gap)
    legend, above = above.top_part(LINE, 6)
    rate, right = above.left_part(0.3 * above.w, 20)
    curve, words = right.left_part(0.3 * right.w, 20)
    return [
        *_pixels(picture),
        Item("gradient.legend", legend, "text"),
        *_rate(rate._replace(h=min(rate.h, LINE + high))),
        Item("teach.curve", curve, "picture"),
        Item("teach.words", words, "text"),
        *row_by(_SHARES, row, gap, targets.least),
    ]


def _two_columns(rect: Rect, targets: Targets) -> list[Item]:
    """Left the picture, the rate and the buttons of teaching; right the curve, and words about the
    steps."""
    left, right = rect.left_part(0.43 * rect.w, 24)
    high, gap = targets.side(BUTTON), targets.apart(GAP)
    picture, rest = left.top_part(left.h - LINE - 2 * high - 2 * gap, gap)
    rate, teach = rest.top_part(LINE + high, gap)
    legend, right = right.top_part(2 * LINE, GAP)
    more, right = right.top_part(high, 12)
    curve, words = right.top_part(right.h - WORDS - GAP, GAP)
    return [
        *_pixels(picture),
        Item("gradient.legend", legend, "text"),
        *row_of(("backward", "gradient.more"), more, gap),
        *_rate(rate),
        *row_of(("teach", "undo.teach"), teach, gap),
        Item("teach.curve", curve, "picture"),
        Item("teach.words", words, "text"),
    ]


def _rows(rect: Rect, targets: Targets) -> list[Item]:
    """The picture with words beside it; below that the rate and the curve; the four buttons."""
    high, gap = targets.side(BUTTON), targets.apart(GAP)
    above, rest = rect.top_part(rect.h - LINE - 2 * high - 2 * gap, gap)
    settings, row = rest.top_part(LINE + high, gap)
    rate, curve = settings.columns(2, 16)
    picture, right = above.left_part(min(above.h - CAPTION, 0.46 * above.w), 16)
    legend, words = right.top_part(2 * LINE, 6)
    return [
        *_pixels(picture),
        Item("gradient.legend", legend, "text"),
        Item("teach.words", words, "text"),
        *_rate(rate),
        Item("teach.curve", curve, "picture"),
        *row_by(_NEEDED if targets.least else _SHARES, row, gap, targets.least),
    ]


def _pixels(rect: Rect) -> list[Item]:
    """The gradient on the pixels, as a square, and its name above it."""
    caption, rest = rect.top_part(CAPTION)
    side = min(rest.w, rest.h)
    picture = Rect(rest.x, rest.y, side, side)
    return [Item("gradient.x.words", caption, "text"), Item("gradient.x", picture, "picture")]


def _rate(rect: Rect) -> list[Item]:
    caption, slider = rect.top_part(LINE)
    return [Item("teach.rate", caption, "text"), Item("slide.rate", slider, "slider")]


def _way_back(body: Rect, targets: Targets) -> list[Item]:
    """The gradient by layer: pixels, Hidden 1 and Hidden 2 from left to right, as in the network;
    the table of all its parts below or beside them."""
    plain, rest = body.top_part(TALL, 2)
    legend, rest = rest.top_part(LINE, 8)
    high = targets.side(BUTTON)
    rest, foot = rest.top_part(rest.h - max(2 * LINE, high) - 12, 12)
    if rest.w >= WIDE or rest.h < FLAT + 2 * high:
        pictures, table = rest.left_part(0.57 * rest.w, 24)
    else:
        above = min(rest.h - 8 * LINE - 12, CAPTION + (rest.w - 40) / 2)
        pictures, table = rest.top_part(above, 12)
    names, below = pictures.top_part(CAPTION)
    side = min(below.h, (below.w - 40) / 2)
    unit, buttons = foot.left_part(foot.w - 300, 16)
    buttons = buttons._replace(y=buttons.bottom - high, h=high)
    items = [
        Item("gradient.plain", plain, "text"),
        Item("gradient.legend", legend, "text"),
        Item("gradient.blocks", table, "picture"),
        Item("gradient.unit", unit, "text"),
        *row_by(_ASIDE, buttons, targets.apart(GAP), targets.least),
    ]
    # A hidden layer's cells are all of one size: 16 rows of them, and 8, of 8 cells each.
    x, role = below.x, "picture"
    for name, wide, tall in (("x", side, side), ("z1", side / 2, side), ("z2", side / 2, side / 2)):
        caption = Rect(x, names.y, wide + (16 if role == "cells" else 0), names.h)
        items.append(Item(f"gradient.{name}.words", caption, "text"))
        items.append(Item(f"gradient.{name}", Rect(x, below.y, wide, tall), role))
        x, role = x + wide + 20, "cells"
    return items
