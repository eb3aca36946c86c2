"""What follows from the other fields of the State: what is open, where everything stands, and
whether it moves."""

from __future__ import annotations

from dataclasses import replace

from game.core.model.unit import OUTPUT
from game.lab.rooms import BY_NAME, ROOMS
from game.lab.stage.layout import layout
from game.lab.stage.panels import Dock
from game.lab.state.state import State


def dock_of(state: State) -> Dock | None:
    """What is open: a panel in the middle of the stage, or a card below the network."""
    if state.screen.tab is not None and state.screen.room is not None:
        room = BY_NAME[state.screen.room]
        return Dock(state.screen.tab, room.items, room.shape(state))
    card, drawn = state.card, state.prediction.trace is not None
    if card.question is not None and drawn:
        return Dock("question")
    if card.pinned is None:
        return None
    return Dock("output" if card.pinned.layer == OUTPUT and drawn else "neuron")


def placed(state: State) -> State:
    """The state with the stage that follows from its other fields."""
    screen, digits = state.screen, len(state.prediction.segments)
    several = digits if digits > 1 else 0  # one digit has no tile
    stage = layout(screen.size, screen.scale, several, screen.sheet, dock_of(state))
    return state if stage is state.stage else replace(state, stage=stage)


def moving(state: State) -> bool:
    """Whether the picture changes with time by itself."""
    return any(room.moves(state) for room in ROOMS)
