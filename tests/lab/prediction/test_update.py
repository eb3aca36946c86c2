"""Ink becomes digits, and digits get their answers, in the same tick."""

from __future__ import annotations

import numpy as np

from game.lab import intents as do
from game.lab.state.canvas import CANVAS
from game.lab.update import update
from tests.labs import LINE, READY, TWO, answered
from tests.states import differences


def test_a_blank_canvas_answers_nothing() -> None:
    prediction = answered(READY).prediction
    assert prediction.number == ""
    assert prediction.trace is None and prediction.probabilities is None


def test_a_drawn_stroke_is_answered_in_the_same_tick() -> None:
    x, y = READY.stage.rect("canvas").center
    state = answered(READY, do.PointerDown(0, x, y - 80), do.PointerMove(0, x, y + 80))
    assert state.prediction.answered is state.canvas.ink and state.current
    assert len(state.prediction.number) == 1 and state.prediction.trace is not None


def test_the_answer_changes_while_the_stroke_grows() -> None:
    x, y = READY.stage.rect("canvas").center
    state = answered(READY, do.PointerDown(0, x, y), do.PointerMove(0, x, y + 60))
    grown = answered(state, do.PointerMove(0, x + 80, y + 60))
    assert grown.canvas.pen_pointer == 0
    assert not np.array_equal(grown.prediction.answers, state.prediction.answers)


def test_two_digits_make_a_number_and_a_tap_picks_one() -> None:
    state = answered(READY, do.ShowInk(TWO))
    assert len(state.prediction.number) == 2 and state.prediction.shown == 1
    rect = state.stage.rect("canvas")
    tap = (rect.x + 90 / CANVAS * rect.w, rect.y + 200 / CANVAS * rect.h)
    picked = answered(answered(state, do.PointerDown(0, *tap)), do.PointerUp(0, *tap))
    assert picked.prediction.shown == 0
    assert len(picked.canvas.ink.strokes) == 2, "the tap leaves no ink"
    trace = picked.prediction.trace
    assert trace is not None
    assert np.array_equal(trace.activations[0], picked.prediction.segments[0].x)
    tile = picked.stage.rect("digit.1").center
    assert update(picked, [do.PointerDown(0, *tile), do.PointerUp(0, *tile)]).prediction.shown == 1


def test_answers_to_other_ink_are_dropped() -> None:
    older = answered(READY, do.ShowInk(LINE))
    state = answered(older, do.ShowInk(LINE))
    rows = np.eye(10, dtype=np.float32)[:1]
    assert older.prediction.read is not None and state.prediction.read is not None
    stale = update(state, [do.AnswersInferred(older.prediction.read, rows)])
    assert differences(stale, state) == []
    fresh = update(state, [do.AnswersInferred(state.prediction.read, rows)])
    assert np.array_equal(fresh.prediction.answers, rows)


def test_other_weights_are_asked_about_the_same_ink() -> None:
    state = answered(READY, do.ShowInk(LINE))
    damaged = update(state, [do.SetDamage("W2")])
    assert damaged.wants_answers and not damaged.current
    asked = answered(damaged)
    assert asked.current and not asked.wants_answers
    assert asked.prediction.segments is state.prediction.segments, "not looked for anew"
    healthy = asked.prediction.healthy_answer
    assert healthy is not None and state.prediction.probabilities is not None
    assert np.array_equal(healthy, state.prediction.probabilities)
