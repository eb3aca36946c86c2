"""Where the sheets of kiosk mode and what is on them stand; px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.items import Item, row_of
from game.lab.targets import Targets

#: widths and heights of the sheets; those of 0 fill the window
SHEETS = {
    "idle": (900.0, 560.0),
    "pin": (560.0, 760.0),
    "staff": (1500.0, 980.0),
    "touch": (0.0, 0.0),
    "cleaning": (0.0, 0.0),
    "closed": (0.0, 0.0),
}
#: sides of the staff corner, at the top left
CORNER = 130
#: columns and rows of the touch test
CELLS = (12, 8)
#: the keys of the PIN's keypad
_KEYPAD = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("back", "0", "ok"))
#: what staff can do, row by row, and its key
DUTIES = (
    ("counters", "log", "doctor", "touch"),
    ("language", "profile", "sound", "motion"),
    ("clean", "restart", "exit", "close"),
)
_KEY = 96


def sheet_items(whole: Rect, name: str, targets: Targets) -> list[Item]:
    """A sheet's panel, its words and its buttons. ``whole``: the window."""
    width, height = SHEETS[name]
    if not width:
        return [Item("sheet", whole, "panel"), *_full(whole, name)]
    width, height = min(width, whole.w - 32), min(height, whole.h - 32)
    panel = Rect((whole.w - width) / 2, (whole.h - height) / 2, width, height)
    inner, gap = panel.inset(32), targets.apart(10)
    items = [Item("sheet", panel, "panel")]
    if name == "idle":
        row = inner._replace(y=inner.bottom - _KEY, h=_KEY)
        return [*items, Item("still", row, "button")]
    if name == "pin":
        return items + _pin(inner, gap)
    return items + _staff(inner, gap)


def _full(whole: Rect, name: str) -> list[Item]:
    if name != "touch":
        return []
    wide, high = 260, _KEY
    x, y = whole.center
    return [Item("staff.back", Rect(x - wide / 2, y - high / 2, wide, high), "button")]


def _pin(inner: Rect, gap: float) -> list[Item]:
    """What was typed, above a keypad and a way back."""
    head, keys = inner.top_part(inner.h - 5 * (_KEY + gap) + gap, 0)
    keys, below = keys.top_part(4 * (_KEY + gap) - gap, gap)
    items = [Item("sheet.field", head, "text")]
    for names, row in zip(_KEYPAD, keys.rows(4, gap), strict=True):
        items += row_of(tuple(f"pin.{name}" for name in names), row, gap)
    return [*items, Item("pin.close", below._replace(h=_KEY), "button")]


def _staff(inner: Rect, gap: float) -> list[Item]:
    """A page, above the buttons of all duties."""
    names = [tuple(f"staff.{name}" for name in row) for row in DUTIES]
    if inner.w < 1150:  # portrait
        flat = [name for row in names for name in row]
        names = [tuple(flat[at : at + 3]) for at in range(0, len(flat), 3)]
    high = len(names) * (_KEY + gap) - gap
    page, below = inner.top_part(inner.h - high - 16, 16)
    items = [Item("sheet.field", page, "text")]
    for row, place in zip(names, below.rows(len(names), gap), strict=True):
        items += row_of(row, place, gap)
    return items
