"""Two States compared in every field, down to the bits of their arrays."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import FunctionType

import numpy as np

from game.lab.state.state import State

#: what is compared by ==
_PLAIN = (bool, int, str, bytes, type(None), type, FunctionType)
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
    elif is_dataclass(one):
        for field in fields(one):
            mine, others = getattr(one, field.name), getattr(other, field.name)
            yield from _differ(mine, others, f"{path}.{field.name}")
    elif isinstance(one, np.ndarray | np.generic):
        if _bits(one) != _bits(other):
            yield path
    elif isinstance(one, float):
        if struct.pack("d", one) != struct.pack("d", other):
            yield path
    elif isinstance(one, tuple):
        yield from _differ_in_items(dict(enumerate(one)), dict(enumerate(other)), path)  # type: ignore[call-overload]
    elif isinstance(one, Mapping):
        yield from _differ_in_items(one, other, path)  # type: ignore[arg-type]
    elif isinstance(one, _PLAIN):
        if one != other:
            yield path
    else:
        raise TypeError(f"{path}: how to compare a {type(one).__name__}?")


def _differ_in_items(
    one: Mapping[object, object], other: Mapping[object, object], path: str
) -> Iterator[str]:
    if list(one) != list(other):
        yield path
    else:
        for key in one:
            yield from _differ(one[key], other[key], f"{path}[{key!r}]")


def _bits(values: object) -> tuple[object, ...]:
    array = np.asarray(values)
    return array.dtype, array.shape, array.tobytes()
