"""Where the weights tab of Live Computation has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from functools import lru_cache

from game.core.geometry import Rect
from game.core.model.blocks import BLOCKS, SORTS
from game.lab.cells import Grid
from game.lab.items import BUTTON, Item, row_by, row_of
from game.lab.targets import USUAL, Targets

#: height of a block's tile, of a line of words, and of a line that begins with the title, so wide;
#: the gap between parts
TILE, LINE, TITLE, TITLED, GAP = 78, 35, 40, 320, 8
#: width from which on the buttons stand in one row where they are high
ABREAST = 740
#: width of the button that leads to the numbers, and of the one for shared axes
MORE, SHARED = 150, 210
#: rows of the table of numbers, their height, and the table's width where it stands beside the
#: histogram: with one value in a row, or with two
ROWS, ROW, TABLE = 7, 31.2, {False: 300.0, True: 390.0}
#: from this width on, px, the neuron looked at stands beside the others, else below them; its
#: height there, and the share of the width that the others have beside it: in a low place, or in a
#: high one
ROOMY, BELOW, LOW, SHARE = 640, 138, 420, (0.56, 0.66)
#: each button's share of the row, by the length of its words
_SHARES = (0.21, 0.36, 0.22, 0.21)

#: below each picture of the wall: the bar of its activation, and the gap to the next picture
BAR, BETWEEN = 5, 4
#: left of a matrix: the digits of its rows; right of it: the bars of their activations
GUTTER, BARS = 40, 80
#: below the columns of the outputs: their digits
NAMES = 30


def weights_items(body: Rect, shape: tuple[bool, bool], targets: Targets = USUAL) -> list[Item]:
    """What stands in the tab. ``shape``: whether the block is shown as numbers, rather than as
    neurons; and whether they stand beside those of the healthy network."""
    more, compared = shape
    high, gap = targets.side(BUTTON), targets.apart(GAP)
    tiles, rest = body.top_part(targets.side(TILE), gap)
    if high > BUTTON and body.w >= ABREAST:  # buttons so high stand in one row
        row, rest = rest.top_part(high, GAP)
        buttons, button = row.left_part(row.w - MORE - gap, gap)
        line, rest = rest.top_part(TITLE)
        title, words = line.left_part(line.w if more else TITLED, 20)
    else:
        row, rest = rest.top_part(high, targets.apart(6))
        title, button = row.left_part(row.w - MORE - 8, 8)
        buttons, rest = rest.top_part(high, GAP)
        words, rest = (rest, rest) if more else rest.top_part(LINE)
    return [
        *row_of(tuple(f"block.{block}" for block in BLOCKS), tiles, gap, "tile"),
        Item("weights.title", title, "text"),
        Item("weights.more", button, "button"),
        *(_numbers(buttons, rest, compared) if more else _neurons(buttons, words, rest, targets)),
    ]


def _numbers(buttons: Rect, rest: Rect, compared: bool) -> list[Item]:
    """The block's histogram, with its button and its legend, and its numbers."""
    shared, legend = buttons.left_part(SHARED, 20)
    if rest.w >= ROOMY and rest.h < LOW:
        histogram, numbers = rest.left_part(rest.w - TABLE[compared] - 24, 24)
    else:  # below the histogram, in two columns where it is broad
        rows = ROWS if rest.w < ROOMY else -(-ROWS // 2)
        histogram, numbers = rest.top_part(rest.h - rows * ROW - GAP, GAP)
    return [
        Item("weights.shared", shared, "button"),
        Item("weights.legend", legend, "text"),
        Item("weights.histogram", histogram, "picture"),
        Item("weights.numbers", numbers, "text"),
    ]


def _neurons(buttons: Rect, words: Rect, rest: Rect, targets: Targets) -> list[Item]:
    """The block's neurons, the buttons that sort them, and the one looked at."""
    if rest.w < ROOMY:
        neurons, unit = rest.top_part(rest.h - BELOW - GAP, GAP)
    else:
        neurons, unit = rest.left_part(SHARE[rest.h > LOW] * rest.w, 20)
    shares = {f"sort.{name}": share for name, share in zip(SORTS, _SHARES, strict=True)}
    return [
        *row_by(shares, buttons, targets.apart(8), targets.least),
        Item("weights.words", words, "text"),
        Item("weights.neurons", neurons, "cells"),
        Item("weights.unit", unit, "picture"),
    ]


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
