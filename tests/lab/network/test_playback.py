"""Time in the person's hands: slow motion, pause, stepping, replay; and the two views."""

from __future__ import annotations

import numpy as np
import pytest

from game.lab import intents as do
from game.lab.network.playback import SPEEDS, STOPS, layer_at
from game.lab.stage.now import moving
from game.lab.state.state import State
from tests.labs import LINE, READY, TWO, answered


def ticks(state: State, count: int) -> State:
    for _ in range(count):
        state = answered(state)
    return state


def test_slow_motion_slows_the_signals_and_nothing_else() -> None:
    state = answered(READY, do.ShowInk(LINE))
    for speed in (*SPEEDS[1:], SPEEDS[0]):
        state = answered(state, do.NextSpeed())
        before = state.playback.time
        assert ticks(state, 10).playback.time == pytest.approx(before + 10 * speed)
    assert ticks(state, 10).tick == state.tick + 10


def test_pausing_halts_time_and_a_new_stroke_lets_it_go_on() -> None:
    state = answered(READY, do.ShowInk(LINE), do.Pause())
    assert ticks(state, 20).playback.time == state.playback.time and not moving(state)
    assert ticks(answered(state, do.Pause()), 20).playback.time > state.playback.time
    assert not answered(state, do.BeginStroke(100, 100)).playback.paused


def test_a_step_does_not_halt_the_next_drawing() -> None:
    state = ticks(answered(answered(READY, do.ShowInk(LINE)), do.Replay(), do.StepLayer(1)), 5)
    assert state.playback.halt_at is not None
    for begun in (do.LoadSample(7), do.ShowInk(TWO), do.Clear()):
        assert not ticks(answered(state, begun, do.ShowInk(LINE)), 300).playback.paused


def test_stepping_halts_at_each_layer_in_turn_and_goes_back() -> None:
    state = answered(READY, do.ShowInk(LINE))
    state = answered(state, do.Replay(), do.Pause())
    for layer in (1, 2, 3):
        state = ticks(answered(state, do.StepLayer(1)), 60)
        assert state.playback.paused and layer_at(state) == layer
        assert state.playback.time - state.playback.fired_at == pytest.approx(STOPS[layer])
    for layer in (2, 1, 0):
        state = answered(state, do.StepLayer(-1))
        assert state.playback.paused and layer_at(state) == layer
    assert layer_at(answered(state, do.Pause())) is None


def test_replay_sends_the_same_answer_through_again() -> None:
    state = ticks(answered(READY, do.ShowInk(LINE)), 200)
    again = answered(state, do.Replay())
    assert again.playback.time - again.playback.fired_at <= 1
    assert again.prediction.trace is state.prediction.trace


def test_the_views_become_each_other_smoothly() -> None:
    state = answered(READY, do.ToggleView())
    seen = [state.view]
    for _ in range(40):
        state = answered(state)
        seen.append(state.view)
    assert seen == sorted(seen) and seen[-1] == 1.0
    assert max(np.diff(seen)) < 0.1
