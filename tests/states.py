"""States for tests: made by naming fields, and compared down to the bits of their arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import FunctionType
from typing import Any

import numpy as np

from game.lab.stage.now import placed
from game.lab.state.state import State

#: what is compared by ==
_PLAIN = (bool, int, str, bytes, type(None), type, FunctionType, frozenset, Enum)
#: what a State knows by the identity of its parts, which comparing their values does not tell
_IDENTITIES = ("changed", "unread", "current", "wants_answers")


def differences(one: State, other: State) -> list[str]:
    """The paths of all fields in which they differ: "canvas.ink.strokes[0]"; [] for equal ones.

    Objects that are equal only to themselves are compared by their fields; floats and arrays by
    their bits, so NaN equals NaN and 0 is not −0. TypeError for a value of an unknown kind.
    """
    known = [name for name in _IDENTITIES if getattr(one, name) != getattr(other, name)]
    return [path.removeprefix(".") for path in _differ(one, other, "")] + known


def _differ(one: object, other: object, path: str) -> Iterator[str]:
    if one is other:
        return
    if type(one) is not type(other):
        yield path
    elif (parts := _parts(one)) is not None:
        others = _parts(other)
        assert others is not None
        if list(parts) != list(others):
            yield path
        else:
            for name in parts:
                yield from _differ(parts[name], others[name], path + name)
    elif isinstance(one, _PLAIN):
        if one != other:
            yield path
    elif isinstance(one, float | np.ndarray | np.generic):
        if _bits(one) != _bits(other):
            yield path
    else:
        raise TypeError(f"{path}: how to compare a {type(one).__name__}?")


def _parts(value: object) -> Mapping[str, object] | None:
    """What a value is made of, by name; None for one that is whole."""
    if is_dataclass(value):
        return {f".{field.name}": getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return {f"[{key!r}]": part for key, part in value.items()}
    if isinstance(value, tuple):
        return {f"[{place}]": part for place, part in enumerate(value)}
    return None


def _bits(values: object) -> tuple[object, ...]:
    array = np.asarray(values)
    return array.dtype, array.shape, array.tobytes()


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
