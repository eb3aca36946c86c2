"""Where every panel and control stands: one answer, shared by drawing and by hit-testing.

Lengths in this file are px at 1080 lines; `Stage.scale` turns them into window px.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from game.core.geometry import Rect
from game.lab.arrangement.mirror import mirrored
from game.lab.arrangement.needs import buttons_need, repair_needs
from game.lab.arrangement.pages import View, page_items, pages_of
from game.lab.arrangement.parts import (
    BAND,
    HEADER,
    LEFT,
    MARGIN,
    STRIP,
    control_items,
    drawing_items,
    header_items,
    is_small,
    leader_item,
    network_items,
    picture_items,
    row_width,
)
from game.lab.items import BUTTON, CONTROLS, GAP, HINT, SMALLEST, TOUCH, Item
from game.lab.lesson import layout as lesson_layout
from game.lab.prediction.layout import prediction_items
from game.lab.stage.board import BOARD, board_items
from game.lab.stage.panels import Dock, panel_items
from game.lab.stage.sheet_layout import sheet_items
from game.lab.targets import USUAL, Targets
from game.words.catalogue import SOURCE

#: smallest stages, px at 1080 lines: then the smallest words, 24 of them high, are 18 px of a
#: window of 1024×768. A window narrower than PORTRAIT times its height is laid out in portrait; in
#: one nearer to a square, landscape has the larger words
BROAD, TALL, PORTRAIT = (1365, 1024), (1080, 1860), 0.8
#: px of the window per px at 1080 lines below which the scale does not fall while BROAD fits
LEAST = 0.75
#: height of a screen, mm, from which on what is touched stands low
HIGH = 900
#: the canvas's column: its share of the width, and its least and largest width
COLUMN = (0.22, 350, 420)
#: the network's least share of the area below the header while a drawer is open: in Break It that
#: of both networks together
SHARE = {"break": 0.41, "card": 0.41, "layers": 0.257, "compute": 0.257}
#: height of Break It's drawer, at most
DRAWER = 310
#: what it needs for its words below two rows of buttons
WORDS = 134
#: what a drawer below the network needs of height beside three rows of buttons
LOWEST = {"card": 16, "layers": 340, "compute": 352}
#: a card stands beside the network where it can be this wide, else below it
CARD = 400


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
    #: the page that is shown, and all of them in their order, where one has no room for everything
    page: str = ""
    pages: tuple[str, ...] = ()
    #: the drawer that is open, whether or not its page is shown; "": none
    dock: str = ""
    #: the items' rectangles by their names
    rects: Mapping[str, Rect] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        rects = {item.name: item.rect for item in reversed(self.items)}
        object.__setattr__(self, "rects", rects)

    @property
    def next_page(self) -> str:
        """The page that comes after the one that is shown; "" where all is on one."""
        if not self.pages:
            return ""
        return self.pages[(self.pages.index(self.page) + 1) % len(self.pages)]

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
    """Window px per px at 1080 lines, ``wish`` (0.75..1.5) times as many as by itself."""
    return _roomy(size, wish) if wish < 1 else _roomy(size, 1.0) * wish


def is_paged(size: tuple[int, int], wish: float) -> bool:
    """Whether the scale is so large that the stage needs pages."""
    return wish > 1 and scale_of(size, wish) > 1.0001 * _roomy(size, wish)


def _roomy(size: tuple[int, int], wish: float) -> float:
    """The scale that is wished for, but none at which the stage has no room for its words."""
    width, height = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1])
    if is_portrait(size):
        return min(width / TALL[0], height / TALL[1]) * min(wish, 1.0)
    return min(max(height / 1080, LEAST) * wish, width / BROAD[0], height / BROAD[1])


def is_low(wish: bool | None, screen_mm: tuple[float, float] | None) -> bool:
    """Whether what is touched stands low: as its owner wishes, or else (None) where the screen is
    so high that not everybody reaches its upper part."""
    return (screen_mm is not None and screen_mm[1] > HIGH) if wish is None else wish


@lru_cache(maxsize=64)
def layout(
    size: tuple[int, int],
    wish: float = 1.0,
    digits: int = 0,
    sheet: str | None = None,
    dock: Dock | None = None,
    banner: str = "",
    targets: Targets = USUAL,
    kiosk: str = "",
    shift: tuple[int, int] = (0, 0),
    board: str = "",
    language: str = SOURCE,
    lessons: tuple[bool, int] = (False, 0),
    page: str = "draw",
    left_handed: bool = False,
    low: bool = False,
    part: int = 0,
) -> Stage:
    """The stage for a window of ``size`` px.

    ``wish``: the scale the person asked for. ``digits``: how many digits stand on the canvas.
    ``sheet``: which sheet lies on top (one of SHEETS, or of kiosk mode's) or none; then only its
    controls count; ``part``: of the settings, where they have no room for all. ``dock``: the drawer
    that is open, or none. ``banner``: what the header says was done to the network, "damaged" or
    "taught", or nothing. ``targets``: how large what is touched is at least. ``kiosk``: "visit" and
    "attract" have no window buttons, and "attract", where nobody is there to press any, has a band
    instead of buttons. All is moved by ``shift``, window px. ``board``: one of BOARDS; where no
    drawer is open, nothing else is shown, and larger. ``language``: that which is spoken: buttons
    are as wide as their words ask for. ``lessons``: whether one runs, whose band takes the header's
    place, and how many there are; while one runs all stands on one page, no larger than has room
    there. ``page``: which one is shown where there are pages, or else the first. ``left_handed``:
    all mirrored. ``low``: in portrait what is touched stands in the lower part of the window.
    A window smaller than SMALLEST shows a part of the stage that fits SMALLEST.
    """
    board = "" if dock else board
    large = is_paged(size, wish) and not lessons[0]
    scale = (_roomy if lessons[0] else scale_of)(size, wish) * (BOARD if board else 1)
    whole = Rect(0, 0, max(size[0], SMALLEST[0]) / scale, max(size[1], SMALLEST[1]) / scale)
    portrait = is_portrait(size)
    view = View(digits, dock, banner, targets, kiosk, portrait, low and portrait)
    pages = pages_of(view) if not (board or lessons[0]) and (large or view.low) else ()
    page = page if page in pages else pages[0] if pages else ""
    items = page_items(whole, page, view) if pages else _items(whole, view, board, lessons[0])
    top = len(items) if sheet else None
    if sheet:
        items += sheet_items(whole, sheet, targets, bool(kiosk), large, lessons[1], part)
    items = [item._replace(rect=_in_window(item.rect, scale, bool(pages))) for item in items]
    items[:top] = mirrored(items[:top], max(size[0], SMALLEST[0])) if left_handed else items[:top]
    moved = tuple(item._replace(rect=item.rect.moved(*shift)) for item in items)
    return Stage(size, scale, portrait, moved, top, page, pages, dock.name if dock else "")


def _items(whole: Rect, view: View, board: str, lesson: bool) -> list[Item]:
    """All on one page: the header, or a lesson's band, and below it everything else."""
    body, room, items = whole.inset(MARGIN), whole, list[Item]()
    if lesson:
        items, body, room = lesson_layout.banded(
            whole, body, view.banner, view.portrait, repair_needs()
        )
    elif not board:
        items = header_items(whole, view.banner, view.targets, view.kiosk)
        body = body.top_part(view.targets.side(HEADER) + 24 - MARGIN)[1]
    if board:
        return items + board_items(body, view.portrait, board == "both")
    place = _portrait if view.portrait else _landscape
    return items + place(body, room, view.digits, view.dock, view.targets, view.bare)


def _in_window(rect: Rect, scale: float, paged: bool) -> Rect:
    """A rectangle in whole px of the window; on pages, whose scales are odd, edges that are the
    same stay the same."""
    if not paged:
        return Rect(*(value * scale for value in rect)).rounded()
    x, y = round(rect.x * scale), round(rect.y * scale)
    return Rect(x, y, round(rect.right * scale) - x, round(rect.bottom * scale) - y)


def _landscape(
    body: Rect, whole: Rect, digits: int, dock: Dock | None, targets: Targets, bare: bool
) -> list[Item]:
    """Canvas and prediction left; all the rest is the network's and its drawers'."""
    share, least, most = COLUMN
    needed = row_width(buttons_need(), targets)
    wide = min(max(share * whole.w, least), most)
    if targets.side(TOUCH) > TOUCH:  # high buttons leave less to the canvas, which is a square
        wide = min(wide, body.h - STRIP - LEFT - 2 * targets.least)
    left, right = body.left_part(max(wide, needed), GAP)
    canvas, rest = left.top_part(left.w, 12)
    strip, rest = rest.top_part(STRIP, targets.apart(12))
    buttons, prediction = (None, rest) if bare else rest.top_part(targets.side(TOUCH), 12)
    items = drawing_items(canvas, strip, buttons, targets)
    items += prediction_items(prediction, digits, is_small(dock), targets)
    return items + _theater(right, whole, dock, targets, tall=False, bare=bare)


def _portrait(
    body: Rect, whole: Rect, digits: int, dock: Dock | None, targets: Targets, bare: bool
) -> list[Item]:
    """Canvas and prediction above, the network and its drawers below."""
    # The canvas does not grow with a broad stage, so that enough height remains below it.
    side = round(min(body.w, TALL[0] - 2 * MARGIN) * 0.48)
    above, below = body.top_part(side, GAP)
    canvas, right = above.left_part(side, GAP)
    high, gap = targets.side(TOUCH), targets.apart(12)
    foot = STRIP if bare else STRIP + gap + high
    prediction, rest = right.top_part(side - foot - 12, 12)
    strip, buttons = (rest, None) if bare else rest.top_part(STRIP, gap)
    items = drawing_items(canvas, strip, buttons, targets)
    items += prediction_items(prediction, digits, is_small(dock), targets)
    return items + _theater(below, whole, dock, targets, tall=True, bare=bare)


def _theater(
    area: Rect, whole: Rect, dock: Dock | None, targets: Targets, tall: bool, bare: bool
) -> list[Item]:
    """The network, its drawer, and below both the row of all their controls, or, if it is ``bare``,
    the band of attract mode. ``tall``: drawers lie below the network, not beside it."""
    high = targets.side(TOUCH) + (BAND if bare else 0)
    place, row = area.top_part(area.h - high - 12, 12)
    controls = [Item("attract", row, "text")] if bare else control_items(row, targets)
    if dock is None:
        return network_items(place, not bare) + controls
    wanted = SHARE[dock.name] * whole.w * (whole.h - 12 - targets.side(HEADER))
    if bare:  # drawers keep their room, although the band takes some
        wanted -= BAND * (place.w if dock.name == "break" else wanted / (place.h + BAND))
    if dock.name == "break":
        return _break(place, wanted, dock, targets, tall) + controls
    hint, rest = place.top_part(HINT, 8)
    beside = wanted / rest.h
    if dock.name == "card" and rest.w - beside - GAP >= CARD:
        picture, panel = rest.left_part(beside, GAP)
    elif dock.name == "card" or tall:
        needed = LOWEST[dock.name] + 3 * (targets.least + targets.gap) if targets.least else 0
        picture, panel = rest.top_part(min(wanted / rest.w, rest.h - GAP - needed), GAP)
    else:
        panel, beyond = place.left_part(place.w - beside - GAP, GAP)
        hint, picture = beyond.top_part(HINT, 8)
    items = [*picture_items(hint, picture), *panel_items(panel, dock, targets)]
    return items + ([leader_item(picture, panel)] if dock.name == "card" else []) + controls


def _break(area: Rect, wanted: float, dock: Dock, targets: Targets, tall: bool) -> list[Item]:
    """Break It: the healthy and the damaged network side by side, or one above the other, and the
    drawer below them, which is no higher than it must be."""
    hint, rest = area.top_part(HINT, 8)
    gap = 8
    high = wanted / rest.w + gap if tall else wanted / (rest.w - gap)
    drawer = DRAWER + 2 * (targets.side(BUTTON) - BUTTON)
    # Three buttons one above the other; or two, and below them words.
    needed = 3 * targets.least + 2 * targets.apart(10) + 16
    if targets.least > BUTTON:
        needed = max(needed, WORDS + 2 * targets.least)
    high = min(max(high, rest.h - gap - drawer), rest.h - gap - needed)
    pictures, panel = rest.top_part(high, gap)
    healthy, damaged = pictures.rows(2, gap) if tall else pictures.columns(2, gap)
    return [
        Item("network.twin", healthy, "picture"),
        *picture_items(hint, damaged),
        *panel_items(panel, dock, targets),
    ]
