"""Where the stage's own sheets and what is on them stand; px at 1080 lines."""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.arrangement.parts import MARGIN
from game.lab.items import GAP, TOUCH, Item, row_of
from game.lab.kiosk import layout as kiosk_layout
from game.lab.lesson import layout as lesson_layout
from game.lab.settings.layout import settings_items
from game.lab.stage.help import HELP
from game.lab.targets import Targets

#: widths and heights of the sheets
SHEETS = {"help": (1300.0, 980.0), "quit": (620.0, 300.0), "code": (860.0, 620.0)}
#: height of help where it is narrow: then its keys stand in one column; and width of the buttons of
#: its pages, and of its title
HELP_TALL, HELP_PAGE, HELP_TITLE = 1640.0, 170, 440
#: the keys for a damage's code, row by row
KEYPAD = (tuple("BNWKPQTU"), tuple("DG12345."), (*"67890-", "back"))


def _is_narrow(width: float) -> bool:
    """Whether a sheet for help, so many px at 1080 lines wide, has room for one column of keys
    only."""
    return width < 0.9 * SHEETS["help"][0]


def sheet_items(
    whole: Rect, sheet: str, targets: Targets, kiosk: bool, large: bool, shelf: int, part: int
) -> list[Item]:
    """A sheet over the whole stage: its panel and its buttons. ``large``: all is so large that a
    page of help may not fit on it; ``shelf``: how many lessons there are to choose from;
    ``part``: that of the settings that is shown."""
    if sheet in kiosk_layout.SHEETS:
        return kiosk_layout.sheet_items(whole, sheet, targets)
    if sheet == "lessons":
        return lesson_layout.sheet_items(whole.inset(MARGIN), shelf, targets)
    if sheet == "settings":
        return settings_items(whole.inset(MARGIN), targets, part)
    wanted, (most, highest) = SHEETS[sheet], _largest(whole)
    high, gap = targets.side(TOUCH), targets.apart(10)
    width, height = min(wanted[0], most), min(wanted[1], highest)
    if sheet == "help" and _is_narrow(width):
        height = min(HELP_TALL, highest)
    if sheet == "code":
        columns = max(map(len, KEYPAD))
        width = min(max(width, columns * (targets.least + gap) + 64), most)
        height = min(height + (len(KEYPAD) + 1) * (high - TOUCH + gap - 10), highest)
    panel = Rect((whole.w - width) / 2, (whole.h - height) / 2, width, height)
    inner = panel.inset(32)
    row = inner._replace(y=inner.bottom - high, h=high)
    items = [Item("sheet", panel, "panel")]
    if sheet == "help":
        return items + _help(inner, row, high, gap, large, kiosk)
    if sheet == "quit":
        return items + row_of(("stay", "quit"), row, targets.apart(GAP))
    above = inner._replace(y=inner.y + 70, h=row.y - inner.y - 70 - GAP)
    field, keys = above.top_part(above.h - 3 * (high + gap), gap)
    items.append(Item("sheet.field", field, "text"))
    for names, line in zip(KEYPAD, keys.rows(3, gap), strict=True):
        items += row_of(tuple(f"type.{name}" for name in names), line, gap)
    return items + row_of(("close", "type.ok"), row, targets.apart(GAP))


def _help(inner: Rect, row: Rect, high: float, gap: float, large: bool, kiosk: bool) -> list[Item]:
    """What help has: a button for each page, one for the next part of it, one that closes it."""
    wide = len(HELP) * (HELP_PAGE + gap) - gap
    pages = Rect(inner.right - wide, inner.y - 8, wide, high)
    if large and inner.w < wide + HELP_TITLE:
        pages = Rect(inner.x, inner.y + 56, inner.w, high)
    close = Item("close", row._replace(x=row.right - 200, w=200), "button")
    names = () if kiosk else tuple(f"help.{page}" for page in HELP)  # neither keys nor mouse
    items = [close, *(row_of(names, pages, gap) if names else ())]
    if large:
        more = close.rect._replace(x=close.rect.x - gap - 170, w=170)
        items.append(Item("help.on", more, "button"))
    return items


def _largest(whole: Rect) -> tuple[float, float]:
    """Width and height of the largest sheet."""
    return whole.w - 2 * MARGIN, whole.h - 2 * MARGIN
