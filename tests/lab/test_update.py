"""The lab as a state machine: any intents, in any order, never raise and replay alike."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.ink import MOST_POINTS, MOST_STROKES, Ink, stroke_of
from game.core.insight.fragile import Kills
from game.core.model.network import SIZES, Network, probabilities
from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.canvas.update import MANY
from game.lab.intents import Intent
from game.lab.state.screen import Screen
from game.lab.state.state import CANVAS, PEN, READ, State
from game.lab.update import update
from game.words.catalogue import say


def random_network(seed: int = 0) -> Network:
    chance = np.random.default_rng(seed)
    weights = tuple(
        chance.normal(0, n**-0.5, (m, n)).astype(np.float32) for n, m in itertools.pairwise(SIZES)
    )
    return Network(weights, tuple(np.zeros(m, np.float32) for m in SIZES[1:]))


NETWORK = random_network()
LINE = Ink(CANVAS, CANVAS, PEN, (stroke_of([(200, 100), (200, 300)]),))
TWO = Ink(
    CANVAS, CANVAS, PEN, (stroke_of([(90, 100), (90, 300)]), stroke_of([(300, 100), (300, 300)]))
)
READY = update(
    State(screen=Screen(size=(1280, 720))),
    [do.NetworkLoaded(NETWORK), do.SamplesLoaded(tuple((LINE, TWO) for _ in range(10)))],
)


def answered(state: State, *given: Intent) -> State:
    """Apply intents and a tick, and answer as the driver does, with numpy for onnxruntime."""
    state = update(state, [*given, do.Tick()])
    if state.wants_answers:
        x, network, healthy = (
            np.stack([f.x for f in state.prediction.segments]),
            state.network,
            None,
        )
        rows = probabilities(network, x)
        raw = (
            None
            if state.canvas.raw_x is None
            else probabilities(network, state.canvas.raw_x[None])[0]
        )
        if network is not state.healthy:
            healthy = probabilities(state.healthy, x)
        state = update(state, [do.AnswersInferred(state.read_revision, rows, raw, healthy)])
    return state


def summary(state: State) -> tuple[object, ...]:
    """What two equal states have in common."""
    return (
        state.screen.size,
        state.tick,
        state.ink_revision,
        state.prediction.number,
        state.prediction.shown,
        state.screen.sheet,
        state.screen.focus,
        state.screen.hover,
        state.screen.presses,
        state.screen.fullscreen,
        state.screen.over,
        state.playback.fired_at,
        state.playback.time,
        state.view,
        state.screen.tab,
        state.screen.part,
        state.break_it.damage,
        state.break_it.flip,
        state.break_it.script,
        state.screen.typed,
        state.card.pinned,
        state.card.question,
        state.canvas.scrub,
        len(state.canvas.moments),
        tuple(stroke.tobytes() for stroke in state.canvas.ink.strokes),
        state.prediction.answers.tobytes(),
        state.canvas.script,
        len(state.canvas.history),
        state.prediction.trace.probabilities.tobytes() if state.prediction.trace else None,
    )


number = st.integers(-50, 2000)
pointers = st.integers(0, 3)
anything = st.one_of(
    st.just(do.Tick()),
    st.just(do.Tick()),
    st.builds(do.PointerDown, pointers, number, number),
    st.builds(do.PointerMove, pointers, number, number),
    st.builds(do.PointerUp, pointers, number, number),
    st.builds(do.BeginStroke, number, number),
    st.builds(do.MovePen, number, number),
    st.builds(do.LoadSample, st.none() | st.integers(-2, 12)),
    st.builds(do.PickDigit, st.integers(-2, 5)),
    st.builds(do.StepDigit, st.sampled_from([-1, 1])),
    st.builds(do.MoveFocus, st.sampled_from([-1, 1])),
    st.builds(do.Press, st.sampled_from(["undo", "clear", "digit.1", "close", "nothing"])),
    st.builds(do.ShowSheet, st.sampled_from([None, "help", "quit"])),
    st.builds(do.Resize, st.integers(1, 4000), st.integers(1, 3000)),
    st.builds(do.SetSignals, st.integers(-5, 3000)),
    st.builds(do.Scrub, st.floats(-1, 2)),
    st.builds(do.StepLayer, st.sampled_from([-1, 1])),
    st.builds(do.PinUnit, st.none() | st.integers(-1, 5), st.integers(-1, 200)),
    st.builds(do.MoveUnit, st.integers(-2, 2), st.integers(-2, 2)),
    st.builds(do.AskWhy, st.none() | st.integers(-1, 11)),
    st.builds(do.AskWhyNot, st.none() | st.integers(-1, 11)),
    st.builds(do.OpenTab, st.sampled_from([None, "break", "layers", "compute", "nothing"])),
    st.builds(do.ShowPart, st.sampled_from(["forward", "weights", "gradient", "nothing"])),
    st.builds(do.PressKey, st.sampled_from(["left", "up", "return", "tab", "b", "7", "back"])),
    st.builds(do.SetDamage, st.sampled_from(["", "B1-N120.7-W2-K3", "x", "B1-W3", "T10-Q1"])),
    st.builds(do.SetNoise, st.integers(-9, 999)),
    st.builds(do.KillUnit, st.integers(-1, 4), st.integers(-1, 200)),
    st.builds(do.SetTap, st.sampled_from(["kill", "adjust"])),
    st.builds(do.FindDamage, st.sampled_from(["fewest", "noise"])),
    st.sampled_from(
        [
            do.EndStroke(),
            do.Undo(),
            do.Clear(),
            do.ShowInk(LINE),
            do.ShowInk(TWO),
            do.CancelPointers(),
            do.HidePointer(),
            do.PressFocused(),
            do.Escape(),
            do.ToggleFullscreen(),
            do.Pause(),
            do.Replay(),
            do.NextSpeed(),
            do.ToggleView(),
            do.ToggleRaw(),
            do.DisableBiases(),
            do.ThrowNoise(),
            do.Heal(),
            do.StartChallenge(),
            do.PasteCode("b1-n9.9"),
            do.ShowSheet("code"),
            do.DamageFound(1, Kills((Unit(1, 3), Unit(2, 4)), 1, 2, True, 9)),
            do.Quit(),
            do.AnswersInferred(3, np.full((2, 10), 0.1, np.float32)),
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(anything, max_size=60))
def test_any_intents_in_any_order_replay_alike(script: list[Intent]) -> None:
    first = second = READY
    for intent in script:
        first = answered(first, intent)
    for intent in script:
        second = answered(second, intent)
    assert summary(first) == summary(second)
    assert len(first.prediction.answers) == len(first.prediction.segments)
    assert (first.prediction.trace is None) == (not first.prediction.segments)


def test_a_blank_canvas_answers_nothing() -> None:
    state = answered(READY)
    assert (
        state.prediction.number == ""
        and state.prediction.trace is None
        and state.prediction.probabilities is None
    )


def test_a_drawn_stroke_is_answered_in_the_same_tick() -> None:
    canvas = READY.stage.rect("canvas")
    x, y = canvas.center
    state = answered(READY, do.PointerDown(0, x, y - 80), do.PointerMove(0, x, y + 80))
    assert state.answer_revision == state.ink_revision
    assert len(state.prediction.number) == 1 and state.prediction.trace is not None


def test_the_answer_changes_while_the_stroke_grows() -> None:
    canvas = READY.stage.rect("canvas")
    x, y = canvas.center
    state = answered(READY, do.PointerDown(0, x, y), do.PointerMove(0, x, y + 60))
    grown = answered(state, do.PointerMove(0, x + 80, y + 60))
    assert grown.canvas.pen_pointer == 0
    assert not np.array_equal(grown.prediction.probabilities, state.prediction.probabilities)


def test_only_the_first_finger_draws_and_others_press_buttons() -> None:
    canvas, clear = READY.stage.rect("canvas"), READY.stage.rect("clear")
    state = update(READY, [do.PointerDown(1, *canvas.center)])
    state = update(state, [do.PointerDown(2, canvas.x + 5, canvas.y + 5)])
    assert len(state.canvas.ink.strokes) == 1
    state = update(state, [do.PointerDown(3, *clear.center), do.PointerUp(3, *clear.center)])
    assert state.canvas.ink.strokes == () and state.canvas.pen_pointer is None


def test_letting_go_outside_a_control_takes_the_press_back() -> None:
    help_ = READY.stage.rect("help")
    state = update(READY, [do.PointerDown(0, *help_.center)])
    assert state.screen.presses
    assert update(state, [do.PointerUp(0, 5, 700)]).screen.sheet is None
    assert update(state, [do.PointerUp(0, *help_.center)]).screen.sheet == "help"


def test_undo_takes_back_strokes_and_clearing() -> None:
    state = update(READY, [do.ShowInk(TWO), do.Clear(), do.Undo()])
    assert len(state.canvas.ink.strokes) == 2
    assert update(state, [do.Undo(), do.Undo(), do.Undo()]).canvas.ink.strokes == ()


def test_two_digits_make_a_number_and_a_tap_picks_one() -> None:
    state = answered(READY, do.ShowInk(TWO))
    assert len(state.prediction.number) == 2 and state.prediction.shown == 1
    rect = state.stage.rect("canvas")
    tap = (rect.x + 90 / CANVAS * rect.w, rect.y + 200 / CANVAS * rect.h)
    picked = answered(answered(state, do.PointerDown(0, *tap)), do.PointerUp(0, *tap))
    assert picked.prediction.shown == 0
    assert len(picked.canvas.ink.strokes) == 2, "the tap leaves no ink"
    assert np.array_equal(picked.prediction.trace.activations[0], picked.prediction.segments[0].x)
    tile = picked.stage.rect("digit.1").center
    assert update(picked, [do.PointerDown(0, *tile), do.PointerUp(0, *tile)]).prediction.shown == 1


def scattered(strokes: int, points: int = 2) -> Ink:
    """Short strokes in rows, none of which meets another."""
    rows = np.linspace(0, 12, points)
    return Ink(
        CANVAS,
        CANVAS,
        PEN,
        tuple(
            stroke_of(np.stack([rows * 0 + 10 + 40 * (i % 11), 5 + 20 * (i // 11) + rows], axis=1))
            for i in range(strokes)
        ),
    )


def test_of_more_ink_than_is_read_the_newest_is_and_all_stays() -> None:
    state = answered(READY, do.ShowInk(scattered(READ + 30)))
    read = {i for segment in state.prediction.segments for i in segment.strokes}
    assert state.canvas.first_read == 30
    assert read <= set(range(30, READ + 30)) and max(read) == READ + 29
    assert len(state.canvas.ink.strokes) == READ + 30
    assert answered(state, do.Undo(), do.ShowInk(scattered(3))).canvas.first_read == 0


def test_a_pen_among_many_strokes_is_read_with_every_second_tick_and_when_it_lifts() -> None:
    state = answered(READY, do.ShowInk(scattered(MANY + 3)))
    canvas = state.stage.rect("canvas")
    state = answered(state, do.PointerDown(0, canvas.x + 20, canvas.bottom - 20))
    late = []
    for step in range(1, 9):
        state = answered(state, do.PointerMove(0, canvas.x + 20 + 5 * step, canvas.bottom - 30))
        late.append(state.read_revision != state.ink_revision)
    assert late in ([True, False] * 4, [False, True] * 4)
    state = answered(state, do.PointerUp(0, canvas.x + 70, canvas.bottom - 30))
    assert state.read_revision == state.ink_revision


@pytest.mark.parametrize(
    "ink", [scattered(MOST_STROKES), scattered(1, MOST_POINTS)], ids=["strokes", "points"]
)
def test_a_full_canvas_takes_no_more_ink_and_says_so(ink: Ink) -> None:
    state = update(READY, [do.ShowInk(ink), do.BeginStroke(9, 9), do.MovePen(30, 30)])
    assert state.canvas.ink.points <= MOST_POINTS and len(state.canvas.ink.strokes) == len(
        ink.strokes
    )
    assert state.noticed == say("canvas.full")
    assert update(state, [do.Clear(), do.BeginStroke(9, 9)]).canvas.ink.points == 1


def test_a_sample_draws_itself_and_is_answered() -> None:
    state = answered(READY, do.LoadSample(4))
    assert state.canvas.script and state.canvas.ink.strokes
    for _ in range(300):
        state = answered(state)
    assert not state.canvas.script
    assert np.allclose(state.canvas.ink.strokes[0][-1], LINE.strokes[0][-1])
    assert answered(state, do.Undo()).canvas.ink.strokes == ()


def test_a_stale_answer_is_dropped() -> None:
    state = answered(READY, do.ShowInk(LINE))
    stale = do.AnswersInferred(state.read_revision - 1, np.eye(10, dtype=np.float32)[:1])
    assert update(state, [stale]) is not None
    assert np.array_equal(update(state, [stale]).prediction.answers, state.prediction.answers)


def test_escape_leaves_full_screen_and_then_asks() -> None:
    state = replace(READY, screen=replace(READY.screen, fullscreen=True))
    state = update(state, [do.Escape()])
    assert not state.screen.fullscreen and state.screen.sheet is None
    state = update(state, [do.Escape()])
    assert state.screen.sheet == "quit" and not state.screen.over
    assert update(state, [do.Escape()]).screen.sheet is None
    assert update(state, [do.Press("quit")]).screen.over


def test_a_resize_ends_the_stroke_and_keeps_the_ink() -> None:
    state = update(READY, [do.PointerDown(0, *READY.stage.rect("canvas").center)])
    state = update(state, [do.Resize(1080, 1920)])
    assert state.canvas.pen_pointer is None and len(state.canvas.ink.strokes) == 1


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        {},
        {"do": "Nothing"},
        {"do": "MovePen"},
        {"do": "MovePen", "x": 1, "y": 2, "z": 3},
        {"do": "MovePen", "x": [1], "y": 2},
        {"do": "MovePen", "x": float("nan"), "y": 2},
    ],
)
def test_a_script_line_that_makes_no_sense_is_refused(data: object) -> None:
    with pytest.raises(ValueError):
        do.intent_of(data)
    assert do.intent_of({"do": "MovePen", "x": 1, "y": 2, "at": 3}) == do.MovePen(1, 2)


def test_a_script_cannot_say_what_only_the_program_knows() -> None:
    assert not {kind.__name__ for kind in do.FROM_OUTSIDE} & set(do.SCRIPTABLE)
    assert {"Tick", "PinUnit", "AskWhy", "LoadSample"} <= set(do.SCRIPTABLE)
