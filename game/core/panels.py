"""What stands in the three panels that a tab opens. Lengths are px at 1080 lines.

A stage says what is open in one word or two: "break", "break.unit" (a neuron is being adjusted),
"layers.0" … "layers.3" (the open card), "compute.forward", "compute.weights", "compute.gradient",
which may say more behind another dot.
"""

from __future__ import annotations

from game.core.forward_layout import forward_items
from game.core.geometry import Rect
from game.core.gradient_layout import gradient_items
from game.core.items import Item, row_of
from game.core.layers_layout import layers_items
from game.core.weights_layout import weights_items

PADDING = 18
#: height of a button in a panel, of a line of words above a slider, and the gap between rows
BUTTON, CAPTION, ROW_GAP = 54, 30, 10
#: from this width on, px, short rows stand side by side
WIDE = 900


def is_panel(dock: str) -> bool:
    """Whether it has the middle of the stage, rather than a place below the network."""
    return dock.partition(".")[0] in _PANELS


def panel_items(panel: Rect, dock: str) -> list[Item]:
    """The panel and all that stands in it, in focus order."""
    kind, _, part = dock.partition(".")
    inner = panel.inset(PADDING, 14)
    return [Item("panel", panel, "panel"), *_PANELS[kind](inner, part)]


def _break(inner: Rect, part: str) -> list[Item]:
    """Break It: the meter, what can be damaged, what that means, and the experiments."""
    heading, rest = inner.top_part(44, 4)
    meter, rest = rest.top_part(170, 12)
    switches, rest = rest.top_part(BUTTON, ROW_GAP)
    noise, rest = rest.top_part(CAPTION + 50 + BUTTON, ROW_GAP)
    others, rest = rest.top_part(CAPTION + BUTTON, ROW_GAP)
    throw = Rect(noise.right - 190, noise.bottom - BUTTON, 190, BUTTON)
    track = Rect(noise.x, throw.y, noise.w - 190 - 16, BUTTON)
    sliders = ("shift", "gain") if part == "unit" else ("prune", "bits", "heat")
    wide = inner.w >= WIDE
    below = BUTTON * (2 if wide else 3) + ROW_GAP * (2 if wide else 3)
    words, foot = rest.top_part(rest.h - below, ROW_GAP)
    first, foot = foot.top_part(BUTTON, ROW_GAP)
    names: tuple[str, ...] = ("tap.kill", "tap.adjust", "challenge")
    seek = ("fewest", "least_noise", "heal")
    items = [
        Item("panel.heading", heading, "text"),
        Item("break.meter", meter, "picture"),
        *_switches(switches),
        Item("break.noise", noise._replace(h=noise.h - BUTTON), "picture"),
        Item("slide.noise", track, "slider"),
        Item("throw", throw, "button"),
    ]
    for name, column in zip(sliders, others.columns(len(sliders), 16), strict=True):
        caption, own = column.top_part(CAPTION)
        items += [Item(f"{name}.words", caption, "text"), Item(f"slide.{name}", own, "slider")]
    items.append(Item("break.words", words, "text"))
    if wide:
        items += row_of((*names, *seek), first)
    else:
        second, foot = foot.top_part(BUTTON, ROW_GAP)
        items += row_of(names, first) + row_of(seek, second)
    return [*items, *_code(foot)]


def _switches(row: Rect) -> list[Item]:
    """Biases, and the three layers."""
    biases, cuts = row.left_part(0.4 * row.w, 10)
    names = ("cut.1", "cut.2", "cut.3")
    return [Item("biases", biases, "button"), *row_of(names, cuts)]


def _code(row: Rect) -> list[Item]:
    """The damage's code, and what can be done with it."""
    width = min(0.22 * row.w, 150)
    code, buttons = row.left_part(row.w - 2 * width - 10 - 16, 16)
    return [Item("break.code", code, "text"), *row_of(("code.copy", "code.type"), buttons)]


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
_PANELS = {"break": _break, "layers": layers_items, "compute": _compute}
#: the panels there are, in the order of their tabs
PANELS = tuple(_PANELS)
