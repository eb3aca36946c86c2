"""Lessons as a room: the band with the sentence of a step, and the sheet to choose a lesson."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.lesson import update as lesson
from game.lab.lesson.layout import SLOTS
from game.lab.room import Room
from game.lab.state.shown import noticed
from game.lab.state.state import State
from game.words.catalogue import say


def _read(state: State, intent: do.LessonsRead) -> State:
    state = replace(state, lessons=replace(state.lessons, shipped=intent.lessons))
    if not intent.fault:
        return state
    return noticed(state, intent.fault)


def _label(state: State, name: str) -> str | None:
    nth = name.removeprefix("lesson.")
    shelf = state.lessons.shelf
    if not nth.isdecimal() or int(nth) >= len(shelf):
        return None
    chosen = shelf[int(nth)]
    title = lesson.said(chosen.title, state.screen.language)
    return say("lesson.choice", title=title, minutes=chosen.minutes) if chosen.minutes else title


def _refuses(state: State, intent: Intent) -> str:
    back = isinstance(intent, do.TurnLesson) and intent.by < 0
    return say("no.lesson.back") if back and state.lessons.at == 0 else ""


ROOM = Room(
    "lesson",
    handlers={
        do.LessonsRead: _read,
        do.TurnLesson: lambda state, i: lesson.turned(state, i.by),
        do.LeaveLesson: lambda state, _: lesson.begun(state, None),
    },
    controls={
        "lesson.back": do.TurnLesson(-1),
        "lesson.on": do.TurnLesson(1),
        "lesson.leave": do.LeaveLesson(),
        **{f"lesson.{nth}": do.ChooseLesson(nth) for nth in range(SLOTS)},
    },
    advance=lesson.advance,
    moves=lesson.moves,
    label=_label,
    refuses=_refuses,
)
