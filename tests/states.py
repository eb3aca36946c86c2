"""States for tests, made by naming fields of whatever room."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from game.lab.stage.now import placed
from game.lab.state.state import State

#: the rooms' parts of the State, and the room of each of their fields
_PARTS = [part.name for part in fields(State) if hasattr(getattr(State(), part.name), "__slots__")]
_ROOM = {
    field.name: part
    for part in reversed(_PARTS)
    if part != "stage"
    for field in fields(getattr(State(), part))
}


def having(state: State, **values: Any) -> State:
    """The state with these fields changed, its own or a room's, and everything in its place."""
    for name, value in values.items():
        if name in {field.name for field in fields(State)}:
            state = replace(state, **{name: value})
        else:
            room = _ROOM[name]
            state = replace(state, **{room: replace(getattr(state, room), **{name: value})})
    return placed(state)
