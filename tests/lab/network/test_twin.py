"""The healthy twin: the file's network on the same ink, whatever was done to the other."""

from __future__ import annotations

import numpy as np

from game.core.model.network import forward
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.network.playback import sure_digit
from game.lab.network.twin import tag_of, twin_of
from tests.labs import LINE, READY, answered, at_rest, without_trace


def test_the_twin_is_the_network_of_the_file_on_the_same_ink() -> None:
    state = answered(answered(READY, do.ShowInk(LINE)), do.OpenTab("break"), do.SetDamage("W1-K3"))
    twin = twin_of(state)
    assert twin.network is state.healthy and twin.break_it.damage.none
    assert twin.prediction.trace is not None and state.healthy is not None
    x = state.prediction.segments[0].x
    np.testing.assert_array_equal(
        twin.prediction.trace.probabilities, forward(state.healthy, x).probabilities
    )
    assert twin.prediction.probabilities is not None
    assert (twin.prediction.probabilities == state.prediction.healthy_answer).all()


def test_its_trace_is_computed_once() -> None:
    state = answered(answered(READY, do.ShowInk(LINE)), do.SetDamage("N80.1"))
    assert twin_of(state).prediction.trace is twin_of(state).prediction.trace


def test_of_an_unchanged_network_it_is_the_same() -> None:
    state = answered(READY, do.ShowInk(LINE))
    assert twin_of(state) is state and tag_of(answered(state, do.OpenTab("break"))) == "side.yours"


def test_it_has_a_blank_canvas_as_well() -> None:
    state = without_trace(answered(answered(READY, do.ShowInk(LINE)), do.SetDamage("W1")))
    assert twin_of(state).prediction.trace is None


def test_what_was_done_to_the_other_is_said_beside_its_twin_only() -> None:
    drawn = answered(READY, do.ShowInk(LINE))
    broken = answered(drawn, do.OpenTab("break"), do.SetDamage("K3"))
    assert tag_of(broken) == "side.damaged"
    assert tag_of(answered(broken, do.OpenTab(None))) is None


def test_the_healthy_answer_is_as_sure_as_it_is_of_itself(driver: Driver) -> None:
    """Not as the damaged one beside it."""
    driver.advance([do.ShowInk(driver.state.canvas.samples[3][0]), do.Tick()])
    assert sure_digit(at_rest(driver.state)) == 3
    state = at_rest(driver.advance([do.SetDamage("W3"), do.Tick()]))
    assert sure_digit(state) is None and sure_digit(twin_of(state)) == 3
