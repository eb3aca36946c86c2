"""A lesson begins, goes on and back, and ends; and it sees when what it waits for has happened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.intents.lesson import Lesson, Texts
from game.lab.lesson.conditions import holds
from game.lab.lesson.parts import FADE, LIT, lit
from game.lab.state.lesson import Lessons
from game.lab.state.shown import noticed
from game.lab.state.state import State
from game.words.catalogue import SOURCE, say

#: ticks between what was waited for and the next step, where a step goes on by itself
PAUSE = 120
#: the language that stands in for one that a text does not have
FALLBACK = SOURCE
#: what keys do while a lesson runs: presenters' remotes send Page Up and Page Down
KEYS: dict[str, Intent] = {
    "space": do.TurnLesson(1),
    "right": do.TurnLesson(1),
    "page down": do.TurnLesson(1),
    "left": do.TurnLesson(-1),
    "page up": do.TurnLesson(-1),
    "escape": do.LeaveLesson(),
}


def said(texts: Texts, language: str) -> str:
    """A text in a language, else in English, else as there is one; "" where there is none."""
    known = dict(texts)
    return known.get(language) or known.get(FALLBACK) or next(iter(known.values()), "")


def begun(state: State, lesson: Lesson | None) -> State:
    """With a lesson at its first step; None ends it."""
    known = state.lessons
    fresh = Lessons(known.shipped, known.own, lesson, since=state.tick, pending=lesson is not None)
    return replace(state, lessons=fresh)


def turned(state: State, by: int) -> State:
    """At the next step (+1), or the one before (−1); on from the last step ends the lesson."""
    lessons = state.lessons
    if lessons.running is None or by not in (1, -1):
        return state
    at = lessons.at + by
    if at >= len(lessons.running.steps):
        title = said(lessons.running.title, state.screen.language)
        return begun(noticed(state, say("lesson.over", title=title)), None)
    return _with(state, at=max(at, 0), since=state.tick, pending=True, met_at=None)


def ready(state: State) -> bool:
    """Whether what the step does as it begins is to be done now."""
    return state.lessons.pending and state.network is not None and bool(state.canvas.samples)


def prepared(state: State) -> tuple[State, tuple[Intent, ...]]:
    """What the step does as it begins; it is done once. A sample is always the first of its digit,
    so that what a lesson says of it is true."""
    step = state.lessons.step
    state = replace(state, canvas=replace(state.canvas, sample_turn=0))
    return _with(state, pending=False), step.do if step else ()


def needless(state: State, intent: Intent) -> bool:
    """Whether what a step does is so already: opening what is open would close it."""
    match intent:
        case do.AskWhy():
            return state.card.question is not None
        case do.OpenTab():
            return intent.name is not None and intent.name == state.screen.tab
        case do.PinUnit(layer=int(layer), index=index):
            return state.card.pinned == Unit(layer, index)
    return False


def advance(state: State) -> State:
    """One tick: see whether what the step waits for has happened."""
    lessons, step = state.lessons, state.lessons.step
    if step is None or not step.until or lessons.at in lessons.done:
        return state
    if not holds(state, step.until):
        return state
    return _with(state, done=lessons.done | {lessons.at}, met_at=state.tick)


def due(state: State) -> bool:
    """Whether the lesson goes on by itself at this tick."""
    step, met = state.lessons.step, state.lessons.met_at
    if step is None or met is None or not step.goes_on or state.screen.sheet is not None:
        return False
    return state.tick - met >= PAUSE


def moves(state: State) -> bool:
    """Whether the light is going."""
    late = state.tick - state.lessons.since - LIT
    return 0 <= late <= FADE and bool(lit(state))


def _with(state: State, **changes: Any) -> State:
    return replace(state, lessons=replace(state.lessons, **changes))
