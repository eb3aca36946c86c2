"""The lab as a state machine: any intents, in any order, never raise and replay alike."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.insight.fragile import FewestOff
from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.intents.script import SCRIPTABLE
from game.lab.stage.controls import CONTROLS, HOTKEYS
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE, READY, TWO, answered, on_screen
from tests.states import differences

DRAWN = answered(READY, do.ShowInk(TWO))
_NAMES = (
    *("break", "layers", "compute", "forward", "weights", "gradient", "help", "quit", "code"),
    *("fewest", "noise", "kill", "adjust", "W2", "b1", "norm", "activation", "nothing"),
    *("undo", "clear", "digit.1", "heal", "teach", "block.W3", "layer.2", "fstep.4", "cut.1"),
    *("", "B1-N120.7-W2-K3", "T10-Q1", "B1-W3", "x"),
    *(key for hotkey in HOTKEYS for key in hotkey.keys[:2]),
    *CONTROLS,
)
#: values of an intent's fields, by what they are annotated with
_VALUES = {
    "int": st.one_of(st.integers(-2, 12), st.integers(-50, 2000)),
    "float": st.floats(-50, 2000, width=32),
    "str": st.sampled_from(_NAMES),
    "bool": st.booleans(),
}


def _whatever(kind: type[Intent]) -> st.SearchStrategy[Intent]:
    """An intent of a kind, with values that mostly make sense."""
    values = {}
    for field in fields(kind):
        name, _, nothing = str(field.type).partition(" | ")
        values[field.name] = st.none() | _VALUES[name] if nothing else _VALUES[name]
    return st.builds(kind, **values)


pointers, places = st.integers(0, 3), st.integers(-50, 1300)
anything = st.one_of(
    *(_whatever(kind) for kind in SCRIPTABLE.values()),
    # what much follows from comes more often, and at places where there is something
    st.just(do.Tick()),
    st.just(do.Tick()),
    st.builds(do.PointerDown, pointers, places, places),
    st.builds(do.PointerMove, pointers, places, places),
    st.builds(do.PointerUp, pointers, places, places),
    st.builds(do.BeginStroke, st.integers(0, 448), st.integers(0, 448)),
    st.builds(do.MovePen, st.integers(0, 448), st.integers(0, 448)),
    st.builds(do.OpenTab, st.sampled_from([None, "break", "layers", "compute"])),
    st.builds(do.ShowComputation, st.sampled_from(["forward", "weights", "gradient"])),
    st.builds(do.AblateUnit, st.integers(1, 3), st.integers(0, 9)),
    # and what only the program says
    st.sampled_from(
        [
            do.ShowInk(LINE),
            do.ShowInk(TWO),
            do.PasteCode("b1-n9.9"),
            do.DamageFound(1, FewestOff((Unit(1, 3), Unit(2, 4)), 1, 2, True, 9)),
            do.AnswersInferred(LINE, np.full((2, 10), 0.1, np.float32)),
            do.Noticed("done"),
            do.WishesTaken(),
            do.BeginAnew(),
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([READY, DRAWN]), st.lists(anything, min_size=20, max_size=60))
def test_any_intents_in_any_order_replay_alike(start: State, script: list[Intent]) -> None:
    first = second = start
    for intent in script:
        first = answered(first, intent)
    for intent in script:
        second = answered(second, intent)
    assert differences(first, second) == []
    assert len(first.prediction.answers) == len(first.prediction.segments)
    assert (first.prediction.trace is None) == (not first.prediction.segments)


def test_letting_go_outside_a_control_takes_the_press_back() -> None:
    help_ = READY.stage.rect("help")
    state = update(READY, [do.PointerDown(0, *help_.center)])
    assert state.screen.presses
    assert update(state, [do.PointerUp(0, 5, 700)]).screen.sheet is None
    assert update(state, [do.PointerUp(0, *help_.center)]).screen.sheet == "help"


def test_escape_leaves_full_screen_and_then_asks() -> None:
    state = update(on_screen(READY, fullscreen=True), [do.Escape()])
    assert not state.screen.fullscreen and state.screen.sheet is None
    state = update(state, [do.Escape()])
    assert state.screen.sheet == "quit" and not state.screen.over
    assert update(state, [do.Escape()]).screen.sheet is None
    assert update(state, [do.Press("quit")]).screen.over


def test_what_is_wished_outside_stands_in_the_state_until_it_is_taken() -> None:
    state = update(READY, [do.SetDamage("W2"), do.CopyCode(), do.Export()])
    assert [type(wish).__name__ for wish in state.wishes] == ["CopyText", "ExportTrace"]
    assert state.wishes[0].text == "W2"  # type: ignore[attr-defined]
    assert update(state, [do.Tick()]).wishes == state.wishes
    assert update(state, [do.WishesTaken()]).wishes == ()
