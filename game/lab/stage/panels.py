"""What stands in the three panels that a tab opens. Lengths are px at 1080 lines.

A stage says what is open in one word or two: "break", "break.unit" (a neuron is being adjusted),
"layers.0" … "layers.3" (the open card), "compute.forward", "compute.weights", "compute.gradient",
which may say more behind another dot.
"""

from __future__ import annotations

from game.core.geometry import Rect
from game.lab.break_it.layout import break_it_items
from game.lab.forward.layout import forward_items
from game.lab.gradient.layout import gradient_items
from game.lab.items import BUTTON, Item, row_of
from game.lab.layers.layout import layers_items
from game.lab.weights.layout import weights_items

PADDING = 18


def is_panel(dock: str) -> bool:
    """Whether it has the middle of the stage, rather than a place below the network."""
    return dock.partition(".")[0] in _PANELS


def panel_items(panel: Rect, dock: str) -> list[Item]:
    """The panel and all that stands in it, in focus order."""
    kind, _, part = dock.partition(".")
    inner = panel.inset(PADDING, 14)
    return [Item("panel", panel, "panel"), *_PANELS[kind](inner, part)]


def _compute(inner: Rect, part: str) -> list[Item]:
    """Live Computation: its heading and seal, its three tabs, and what the open one shows."""
    heading, rest = inner.top_part(44, 4)
    tabs, body = rest.top_part(BUTTON, 12)
    title, seal = heading.left_part(0.42 * heading.w, 16)
    tab, _, shown = part.partition(".")
    return [
        Item("panel.heading", title, "text"),
        Item("seal", seal, "text"),
        *row_of(tuple(f"part.{name}" for name in TABS), tabs),
        *TABS[tab](body, shown),
    ]


#: the tabs of Live Computation
TABS = {"forward": forward_items, "weights": weights_items, "gradient": gradient_items}
_PANELS = {"break": break_it_items, "layers": layers_items, "compute": _compute}
#: the panels there are, in the order of their tabs
PANELS = tuple(_PANELS)
