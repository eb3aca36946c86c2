"""Nothing shown is another drawing's: random visits, and after each beat of them the question of
every figure in the State which ink it was worked out of.

`pytest -m storm tests/lab/test_sources.py` makes more visits; VISITS says how many.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

import numpy as np
import pytest
from game.view.canvas.seen import SeenPanel

from game.core.ink.digit import unprepared
from game.core.ink.ink import Ink, bounds, continues
from game.core.ink.reading import decided
from game.core.model.network import Trace, forward
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.canvas.film import answer_of, film_of
from game.lab.canvas.history import whole_ink
from game.lab.canvas.timeline import answers_of
from game.lab.card.update import chain_of
from game.lab.gradient.update import gradient_of, steps_here, target_of
from game.lab.prediction.update import MANY
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from tests.visits import SIZES, Visit

BEATS = 60


@dataclass
class Notes:
    """What the test remembers of a visit: for which ink each target was chosen."""

    targets: dict[tuple[int, int], tuple[int, Ink]] = field(default_factory=dict)
    #: the trace before the last intent
    trace: Trace | None = None

    def follow(self, before: State, state: State) -> None:
        self.trace = before.prediction.trace
        if state.gradient.targets is not before.gradient.targets:
            chosen = dict(state.gradient.targets)
            for subject in {*self.targets} - {*chosen}:
                del self.targets[subject]
            for subject, digit in chosen.items():
                if self.targets.get(subject, (None,))[0] != digit:
                    assert subject == state.subject, "a target of something that is not shown"
                    self.targets[subject] = digit, whole_ink(state.canvas)


def check(state: State, notes: Notes) -> None:
    """Everything that the State shows is worked out of its present ink."""
    canvas, prediction = state.canvas, state.prediction
    if state.unread:  # with many strokes a growing one is read with every second tick
        assert canvas.growing and len(canvas.ink.strokes) > MANY
        return
    _check_prediction(state)
    _check_raw(state)
    _check_timeline(state)
    _check_break_it(state)
    _check_gradient(state, notes)
    shown, trace = prediction.shown, prediction.trace
    if shown is None or trace is None:
        assert chain_of(state) is None and gradient_of(state) is None and not steps_here(state)
        return
    chain, question = chain_of(state), state.card.question
    if question is not None and chain is not None and state.card.asked != state.subject:
        assert prediction.probabilities is not None
        assert question == (int(prediction.probabilities.argmax()), None)
    if canvas.growing:  # then the rooms of Live Computation are a tick behind
        return
    if state.screen.room == "forward":
        assert state.forward.seen[1] is notes.trace
    weights, held = state.weights, state.screen.presses
    if state.screen.room == "weights" and weights.sort == "activation" and not held:
        assert weights.ranked_for[1] is trace


def _check_prediction(state: State) -> None:
    canvas, prediction = state.canvas, state.prediction
    assert prediction.read is canvas.ink
    if not prediction.segments:
        assert prediction.trace is None and prediction.number == ""
        assert prediction.probabilities is None
        return
    assert prediction.answered is canvas.ink and state.current
    count = len(prediction.segments)
    assert len(prediction.number) == len(prediction.answers) == len(prediction.doubts) == count
    for segment in prediction.segments:
        box, pen = segment.box, canvas.ink.pen
        left, top, right, bottom = bounds(tuple(canvas.ink.strokes[i] for i in segment.strokes))
        assert np.allclose(
            box, (left - pen / 2, top - pen / 2, right - left + pen, bottom - top + pen)
        )
    shown, trace = prediction.shown, prediction.trace
    assert shown is not None and trace is not None and state.network is not None
    assert trace.activations[0] is prediction.segments[shown].x
    again = forward(state.network, prediction.segments[shown].x)
    assert np.array_equal(again.probabilities, trace.probabilities, equal_nan=True)
    assert np.allclose(trace.probabilities, prediction.answers[shown], atol=1e-5, equal_nan=True)


def _check_raw(state: State) -> None:
    canvas, seen = state.canvas, SeenPanel().look(state)
    if not canvas.raw or not state.prediction.segments:
        assert canvas.raw_x is None and seen.both is None
        return
    read = Ink(canvas.ink.width, canvas.ink.height, canvas.ink.pen)
    read = Ink(read.width, read.height, read.pen, canvas.ink.strokes[canvas.first_read :])
    assert canvas.raw_x is not None and np.array_equal(canvas.raw_x, unprepared(read))
    assert canvas.raw_answer is not None and seen.both is not None


def _check_timeline(state: State) -> None:
    """All moments are beginnings of this drawing, and the one shown says what Prediction says."""
    canvas, prediction = state.canvas, state.prediction
    whole = whole_ink(canvas)
    for moment in canvas.moments:
        assert continues(moment.ink.strokes, whole.strokes)
    newest = prediction.newest
    if newest is None or not canvas.moments:
        return
    answers = answers_of(canvas.moments, state.network, state.network_revision)
    now = len(canvas.moments) - 1 if canvas.scrub is None else canvas.scrub
    moment = canvas.moments[now]
    assert moment.ink is canvas.ink and moment.newest == newest
    assert np.allclose(answers[now], prediction.answers, atol=1e-5, equal_nan=True)
    number = answer_of(answers[now], moment.doubts).number
    marked = film_of(canvas.moments, answers, 354).shown(now, number)
    assert marked is None or marked.answer.number == number
    if np.ptp(np.sort(prediction.answers, axis=1)[:, -2:], axis=1).min() > 1e-4:
        assert number == prediction.number


def _check_break_it(state: State) -> None:
    break_it, prediction = state.break_it, state.prediction
    healthy, now = prediction.healthy_answer, prediction.probabilities
    if break_it.challenge is not None:
        assert healthy is not None and break_it.challenge.answer == decided(healthy)
    if break_it.flip is not None:
        assert healthy is not None and now is not None
        assert (break_it.flip.before, break_it.flip.after) == (decided(healthy), decided(now))


def _check_gradient(state: State, notes: Notes) -> None:
    trace, target = state.prediction.trace, target_of(state)
    for step in steps_here(state):
        assert trace is not None and np.array_equal(step.x, trace.activations[0])
    if trace is None or target is None:
        return
    found = gradient_of(state)
    assert found is not None and found.target == target
    if state.subject in notes.targets:
        digit, ink = notes.targets[state.subject]
        whole = whole_ink(state.canvas).strokes
        assert target == digit, "what was chosen for this drawing"
        assert continues(ink.strokes, whole) or continues(whole, ink.strokes), "another drawing"
    else:
        assert target == int(np.nan_to_num(trace.probabilities).argmax())


def visit(model: Model, assets: Assets, seed: int) -> None:
    driver, notes = Driver(State(screen=Screen(size=SIZES[seed % len(SIZES)]))), Notes()
    driver.load(model, assets)
    beats = Visit(driver, assets, seed).beats()
    for nth, beat in zip(range(BEATS), beats, strict=False):
        for intent in (*beat, do.Tick(), do.Tick()):
            before = driver.state
            notes.follow(before, driver.advance([intent]))
        try:
            check(driver.state, notes)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, beat {nth}, {str(beat)[:200]}: {error}") from error


@pytest.mark.parametrize("seed", range(10))
def test_no_figure_is_that_of_another_drawing(seed: int, model: Model, assets: Assets) -> None:
    visit(model, assets, seed)


@pytest.mark.storm
@pytest.mark.parametrize("seed", range(100, 100 + int(os.environ.get("VISITS", "40"))))
def test_however_long_people_stay(seed: int, model: Model, assets: Assets) -> None:
    visit(model, assets, seed)
