"""Where the band of a lesson stands, and what is on the sheet to choose one; px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.items import REPAIRS, TOUCH, Item
from game.lab.targets import Targets

#: most lessons to choose from
SLOTS = 8
#: height of the band: three lines of running text, or two of a title; in portrait four lines
BAND, TALL = 112, 150
#: widths of the buttons that go on and back, and of the one that leaves; the gap between buttons
TURN, LEAVE, GAP = 96, 62, 10
#: the part of a window's width by which the column is reckoned below a band; the heights of the
#: band by which the window is lower for the network's share, in landscape and in portrait, so that
#: the network alone gives up the band's room; and what is not counted of the window's height
NARROWER, GIVEN_UP, HEAD = 0.875, (1.75, 2.35), 72
#: width of the sheet, height of a lesson's button, and of the sheet's heading
SHEET, CHOICE, HEADING = 1000.0, 76, 84


def banded(
    whole: Rect, area: Rect, banner: str, portrait: bool, repair: float
) -> tuple[list[Item], Rect, Rect]:
    """The band at the top of an area: the sentence, what repairs the network where something was
    done to it (``banner``, as in the header; each ``repair`` px wide), back, on, and out. With it
    the rest of the area, and the window as `_spared` has it. ``whole``: the window."""
    row, rest = area.top_part(TALL if portrait else BAND, 12)
    wide = dict.fromkeys(REPAIRS.get(banner, ()), repair) | {
        "lesson.back": TURN,
        "lesson.on": TURN,
        "lesson.leave": LEAVE,
    }
    words, buttons = row.left_part(row.w - sum(wide.values()) - GAP * len(wide), GAP)
    items = [Item("header", row, "panel"), Item("lesson", words, "text")]
    x = buttons.x
    for name, width in wide.items():
        items.append(Item(name, Rect(x, row.y, width, row.h), "button"))
        x += width + GAP
    return items, rest, _spared(whole, portrait, rest.y - HEAD - 12)


def _spared(whole: Rect, portrait: bool, taken: float) -> Rect:
    """The window by which the column of the canvas and the network's share are reckoned, where the
    band takes so much of its height: these two give that up, or the prediction and the drawers
    would have no room for their words."""
    left = whole.h - HEAD - GIVEN_UP[portrait] * taken
    return whole._replace(w=NARROWER * whole.w, h=HEAD + left / NARROWER)


def sheet_items(area: Rect, shelf: int, targets: Targets) -> list[Item]:
    """The sheet to choose a lesson, in the middle of an area: one button each for the first
    ``shelf`` of them, and one that closes it."""
    count, gap = min(shelf, SLOTS), targets.apart(12)
    high = min(64 + HEADING + count * (CHOICE + gap) + 24 + TOUCH, area.h)
    wide, (x, y) = min(SHEET, area.w), area.center
    panel = Rect(x - wide / 2, y - high / 2, wide, high)
    inner = panel.inset(32)
    close = Rect(inner.right - 200, inner.bottom - TOUCH, 200, TOUCH)
    items, y = [Item("sheet", panel, "panel")], inner.y + HEADING
    for nth in range(count):
        items.append(Item(f"lesson.{nth}", Rect(inner.x, y, inner.w, CHOICE), "button"))
        y += CHOICE + gap
    return [*items, Item("close", close, "button")]
