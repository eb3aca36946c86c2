"""Kiosk mode as a room: what its intents and controls do."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.kiosk import staff
from game.lab.kiosk import update as kiosk
from game.lab.room import Room
from game.lab.stage.open import begin_anew
from game.lab.state.state import State


def _begin_anew(state: State, _: do.BeginAnew) -> State:
    return kiosk.rest(state) if state.kiosk.on else begin_anew(state)


ROOM = Room(
    "kiosk",
    handlers={
        do.StillHere: kiosk.still_here,
        do.SetOpen: kiosk.set_open,
        do.Slept: kiosk.slept,
        do.TypePin: staff.type_pin,
        do.PinChecked: staff.pin_checked,
        do.StaffDo: staff.do_duty,
        do.StaffTold: staff.told,
        do.BeginAnew: _begin_anew,
    },
)
