"""Kiosk mode: visitors come and go; after each of them everything begins anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.kiosk import staff
from game.lab.kiosk.attract import LOOP
from game.lab.stage.open import anew
from game.lab.state.canvas import Canvas
from game.lab.state.kiosk import Staff
from game.lab.state.shown import shown
from game.lab.state.state import State

#: sheets under which the glass is dead
_DEAD = ("cleaning", "closed")
_POINTS = (do.PointerDown, do.PointerMove, do.PointerUp)
#: signs that somebody is there
_SIGNS = (
    *(do.PointerDown, do.PointerUp, do.PressKey, do.Press),
    *(do.FocusOn, do.FocusUnit, do.TouchUnit, do.Slide),
)
#: what no visitor says
_NOBODY = (do.Tick, do.FromOutside, do.Resize, do.SetSignals)


def admit(state: State, intent: Intent) -> tuple[State, Intent | None]:
    """What a visitor's intent becomes: itself, or nothing; and what it says of who is there."""
    if not state.kiosk.on or isinstance(intent, _NOBODY):
        return state, intent
    if isinstance(intent, (*_POINTS, do.CancelPointers)):
        state = staff.corner(state, intent)
    if state.kiosk.phase in ("starting", "closed") and not staff.open_sheet(state):
        return state, None
    if state.screen.sheet in _DEAD:
        return state, None
    if state.kiosk.attract:
        return _touched(state, intent), None
    return _visiting(state, intent)


def advance(state: State) -> State:
    """One tick: of the staff's times, of the visitor's idleness, of attract mode."""
    kiosk = state.kiosk
    if not kiosk.on:
        return state
    state = staff.advance(state)
    if kiosk.staff.cleaning == 1:
        return rest(state)
    if kiosk.phase == "starting" and state.network is not None and state.canvas.samples:
        return rest(state)
    if kiosk.attract:
        return begun(state, state.tick) if state.tick % LOOP == 0 else state
    quiet = state.tick - kiosk.heard
    if kiosk.phase == "closed" and staff.open_sheet(state) and quiet >= kiosk.idle:
        return staff.leave(state)
    if kiosk.phase != "visit" or state.screen.sheet == "cleaning":
        return state
    if quiet >= kiosk.idle + kiosk.countdown:
        return rest(state)
    if quiet >= kiosk.idle and state.screen.sheet != "idle":
        return staff.laid(staff.left(state), "idle")
    return state


def seconds_left(state: State) -> int:
    """How long the visitor still has to say that they are here, s."""
    kiosk = state.kiosk
    left = kiosk.heard + kiosk.idle + kiosk.countdown - state.tick
    return max(-(-left // 60), 0)


def rest(state: State) -> State:
    """Everything as at the start, whatever a visitor has done; attract mode, or, outside opening
    hours, darkness."""
    kiosk = state.kiosk
    # A wait after wrong PINs outlasts the visit, or a visitor could have it end.
    kept = Staff(wrong=kiosk.staff.wrong, wait=kiosk.staff.wait)
    phase = "attract" if kiosk.open else "closed"
    state = _with(begun(state, 0), phase=phase, resets=kiosk.resets + 1, heard=0, staff=kept)
    return staff.laid(state, None if kiosk.open else "closed")


def begun(state: State, tick: int) -> State:
    """The lab as at its start, but at a tick of its clock."""
    # Numbers of drawings go on: a slow look-up of an earlier one must not be taken for the new.
    number, samples = state.canvas.drawings + 1, state.canvas.samples
    canvas = Canvas(drawing=number, drawings=number, samples=samples)
    state = anew(replace(state, tick=tick, wishes=()), canvas)
    return shown(state, language=state.kiosk.language, profile=state.kiosk.profile)


def slept(state: State, intent: do.Slept) -> State:
    """Time has passed that nobody counted: the visitor was idle meanwhile."""
    if state.kiosk.phase != "visit":
        return state
    return _with(state, heard=state.kiosk.heard - intent.ticks)


def set_open(state: State, intent: do.SetOpen) -> State:
    """Opening hours begin or end; a visit goes on until it ends."""
    if state.kiosk.open == intent.open:
        return state
    state = _with(state, open=intent.open)
    return rest(state) if state.kiosk.phase in ("attract", "closed") else state


def still_here(state: State, _: do.StillHere) -> State:
    """The visitor has been heard of; the countdown ends."""
    state = _with(state, heard=state.tick)
    return shown(state, sheet=None, presses=()) if state.screen.sheet == "idle" else state


def _touched(state: State, intent: Intent) -> State:
    """Something has happened in attract mode: a touch or a key wakes the lab, and does nothing
    else. A visit begins."""
    if not isinstance(intent, do.PointerDown | do.PressKey):
        return state
    kept = state.kiosk.staff
    state = begun(state, state.tick)
    visits = state.kiosk.visits + 1
    return _with(state, phase="visit", visits=visits, heard=state.tick, staff=kept)


def _visiting(state: State, intent: Intent) -> tuple[State, Intent | None]:
    if isinstance(intent, _SIGNS) or _drags(state, intent):
        state = _with(state, heard=state.tick)
    if state.screen.sheet == "idle":
        # Any touch and any key says enough, and does nothing else.
        signed = isinstance(intent, (*_SIGNS, do.StillHere))
        return (still_here(state, do.StillHere()) if signed else state), None
    if isinstance(intent, do.PressKey):
        locked = intent.key.removeprefix("alt+") not in state.kiosk.keys or staff.open_sheet(state)
        return state, None if locked else intent
    if state.screen.sheet == "touch" and isinstance(intent, do.PointerDown | do.PointerMove):
        state = staff.touch(state, intent)
    return state, intent


def _drags(state: State, intent: Intent) -> bool:
    """Whether a pointer moves that is down."""
    if not isinstance(intent, do.PointerMove):
        return False
    down = {state.canvas.pen_pointer, *(pointer for pointer, _ in state.screen.presses)}
    return intent.pointer in down


def _with(state: State, **changes: Any) -> State:
    return replace(state, kiosk=replace(state.kiosk, **changes))
