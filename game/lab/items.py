"""Items, what a stage is made of: named rectangles, each with a role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.targets import Targets

#: smallest window a stage is laid out for, px
SMALLEST = (640, 480)
#: gap between items, px at 1080 lines
GAP = 16
#: height of the line that tells the story
HINT = 40
#: height of anything meant to be touched, px at 1080 lines (FIELD.md asks for at least 54); in a
#: kiosk it may be more, so functions of the layout ask `Targets.side`
TOUCH = 62
#: px at 1080 lines: height of a button in a panel, of a line of words above a slider, and the gap
#: between rows
BUTTON, CAPTION, ROW_GAP = 54, 30, 10
#: width of the button that folds a drawer
FOLD = 62
#: from this width on, px, short rows of a panel stand side by side
WIDE = 900
#: a drawer lower than this, px, is laid out as a wide one however narrow it is
LOW = 600
#: the buttons that take back what was done to the network, by what the banner says of it
REPAIRS = {"taught": ("untaught", "heal"), "damaged": ("heal",)}
#: roles of what can be pressed
CONTROLS = ("button", "tile", "slider")


class Item(NamedTuple):
    """A named thing on the stage. ``role``: panel, canvas, picture, text, button, tile, slider,
    or cells: a picture whose cells are neurons that can be pointed at."""

    name: str
    rect: Rect
    role: str


def row_of(names: tuple[str, ...], rect: Rect, gap: float = 10, role: str = "button") -> list[Item]:
    """Controls of equal width side by side."""
    return [
        Item(name, part, role)
        for name, part in zip(names, rect.columns(len(names), gap), strict=True)
    ]


def row_by(shares: Mapping[str, float], rect: Rect, gap: float = 8, least: float = 0) -> list[Item]:
    """Buttons side by side, each with its share of the width, and none narrower than ``least``."""
    room, large = rect.w - gap * (len(shares) - 1), dict(shares)
    while narrow := [n for n in large if large[n] * room < least * sum(large.values())]:
        room -= least * len(narrow)
        large = {name: share for name, share in large.items() if name not in narrow}
    items, x, whole = [], rect.x, sum(large.values())
    for name in shares:
        wide = large[name] * room / whole if name in large else least
        items.append(Item(name, Rect(x, rect.y, wide, rect.h), "button"))
        x += wide + gap
    return items


def fold_item(row: Rect, targets: Targets) -> tuple[Rect, Item]:
    """The button that folds a drawer, at the right end of the row of its heading; and the rest of
    that row."""
    wide = targets.side(FOLD)
    rest, _ = row.left_part(row.w - wide - targets.apart(ROW_GAP))
    fold = Rect(row.right - wide, row.y, wide, targets.side(BUTTON))
    return rest, Item("fold", fold, "button")
