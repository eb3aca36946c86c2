"""What stands in a panel that a tab opens in the middle of the stage: px at 1080 lines."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from game.core.geometry import Rect
from game.lab.items import BUTTON, Item, row_of

PADDING = 18
#: the tabs, in their order; and those of Live Computation
TABS = ("break", "layers", "compute")
COMPUTATIONS = ("forward", "weights", "gradient")


class Dock(NamedTuple):
    """What is open: a card below the network, or a panel in the middle of the stage.

    ``items``: the panel's items in a rectangle for its ``shape`` (`Room.items`); None for a card.
    """

    #: of a card "neuron", "output" or "question"; of a panel its tab
    name: str
    items: Callable[[Rect, Any], list[Item]] | None = None
    shape: Hashable = None


def panel_items(panel: Rect, dock: Dock) -> list[Item]:
    """The panel and all that stands in it, in focus order."""
    inner = panel.inset(PADDING, 14)
    assert dock.items is not None
    if dock.name == "compute":
        return [Item("panel", panel, "panel"), *_compute(inner, dock)]
    return [Item("panel", panel, "panel"), *dock.items(inner, dock.shape)]


def _compute(inner: Rect, dock: Dock) -> list[Item]:
    """Live Computation: its heading and seal, its three tabs, and what the open one shows."""
    heading, rest = inner.top_part(44, 4)
    tabs, body = rest.top_part(BUTTON, 12)
    title, seal = heading.left_part(0.42 * heading.w, 16)
    assert dock.items is not None
    return [
        Item("panel.heading", title, "text"),
        Item("seal", seal, "text"),
        *row_of(tuple(f"part.{name}" for name in COMPUTATIONS), tabs),
        *dock.items(body, dock.shape),
    ]
