"""Where the prediction has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.items import TOUCH, Item, row_of

#: most tiles there are: as many digits as can be read at once
TILES = 24
#: sizes of a tile, from the largest: its height and its least width
SIZES = ((136, 90), (76, 54), (54, 54))
#: height of the row that speaks of the focused digit, its width where it stands beside the tiles,
#: and the gap between tiles
FOCUS, BESIDE, TILE_GAP = 48, 210, 8
#: height of the bars in two columns; and how many times wider than high a panel is that has them
#: beside the answer, in one
BARS, BROAD = 134, 1.6
#: what pages through digits for which there are not enough tiles
PAGING = ("digit.back", "digit.on")


def prediction_items(panel: Rect, digits: int, small: bool) -> list[Item]:
    """The answer, and what can be asked about it; of several digits the number is the answer, with
    a tile for each of them. ``small``: with bars and without questions, beside a drawer."""
    inner, items = panel.inset(16, 12), [Item("prediction", panel, "panel")]
    if small:
        return items + _small(inner, digits)
    heading, rest = inner.top_part(36, 4)
    items.append(Item("prediction.heading", heading, "text"))
    answer, asked = rest.top_part(rest.h - TOUCH - 8, 8)
    tiles: list[Item] = []
    if digits > 1:
        tiles, answer = _number(answer, digits)
    questions = row_of(("why", "why_not"), asked._replace(h=TOUCH))
    return [*items, Item("prediction.result", answer, "text"), *questions, *tiles]


def _small(inner: Rect, digits: int) -> list[Item]:
    """The answer, and the bars beside or below it; tiles take the place of the heading."""
    left, bars = inner, inner
    beside = inner.w > BROAD * inner.h
    if beside:
        left, bars = inner.left_part(0.58 * inner.w, 24)
    row, rest = left.top_part(SIZES[-1][0] if digits > 1 else 36, 6)
    if not beside:
        rest, bars = rest.top_part(rest.h - BARS - 6, 6)
    tiles = _tiles(row, digits, SIZES[-1]) if digits > 1 else []
    return [
        *([] if tiles else [Item("prediction.heading", row, "text")]),
        Item("prediction.result", rest, "text"),
        Item("prediction.bars", bars, "picture"),
        *tiles,
    ]


def _number(area: Rect, digits: int) -> tuple[list[Item], Rect]:
    """The tiles, as large as all of them can be, and the row of the focused digit: beside them
    where it has room there, else below."""
    above = area._replace(h=area.h - FOCUS - TILE_GAP)
    left = area._replace(w=area.w - BESIDE, h=SIZES[0][0])
    for size in SIZES:
        if _fits(above, digits, size):
            return _around(area, _tiles(above, digits, size), False)
        if area.h >= left.h and _fits(left, digits, size):
            return _around(area, _tiles(left, digits, size), True)
    return _around(area, _tiles(above, digits, SIZES[-1]), False)


def _around(area: Rect, tiles: list[Item], beside: bool) -> tuple[list[Item], Rect]:
    """The tiles, and what they leave of the area."""
    right = max(item.rect.right for item in tiles)
    bottom = max(item.rect.bottom for item in tiles)
    if beside:
        x = right + 2 * TILE_GAP
        return tiles, area._replace(x=x, w=area.right - x)
    y = bottom + TILE_GAP
    return tiles, area._replace(y=y, h=area.bottom - y)


def _grid(area: Rect, size: tuple[int, int]) -> tuple[int, int]:
    """How many columns and rows of tiles an area has room for."""
    height, width = size
    columns = int((area.w + TILE_GAP) // (width + TILE_GAP))
    return columns, int((area.h + TILE_GAP) // (height + TILE_GAP))


def _fits(area: Rect, digits: int, size: tuple[int, int]) -> bool:
    columns, rows = _grid(area, size)
    return columns * rows >= digits


def _tiles(area: Rect, digits: int, size: tuple[int, int]) -> list[Item]:
    """A tile for each digit, row by row; where there is no room for all, those of a page, between
    the buttons that page on."""
    columns, rows = _grid(area, size)
    columns, rows = max(columns, 1), max(rows, 1)
    height = size[0]
    names, most = [f"digit.{nth}" for nth in range(min(digits, TILES))], columns * rows
    if len(names) > most:
        names = [PAGING[0], *names[: max(most - 2, 1)], PAGING[1]]
    columns = min(columns, len(names))
    width = min((area.w - TILE_GAP * (columns - 1)) / columns, 1.2 * max(height, 60))
    return [
        Item(
            name,
            Rect(
                area.x + nth % columns * (width + TILE_GAP),
                area.y + nth // columns * (height + TILE_GAP),
                width,
                height,
            ),
            "button" if name in PAGING else "tile",
        )
        for nth, name in enumerate(names)
    ]
