"""The whole board, for the back row: the network alone, or canvas and network, and all larger."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.items import GAP, HINT, Item

#: how much larger all is, and the canvas's share of the board
BOARD, DRAWN = 1.3, 0.34


def board_items(area: Rect, portrait: bool, drawing: bool) -> list[Item]:
    """The network and the line that tells the story; and the canvas, for ``drawing``: at its left,
    or above it. px at 1080 lines times BOARD."""
    items, rest = list[Item](), area
    if drawing and portrait:
        row, rest = area.top_part(min(DRAWN * area.h, area.w), GAP)
        items = [Item("canvas", Rect(row.center[0] - row.h / 2, row.y, row.h, row.h), "canvas")]
    elif drawing:
        column, rest = area.left_part(min(DRAWN * area.w, area.h), GAP)
        side = column.w
        items = [Item("canvas", Rect(column.x, column.center[1] - side / 2, side, side), "canvas")]
    hint, picture = rest.top_part(HINT, 8)
    return [*items, Item("hint", hint, "text"), Item("network.picture", picture, "picture")]
