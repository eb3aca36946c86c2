"""Kiosk mode: attract mode, visits, the countdown, and that all begins anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.geometry import Rect
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.kiosk.attract import LOOP
from game.lab.kiosk.update import seconds_left
from game.lab.stage.controls import HOTKEYS
from game.lab.state.kiosk import Kiosk
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE, TWO, answered
from tests.networks import some_network
from tests.states import differences

KIOSK = Kiosk(on=True, idle=30 * 60, countdown=20 * 60, keys=frozenset({"7"}))
TICK = do.Tick()
#: what may differ between two beginnings: how often there was one, and numbers that only tell old
#: answers from new ones
COUNTED = {
    "kiosk.visits", "kiosk.resets", "network_revision", "canvas.drawing", "canvas.drawings",
}  # fmt: skip


def started(**changes: object) -> State:
    kiosk = replace(KIOSK, **changes)
    state = State(screen=Screen(size=(1280, 720)), kiosk=kiosk)
    samples = tuple((LINE, TWO) for _ in range(10))
    return update(state, [do.NetworkLoaded(some_network()), do.SamplesLoaded(samples), TICK])


ATTRACT = started()
VISIT = update(ATTRACT, [do.PointerDown(1, 600, 300), do.PointerUp(1, 600, 300)])


def ticks(state: State, count: int) -> State:
    return update(state, [TICK] * count)


def place(state: State, name: str) -> tuple[float, float]:
    return state.stage.rect(name).center


def touched(state: State, name: str) -> State:
    at = place(state, name)
    return update(state, [do.PointerDown(1, *at), do.PointerUp(1, *at)])


def drawn(state: State) -> State:
    x, y = place(state, "canvas")
    return answered(
        state, do.PointerDown(1, x, y), do.PointerMove(1, x, y + 90), do.PointerUp(1, x, y + 90)
    )


def test_it_begins_in_attract_mode_once_there_is_a_network() -> None:
    empty = update(State(kiosk=KIOSK), [TICK, do.PointerDown(1, 9, 9)])
    assert empty.kiosk.phase == "starting" and not empty.canvas.ink.strokes
    assert ATTRACT.kiosk.attract and ATTRACT.stage.has("attract")
    assert not ATTRACT.stage.has("fullscreen") and not VISIT.stage.has("fullscreen")


@pytest.mark.parametrize("touch", [do.PointerDown(1, 150, 200), do.PointerDown(0, 150, 200),
                                   do.PressKey("q")])  # fmt: skip
def test_the_first_touch_wakes_it_and_draws_nothing(touch: Intent) -> None:
    state = ticks(ATTRACT, 300)  # the lab draws
    assert state.canvas.ink.strokes
    moves = [do.PointerMove(1, 150, 250), do.PointerMove(1, 150, 300), do.PointerUp(1, 150, 300)]
    state = ticks(update(state, [touch, *moves]), 3)
    assert state.kiosk.phase == "visit" and state.kiosk.visits == 1
    assert not state.canvas.ink.strokes and state.screen.presses == ()


@pytest.mark.parametrize("name", ["help", "tab.break", "canvas", "network.picture"])
def test_wherever_the_first_touch_falls_it_does_nothing_else(name: str) -> None:
    at = place(VISIT, name)
    state = update(ATTRACT, [do.PointerDown(2, *at), TICK, do.PointerUp(2, *at), TICK])
    assert state.kiosk.phase == "visit"
    assert (state.screen.sheet, state.screen.tab, state.card.pinned) == (None, None, None)
    assert drawn(state).canvas.ink.strokes  # the next one draws


def test_moves_alone_wake_nobody() -> None:
    state = update(ATTRACT, [do.PointerMove(0, 50, 50), do.HidePointer(), do.PointerUp(3, 1, 1)])
    assert state.kiosk.attract and state.screen.hover is None


def test_after_the_idle_time_the_visitor_is_asked_and_then_all_begins_anew() -> None:
    state = drawn(VISIT)
    heard = state.kiosk.heard
    state = ticks(state, KIOSK.idle - (state.tick - heard) - 1)
    assert state.screen.sheet is None
    state = ticks(state, 1)
    assert state.screen.sheet == "idle" and seconds_left(state) == 20
    assert [item.name for item in state.stage.controls()] == ["still"]
    state = ticks(state, KIOSK.countdown - 1)
    assert state.screen.sheet == "idle" and seconds_left(state) == 1
    state = ticks(state, 1)
    assert state.kiosk.attract and state.tick == 0 and state.kiosk.resets == 2


@pytest.mark.parametrize("where", ["still", "canvas", "tab.break"])
def test_any_touch_says_that_the_visitor_is_still_here_and_does_nothing_else(where: str) -> None:
    state = drawn(VISIT)
    at = place(state, where) if where != "still" else None
    ink = state.canvas.ink
    state = ticks(state, KIOSK.idle + 60)
    assert state.screen.sheet == "idle"
    at = at or place(state, "still")
    state = update(state, [do.PointerDown(1, *at), do.PointerUp(1, *at)])
    assert state.screen.sheet is None and state.screen.tab is None and state.canvas.ink is ink
    assert ticks(state, KIOSK.idle - 1).screen.sheet is None


def test_who_draws_slowly_is_not_idle() -> None:
    x, y = place(VISIT, "canvas")
    state = update(VISIT, [do.PointerDown(1, x, y)])
    for second in range(90):
        state = update(state, [do.PointerMove(1, x, y + second / 2), *[TICK] * 60])
    assert state.screen.sheet is None and state.canvas.pen_pointer == 1


def test_what_lies_on_the_glass_is_nobody() -> None:
    x, y = place(VISIT, "canvas")
    state = update(VISIT, [do.PointerDown(1, x, y), do.PointerMove(0, x, y)])
    for _ in range(KIOSK.idle + KIOSK.countdown):
        state = update(state, [do.PointerMove(0, x, y), TICK])
    assert state.kiosk.attract


#: what visitors leave behind
LEFT: list[list[Intent]] = [
    [do.OpenTab("break"), do.SetDamage("B1-N60.2-W2-K3")],
    [do.ShowComputation("gradient"), do.SendBack(), do.Teach(), do.NextSpeed()],
    [do.OpenTab("break"), do.StartChallenge(), do.ShowSheet("code")],
    [do.PinUnit(1, 5), do.ToggleView(), do.Resize(1080, 1920), do.Resize(1280, 720)],
    [do.LoadSample(4), do.ShowSheet("help"), do.ShowHelp("keys")],
]


@pytest.mark.parametrize("made", LEFT)
def test_whatever_was_done_all_begins_anew_as_at_first(made: list[Intent]) -> None:
    state = ticks(drawn(VISIT), 90)
    for intent in made:
        state = answered(state, intent)
    while not state.kiosk.attract:  # nobody comes back
        state = ticks(state, 1)
    assert set(differences(state, ATTRACT)) <= COUNTED


def test_nothing_locked_can_be_done_whichever_way() -> None:
    keys = [key for hotkey in HOTKEYS for key in hotkey.keys if key != "7"]
    state = VISIT
    for key in keys:
        state = update(state, [do.PressKey(key)])
    assert not differences(replace(state, kiosk=VISIT.kiosk), VISIT)
    asked: list[Intent] = [
        do.Quit(), do.ToggleFullscreen(), do.NextBoard(), do.Export(), do.CopyCode(),
        do.PasteCode("B1"),
        do.ShowSheet("quit"), do.Escape(), do.Press("quit"), do.Press("fullscreen"),
        do.StaffDo("exit"), do.StaffDo("restart"), do.ShowSheet("staff"), do.ShowSheet("pin"),
        do.TypePin("1"),
    ]  # fmt: skip
    for intent in asked:
        after = update(drawn(state), [intent])
        assert (after.screen.over, after.screen.fullscreen) == (False, False)
        assert not after.screen.board
        assert after.wishes == () and after.screen.sheet is None, intent
        assert after.kiosk.leaving == ""


def test_an_allowed_key_works() -> None:
    assert update(VISIT, [do.PressKey("7")]).canvas.script


def test_the_button_that_copies_a_code_says_why_it_does_not() -> None:
    state = update(drawn(VISIT), [do.OpenTab("break"), do.TurnPage("code"), do.SetDamage("B1")])
    state = update(state, [do.Press("code.copy")])
    assert state.wishes == () and state.refused


def test_after_a_fault_all_begins_anew() -> None:
    state = update(drawn(VISIT), [do.BeginAnew()])
    assert state.kiosk.attract and state.kiosk.resets == 2 and not state.canvas.history


def test_a_machine_that_slept_begins_anew_once() -> None:
    state = drawn(VISIT)
    state = ticks(update(state, [do.Slept(60 * 3600)]), 1)
    assert state.kiosk.attract and state.kiosk.resets == 2
    state = ticks(update(state, [do.Slept(60 * 3600)]), 60)
    assert state.kiosk.resets == 2
    short = ticks(update(drawn(VISIT), [do.Slept(10 * 60)]), 1)
    assert short.kiosk.phase == "visit" and short.canvas.ink.strokes


def test_outside_opening_hours_it_is_dark_and_still_and_a_visit_is_let_end() -> None:
    visit = update(drawn(VISIT), [do.SetOpen(False)])
    assert visit.kiosk.phase == "visit"
    closed = ticks(visit, KIOSK.idle + KIOSK.countdown)
    assert closed.kiosk.phase == "closed" and closed.screen.sheet == "closed"
    still = update(closed, [do.PointerDown(1, 600, 300), do.PressKey("7"), *[TICK] * 600])
    assert still.kiosk.phase == "closed" and not still.canvas.ink.strokes
    opened = update(still, [do.SetOpen(True), TICK])
    assert opened.kiosk.attract and opened.screen.sheet is None
    assert update(opened, [do.SetOpen(False)]).kiosk.phase == "closed"


def test_everything_moves_at_least_4_px_every_two_minutes() -> None:
    def corners(state: State) -> dict[str, Rect]:
        return {item.name: item.rect for item in state.stage.items}

    assert LOOP <= 2 * 60 * 60
    state, before = ATTRACT, corners(ATTRACT)
    for _ in range(8):
        state = ticks(replace(state, tick=state.tick + LOOP - 2), 2)
        now = corners(state)
        assert now.keys() == before.keys()
        for name, rect in now.items():
            moved = abs(rect.x - before[name].x), abs(rect.y - before[name].y)
            assert max(moved) >= 4, name
            assert rect.x >= 0 and rect.right <= 1280 and rect.bottom <= 720
        before = now


def test_a_visitor_may_choose_colors_and_the_next_has_the_owners() -> None:
    begun = started(profile="light", keys=frozenset({"ctrl+p"}))
    assert begun.screen.profile == "light"
    visit = update(begun, [do.PointerDown(1, 600, 300), do.PointerUp(1, 600, 300)])
    chosen = update(visit, [do.PressKey("ctrl+p")])
    assert (visit.screen.profile, chosen.screen.profile) == ("light", "contrast")
    rested = ticks(chosen, 60 * 60)
    assert rested.kiosk.attract and rested.screen.profile == "light"
    assert not differences(ticks(visit, 60 * 60), rested)
    locked = update(started(), [do.PointerDown(1, 600, 300), do.PressKey("ctrl+p")])
    assert locked.screen.profile == "dark"
