"""The keyboard's pen: where arrows move it, the lines it draws, and what lifts it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from game.lab import intents as do
from game.lab.canvas.pen import APART, CAREFUL, FAST, FINE, HOLD, SLOW, STEP, corner, is_down
from game.lab.intents import Intent
from game.lab.stage.hints import line_of
from game.lab.stage.now import moving
from game.lab.state.canvas import CANVAS
from game.lab.state.state import State
from game.lab.update import update
from game.words.catalogue import say
from tests.labs import READY, on_screen
from tests.states import differences, having

HERE = having(READY, focus="canvas")
LET_GO = [do.ReleaseKey(key) for key in ("left", "right", "up", "down")]


def tapped(state: State, *keys: str) -> State:
    """Keys pressed and let go, with ticks for a line to be drawn."""
    for key in keys:
        state = update(state, [do.PressKey(key), do.ReleaseKey(key.removeprefix("shift+"))])
        state = update(state, [do.Tick()] * (60 if key == "return" else 1))
    return state


def held(state: State, ticks: int, *keys: str) -> State:
    return update(state, [*map(do.PressKey, keys), *[do.Tick()] * ticks])


@pytest.mark.parametrize(
    ("key", "way"), [("left", (-1, 0)), ("right", (1, 0)), ("up", (0, -1)), ("down", (0, 1))]
)
def test_an_arrow_moves_the_pen_by_a_step_and_with_shift_by_a_small_one(
    key: str, way: tuple[int, int]
) -> None:
    x, y = HERE.pen.at
    assert tapped(HERE, key).pen.at == (x + STEP * way[0], y + STEP * way[1])
    assert tapped(HERE, f"shift+{key}").pen.at == (x + FINE * way[0], y + FINE * way[1])


def test_a_held_arrow_glides_faster_and_faster_and_two_go_aslant() -> None:
    state, places = held(HERE, HOLD, "up"), []
    assert state.pen.at == (CANVAS // 2, CANVAS // 2 - STEP)
    while state.pen.at[1] > 0:
        places.append(state.pen.at[1])
        state = update(state, [do.Tick()])
    steps = [before - after for before, after in pairwise(places)]
    assert steps[0] == SLOW and sorted(steps) == steps and SLOW < steps[-1] <= FAST
    assert not moving(state)  # at the edge the picture rests, held or not
    aslant = held(HERE, HOLD + 5, "up", "right").pen.at
    assert aslant[0] - CANVAS // 2 == CANVAS // 2 - aslant[1] > STEP
    careful = held(HERE, HOLD + 5, "shift+up").pen.at
    assert careful == (CANVAS // 2, CANVAS // 2 - FINE - 5 * CAREFUL)


@pytest.mark.parametrize("end", [LET_GO, [do.CancelPointers()], [do.MoveFocus(1)]])
def test_it_stands_still_once_no_key_is_held(end: list[Intent]) -> None:
    state = update(held(HERE, HOLD + 9, "left"), end)
    assert update(state, [do.Tick()] * 9).pen.at == state.pen.at
    assert not state.pen.held


def test_enter_draws_lines_from_corner_to_corner_and_enter_twice_lifts() -> None:
    state = tapped(HERE, "return", *["left"] * 8, *["down"] * 5)
    assert is_down(state) and corner(state) == HERE.pen.at
    assert len(state.canvas.ink.strokes[0]) == 1  # until Enter all is only shown
    state = tapped(state, "return", *["right"] * 9, "return")
    (stroke,) = state.canvas.ink.strokes
    wanted = [(224, 224), (96, 304), (240, 304)]
    assert all((stroke == point).all(axis=1).any() for point in wanted)
    assert np.hypot(*np.diff(stroke, axis=0).T).max() <= APART + 0.01  # as under a hand
    state = tapped(state, "return")
    assert not is_down(state) and len(state.canvas.ink.strokes) == 1
    undone = update(state, [do.Undo()])
    assert not undone.canvas.ink.strokes


def test_a_line_grows_tick_by_tick_and_the_next_key_finishes_it() -> None:
    state = tapped(HERE, "return", *["up"] * 10)
    state = update(state, [do.PressFocused(), do.Tick()])
    half = len(state.canvas.ink.strokes[0])
    assert moving(state) and 1 < half < 160 / APART
    for key in ("return", "tab"):
        done = update(state, [do.PressKey(key)])
        assert done.canvas.ink.strokes[0][-1].tolist() == [224, 64]
        assert not is_down(done) and done.pen.to is None
    still = update(on_screen(state, reduced_motion=True), [do.PressKey("left")])
    drawn = update(still, [do.PressFocused()])
    assert drawn.canvas.ink.strokes[0][-1].tolist() == [208, 64]


@pytest.mark.parametrize(
    "lifts",
    [
        [do.Escape()],
        [do.MoveFocus(-1)],
        [do.OpenTab("layers")],
        [do.ShowSheet("help")],
        [do.Undo()],
        [do.Clear()],
        [do.LoadSample(3)],
        [do.CancelPointers()],
        [do.Resize(1024, 768)],
        [do.PointerDown(0, *READY.stage.rect("title").center)],
        [do.BeginAnew()],
    ],
)
def test_whatever_leads_away_lifts_it(lifts: list[Intent]) -> None:
    state = tapped(HERE, "return", "right", "right")
    state = update(state, [do.PressFocused(), *lifts, do.Tick()])
    assert not is_down(state) and state.pen.to is None and not state.pen.held
    assert not state.screen.over and state.screen.sheet in (None, "help")


def test_the_mouse_draws_at_once_where_the_keys_have_drawn() -> None:
    state = tapped(HERE, "return", "right")
    x, y = state.stage.rect("canvas").center
    state = update(state, [do.PointerDown(0, x, y), do.PointerMove(0, x + 50, y)])
    assert state.canvas.pen_pointer == 0 and len(state.canvas.ink.strokes) == 2
    busy = update(having(state, focus="canvas"), [do.PressFocused()])
    assert busy.refused == say("no.pen.busy") and busy.canvas.pen_pointer == 0


def test_at_the_edge_it_says_so() -> None:
    state = HERE
    for _ in range(CANVAS // STEP):
        state = tapped(state, "left")
    assert state.pen.at[0] == 0 and state.refused == say("no.further")
    assert update(READY, [do.PressKey("shift+left")]).refused == say("no.pen")


def test_the_line_of_hints_says_what_the_next_key_does() -> None:
    assert line_of(HERE) == (say("pen.up"), True)
    state = tapped(HERE, "return")
    assert line_of(state) == (say("pen.corner"), True)
    assert line_of(tapped(state, "up")) == (say("pen.line"), True)


def test_the_same_keys_draw_the_same_ink() -> None:
    keys = ["return", *["up"] * 3, *["left"] * 5, "return", "shift+down", "return", "return"]
    assert not differences(tapped(HERE, *keys), tapped(HERE, *keys))
