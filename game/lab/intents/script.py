"""Intents from scripts (`render --do`) and tests: their fields take plain values only, each of its
own type."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from difflib import get_close_matches

from game.lab import intents
from game.lab.intents.intent import FromOutside, Intent

#: intents a script may name
SCRIPTABLE: dict[str, type[Intent]] = {
    name: getattr(intents, name)
    for name in intents.__all__
    if name != "Intent" and not issubclass(getattr(intents, name), FromOutside)
}
#: earlier names of intents: scripts that use them still work
OLD_NAMES = {
    "ThrowNoise": "NextSeed",
    "KillUnit": "AblateUnit",
    "HeatSoftmax": "SetTemperature",
    "ShowPart": "ShowComputation",
}

#: largest number a script may name, and −LARGEST the smallest: no window or pen needs larger ones
LARGEST = 1_000_000_000


def intent_of(data: object, known: Mapping[str, type[Intent]] = SCRIPTABLE) -> Intent:
    """An intent from ``{"do": "MovePen", "x": 3, "y": 4}``; ValueError says what is wrong, in one
    line of bounded length. ``known``: the intents that may be named."""
    name = data.get("do") if isinstance(data, dict) else None
    name = OLD_NAMES.get(name, name) if isinstance(name, str) else name
    if not isinstance(data, dict) or not isinstance(name, str) or name not in known:
        near = ", ".join(get_close_matches(str(name)[:40], sorted(known), 5, cutoff=0))
        raise ValueError(
            f'expected {{"do": an intent, …}}; {reprlib.repr(name)} is none; the likest are {near}'
        )
    kind = known[name]
    values = {key: value for key, value in data.items() if key not in ("do", "at")}
    if unknown := sorted(set(values) - {field.name for field in fields(kind)}):
        raise ValueError(f"{kind.__name__} has no {reprlib.repr(unknown[0])}")
    for field in fields(kind):
        value = values.get(field.name, field.default)
        if value is MISSING:
            raise ValueError(f"{kind.__name__} needs {field.name}")
        # bool is an int to Python, but True is no pointer's number
        wrong = type(value) not in _KINDS[str(field.type)]
        if wrong or (isinstance(value, int | float) and not abs(value) <= LARGEST):
            raise ValueError(f"{kind.__name__}.{field.name} cannot be {reprlib.repr(value)}")
    return kind(**values)


#: the types of values that a field takes, by its annotation
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "bool | None": (bool, type(None)),
    "str": (str,),
    "str | None": (str, type(None)),
    "int | None": (int, type(None)),
}
