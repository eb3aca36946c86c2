"""The focus of the keyboard: its stops in reading order, and the cells within a stop."""

from __future__ import annotations

from dataclasses import replace

from game.core.geometry import Rect
from game.core.model.unit import Unit
from game.lab.canvas import pen
from game.lab.items import CONTROLS
from game.lab.network.picture import NETWORK
from game.lab.room import Places
from game.lab.rooms import BY_NAME
from game.lab.state.shown import shown
from game.lab.state.state import State

#: roles of what Tab reaches, beside the network's picture
STOPS = (*CONTROLS, "canvas", "cells")


def stops(state: State) -> list[str]:
    """What Tab reaches, in the order in which it is read; on a sheet its own controls only."""
    items = state.stage.items[state.stage.sheet or 0 :]
    found = [item.name for item in items if item.role in STOPS or item.name == NETWORK]
    return [name for name in found if state.stage.sheet is None or name != NETWORK]


def move_focus(state: State, by: int) -> State:
    """Give the focus to the next stop (+1), or the one before (−1)."""
    names, focus = stops(state), state.screen.focus
    if not names:  # some sheets of kiosk mode have no controls
        return state
    if focus in names:
        name = names[(names.index(focus) + by) % len(names)]
    else:
        name = names[0 if by > 0 else -1]
    # What was only looked at from the stop before is looked at no more.
    hovered = state.card.hovered if focus is None else None
    state = shown(replace(state, card=replace(state.card, hovered=hovered)), focus=name)
    return _entered(state if pen.at_hand(state) else pen.leave(state))


def focus_on(state: State, name: str) -> State:
    """Give the focus to what has a name; what cannot have it does not get it."""
    return _entered(shown(state, focus=name)) if name in stops(state) else state


def cells_of(state: State) -> Places:
    """The cells that have the focus, each with its neuron; none where something else has it."""
    focus, room = state.screen.focus, state.screen.room
    if focus is None or room is None or state.stage.sheet is not None:
        return ()
    has_cells = any(item.name == focus and item.role == "cells" for item in state.stage.items)
    return BY_NAME[room].cells(state, focus) if has_cells else ()


def cell_in_focus(state: State) -> Rect | None:
    """The one cell that Enter would press, window px."""
    return dict(cells_of(state)).get(state.card.hovered) if state.card.hovered else None


def to_cell(state: State, x: int, y: int) -> State:
    """Look at the next cell to the right (``x`` 1, −1: left) or below (``y``); at the edge nothing
    is changed."""
    cells = cells_of(state)
    here = dict(cells).get(state.card.hovered) if state.card.hovered else None
    if here is None:
        return _entered(state)
    unit = _beside(cells, here, x, y)
    return state if unit is None else replace(state, card=replace(state.card, hovered=unit))


def _entered(state: State) -> State:
    """In cells, the pinned neuron's is looked at, else the first."""
    cells = cells_of(state)
    if not cells:
        return state
    pinned = state.card.pinned
    unit = pinned if pinned is not None and pinned in dict(cells) else cells[0][0]
    return replace(state, card=replace(state.card, hovered=unit))


def _beside(cells: Places, here: Rect, x: int, y: int) -> Unit | None:
    """The neuron of the cell that is nearest in a direction: in the same row, or in the next one;
    None at the edge."""
    found: list[tuple[float, float, Unit]] = []
    for unit, rect in cells:
        right = (rect.center[0] - here.center[0]) / here.w
        down = (rect.center[1] - here.center[1]) / here.h
        along, aside = (right * x, abs(down)) if x else (down * y, abs(right))
        if along > 0.5 and (y or aside < 0.5):
            found.append((along, aside, unit))
    if not found:
        return None
    nearest = min(along for along, _, _ in found)
    row = (one for one in found if one[0] < nearest + 0.5)
    return min(row, key=lambda one: one[1])[2]
