"""What a screen reader asks of a node, as the lab's ordinary intents."""

from __future__ import annotations

import math
from typing import NamedTuple

from game.lab import intents as do
from game.lab.access.tree import ATTRACT
from game.lab.intents import Intent
from game.lab.rooms import SLIDERS


class Request(NamedTuple):
    """``key``: of which node. ``action``: "press", "focus", "more", "less", or "set" with a
    ``value``, in the units of the node's number."""

    key: str
    action: str
    value: float = 0.0


def intents_of(request: Request) -> list[Intent]:
    """What the lab is to do; nothing for a request that means nothing. What is not there, or can do
    nothing now, the lab itself refuses."""
    key, action, value = request
    if key.startswith("unit."):
        _, layer, index = key.split(".")
        known = {"press": do.TouchUnit, "focus": do.FocusUnit}
        return [known[action](int(layer), int(index))] if action in known else []
    if action == "press":
        # In attract mode nothing can be pressed; whatever is done wakes the lab.
        return [do.PressKey("return") if key == ATTRACT else do.Press(key)]
    if action == "focus":
        return [do.FocusOn(key)]
    if action in ("more", "less"):
        return [do.FocusOn(key), do.StepDigit(1 if action == "more" else -1)]
    if action != "set" or not math.isfinite(value):
        return []
    if key == "timeline":
        return [do.Slide(key, value / 100)]
    return [do.Slide(key, SLIDERS[key].share_of(round(value)))] if key in SLIDERS else []
