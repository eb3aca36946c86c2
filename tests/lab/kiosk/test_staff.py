"""The staff corner, the PIN and the staff sheet."""

from __future__ import annotations

import pytest

from game.lab import intents as do
from game.lab.kiosk.layout import DUTIES
from game.lab.kiosk.staff import CLEANING, HOLD, TRIES, WAIT
from game.lab.state.state import State
from game.lab.state.wishes import CheckPin, TellStaff
from game.lab.update import update
from tests.lab.kiosk.test_visits import ATTRACT, KIOSK, TICK, VISIT, drawn, ticks, touched


def held(state: State, pointer: int = 1, seconds: float = 5) -> State:
    return ticks(update(state, [do.PointerDown(pointer, 9, 9)]), round(seconds * 60))


def let_go(state: State, pointer: int = 1) -> State:
    return update(state, [do.PointerUp(pointer, 9, 9)])


def typed(state: State, pin: str) -> State:
    for digit in pin:
        state = touched(state, f"pin.{digit}")
    return touched(state, "pin.ok")


ASKED = let_go(held(VISIT))
KNOWN = update(typed(ASKED, "2468"), [do.WishesTaken(), do.PinChecked(True)])


@pytest.mark.parametrize("state", [VISIT, ATTRACT, ticks(update(ATTRACT, [do.SetOpen(False)]), 9)])
def test_the_corner_held_for_five_seconds_asks_for_the_pin(state: State) -> None:
    assert held(state, seconds=(HOLD - 1) / 60).screen.sheet in (None, "closed")
    state = held(state)
    assert state.screen.sheet == "pin" and HOLD == 5 * 60
    assert touched(let_go(state), "pin.close").screen.sheet in (None, "closed")


def test_only_the_corner_held_without_a_break_counts() -> None:
    state = held(VISIT, seconds=4)
    assert held(let_go(state), seconds=4).screen.sheet is None
    left = update(state, [do.PointerMove(1, 700, 400), do.PointerMove(1, 9, 9)])
    assert ticks(left, 120).screen.sheet is None
    assert ticks(update(state, [do.CancelPointers()]), 120).screen.sheet is None
    assert ticks(update(VISIT, [do.PointerDown(1, 640, 400)]), 400).screen.sheet is None
    # another finger elsewhere changes nothing
    both = update(held(VISIT, seconds=3), [do.PointerDown(2, 700, 400), do.PointerUp(2, 700, 400)])
    assert ticks(both, 121).screen.sheet == "pin"


def test_the_pin_is_asked_of_outside_and_kept_nowhere() -> None:
    state = typed(ASKED, "2468")
    assert state.wishes == (CheckPin("2468"),)
    assert state.kiosk.staff.typed == "" and state.kiosk.staff.checking
    assert typed(state, "1").wishes == state.wishes  # one after the other
    assert KNOWN.screen.sheet == "staff" and KNOWN.wishes == (TellStaff("counters"),)


def test_after_five_wrong_pins_nobody_may_try_for_a_minute() -> None:
    state = ASKED
    for nth in range(TRIES):
        assert state.kiosk.staff.wrong == nth
        state = update(typed(state, "1111"), [do.WishesTaken(), do.PinChecked(False)])
        assert state.screen.sheet == "pin"
    assert TRIES == 5 and WAIT == 60 * 60
    for _ in range(2):  # nor does closing the sheet, or beginning anew, end the wait
        assert typed(state, "2468").wishes == ()
        state = let_go(held(touched(state, "pin.close")))
    state = update(state, [do.BeginAnew()])
    waited = let_go(held(ticks(state, WAIT - 3 * HOLD - 3)))
    assert typed(waited, "2").wishes == ()
    free = let_go(held(ticks(waited, WAIT)))
    assert typed(free, "2468").wishes == (CheckPin("2468"),)


def test_a_right_pin_that_comes_too_late_opens_nothing() -> None:
    state = touched(typed(ASKED, "2468"), "pin.close")
    assert update(state, [do.PinChecked(True)]).screen.sheet is None
    assert update(VISIT, [do.PinChecked(True)]).screen.sheet is None


@pytest.mark.parametrize("duty", [name for row in DUTIES for name in row])
def test_every_duty_does_something(duty: str) -> None:
    state = touched(update(KNOWN, [do.WishesTaken()]), f"staff.{duty}")
    match duty:
        case "exit" | "restart":
            assert state.screen.over and state.kiosk.leaving == duty
        case "clean" | "touch":
            assert state.screen.sheet == {"clean": "cleaning", "touch": "touch"}[duty]
        case "language":
            assert state.kiosk.language == state.screen.language != KNOWN.screen.language
        case "profile":
            assert state.kiosk.profile == state.screen.profile != KNOWN.screen.profile
        case "sound":
            assert state.screen.volume > KNOWN.screen.volume
        case "motion":
            assert state.screen.reduced_motion
        case "close":
            assert state.screen.sheet is None and not state.kiosk.staff.known
        case _:
            assert state.wishes == (TellStaff(duty),) and state.screen.sheet == "staff"
            told = update(state, [do.StaffTold("other", ("x",)), do.StaffTold(duty, ("one",))])
            assert told.kiosk.staff.lines == ("one",)


def test_the_glass_is_dead_while_it_is_cleaned_and_then_all_begins_anew() -> None:
    state = touched(KNOWN, "staff.clean")
    assert CLEANING == 60 * 60
    wiped = [do.PointerDown(n, 20.0 * n, 300) for n in range(1, 11)]
    for _ in range(CLEANING - 1):
        state = update(state, [wiped[state.tick % 10], TICK])
        assert state.screen.sheet == "cleaning"
    state = ticks(state, 1)
    assert state.kiosk.attract and not state.screen.presses


def test_the_touch_test_lights_what_is_touched() -> None:
    state = touched(KNOWN, "staff.touch")
    state = update(state, [do.PointerDown(1, 5, 5), do.PointerMove(1, 1275, 715)])
    assert state.kiosk.staff.touched == {(0, 0), (11, 7)}
    assert touched(state, "staff.back").screen.sheet == "staff"


def test_a_staff_sheet_left_open_closes_with_the_visit() -> None:
    state = ticks(KNOWN, KIOSK.idle)
    assert state.screen.sheet == "idle" and not state.kiosk.staff.known
    assert ticks(state, KIOSK.countdown).kiosk.attract
    closed = ticks(update(ATTRACT, [do.SetOpen(False)]), 9)
    closed = ticks(let_go(held(closed)), KIOSK.idle + HOLD)
    assert closed.screen.sheet == "closed"


def test_visitors_cannot_press_what_they_do_not_see() -> None:
    for name in (f"staff.{duty}" for row in DUTIES for duty in row):
        state = update(drawn(VISIT), [do.Press(name)])
        assert state.screen.sheet is None and not state.screen.over
    # without the PIN the buttons of the staff sheet do nothing either
    for what in ("exit", "clean", "log", "touch"):
        state = update(ASKED, [do.StaffDo(what)])
        assert not state.screen.over and state.screen.sheet == "pin"
