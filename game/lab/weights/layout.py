"""Where the weights tab of Live Computation has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from functools import lru_cache

from game.core.geometry import Rect
from game.core.model.blocks import BLOCKS, SORTS
from game.lab.cells import Grid
from game.lab.items import Item, row_of

BUTTON, LINE, GAP = 54, 33, 10
#: height of a small histogram, and of a row of the table beside the large one
TILE, ROW = 86, 27
#: rows of that table
ROWS = 7
#: its width: with one value in a row; or, compared, with two and an arrow between them
TABLE = {False: 244.0, True: 352.0}
#: below this width, px, the words about the neurons take two lines
NARROW = 740
#: each button's share of the row, by the length of its words
_SHARES = (0.145, 0.255, 0.145, 0.145, 0.31)

#: below each picture of the wall: the bar of its activation, and the gap to the next picture
BAR, BETWEEN = 5, 4
#: left of a matrix: the digits of its rows; right of it: the bars of their activations
GUTTER, BARS = 40, 100
#: below the columns of the outputs: their digits
NAMES = 30


def weights_items(body: Rect, compared: bool) -> list[Item]:
    """What stands in the tab. ``compared``: numbers stand beside those of the healthy network."""
    tiles, rest = body.top_part(TILE, GAP)
    title, rest = rest.top_part(LINE, 2)
    shape, rest = rest.top_part(ROWS * ROW, GAP)
    buttons, rest = rest.top_part(BUTTON, 6)
    words, neurons = rest.top_part(LINE * (2 if body.w < NARROW else 1), 4)
    table = min(TABLE[compared], 0.63 * body.w)
    histogram, numbers = shape.left_part(shape.w - table - 20, 20)
    names = (*(f"sort.{sort}" for sort in SORTS), "weights.shared")
    return [
        *row_of(tuple(f"block.{block}" for block in BLOCKS), tiles, 8, "tile"),
        Item("weights.title", title, "text"),
        Item("weights.histogram", histogram, "picture"),
        Item("weights.numbers", numbers, "text"),
        *_buttons(names, buttons),
        Item("weights.words", words, "text"),
        Item("weights.neurons", neurons, "cells"),
    ]


def _buttons(names: tuple[str, ...], row: Rect) -> list[Item]:
    """Buttons as wide as their words need; the switch stands apart from those that sort."""
    items, x, room = [], row.x, row.w - 8 * (len(names) - 2) - 24
    for n, (name, share) in enumerate(zip(names, _SHARES, strict=True)):
        x += 0 if n == 0 else 24 if name == names[-1] else 8
        items.append(Item(name, row._replace(x=x, w=share * room), "button"))
        x += share * room
    return items


@lru_cache(maxsize=8)
def wall_in(rect: Rect, count: int, scale: float) -> Grid:
    """``count`` square pictures with a bar below each, as large as the rect allows, window px."""
    gap, bar = BETWEEN * scale, (BAR + 2) * scale
    best, found = float("-inf"), (1, 1, (1, 1))
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        wide, high = max(int(rect.w / columns), 1), max(int(rect.h / rows), 1)
        side = min(wide - gap, high - gap - bar)
        if side > best:
            best, found = side, (columns, rows, (wide, high))
    columns, rows, cell = found
    return _middle(rect, Grid(rect.x, rect.y, columns, rows, cell))


def rows_in(rect: Rect, count: int) -> Grid:
    """``count`` rows, as wide as the rect, window px."""
    return Grid(rect.x, rect.y, 1, count, (int(rect.w), max(int(rect.h / count), 1)))


def columns_in(rect: Rect, count: int) -> Grid:
    """``count`` columns, as high as the rect, window px."""
    size = max(int(rect.w / count), 1), int(rect.h)
    return _middle(rect, Grid(rect.x, rect.y, count, 1, size))


def _middle(rect: Rect, grid: Grid) -> Grid:
    return grid._replace(x=rect.x + max(rect.w - grid.size[0], 0) // 2)
