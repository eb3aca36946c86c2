"""Where the gradient tab of Live Computation has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from typing import NamedTuple

from game.core.geometry import Rect
from game.core.model.network import SIZES
from game.lab.cells import Cells
from game.lab.items import Item, row_of

BUTTON, LINE, GAP = 54, 32, 10
#: from this width on, px, the words about the steps stand beside the buttons
WIDE = 900
#: left of the ten outputs: width of the signs of their sum
GUTTER = 26
#: between two of the outputs
BETWEEN = 4
#: height of an output's bar, and of each of the three lines of its sum
BARS, SUM_LINE = 64, 27


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
    """What the layout must know: whether there is a drawing, and whether the network was taught."""

    drawn: bool
    taught: bool


def gradient_items(body: Rect, shape: Shape) -> list[Item]:
    """What stands in the tab."""
    if not shape.drawn:
        return _blank(body, shape.taught)
    wide = body.w >= WIDE
    loss, rest = body.top_part(LINE, 2)
    names, rest = rest.top_part(BUTTON, 2)
    outputs, rest = rest.top_part(BARS + 3 * SUM_LINE, 12)
    high = LINE + BUTTON + GAP + BUTTON + (10 if wide else 4 + 2 * LINE)
    back, teaching = rest.top_part(rest.h - high - 12, 12)
    targets = [
        Item(f"target.{digit}", column, "button")
        for digit, column in enumerate(output_columns(names, 1.0))
    ]
    return [
        Item("gradient.loss", loss, "text"),
        *targets,
        Item("gradient.outputs", outputs, "cells"),
        *_way_back(back),
        *_teaching(teaching, wide),
    ]


def _blank(body: Rect, taught: bool) -> list[Item]:
    """Without a drawing there is nothing to teach, but what was taught can be undone."""
    if not taught:
        return [Item("gradient.blank", body, "text")]
    words, row = body.top_part(body.h - 3 * LINE - 6 - GAP, GAP)
    said, undo = row.left_part(row.w - 200 - 16, 16)
    undo = undo._replace(y=undo.bottom - BUTTON, h=BUTTON)
    return [
        Item("gradient.blank", words, "text"),
        Item("teach.words", said, "text"),
        Item("undo.teach", undo, "button"),
    ]


def _way_back(rect: Rect) -> list[Item]:
    """The gradient by layer: pixels, Hidden 1 and Hidden 2 from left to right, as in the network;
    then the table of the weights' blocks."""
    names, below = rect.top_part(LINE - 4)
    cell = min(below.h / 16, rect.w / 58)
    side = min(below.h - 2 * LINE, (0.3 if rect.w >= 640 else 0.26) * rect.w)
    gap = 14 if rect.w >= 640 else 10
    pixels = Rect(below.x, below.y, side, side)
    legend = Rect(below.x, pixels.bottom + 2, side, below.bottom - pixels.bottom - 2)
    below_both = max(side, 16 * cell) + 4
    first = Rect(pixels.right + gap, below.y, 8 * cell, 16 * cell)
    if below.h - below_both >= 2 * LINE - 4:  # there is room for longer lines
        legend = Rect(below.x, below.y + below_both, first.right - below.x, 2 * LINE - 4)
    second = Rect(first.right + gap, below.y, max(8 * cell, 98), 8 * cell)
    unit = Rect(second.x, second.bottom + 4, second.w, below.bottom - second.bottom - 4)
    cells = second._replace(w=8 * cell)
    table = Rect(second.right + 18, rect.y, rect.right - second.right - 18, rect.h)
    captions = [
        Item(f"{name}.words", Rect(part.x, names.y, width, names.h), "text")
        for name, part, width in (
            ("gradient.x", pixels, pixels.w),
            ("gradient.z1", first, first.w + gap - 2),
            ("gradient.z2", second, second.w + 14),
        )
    ]
    return [
        *captions,
        Item("gradient.x", pixels, "picture"),
        Item("gradient.legend", legend, "text"),
        Item("gradient.z1", first, "cells"),
        Item("gradient.z2", cells, "cells"),
        Item("gradient.unit", unit, "text"),
        Item("gradient.blocks", table, "picture"),
    ]


def _teaching(rect: Rect, wide: bool) -> list[Item]:
    """The learning rate, the curve of the loss, the three buttons, and words about the steps."""
    above, rest = rect.top_part(LINE + BUTTON, GAP)
    rate, curve = above.left_part(0.44 * above.w, 20)
    caption, slider = rate.top_part(LINE)
    row, words = rest.top_part(BUTTON, 4)
    if wide:
        row, words = rest.left_part(0.5 * rest.w, 20)
        row = row._replace(h=BUTTON)
    return [
        Item("teach.rate", caption, "text"),
        Item("slide.rate", slider, "slider"),
        Item("teach.curve", curve, "picture"),
        *row_of(("teach", "undo.teach", "backward"), row),
        Item("teach.words", words, "text"),
    ]
