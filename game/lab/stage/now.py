"""What follows from the other fields of the State: what is open, where everything stands, and
whether it moves."""

from __future__ import annotations

from dataclasses import replace

from game.lab.gradient.update import hides_drawer
from game.lab.rooms import BY_NAME, ROOMS
from game.lab.stage.layout import layout
from game.lab.stage.panels import Dock
from game.lab.state.state import State


def dock_of(state: State) -> Dock | None:
    """The drawer that is open: a tab's, or the card's."""
    card, drawn = state.card, state.prediction.trace is not None
    name, owner = state.screen.tab, state.screen.room
    if name is None and (card.pinned is not None or (card.question is not None and drawn)):
        name = owner = "card"
    if name is None or owner is None or hides_drawer(state):
        return None
    room = BY_NAME[owner]
    assert room.items is not None
    return Dock(name, room.items, room.shape(state))


def placed(state: State) -> State:
    """The state with the stage that follows from its other fields."""
    screen, digits = state.screen, len(state.prediction.segments)
    several = digits if digits > 1 else 0  # one digit has no tile
    banner = "taught" if state.gradient.taught else "damaged" if state.changed else ""
    if screen.tab == "break":  # there the drawer says it
        banner = ""
    stage = layout(
        screen.size,
        screen.scale,
        several,
        screen.sheet,
        dock_of(state),
        banner,
        targets=screen.targets,
    )
    return state if stage is state.stage else replace(state, stage=stage)


def moving(state: State) -> bool:
    """Whether the picture changes with time by itself."""
    return any(room.moves(state) for room in ROOMS)
