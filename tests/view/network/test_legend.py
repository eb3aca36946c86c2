"""The line below the network is true of layers that say nothing, and of those without numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from game.commands.render import play
from game.core.geometry import Rect
from game.core.model.network import Network, forward
from game.engine.driver import Driver
from game.lab import intents as do
from game.view.network.comets import comet
from game.view.network.legend import LegendPanel, Meanings, Stepped, formula
from game.view.paint.theme import Theme
from tests.networks import broken_network, some_drawing, some_network
from tests.view.network.scenes import brush_on


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
    assert isinstance(panel.look(driver.state), Meanings), (
        "while all flows it says what colors mean"
    )
    driver.advance([do.Replay(), do.Pause()])
    first = panel.look(driver.state)
    driver.advance([do.StepLayer(1), *[do.Tick()] * 60])
    second = panel.look(driver.state)
    assert isinstance(first, Stepped) and isinstance(second, Stepped)
    assert (first.layer, second.layer) == (0, 1) and first.trace is second.trace
    driver.advance([do.OpenTab("break"), do.SetDamage("W3")])
    assert panel.look(driver.state) != second, "other weights, other numbers"


def test_the_samples_run_as_the_signals_do(driver: Driver) -> None:
    panel = LegendPanel()
    play(driver, [(0, do.LoadSample(7))], 200)
    first = drawn(panel, driver)
    driver.advance([do.Tick()] * 12)
    assert (drawn(panel, driver) != first).any()
    driver.advance([do.Pause()])
    driver.advance([do.StepLayer(1), *[do.Tick()] * 60, do.Pause(), do.Pause()])
    still = panel.look(driver.state)
    driver.advance([do.Tick()] * 12)
    assert panel.look(driver.state) == still


def test_damage_and_learning_have_a_place_while_they_are_in_play(driver: Driver) -> None:
    panel = LegendPanel()
    play(driver, [(0, do.LoadSample(7))], 200)
    said = {}
    for name, intents in {
        "healthy": [],
        "damaged": [do.SetDamage("K3")],
        "taught": [do.SetDamage(""), do.ShowComputation("gradient"), do.SendBack()],
    }.items():
        driver.advance([*intents, do.Tick()])
        value = panel.look(driver.state)
        assert isinstance(value, Meanings)
        said[name] = value.keys
    assert "legend.damage" in said["damaged"] and "legend.damage" not in said["healthy"]
    assert "legend.learning" in said["taught"] and "legend.learning" not in said["damaged"]


def test_the_two_signs_differ_in_shape_and_run_to_the_right() -> None:
    theme = Theme()
    plus, minus = (
        pygame.surfarray.array3d(comet(theme, 1.0, theme.muted, whole, 3)).max(axis=2)
        for whole in (True, False)
    )
    for picture in (plus, minus):
        light = picture.astype(float).sum(axis=1)
        assert light[: len(light) // 3].sum() < 0.3 * light[-len(light) // 3 :].sum()
    middle = [picture[:, picture.shape[1] // 2] > 60 for picture in (plus, minus)]
    pieces = [int((np.diff(row.astype(int)) == 1).sum()) + int(row[0]) for row in middle]
    assert pieces[0] == 1 and pieces[1] >= 3, "whole, and in pieces"
    gaps = np.diff(np.flatnonzero(np.diff(middle[1].astype(int))))
    assert gaps.min() >= 8, "what is seen at three meters"


def drawn(panel: LegendPanel, driver: Driver) -> np.ndarray:
    surface = pygame.Surface((700, 40), depth=32)
    brush = brush_on(surface, Theme())
    panel.draw(brush, Rect(0, 0, 700, 40), panel.look(driver.state))
    return pygame.surfarray.array3d(surface)
