"""Where the prediction has its parts. Lengths are px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.items import TOUCH, Item, row_of
from game.lab.targets import Targets

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


def prediction_items(panel: Rect, digits: int, small: bool, targets: Targets) -> list[Item]:
    """The answer, and what can be asked about it; of several digits the number is the answer, with
    a tile for each of them. ``small``: with bars and without questions, beside a drawer."""
    inner, items = panel.inset(16, 12), [Item("prediction", panel, "panel")]
    if small:
        return items + _small(inner, digits, targets)
    high, gap = targets.side(TOUCH), targets.apart(8)
    heading, rest = inner.top_part(36, 4)
    least = high + _sizes(targets)[-1][0] + FOCUS + gap + TILE_GAP
    if digits > 1 and targets.least and rest.h < least:  # the tiles take the heading's place
        heading, rest = heading._replace(h=0), inner
    else:
        items.append(Item("prediction.heading", heading, "text"))
    answer, asked = rest.top_part(rest.h - high - gap, gap)
    tiles: list[Item] = []
    if digits > 1:
        tiles, answer = _number(answer, digits, targets)
    questions = row_of(("why", "why_not"), asked._replace(h=high), targets.apart(10))
    return [*items, Item("prediction.result", answer, "text"), *questions, *tiles]


def _small(inner: Rect, digits: int, targets: Targets) -> list[Item]:
    """The answer, and the bars beside or below it; tiles take the place of the heading."""
    left, bars, size = inner, inner, _sizes(targets)[-1]
    beside = inner.w > BROAD * inner.h
    if beside:
        left, bars = inner.left_part(0.58 * inner.w, 24)
    row, rest = left.top_part(size[0] if digits > 1 else 36, 6)
    if beside and digits > 1 and targets.least and not _fits(row, digits, size, targets):
        row, bars = inner.top_part(size[0], 6)
        bars = bars._replace(x=left.right + 24, w=inner.right - left.right - 24)
    if not beside:
        rest, bars = rest.top_part(rest.h - BARS - 6, 6)
    tiles = _tiles(row, digits, size, targets) if digits > 1 else []
    return [
        *([] if tiles else [Item("prediction.heading", row, "text")]),
        Item("prediction.result", rest, "text"),
        Item("prediction.bars", bars, "picture"),
        *tiles,
    ]


def _sizes(targets: Targets) -> list[tuple[float, float]]:
    """The sizes of a tile, from the largest."""
    return [(targets.side(height), targets.side(width)) for height, width in SIZES]


def _number(area: Rect, digits: int, targets: Targets) -> tuple[list[Item], Rect]:
    """The tiles, as large as all of them can be, and the row of the focused digit: beside them
    where it has room there, else below."""
    sizes = _sizes(targets)
    above = area._replace(h=area.h - FOCUS - TILE_GAP)
    left = area._replace(w=area.w - BESIDE, h=sizes[0][0])
    for size in sizes:
        if _fits(above, digits, size, targets):
            return _around(area, _tiles(above, digits, size, targets), False)
        if area.h >= left.h and _fits(left, digits, size, targets):
            return _around(area, _tiles(left, digits, size, targets), True)
    return _around(area, _tiles(above, digits, sizes[-1], targets), False)


def _around(area: Rect, tiles: list[Item], beside: bool) -> tuple[list[Item], Rect]:
    """The tiles, and what they leave of the area."""
    right = max(item.rect.right for item in tiles)
    bottom = max(item.rect.bottom for item in tiles)
    if beside:
        x = right + 2 * TILE_GAP
        return tiles, area._replace(x=x, w=area.right - x)
    y = bottom + TILE_GAP
    return tiles, area._replace(y=y, h=area.bottom - y)


def _grid(area: Rect, size: tuple[float, float], gap: float) -> tuple[int, int]:
    """How many columns and rows of tiles an area has room for."""
    height, width = size
    return int((area.w + gap) // (width + gap)), int((area.h + gap) // (height + gap))


def _fits(area: Rect, digits: int, size: tuple[float, float], targets: Targets) -> bool:
    columns, rows = _grid(area, size, targets.apart(TILE_GAP))
    return columns * rows >= digits


def _tiles(area: Rect, digits: int, size: tuple[float, float], targets: Targets) -> list[Item]:
    """A tile for each digit, row by row; where there is no room for all, those of a page, between
    the buttons that page on."""
    gap = targets.apart(TILE_GAP)
    columns, rows = _grid(area, size, gap)
    columns, rows = max(columns, 1), max(rows, 1)
    height = size[0]
    names, most = [f"digit.{nth}" for nth in range(min(digits, TILES))], columns * rows
    if len(names) > most:
        names = [PAGING[0], *names[: max(most - 2, 1)], PAGING[1]]
    columns = min(columns, len(names))
    width = min((area.w - gap * (columns - 1)) / columns, 1.2 * max(height, 60))
    return [
        Item(
            name,
            Rect(
                area.x + nth % columns * (width + gap),
                area.y + nth // columns * (height + gap),
                width,
                height,
            ),
            "button" if name in PAGING else "tile",
        )
        for nth, name in enumerate(names)
    ]
