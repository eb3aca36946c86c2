"""Where the four cards of "What each layer does" stand. Lengths are px at 1080 lines."""

from __future__ import annotations

from math import ceil

from game.core.geometry import Rect
from game.core.model.unit import SIDE
from game.lab.cells import Grid, grid_of
from game.lab.items import BUTTON, Item, fold_item

#: height of a closed card, gap between cards, and padding inside the open one
CLOSED, BETWEEN, PADDING = 84, 10, 16
#: height of its title, and gap between its two pictures
TITLE, GAP = 40, 24
#: height of a line of words; width of each layer's two paragraphs if each stood in one line
LINE = 31.2
WORDS = ((740, 1400), (750, 2300), (750, 2300), (750, 2300))
#: columns and rows of a layer's cells; the output's are rows of a table
GRIDS = ((SIDE, SIDE), (16, 8), (8, 8), (1, 10))
#: how many times as long as the other a side of a hidden layer's cell may be
STRETCH = 1.5


def grid_in(rect: Rect, layer: int) -> Grid:
    """A layer's cells, as large as the rect allows, from its left and in the middle of its height.
    Cells of the output are as wide as the rect."""
    columns, rows = GRIDS[layer]
    stretch = (1.0, STRETCH, STRETCH, float("inf"))[layer]
    grid = grid_of(rect, columns, rows, stretch)
    return grid._replace(y=rect.y + (rect.h - grid.size[1]) // 2)


def layers_items(inner: Rect, opened: int) -> list[Item]:
    """The heading and the four cards; ``opened``: the open one, 0..3."""
    heading, rest = inner.top_part(BUTTON, 8)
    heading, fold = fold_item(heading)
    items = [Item("panel.heading", heading, "text"), fold]
    tall = rest.h - 3 * (CLOSED + BETWEEN)
    for layer in range(len(GRIDS)):
        card, rest = rest.top_part(tall if layer == opened else CLOSED, BETWEEN)
        if layer == opened:
            items += _open(card, layer)
        else:
            items.append(Item(f"layer.{layer}", card, "tile"))
    return items


def _open(card: Rect, layer: int) -> list[Item]:
    """The open card: its title, its cells beside the neuron looked at, and its words."""
    title, body = card.inset(PADDING, 12).top_part(TITLE, 8)
    said = LINE * sum(ceil(length / body.w) for length in WORDS[layer]) + 8
    pictures, words = body.top_part(body.h - said - 12, 12)
    columns, rows = GRIDS[layer]
    width = (0.48 if body.w > 600 else 0.45) * body.w
    if layer < 3:
        width = min(width, pictures.h * columns / rows)
    cells, neuron = pictures.left_part(width, GAP)
    return [
        Item("layer.card", card, "picture"),
        Item("layer.title", title, "text"),
        Item("layer.cells", cells, "cells"),
        Item("layer.neuron", neuron, "picture"),
        Item("layer.words", words, "text"),
    ]
