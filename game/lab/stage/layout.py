"""Where every panel and control stands: one answer, shared by drawing and by hit-testing.

Lengths in this file are px at 1080 lines; `Stage.scale` turns them into window px.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from game.core.geometry import Rect
from game.lab.items import CONTROLS, GAP, SMALLEST, TOUCH, Item, row_of
from game.lab.stage.panels import TABS, Dock, panel_items

MARGIN = 24
#: smallest stage in portrait, px at 1080 lines. A window narrower than PORTRAIT times its height is
#: laid out in portrait; in one nearer to a square, landscape has the larger words
TALL, PORTRAIT = (1080, 1860), 0.8
HEADER = 60
HEADING = 52

#: heights of the dock below the network, of the row of tabs, and of the gap below those
DOCK, TAB, TAB_GAP = 420, 56, 12
#: an open panel's share of the width beside the canvas; the network's share of the height beside
#: that panel
OPEN_WIDTH, OPEN_HEIGHT = 0.6, 0.61
#: controls of time and view, below the network; and those for which a small network has room
TIME = ("replay", "step_back", "pause", "step", "speed", "view")
TIME_SMALL = ("step_back", "pause", "step", "speed")
#: a network panel at least this wide has its heading in one line
WIDE = 860

#: widths and heights of the sheets
SHEETS = {"help": (1000.0, 1020.0), "quit": (620.0, 300.0), "code": (860.0, 620.0)}
#: the keys for a damage's code, row by row
KEYPAD = (tuple("BNWKPQTU"), tuple("DG12345."), (*"67890-", "back"))

#: digits of one number that get a tile each, and how narrow a tile may be; more digits are
#: still read, stand in the number, and can be picked on the canvas
TILES, TILE = 6, 54


@dataclass(frozen=True, slots=True)
class Stage:
    """All items in focus order, in window px, and the scale they were laid out at."""

    size: tuple[int, int]
    #: window px per px at 1080 lines
    scale: float
    portrait: bool
    items: tuple[Item, ...]
    #: index of the first item of the sheet that lies on top; None: no sheet
    sheet: int | None = None
    #: the items' rectangles by their names
    rects: Mapping[str, Rect] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        rects = {item.name: item.rect for item in reversed(self.items)}
        object.__setattr__(self, "rects", rects)

    def rect(self, name: str) -> Rect:
        """The rectangle of an item; KeyError if this stage has none of that name."""
        return self.rects[name]

    def has(self, name: str) -> bool:
        """Whether this stage has an item of that name."""
        return name in self.rects

    def controls(self) -> tuple[Item, ...]:
        """What can be pressed, in focus order; where a sheet lies on top, only its own controls."""
        return tuple(item for item in self.items[self.sheet or 0 :] if item.role in CONTROLS)

    def cells_at(self, x: float, y: float) -> str | None:
        """The item under a point whose cells are neurons; None where there is none, and under a
        sheet."""
        for item in self.items if self.sheet is None else ():
            if item.role == "cells" and item.rect.holds(x, y):
                return item.name
        return None

    def control_at(self, x: float, y: float) -> str | None:
        """The control under a point."""
        for item in self.controls():
            if item.rect.holds(x, y):
                return item.name
        return None


def is_portrait(size: tuple[int, int]) -> bool:
    """Whether a window of ``size`` px is laid out in portrait."""
    return size[0] < PORTRAIT * size[1]


def scale_of(size: tuple[int, int], wish: float = 1.0) -> float:
    """Window px per px at 1080 lines. A larger ``wish`` (0.75..1.5) is granted only as far as
    the stage still has room for its words."""
    width, height = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1])
    if is_portrait(size):
        return min(width / TALL[0], height / TALL[1]) * min(wish, 1.0)
    return min(height / 1080 * wish, width / 1440, height / 960)


@lru_cache(maxsize=64)
def layout(
    size: tuple[int, int],
    wish: float = 1.0,
    digits: int = 0,
    sheet: str | None = None,
    dock: Dock | None = None,
) -> Stage:
    """The stage for a window of ``size`` px.

    ``wish``: the scale the person asked for. ``digits``: how many digits stand on the canvas.
    ``sheet``: which sheet lies on top (one of SHEETS) or none; then only its controls count.
    ``dock``: what is open below the network or in the middle of the stage, or none.
    A window smaller than SMALLEST shows a part of the stage that fits SMALLEST.
    """
    scale = scale_of(size, wish)
    whole = Rect(0, 0, max(size[0], SMALLEST[0]) / scale, max(size[1], SMALLEST[1]) / scale)
    portrait = is_portrait(size)
    items = _header(whole)
    body = Rect(MARGIN, 16 + HEADER + GAP, whole.w - 2 * MARGIN, 0)
    body = body._replace(h=whole.h - body.y - MARGIN)
    items += (_portrait if portrait else _landscape)(body, digits, dock)
    top = len(items) if sheet else None
    items += _sheet(whole, sheet) if sheet else []
    scaled = tuple(
        Item(name, Rect(*(value * scale for value in rect)).rounded(), role)
        for name, rect, role in items
    )
    return Stage(size, scale, portrait, scaled, top)


def _header(whole: Rect) -> list[Item]:
    row = Rect(MARGIN, 16, whole.w - 2 * MARGIN, HEADER)
    button = HEADER + 8
    full = Rect(row.right - button, row.y, button, HEADER)
    help_ = Rect(full.x - 12 - button, row.y, button, HEADER)
    status = Rect(help_.x - 12 - 250, row.y, 250, HEADER)
    return [
        Item("header", row._replace(w=status.right - row.x), "panel"),
        Item("title", Rect(row.x, row.y, status.x - GAP - row.x, HEADER), "text"),
        Item("status", status, "text"),
        Item("help", help_, "button"),
        Item("fullscreen", full, "button"),
    ]


def _landscape(body: Rect, digits: int, dock: Dock | None) -> list[Item]:
    """Canvas left, network in the middle with the dock below it, prediction right. An open panel
    takes the middle; network and prediction then stand one above the other."""
    left_width = min(max(0.25 * (body.w + 2 * MARGIN), 380), 560)
    left, rest = body.left_part(left_width, GAP)
    tabs, rest = rest.top_part(TAB, TAB_GAP)
    items = _drawing(left) + _tabs(tabs)
    if dock and dock.items:
        panel, beside = rest.left_part(round(OPEN_WIDTH * rest.w), GAP)
        network, prediction = beside.top_part(round(OPEN_HEIGHT * beside.h), GAP)
        items += panel_items(panel, dock) + _network(network, small=True)
        return items + _prediction_small(prediction, digits)
    right_width = min(max(0.19 * (body.w + 2 * MARGIN), 310), 420)
    middle, right = rest.left_part(rest.w - right_width - GAP, GAP)
    return items + _middle(middle, dock) + _prediction(right, digits)


def _portrait(body: Rect, digits: int, dock: Dock | None) -> list[Item]:
    """Canvas and prediction above, network below, the dock at the bottom. An open panel takes
    the lower half; the network then stands beside the canvas."""
    # The canvas does not grow with a broad stage, so that enough height remains below it.
    left_width = round(min(body.w, TALL[0] - 2 * MARGIN) * 0.5)
    if dock and dock.items:
        above, below = body.top_part(left_width + 2 * (TOUCH + GAP), GAP)
        left, right = above.left_part(left_width, GAP)
        prediction, below = below.top_part(200, GAP)
        tabs, panel = below.top_part(TAB, TAB_GAP)
        items = _drawing(left, seen=False) + _tabs(tabs) + panel_items(panel, dock)
        return items + _network(right, small=True) + _prediction_small(prediction, digits)
    above, below = body.top_part(left_width + 2 * (TOUCH + GAP) + GAP + 210, GAP)
    left, right = above.left_part(left_width, GAP)
    tabs, below = below.top_part(TAB, TAB_GAP)
    return _drawing(left) + _prediction(right, digits) + _tabs(tabs) + _middle(below, dock)


def _tabs(row: Rect) -> list[Item]:
    """The buttons that open the three panels, and beside them what is damaged."""
    width = min(0.21 * row.w, 240)
    xs = [row.x + n * (width + 10) for n in range(len(TABS))]
    items = [
        Item(f"tab.{name}", Rect(x, row.y, width, row.h), "button")
        for name, x in zip(TABS, xs, strict=True)
    ]
    x = xs[-1] + width + 20
    return [*items, Item("damage", Rect(x, row.y, row.right - x, row.h), "text")]


def _middle(area: Rect, dock: Dock | None) -> list[Item]:
    """The network, and the dock below it where something is open."""
    if not dock:
        return _network(area)
    network, below = area.top_part(area.h - DOCK - GAP, GAP)
    return _network(network) + _dock(below, dock)


def _drawing(column: Rect, seen: bool = True) -> list[Item]:
    """Canvas, the timeline of its ink, its buttons, and what the network sees."""
    canvas, rest = column.top_part(column.w, GAP)
    timeline, rest = rest.top_part(TOUCH, GAP)
    buttons, below = rest.top_part(TOUCH, GAP)
    items = [Item("canvas", canvas, "canvas"), Item("timeline", timeline, "slider")]
    names = ("undo", "clear", "sample", "raw")
    items += [
        Item(name, rect, "button")
        for name, rect in zip(names, buttons.columns(len(names), 10), strict=True)
    ]
    return [*items, Item("seen", below, "panel")] if seen else items


def _network(panel: Rect, small: bool = False) -> list[Item]:
    inner = panel.inset(GAP, 12)
    # The shape of the network stands beside the heading where there is room, else below it.
    low = panel.w >= WIDE or small
    heading, rest = inner.top_part(HEADING - 12 if low else HEADING + 24)
    legend_height, gap = 66 if small else 40, 8
    names = TIME_SMALL if small else TIME
    picture, rest = rest.top_part(rest.h - legend_height - gap - TOUCH)
    legend, row = rest.top_part(legend_height, gap)
    return [
        Item("network", panel, "panel"),
        Item("network.heading", heading, "text"),
        Item("network.picture", picture, "picture"),
        Item("network.legend", legend, "text"),
        *(
            Item(name, rect, "button")
            for name, rect in zip(names, row.columns(len(names), 10), strict=True)
        ),
    ]


def _dock(panel: Rect, dock: Dock) -> list[Item]:
    """The card of a neuron, or the answer to a question, with its buttons in the corner."""
    x, items = panel.right - 10, [Item("card", panel, "panel")]
    widths = {"unpin": TOUCH, "why": 140, "why_not": 130}
    for name in ("unpin",) if dock.name == "neuron" else ("unpin", "why_not", "why"):
        x -= widths[name]
        items.append(Item(name, Rect(x, panel.y + 10, widths[name], 54), "button"))
        x -= 10
    return items


def _prediction(panel: Rect, digits: int) -> list[Item]:
    inner = panel.inset(20, 12)
    heading, rest = inner.top_part(HEADING - 12)
    result, rest = rest.top_part(190, 8)
    strip_height = 136
    bars, strip = rest.top_part(rest.h - strip_height - 12, 12)
    items = [
        Item("prediction", panel, "panel"),
        Item("prediction.heading", heading, "text"),
        Item("prediction.result", result, "text"),
        Item("prediction.bars", bars, "picture"),
        Item("prediction.number", strip, "text"),
    ]
    return items + _tiles(strip._replace(y=strip.bottom - TOUCH, h=TOUCH), digits)


def _prediction_small(panel: Rect, digits: int) -> list[Item]:
    """Result and bars only, one above the other or, where it is wide, side by side."""
    inner = panel.inset(16, 10)
    if panel.w > 2.2 * panel.h:
        left, bars = inner.left_part(0.42 * inner.w, 24)
        heading, result = left.top_part(38)
    else:
        heading, rest = inner.top_part(38)
        result, bars = rest.top_part(max(rest.h - 156, 92), 6)
    items = [
        Item("prediction", panel, "panel"),
        Item("prediction.heading", heading, "text"),
        Item("prediction.result", result, "text"),
        Item("prediction.bars", bars, "picture"),
    ]
    if digits < 2:
        return items
    room = heading.left_part(0.38 * heading.w)[1]
    return items + _tiles(room._replace(y=panel.y + 6, h=TOUCH - 8), digits)


def _tiles(row: Rect, digits: int) -> list[Item]:
    """One tile for each of several digits."""
    if digits < 2:
        return []
    shown = min(digits, TILES, int((row.w + 8) // (TILE + 8)))
    width = min(72, (row.w - 8 * (shown - 1)) / max(shown, 1))
    return [
        Item(f"digit.{i}", Rect(row.x + i * (width + 8), row.y, width, row.h), "tile")
        for i in range(shown)
    ]


def _sheet(whole: Rect, sheet: str) -> list[Item]:
    """A sheet over the whole stage: its panel and its buttons."""
    width, height = (min(a, b) for a, b in zip(SHEETS[sheet], _largest(whole), strict=True))
    panel = Rect((whole.w - width) / 2, (whole.h - height) / 2, width, height)
    inner = panel.inset(32)
    row = inner._replace(y=inner.bottom - TOUCH, h=TOUCH)
    items = [Item("sheet", panel, "panel")]
    if sheet == "help":
        return [*items, Item("close", row._replace(x=row.right - 200, w=200), "button")]
    if sheet == "quit":
        return items + row_of(("stay", "quit"), row, GAP)
    above = inner._replace(y=inner.y + 70, h=row.y - inner.y - 70 - GAP)
    field, keys = above.top_part(above.h - 3 * (TOUCH + 10), 10)
    items.append(Item("sheet.field", field, "text"))
    for names, line in zip(KEYPAD, keys.rows(3, 10), strict=True):
        items += row_of(tuple(f"type.{name}" for name in names), line)
    return items + row_of(("close", "type.ok"), row, GAP)


def _largest(whole: Rect) -> tuple[float, float]:
    """Width and height of the largest sheet."""
    return whole.w - 2 * MARGIN, whole.h - 2 * MARGIN
