"""The line below the network is true of layers that say nothing, and of those without numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.commands.render import play
from game.core.model.network import Network, forward
from game.engine.driver import Driver
from game.lab import intents as do
from game.view.network.legend import LegendPanel, formula
from tests.networks import broken_network, some_drawing, some_network


def test_the_strongest_neuron_is_named_where_one_fires() -> None:
    trace = forward(some_network(), some_drawing())
    index = int(trace.activations[1].argmax())
    assert f"neuron {index}, z = {trace.pre_activations[0][index]:.3f}" in formula(1, trace)


def test_a_silent_layer_has_no_strongest_neuron() -> None:
    healthy = some_network()
    dead = tuple(np.full_like(bias, -1000) for bias in healthy.biases)
    trace = forward(Network(healthy.weights, dead), some_drawing())  # type: ignore[arg-type]
    for layer, size in ((1, 128), (2, 64)):
        assert formula(layer, trace).endswith(f"No neuron fires: all {size} are 0")


def test_numbers_that_are_none_are_said_to_be() -> None:
    trace = forward(broken_network(float("nan")), some_drawing())
    assert "NaN" in formula(1, trace) and "nan" not in formula(1, trace)
    assert "not finite" in formula(3, trace)
    huge = replace(trace, activations=(*trace.activations[:2], np.full(64, np.inf, np.float32)))
    assert "∞" in formula(2, huge)


def test_the_legend_follows_the_steps_and_the_drawing(driver: Driver) -> None:
    panel = LegendPanel()
    play(driver, [(0, do.LoadSample(7))], 200)
    assert panel.look(driver.state) is None, "while all flows it says what the colors mean"
    driver.advance([do.Replay(), do.Pause()])
    first = panel.look(driver.state)
    driver.advance([do.StepLayer(1), *[do.Tick()] * 60])
    second = panel.look(driver.state)
    assert first is not None and second is not None
    assert (first.layer, second.layer) == (0, 1) and first.trace is second.trace
    driver.advance([do.OpenTab("break"), do.SetDamage("W3")])
    assert panel.look(driver.state) != second, "other weights, other numbers"
