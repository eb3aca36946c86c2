"""Intents as plain data and back, so that a visit can be written down: what scripts may name, and
of what comes from outside all that is plain words and numbers."""

from __future__ import annotations

from dataclasses import fields

from game.lab import intents
from game.lab.intents.intent import Intent
from game.lab.intents.script import SCRIPTABLE, intent_of

#: what comes from outside and is written down as it is
PLAIN: dict[str, type[Intent]] = {
    kind.__name__: kind
    for kind in (
        *(intents.BeginAnew, intents.Noticed, intents.PasteCode, intents.SoundFailed),
        intents.WishesTaken,
    )
}
#: intents that hold ink: its numbers need a reader of their own
INKED: dict[str, type[intents.ShowInk] | type[intents.OfferInk]] = {
    kind.__name__: kind for kind in (intents.ShowInk, intents.OfferInk)
}
_KNOWN = {**SCRIPTABLE, **PLAIN}


def is_plain(intent: Intent) -> bool:
    """Whether `data_of` can write it down: what jobs find and what the program loads holds whole
    arrays, and is found or loaded again instead."""
    name = type(intent).__name__
    return name in _KNOWN or name in INKED


def data_of(intent: Intent) -> dict[str, object]:
    """An intent as ``{"do": "MovePen", "x": 3, "y": 4}``; ink as its fixed format has it. KeyError
    for one that is not plain."""
    if isinstance(intent, intents.ShowInk | intents.OfferInk):
        return {"do": type(intent).__name__, "ink": intent.ink.as_data()}
    if not is_plain(intent):
        raise KeyError(type(intent).__name__)
    values = {field.name: getattr(intent, field.name) for field in fields(intent)}
    return {"do": type(intent).__name__, **values}


def plain_intent_of(data: object) -> Intent:
    """An intent from what `data_of` made of it, but for INKED; ValueError says what is wrong."""
    return intent_of(data, _KNOWN)
