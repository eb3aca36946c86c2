"""The widths that the words of the stage's buttons need, in the language that is spoken; px at
1080 lines."""

from __future__ import annotations

from game.lab.needed import needed, room_for
from game.words.catalogue import language_name, offered

#: the canvas's buttons, and the least width of one
BUTTONS, _SLIM = ("undo", "redo", "clear", "sample"), 46
#: the words that the tabs have room for
TABS = {"tab.break": "tab.break", "tab.layers": "tab.layers", "tab.compute": "tab.compute.short"}
#: least width of a button that takes back what was done to the network
_REPAIR = 84


def buttons_need() -> dict[str, float]:
    """Those of the canvas."""
    return {name: max(needed(name), _SLIM) for name in BUTTONS}


def tabs_need() -> dict[str, float]:
    """Those that open the drawers."""
    return {name: needed(words) for name, words in TABS.items()}


def repair_needs() -> float:
    """One that takes back what was done to the network."""
    return max(needed("heal", "untaught"), _REPAIR)


def language_needs() -> float:
    """One that names any of the languages."""
    return room_for(*map(language_name, offered()))
