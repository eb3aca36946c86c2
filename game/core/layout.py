"""Where every panel and control stands: one answer, shared by drawing and by hit-testing.

Lengths in this file are px at 1080 lines; `Stage.scale` turns them into window px.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from game.core.geometry import Rect

MARGIN = 24
GAP = 16
HEADER = 60
#: height of anything meant to be touched (FIELD.md: at least 54 at 1080 lines)
TOUCH = 62
HEADING = 52

#: roles of what can be pressed
CONTROLS = ("button", "tile", "slider")
#: height of the dock
DOCK = 440
#: controls of time and view, below the network
TIME = ("replay", "step_back", "pause", "step", "speed", "view")
#: a network panel at least this wide has its heading in one line
WIDE = 860

#: smallest window the stage is laid out for, px
SMALLEST = (640, 480)

#: digits of one number that get a tile each, and how narrow a tile may be; more digits are
#: still read, stand in the number, and can be picked on the canvas
TILES, TILE = 6, 54


class Item(NamedTuple):
    """A named thing on the stage. ``role``: panel, canvas, picture, text, button, tile or
    slider."""

    name: str
    rect: Rect
    role: str


@dataclass(frozen=True, slots=True)
class Stage:
    """All items in focus order, in window px, and the scale they were laid out at."""

    size: tuple[int, int]
    #: window px per px at 1080 lines
    scale: float
    portrait: bool
    items: tuple[Item, ...]

    def rect(self, name: str) -> Rect:
        """The rectangle of an item; KeyError if this stage has none of that name."""
        for item in self.items:
            if item.name == name:
                return item.rect
        raise KeyError(name)

    def has(self, name: str) -> bool:
        return any(item.name == name for item in self.items)

    def controls(self) -> tuple[Item, ...]:
        """What can be pressed, in focus order."""
        return tuple(item for item in self.items if item.role in CONTROLS)

    def control_at(self, x: float, y: float) -> str | None:
        """The topmost control under a point: a sheet's controls come last and lie on top."""
        for item in reversed(self.controls()):
            if item.rect.holds(x, y):
                return item.name
        return None


def is_portrait(size: tuple[int, int]) -> bool:
    return size[0] < 1.1 * size[1]


def scale_of(size: tuple[int, int], wish: float = 1.0) -> float:
    """Window px per px at 1080 lines. A larger ``wish`` (0.75..1.5) is granted only as far as
    the stage still has room for its words."""
    width, height = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1])
    if is_portrait(size):
        return min(width / 1080, height / 1600) * min(wish, 1.0)
    return min(height / 1080 * wish, width / 1440, height / 960)


@lru_cache(maxsize=64)
def layout(
    size: tuple[int, int],
    wish: float = 1.0,
    digits: int = 0,
    sheet: str | None = None,
    dock: str | None = None,
) -> Stage:
    """The stage for a window of ``size`` px.

    ``wish``: the scale the person asked for. ``digits``: how many digits stand on the canvas.
    ``sheet``: which sheet lies on top ("help", "quit") or none; then only its controls count.
    ``dock``: what is open below the network ("neuron", "output", "question") or none.
    A window smaller than SMALLEST shows a part of the stage that fits SMALLEST.
    """
    scale = scale_of(size, wish)
    whole = Rect(0, 0, max(size[0], SMALLEST[0]) / scale, max(size[1], SMALLEST[1]) / scale)
    portrait = is_portrait(size)
    items = _header(whole)
    body = Rect(MARGIN, 16 + HEADER + GAP, whole.w - 2 * MARGIN, 0)
    body = body._replace(h=whole.h - body.y - MARGIN)
    items += (_portrait if portrait else _landscape)(body, digits, dock)
    if sheet:
        items = [item for item in items if item.role not in CONTROLS]
        items += _sheet(whole, sheet)
    scaled = tuple(
        Item(name, Rect(*(value * scale for value in rect)).rounded(), role)
        for name, rect, role in items
    )
    return Stage(size, scale, portrait, scaled)


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


def _landscape(body: Rect, digits: int, dock: str | None) -> list[Item]:
    """Canvas left, network in the middle with the dock below it, prediction right."""
    left_width = min(max(0.25 * (body.w + 2 * MARGIN), 380), 560)
    right_width = min(max(0.19 * (body.w + 2 * MARGIN), 310), 420)
    left, rest = body.left_part(left_width, GAP)
    middle, right = rest.left_part(rest.w - right_width - GAP, GAP)
    return _drawing(left) + _middle(middle, dock) + _prediction(right, digits)


def _portrait(body: Rect, digits: int, dock: str | None) -> list[Item]:
    """Canvas and prediction above, network below, the dock at the bottom."""
    left_width = round(body.w * 0.5)
    above, below = body.top_part(left_width + 2 * (TOUCH + GAP) + GAP + 210, GAP)
    left, right = above.left_part(left_width, GAP)
    return _drawing(left) + _prediction(right, digits) + _middle(below, dock)


def _middle(area: Rect, dock: str | None) -> list[Item]:
    """The network, and the dock below it where something is open."""
    if not dock:
        return _network(area)
    network, below = area.top_part(area.h - DOCK - GAP, GAP)
    return _network(network) + _dock(below, dock)


def _drawing(column: Rect) -> list[Item]:
    """Canvas, the timeline of its ink, its buttons, and what the network sees."""
    canvas, rest = column.top_part(column.w, GAP)
    timeline, rest = rest.top_part(TOUCH, GAP)
    buttons, seen = rest.top_part(TOUCH, GAP)
    items = [Item("canvas", canvas, "canvas"), Item("timeline", timeline, "slider")]
    names = ("undo", "clear", "sample", "raw")
    items += [
        Item(name, rect, "button")
        for name, rect in zip(names, buttons.columns(len(names), 10), strict=True)
    ]
    return [*items, Item("seen", seen, "panel")]


def _network(panel: Rect) -> list[Item]:
    inner = panel.inset(GAP, 12)
    # The shape of the network stands beside the heading where there is room, else below it.
    heading, rest = inner.top_part(HEADING - 12 if panel.w >= WIDE else HEADING + 24)
    legend_height, gap = 40, 8
    picture, rest = rest.top_part(rest.h - legend_height - gap - TOUCH)
    legend, row = rest.top_part(legend_height, gap)
    return [
        Item("network", panel, "panel"),
        Item("network.heading", heading, "text"),
        Item("network.picture", picture, "picture"),
        Item("network.legend", legend, "text"),
        *(
            Item(name, rect, "button")
            for name, rect in zip(TIME, row.columns(len(TIME), 10), strict=True)
        ),
    ]


def _dock(panel: Rect, dock: str) -> list[Item]:
    """The card of a neuron, or the answer to a question, with its buttons in the corner."""
    x, items = panel.right - 10, [Item("card", panel, "panel")]
    widths = {"unpin": TOUCH, "why": 140, "why_not": 130}
    for name in ("unpin",) if dock == "neuron" else ("unpin", "why_not", "why"):
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
    if digits >= 2:
        tiles = strip._replace(y=strip.bottom - TOUCH, h=TOUCH)
        shown = min(digits, TILES, int((tiles.w + 8) // (TILE + 8)))
        width = min(72, (tiles.w - 8 * (shown - 1)) / shown)
        items += [
            Item(f"digit.{i}", Rect(tiles.x + i * (width + 8), tiles.y, width, TOUCH), "tile")
            for i in range(shown)
        ]
    return items


def _sheet(whole: Rect, sheet: str) -> list[Item]:
    """A sheet over the whole stage: its panel and its buttons."""
    width = min(1000.0 if sheet == "help" else 620.0, whole.w - 2 * MARGIN)
    height = min(920.0 if sheet == "help" else 300.0, whole.h - 2 * MARGIN)
    panel = Rect((whole.w - width) / 2, (whole.h - height) / 2, width, height)
    names = ("close",) if sheet == "help" else ("stay", "quit")
    inner = panel.inset(32)
    row = inner._replace(y=inner.bottom - TOUCH, h=TOUCH)
    if len(names) == 1:
        row = row._replace(x=row.right - 200, w=200)
    return [Item("sheet", panel, "panel")] + [
        Item(name, rect, "button")
        for name, rect in zip(names, row.columns(len(names), GAP), strict=True)
    ]
