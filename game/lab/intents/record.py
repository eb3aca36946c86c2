"""Intents as plain data and back, so that a visit can be written down: what scripts may name, and
of what comes from outside all that is plain words and numbers."""

from __future__ import annotations

from dataclasses import fields

from game.lab import intents
from game.lab.intents.intent import Intent
from game.lab.intents.lesson import Lesson
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
    return name in _KNOWN or name in INKED or isinstance(intent, intents.BeginLesson)


def data_of(intent: Intent) -> dict[str, object]:
    """An intent as ``{"do": "MovePen", "x": 3, "y": 4}``; ink as its fixed format has it, a lesson
    as its file has it. KeyError for one that is not plain."""
    if isinstance(intent, intents.ShowInk | intents.OfferInk):
        return {"do": type(intent).__name__, "ink": intent.ink.as_data()}
    if isinstance(intent, intents.BeginLesson):
        lesson = intent.lesson
        return {"do": type(intent).__name__, "name": lesson.name, "lesson": _table_of(lesson)}
    if not is_plain(intent):
        raise KeyError(type(intent).__name__)
    values = {field.name: getattr(intent, field.name) for field in fields(intent)}
    return {"do": type(intent).__name__, **values}


def _table_of(lesson: Lesson) -> dict[str, object]:
    """A lesson as the table of its file, without what is empty."""
    steps = [
        _full(
            say=dict(step.say),
            spotlight=list(step.spotlight),
            until=step.until,
            go="on" if step.goes_on else "",
            do=[data_of(one) for one in step.do],
            question=dict(step.question),
            answer=dict(step.answer),
        )
        for step in lesson.steps
    ]
    head = _full(title=dict(lesson.title), minutes=lesson.minutes, goal=dict(lesson.goal))
    return {**head, "steps": steps}


def _full(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def plain_intent_of(data: object) -> Intent:
    """An intent from what `data_of` made of it, but for INKED; ValueError says what is wrong."""
    return intent_of(data, _KNOWN)
