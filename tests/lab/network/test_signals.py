"""Signals are true: which weight, which sign, how strong, in which order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.geometry import Rect
from game.core.model.network import SIZES, Network, Trace, forward
from game.core.model.unit import OFFSETS
from game.lab.network.plan import place
from game.lab.network.signals import (
    ARRIVALS,
    WAVE_TICKS,
    arrived,
    choose,
    flash,
    pulses,
    reached_at,
    strongest,
)

PLAN = place(Rect(10, 20, 960, 860))
LONG_AGO = 10_000


def network_of(seed: int) -> Network:
    chance = np.random.default_rng(seed)
    shapes = list(zip(SIZES[1:], SIZES, strict=False))
    weights = [chance.normal(size=shape).astype(np.float32) for shape in shapes]
    biases = [chance.normal(size=shape[0]).astype(np.float32) for shape in shapes]
    return Network(tuple(weights), tuple(biases))  # type: ignore[arg-type]


def trace_of(network: Network, seed: int) -> Trace:
    chance = np.random.default_rng(seed)
    x = chance.random(784) * (chance.random(784) < 0.2)
    return forward(network, x.astype(np.float32))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 3000), st.integers(0, 10**6), st.integers(0, 200))
def test_a_pulse_belongs_to_a_weight_with_that_sign(
    seed: int, budget: int, tick: int, since: int
) -> None:
    network = network_of(seed)
    trace = trace_of(network, seed + 1)
    signals = choose(network, trace, budget)
    seen = pulses(signals, PLAN, tick, since, dark=seed % 2 == 0)
    assert len(signals.layer) <= budget + 2
    for i, positive, position in zip(seen.signal, seen.positive, seen.position, strict=True):
        layer, source, target = signals.layer[i], signals.source[i], signals.target[i]
        column, row = source - OFFSETS[layer], target - OFFSETS[layer + 1]
        contribution = network.weights[layer][row, column] * trace.activations[layer][column]
        assert contribution != 0 and positive == (contribution > 0)
        start, end = PLAN.positions[source], PLAN.positions[target]
        along, off = end - start, position - start
        assert abs(along[0] * off[1] - along[1] * off[0]) / np.hypot(*along) < 0.1
        assert -0.01 <= off @ along / (along @ along) <= 1.01


def test_the_strongest_are_chosen() -> None:
    network = network_of(1)
    trace = trace_of(network, 2)
    edges, flow = strongest(network, trace, 0, 300)
    every = np.abs(network.weights[0] * trace.activations[0]).ravel()
    assert np.abs(flow).min() >= np.sort(every)[-300]
    np.testing.assert_allclose(np.abs(flow), every[edges])


def test_every_gap_has_pulses() -> None:
    network = network_of(3)
    signals = choose(network, trace_of(network, 4), 1000)
    counts = np.bincount(signals.layer, minlength=3)
    assert (counts >= 100).all() and counts[0] == counts.max()


def test_a_blank_input_and_a_dead_network_give_what_there_is() -> None:
    network = network_of(5)
    blank = forward(network, np.zeros(784, np.float32))
    signals = choose(network, blank, 1000)
    assert (signals.layer > 0).all()  # biases still make the hidden layers fire
    broken = Network(
        tuple(np.full_like(w, np.nan) for w in network.weights),  # type: ignore[arg-type]
        tuple(b.copy() for b in network.biases),  # type: ignore[arg-type]
    )
    assert len(choose(broken, forward(broken, np.ones(784, np.float32)), 500).layer) == 0


def test_the_same_ticks_give_the_same_pulses() -> None:
    network = network_of(6)
    trace = trace_of(network, 7)
    first = pulses(choose(network, trace, 800), PLAN, 321, 40)
    again = pulses(choose(network, trace, 800), PLAN, 321, 40)
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_the_wave_reaches_layer_after_layer(layer: int) -> None:
    network = network_of(8)
    signals = choose(network, trace_of(network, 9), 1000)
    early = pulses(signals, PLAN, 500, ARRIVALS[layer] - 1, dark=True)
    assert not (signals.layer[early.signal] >= layer).any()
    within = (ARRIVALS[layer] + ARRIVALS[layer + 1]) / 2
    running = pulses(signals, PLAN, 500, within, dark=True)
    assert (signals.layer[running.signal] == layer).any()
    assert arrived(ARRIVALS[layer] - 5)[layer] == 0
    assert arrived(ARRIVALS[layer] + 6)[layer] == 1


def test_the_flow_goes_on_quietly_after_the_wave() -> None:
    network = network_of(10)
    signals = choose(network, trace_of(network, 11), 1000)
    wave = pulses(signals, PLAN, 500, 15, dark=True)
    quiet = pulses(signals, PLAN, 500, LONG_AGO)
    assert 0 < quiet.strength.mean() < wave.strength.mean()
    moved = pulses(signals, PLAN, 501, LONG_AGO)
    assert len(np.intersect1d(quiet.signal, moved.signal)) > 0.9 * len(quiet.signal)


def test_each_layer_flares_once_as_the_wave_arrives() -> None:
    values = np.array([flash(tick) for tick in range(WAVE_TICKS)])
    for layer in range(1, 4):
        line = values[:, layer]
        peak = int(line.argmax())
        assert peak == ARRIVALS[layer]
        assert (np.diff(line[:peak]) >= 0).all() and (np.diff(line[peak:]) <= 0).all()


@given(st.floats(-100, 1000) | st.sampled_from([*ARRIVALS, np.inf]))
def test_the_wave_has_come_as_far_as_a_straight_line_between_arrivals_says(since: float) -> None:
    assert reached_at(since) == pytest.approx(np.interp(since, ARRIVALS, range(4)))
