"""The staff corner, the PIN, and the staff sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from game.lab import intents as do
from game.lab.canvas.update import lift
from game.lab.kiosk.layout import CELLS, CORNER
from game.lab.settings.layout import VOLUMES
from game.lab.stage.open import next_profile
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.lab.state.wishes import CheckPin, TellStaff
from game.words.catalogue import next_language, say

#: ticks that the corner must be held; that nobody may try after so many wrong PINs; and that the
#: glass is dead for cleaning
HOLD, WAIT, CLEANING = 300, 3600, 3600
TRIES = 5
#: digits that a PIN may have
_LONGEST = 12
#: sheets that visitors never see
SHEETS = ("pin", "staff", "touch")
#: pages of the staff sheet whose lines come from outside
PAGES = ("counters", "log", "doctor")


def open_sheet(state: State) -> bool:
    """Whether a sheet of the staff's is open."""
    return state.screen.sheet in SHEETS


def corner(
    state: State, intent: do.PointerDown | do.PointerMove | do.PointerUp | do.CancelPointers
) -> State:
    """Follow the pointer that is held in the corner."""
    if isinstance(intent, do.CancelPointers):
        return _with(state, held=None, since=0)
    side = CORNER * state.stage.scale
    inside = 0 <= intent.x < side and 0 <= intent.y < side
    held = state.kiosk.staff.held
    if isinstance(intent, do.PointerDown) and inside and held is None:
        return _with(state, held=intent.pointer, since=0)
    if held == intent.pointer and (isinstance(intent, do.PointerUp) or not inside):
        return _with(state, held=None, since=0)
    return state


def advance(state: State) -> State:
    """One tick of the times that staff wait for."""
    staff = state.kiosk.staff
    if staff.wait:
        state = _with(state, wait=staff.wait - 1)
    if staff.cleaning:
        return _with(state, cleaning=staff.cleaning - 1)
    if staff.held is None or open_sheet(state):
        return state
    if staff.since + 1 < HOLD:
        return _with(state, since=staff.since + 1)
    return _ask(_with(state, held=None, since=0, typed="", known=False))


def touch(state: State, intent: do.PointerDown | do.PointerMove) -> State:
    """Mark the cell of the touch test that a pointer is on."""
    columns, rows = CELLS
    width, height = state.stage.size
    column, row = int(intent.x * columns / width), int(intent.y * rows / height)
    if not (0 <= column < columns and 0 <= row < rows):
        return state
    return _with(state, touched=state.kiosk.staff.touched | {(column, row)})


def type_pin(state: State, intent: do.TypePin) -> State:
    """Press a key of the keypad."""
    staff = state.kiosk.staff
    if state.screen.sheet != "pin" or staff.checking or staff.wait:
        return state
    if intent.key == "back":
        return _with(state, typed=staff.typed[:-1])
    if intent.key == "ok" and staff.typed:
        return _wished(_with(state, checking=True, typed=""), CheckPin(staff.typed))
    if intent.key.isdecimal() and len(staff.typed) < _LONGEST:
        return _with(state, typed=(staff.typed + intent.key)[:_LONGEST])
    return state


def pin_checked(state: State, intent: do.PinChecked) -> State:
    """The right PIN opens the staff sheet; after TRIES wrong ones nobody may try for a while."""
    staff = state.kiosk.staff
    if state.screen.sheet != "pin" or not staff.checking:
        return state
    if intent.right:
        state = _with(state, checking=False, wrong=0, known=True)
        return _page(laid(state, "staff"), "counters")
    wrong = staff.wrong + 1
    if wrong >= TRIES:
        return _with(state, checking=False, wrong=0, wait=WAIT)
    return _with(state, checking=False, wrong=wrong)


def told(state: State, intent: do.StaffTold) -> State:
    """Lines for the page that is open."""
    if intent.page != state.kiosk.staff.page:
        return state
    return _with(state, lines=intent.lines or (say("staff.none"),))


def do_duty(state: State, intent: do.StaffDo) -> State:
    """Carry out what stands on the staff sheet, if the PIN was right."""
    if not (open_sheet(state) and state.kiosk.staff.known):
        return leave(state) if intent.what == "close" and open_sheet(state) else state
    match intent.what:
        case "exit" | "restart":
            kiosk = replace(state.kiosk, leaving=intent.what)
            return shown(replace(state, kiosk=kiosk), over=True)
        case "clean":
            return _with(laid(state, "cleaning"), cleaning=CLEANING, known=False)
        case "touch":
            return _with(laid(state, "touch"), touched=frozenset())
        case "back":
            return laid(state, "staff")
        case "close":
            return leave(state)
        case page if page in PAGES:
            return _page(state, page)
        case switch if switch in SWITCHES:
            return SWITCHES[switch](state)
    return state


def _of_exhibit(state: State) -> State:
    """Language and colors that staff have chosen are those of every visit."""
    screen = state.screen
    return replace(
        state, kiosk=replace(state.kiosk, language=screen.language, profile=screen.profile)
    )


def _next_volume(state: State) -> State:
    louder = (volume for volume in VOLUMES.values() if volume > state.screen.volume)
    return shown(state, volume=next(louder, 0), muted=False)


#: what staff set for the exhibit, so for every visit: a visitor's own language ends with the visit
SWITCHES: dict[str, Callable[[State], State]] = {
    "language": lambda state: _of_exhibit(shown(state, language=next_language())),
    "profile": lambda state: _of_exhibit(next_profile(state)),
    "sound": _next_volume,
    "motion": lambda state: shown(state, reduced_motion=not state.screen.reduced_motion),
}


def left(state: State) -> State:
    """The staff have gone: nothing of theirs stays open."""
    return _with(state, held=None, since=0, typed="", checking=False, known=False, lines=())


def leave(state: State) -> State:
    """Close what the staff had open, and whatever was there before is there again."""
    closed = state.kiosk.phase == "closed"
    return laid(_with(left(state), cleaning=0), "closed" if closed else None)


def laid(state: State, name: str | None) -> State:
    """With a sheet of kiosk mode over the stage, or without one; strokes and presses end."""
    return shown(lift(state), sheet=name, presses=(), focus=None, hover=None)


def _ask(state: State) -> State:
    return laid(state, "pin")


def _page(state: State, page: str) -> State:
    return _wished(_with(state, page=page, lines=()), TellStaff(page))


def _wished(state: State, wish: CheckPin | TellStaff) -> State:
    return replace(state, wishes=(*state.wishes, wish))


def _with(state: State, **changes: Any) -> State:
    kiosk = state.kiosk
    return replace(state, kiosk=replace(kiosk, staff=replace(kiosk.staff, **changes)))
