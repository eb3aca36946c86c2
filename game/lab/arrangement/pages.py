"""The pages of a stage that is too large for one, or whose controls stand low: the drawing, the
network, and the open drawer. Lengths are px at 1080 lines.

A page has the whole window; the button "turn" leads to the next one. What stands on the stage at
its usual scale stands on one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.core.geometry import Rect
from game.lab.arrangement.needs import buttons_need, tabs_need
from game.lab.arrangement.parts import (
    BAND,
    HEADER,
    LEFT,
    MARGIN,
    STRIP,
    TIME,
    banner_items,
    drawing_items,
    header_items,
    is_small,
    leader_item,
    network_items,
    picture_items,
    row_width,
)
from game.lab.items import BUTTON, GAP, HINT, TOUCH, Item, row_by
from game.lab.prediction.layout import prediction_items
from game.lab.stage.panels import Dock, panel_items
from game.lab.targets import Targets

#: widths that buttons need: those of time and view, the one that turns the page, the window's own
_TIMES: Mapping[str, float] = {**dict.fromkeys(TIME[:5], float(TOUCH)), "view": 144.0}
_TURN, _OWN = {"turn": 124.0}, float(HEADER + 8)
#: least widths of the prediction and of the network beside the canvas, and the canvas's largest
#: share of the width there
_ANSWER, _NETWORK, _DRAWN = 350, 440, 0.27
#: a drawer so wide needs only so much height
_WIDE, _FLAT = 1000, 538
#: heights of Break It's drawer, of a card that is broader than high, and of the least network
#: above another drawer, which needs so much itself; the share of the height that a high card has
_BREAK, _CARD, _ABOVE, _DRAWER, _HIGH = (262, 310), 240, 300, 860, 0.62
#: that of Break It where all is narrow, and the margin there
_BREAK_NARROW, _BREAK_TALL, _NEAR = (240, 240), (470, 470), 6
#: the least height of Break It's two networks, and the least width of the line beside the tabs
_BOTH, _SAID = 400, 340
#: the part of the window's height that is low
LOW = 0.4


class View(NamedTuple):
    """What a stage shows: how many digits, the drawer that is open, what the banner says, what is
    touched, kiosk mode's stage ("visit", "attract" or ""), whether the window is in portrait, and
    whether what is touched stands low."""

    digits: int
    dock: Dock | None
    banner: str
    targets: Targets
    kiosk: str
    portrait: bool
    low: bool

    @property
    def bare(self) -> bool:
        """Whether nobody is there to press anything."""
        return self.kiosk == "attract"


def pages_of(view: View) -> tuple[str, ...]:
    """The pages that there are, in their order: in portrait drawing and network share one."""
    pages = ("draw",) if view.portrait else ("draw", "network")
    return (*pages, "drawer") if view.dock else pages


def page_items(whole: Rect, page: str, view: View) -> list[Item]:
    """What stands on a page of the window."""
    area = whole.inset(MARGIN, 0)._replace(y=12.0, h=whole.h - 12 - MARGIN)
    if page == "drawer" and view.dock is not None:
        narrow = whole.w < _WIDE and not view.portrait
        area = area.inset(_NEAR - MARGIN, 0) if narrow else area
        return _drawer_page(area, whole, view.dock, view)
    items, area = _header(whole, area, view)
    if page == "network":
        area, foot = _foot(area, view, times=True)
        return [*items, *network_items(area, not view.bare), *foot]
    if view.portrait:
        return items + _tall(area, whole, view)
    return items + _broad(area, view)


def _header(whole: Rect, area: Rect, view: View) -> tuple[list[Item], Rect]:
    """The header, and what it leaves; where controls stand low it has words only."""
    if view.low:
        items = header_items(whole, "", view.targets._replace(least=0), "attract")
        return items, area.top_part(HEADER, 12)[1]
    narrow = whole.w < _WIDE
    items = header_items(whole, "" if narrow else view.banner, view.targets, view.kiosk)
    rest = area.top_part(view.targets.side(HEADER), 12)[1]
    if narrow and view.banner and not view.portrait:  # it takes the title's place
        title = next(item for item in items if item.name == "title")
        items = [item for item in items if item is not title]
        items += banner_items(title.rect, view.banner, view.targets)
    return items, rest


def _foot(area: Rect, view: View, times: bool) -> tuple[Rect, list[Item]]:
    """Rows of controls along the bottom, and what is left above them; ``times``: with those of
    time and view. Where controls stand low, they have the header's as well."""
    high, gap = view.targets.side(TOUCH), view.targets.apart(8)
    if view.bare:
        rest, row = area.top_part(area.h - high - BAND - 12, 12)
        return rest, [Item("attract", row, "text")]
    tabs = {**tabs_need(), **(_TURN if not view.low or view.dock else {})}
    time = dict(_TIMES) if times else {}
    own: dict[str, float] = {}
    if view.low:
        own = {"help": _OWN} if view.kiosk else {"settings": _OWN, "help": _OWN, "fullscreen": _OWN}
    rows = [time | tabs | own] if row_width(time | tabs | own, view.targets) <= area.w else []
    rows = rows or [row for row in (time | own, tabs) if row]
    rest, items = area, list[Item]()
    for widths in reversed(rows):
        rest, line = rest.top_part(rest.h - high - gap, gap)
        items = row_by(widths, line, gap, view.targets.least) + items
    rest = rest._replace(h=rest.h - 12 + gap)
    if view.banner and (view.low or (view.portrait and area.w < _WIDE)):
        rest, line = rest.top_part(rest.h - high - 12, 12)
        items = banner_items(line, view.banner, view.targets) + items
    return rest, items


def _broad(area: Rect, view: View) -> list[Item]:
    """The drawing in landscape: canvas, prediction, and the network where there is room for it."""
    targets, high = view.targets, view.targets.side(TOUCH)
    buttons, strip = 0 if view.bare else high + 12, STRIP + targets.apart(12)
    needed = _least_canvas(targets)
    most = area.w - _ANSWER - _NETWORK - 2 * GAP
    beside = most >= needed
    rest, foot = _foot(area, view, times=beside)
    most = min(most, max(_DRAWN * area.w, needed)) if beside else area.w - _ANSWER - GAP
    side = min(most, rest.h - buttons)
    if under := min(side, rest.h - buttons - strip) >= max(needed, 0.25 * rest.w):
        side = min(side, rest.h - buttons - strip)
    left, right = rest.left_part(max(side, needed), GAP)
    column, theater = right.left_part(_ANSWER, GAP) if beside else (right, right)
    hint, column = (column, column) if beside else column.top_part(HINT, 8)
    canvas, below = left._replace(w=side).top_part(side, 12)
    place, below = below.top_part(STRIP, targets.apart(12)) if under else (None, below)
    row = None if view.bare else below._replace(w=left.w, h=high)
    if place is None:
        column, place = column.top_part(column.h - strip, targets.apart(12))
    else:
        place = place._replace(w=left.w)
    items = drawing_items(canvas, place, row, targets)
    items += prediction_items(column, view.digits, is_small(view.dock), targets)
    if beside:
        return [*items, *picture_items(*theater.top_part(HINT, 8)), *foot]
    return [*items, Item("hint", hint, "text"), *foot]


def _tall(area: Rect, whole: Rect, view: View) -> list[Item]:
    """The drawing in portrait: the network, and below it canvas and prediction."""
    rest, foot = _foot(area, view, times=True)
    targets = view.targets
    buttons = 0 if view.bare else targets.side(TOUCH) + 12
    side = max((rest.w - GAP) / 2, _least_canvas(targets))
    most = rest.bottom - (1 - LOW) * whole.h if view.low else 0.5 * rest.h
    side = min(side, most - buttons)
    strip = STRIP + targets.apart(12)
    above, block = rest.top_part(rest.h - max(side + buttons, LEFT + strip) - GAP, GAP)
    left, right = block.left_part(max(side, _least_canvas(targets)), GAP)
    canvas, below = left._replace(w=side).top_part(side, 12)
    row = None if view.bare else below._replace(w=left.w, h=targets.side(TOUCH))
    column, place = right.top_part(right.h - strip, targets.apart(12))
    items = network_items(above, not view.bare) + drawing_items(canvas, place, row, targets)
    return items + prediction_items(column, view.digits, is_small(view.dock), targets) + foot


def _least_canvas(targets: Targets) -> float:
    """The width that the canvas's buttons need."""
    return row_width(buttons_need(), targets)


def _drawer_page(area: Rect, whole: Rect, dock: Dock, view: View) -> list[Item]:
    """The open drawer, as large as the window; with the network where there is room for it."""
    items = list[Item]()
    if view.low:  # the words of the header, which are not touched
        items, area = _header(whole, area, view)
    rest, foot = _foot(area, view, times=False)
    row = foot[-1].rect
    spare = row.right - area.x - row_width(tabs_need() | _TURN, view.targets) - GAP
    if spare >= _SAID and not view.low and not view.bare:  # the line has room beside the tabs
        hint, row = row._replace(x=area.x, w=area.w).left_part(spare, GAP)
        foot = row_by(tabs_need() | _TURN, row, view.targets.apart(8), view.targets.least)
    else:
        hint, rest = rest.top_part(HINT, 8)
    low = rest.bottom - (1 - LOW) * whole.h if view.low else 0
    return [*items, *_drawer(hint, rest, dock, low, view), *foot]


def _drawer(hint: Rect, rest: Rect, dock: Dock, low: float, view: View) -> list[Item]:
    """The drawer, and above it what of the network it needs, or what there is room for. ``low``:
    the height that is low."""
    targets, line = view.targets, Item("hint", hint, "text")
    flat = low > _FLAT and rest.w > _WIDE
    if dock.name == "break":
        least, most = _BREAK_TALL if view.portrait and rest.w < _WIDE else _BREAK
        if rest.w < _WIDE and not view.portrait:
            least, most = _BREAK_NARROW
        high = min(max(rest.h - 8 - _BOTH, least), most) + 2 * (targets.side(BUTTON) - BUTTON)
        pictures, panel = rest.top_part(rest.h - high - 8, 8)
        healthy, damaged = pictures.rows(2, 8) if view.portrait else pictures.columns(2, 8)
        twin = Item("network.twin", healthy, "picture")
        return [twin, *picture_items(hint, damaged), *panel_items(panel, dock, targets)]
    if dock.name == "card":
        high = max(_HIGH * rest.h, rest.w + 1) if view.portrait else _CARD
        high = low if flat else high
        picture, card = rest.top_part(rest.h - high - GAP, GAP)
        items = [*picture_items(hint, picture), *panel_items(card, dock, targets)]
        return [*items, leader_item(picture, card)]
    high = low if flat else max(_DRAWER, 0.55 * rest.h)
    if rest.h - high - GAP < _ABOVE:
        return [line, *panel_items(rest, dock, targets)]
    picture, panel = rest.top_part(rest.h - high - GAP, GAP)
    return [*picture_items(hint, picture), *panel_items(panel, dock, targets)]
