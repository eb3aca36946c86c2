"""What stands in a drawer: px at 1080 lines."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from game.core.geometry import Rect
from game.lab.items import BUTTON, LOW, Item, fold_item, row_of
from game.lab.targets import Targets

#: from a drawer's edge to what stands in it; where that is low and narrow
PADDING, NEAR = 18, 10
#: width of the heading of Live Computation; in a drawer of this width its tabs stand beside it
HEADED, BROAD = 244, 900
#: the tabs, in their order; and those of Live Computation
TABS = ("break", "layers", "compute")
COMPUTATIONS = ("forward", "weights", "gradient")


class Dock(NamedTuple):
    """The drawer that is open: a tab's, or the card's.

    ``items``: what stands in a rectangle for its ``shape`` and what is touched (`Room.items`).
    """

    #: its tab, or "card"
    name: str
    items: Callable[[Rect, Any, Targets], list[Item]]
    shape: Hashable = None


def panel_items(panel: Rect, dock: Dock, targets: Targets) -> list[Item]:
    """The drawer and all that stands in it, in focus order."""
    if dock.name == "card":
        return [Item("card", panel, "panel"), *dock.items(panel, dock.shape, targets)]
    narrow = panel.h < LOW and panel.w < BROAD
    inner = panel.inset(NEAR if narrow else PADDING, 14)
    if dock.name == "break":
        inner = panel.inset(14, 8)
    if dock.name == "compute":
        items = _compute(inner, dock, targets)
    else:
        items = dock.items(inner, dock.shape, targets)
    return [Item("panel", panel, "panel"), *items]


def _compute(inner: Rect, dock: Dock, targets: Targets) -> list[Item]:
    """Live Computation: its heading and seal, its three tabs, and what the open one shows."""
    high = targets.side(BUTTON)
    heading, body = inner.top_part(high, 12)
    heading, fold = fold_item(heading, targets)
    low = inner.h < LOW
    title, seal = heading.left_part(HEADED, 12 if low else 16)
    if inner.w >= BROAD or low:
        tabs, seal = seal.left_part(min(max(0.7 * seal.w, 386), 640), 12)
    else:
        tabs, body = inner.top_part(high, targets.apart(8))[1].top_part(high, 12)
    return [
        Item("panel.heading", title, "text"),
        Item("seal", seal, "text"),
        fold,
        *row_of(tuple(f"part.{name}" for name in COMPUTATIONS), tabs, targets.apart(10)),
        *dock.items(body, dock.shape, targets),
    ]
