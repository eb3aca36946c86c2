"""What help tells: page by page, what a hand does, and what comes of it."""

from __future__ import annotations

#: the pages of help; of those that are no list of keys, the rows: the catalogue keys of what one
#: does, and of what that is good for
HELP: dict[str, tuple[tuple[str, str], ...]] = {
    "touch": (
        ("help.touch.draw", "help.draw"),
        ("help.touch.boxed", "help.boxed"),
        ("help.touch.strip", "help.strip"),
        ("help.touch.neuron", "help.neuron"),
        ("help.touch.why", "help.why"),
        ("help.touch.cell", "help.cell"),
        ("help.touch.tab", "help.tab"),
        ("help.touch.swipe", "help.swipe"),
        ("help.touch.fingers", "help.fingers"),
    ),
    "mouse": (
        ("help.mouse.draw", "help.draw"),
        ("help.mouse.hover", "help.hover"),
        ("help.mouse.boxed", "help.boxed"),
        ("help.mouse.strip", "help.strip"),
        ("help.mouse.neuron", "help.neuron"),
        ("help.mouse.why", "help.why"),
        ("help.mouse.cell", "help.cell"),
        ("help.mouse.tab", "help.tab"),
    ),
    "keys": (),
}
