"""What stands in a drawer: px at 1080 lines."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from game.core.geometry import Rect
from game.lab.items import BUTTON, Item, fold_item, row_of

PADDING = 18
#: width that the title of Live Computation needs
TITLE = 256
#: the tabs, in their order; and those of Live Computation
TABS = ("break", "layers", "compute")
COMPUTATIONS = ("forward", "weights", "gradient")


class Dock(NamedTuple):
    """The drawer that is open: a tab's, or the card's.

    ``items``: what stands in a rectangle for its ``shape`` (`Room.items`).
    """

    #: its tab, or "card"
    name: str
    items: Callable[[Rect, Any], list[Item]]
    shape: Hashable = None


def panel_items(panel: Rect, dock: Dock) -> list[Item]:
    """The drawer and all that stands in it, in focus order."""
    if dock.name == "card":
        return [Item("card", panel, "panel"), *dock.items(panel, dock.shape)]
    inner = panel.inset(PADDING, 14)
    items = _compute(inner, dock) if dock.name == "compute" else dock.items(inner, dock.shape)
    return [Item("panel", panel, "panel"), *items]


def _compute(inner: Rect, dock: Dock) -> list[Item]:
    """Live Computation: its heading and seal, its three tabs, and what the open one shows."""
    heading, rest = inner.top_part(BUTTON, 8)
    tabs, body = rest.top_part(BUTTON, 12)
    heading, fold = fold_item(heading)
    title, seal = heading.left_part(max(0.42 * heading.w, TITLE), 16)
    return [
        Item("panel.heading", title, "text"),
        Item("seal", seal, "text"),
        fold,
        *row_of(tuple(f"part.{name}" for name in COMPUTATIONS), tabs),
        *dock.items(body, dock.shape),
    ]
