"""What each layer does: what it measures, and what it says of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.geometry import Rect
from game.core.insight.effect_of_ink import effect_of_ink
from game.core.insight.layer_facts import layer_facts
from game.core.model.network import SIZES, Network, forward
from game.core.model.unit import Unit
from game.engine.driver import Driver
from game.engine.lookups import find_responses
from game.lab.intents import Clear, LoadSample, OpenTab, PinUnit, Press, SetDamage, Tick
from game.lab.intents.layers import OpenLayer, ResponsesMeasured
from game.lab.layers.layout import GRIDS, grid_in, layers_items
from game.lab.layers.sentences import Look, look_at, row_figure, words_of
from game.lab.layers.update import facts_of, focused, unit_at
from game.lab.state.state import State
from game.shell.files.assets import Assets

BROKEN = ("", "N120.7", "B1-N300.2", "W1", "W2", "W1-W2-W3", "P100", "K3")


def said(state: State) -> tuple[str, ...]:
    """The open card's paragraphs."""
    layer, trace = state.layers.opened, state.prediction.trace
    return words_of(layer, trace, facts_of(state), state.break_it.damaged)


def look(state: State, unit: Unit) -> Look:
    """What the open card shows of a neuron."""
    return look_at(state.network, state.prediction.trace, facts_of(state), unit)


@cache
def _digits() -> tuple[np.ndarray, np.ndarray]:
    assets = Assets()
    return assets.test_pictures(), assets.test_labels()


def measured(driver: Driver) -> State:
    network, revision = driver.state.network, driver.state.network_revision
    assert network is not None
    return driver.advance([find_responses(network, revision, *_digits())])


def drawn(driver: Driver, *intents: object) -> State:
    state = driver.advance([OpenTab("layers"), LoadSample(3), *intents])  # type: ignore[list-item]
    return driver.advance([Tick()] * 120) if state else state


def stands_open(state: State, layer: int) -> bool:
    """All cards but this one are closed."""
    return [n for n in range(4) if not state.stage.has(f"layer.{n}")] == [layer]


@given(
    layer=st.sampled_from((0, 1, 2, 3)),
    width=st.floats(30, 900),
    height=st.floats(30, 600),
    share=st.floats(0, 0.999),
)
def test_every_cell_lies_in_the_rect_and_is_found_again(
    layer: int, width: float, height: float, share: float
) -> None:
    rect = Rect(10, 20, width, height)
    grid, index = grid_in(rect, layer), int(share * SIZES[layer])
    cell = grid.rect(index)
    assert grid.columns * grid.rows == SIZES[layer]
    assert rect.x <= cell.x and cell.right <= rect.right + 1e-6
    assert rect.y - 1 <= cell.y and cell.bottom <= rect.bottom + 1e-6
    assert grid.at(*cell.center) == index
    assert grid.at(rect.x - 1, rect.y) is None
    assert grid.at(grid.x + grid.size[0], grid.y) is None


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("size", [(790, 864), (552, 864), (996, 804), (700, 864)])
def test_three_cards_are_closed_and_none_overlap(part: int, size: tuple[int, int]) -> None:
    items = layers_items(Rect(0, 0, *size), part)
    tiles = [item for item in items if item.role == "tile"]
    assert {item.name for item in tiles} == {f"layer.{n}" for n in range(4) if n != part}
    assert all(item.rect.h >= 84 for item in tiles)
    flat = [item.rect for item in items if item.name != "layer.card"]
    for n, one in enumerate(flat):
        assert one.w > 0 and one.h > 0 and one.bottom <= size[1] + 1e-6
        for other in flat[n + 1 :]:
            assert one.right <= other.x or other.right <= one.x or one.bottom <= other.y + 1e-6


def test_the_shipped_model_is_measured(driver: Driver) -> None:
    facts = facts_of(measured(driver))
    assert facts is not None and facts.count == 10_000
    first, second = facts.hidden
    assert (int(first.selective.sum()), int(second.selective.sum())) == (23, 8)
    assert (float(np.median(first.digits_fired)), float(np.median(second.digits_fired))) == (3, 4.5)
    assert facts.spread == 26 and facts.thinnest[0] == 1 and facts.blank == 116
    assert facts.loop_detectors(2) == 0 and facts.own_outputs == 10
    assert facts.right == 9920 and 0.7 < facts.sure_when_wrong < 0.8
    assert [means.shape for means in facts.means] == [(n, 10) for n in SIZES]


def test_means_are_those_of_the_single_digits(driver: Driver) -> None:
    network = driver.state.network
    assert network is not None
    pictures, labels = (values[:40] for values in _digits())
    facts = layer_facts(network, pictures, labels)
    traces = [forward(network, x / np.float32(255)) for x in pictures]
    for layer in range(4):
        rows = np.array([trace.layers[layer] for trace in traces])
        for digit in set(labels.tolist()):
            expected = rows[labels == digit].mean(axis=0)
            assert np.allclose(facts.means[layer][:, digit], expected, atol=1e-4)


def test_the_words_have_the_measured_numbers(driver: Driver) -> None:
    drawn(driver, OpenLayer(1))
    assert said(driver.state)[1] == "Measuring on the test digits …"
    _, story = said(measured(driver))
    assert "26 of 784" in story and "23 of 128" in story and "3 of 10 digits" in story
    _, story = said(driver.advance([OpenLayer(2)]))
    assert "Only a story" in story and "0 of 64 do" in story and "4.5 of 10" in story
    live, story = said(driver.advance([OpenLayer(3)]))
    assert "for 3" in live and "9,920 of 10,000" in story and "10 of 10" in story
    live, story = said(driver.advance([OpenLayer(0)]))
    trace = driver.state.prediction.trace
    assert trace is not None and live.startswith(str(int((trace.activations[0] > 0).sum())))
    assert "116 cells" in story


def test_damage_makes_what_was_measured_stale_until_it_is_measured_anew(driver: Driver) -> None:
    drawn(driver, OpenLayer(2))
    old = measured(driver).layers.responses
    state = driver.advance([SetDamage("N120.7")])
    assert facts_of(state) is None and "Measuring" in said(state)[1]
    late = driver.advance([ResponsesMeasured(state.network_revision - 1, old)])  # type: ignore[arg-type]
    assert facts_of(late) is None
    _, story = said(measured(driver))
    assert story.startswith("Damaged, so measured anew.") and "8 of 64" not in story
    _, story = said(driver.advance([OpenLayer(1)]))
    assert "Stroke detectors? No" in story  # noise is everywhere


def test_a_pinned_neuron_opens_its_card_and_an_opened_card_stays(driver: Driver) -> None:
    drawn(driver)
    state = driver.advance([PinUnit(2, 5), Tick()])
    assert state.layers.opened == 2 and focused(state) == Unit(2, 5) and stands_open(state, 2)
    state = driver.advance([OpenLayer(0), Tick()])
    assert (
        state.layers.opened == 0 and focused(state).layer == 0 and state.card.pinned == Unit(2, 5)
    )
    state = driver.advance([PinUnit(1, 7), Tick()])
    assert state.layers.opened == 1
    state = driver.advance([PinUnit(None), Tick()])
    assert state.layers.opened == 1 and state.card.pinned is None
    assert driver.advance([OpenLayer(9)]).layers.opened == 1
    assert driver.advance([Press("layer.3"), Tick()]).layers.opened == 3


def test_a_neuron_that_was_pinned_before_opens_its_card(driver: Driver) -> None:
    driver.advance([PinUnit(3, 4), OpenTab("layers"), Tick()])
    assert driver.state.layers.opened == 3


@pytest.mark.parametrize("layer", range(len(GRIDS)))
def test_cells_stand_for_their_neurons(driver: Driver, layer: int) -> None:
    state = drawn(driver, OpenLayer(layer))
    grid = grid_in(state.stage.rect("layer.cells"), layer)
    for index in (0, SIZES[layer] // 2, SIZES[layer] - 1):
        at = grid.rect(index).center
        assert unit_at(state, "layer.cells", *at) == Unit(layer, index)
        hovering = replace(
            state, card=replace(state.card, hovered=unit_at(state, "layer.cells", *at))
        )
        assert focused(hovering) == Unit(layer, index)
    assert unit_at(state, "layer.words", *grid.rect(0).center) is None


def test_the_strongest_neuron_is_looked_at_unless_another_is(driver: Driver) -> None:
    state = drawn(driver, OpenLayer(1))
    assert state.prediction.trace is not None
    assert focused(state).index == int(state.prediction.trace.activations[1].argmax())
    state = driver.advance([Clear(), Tick()])
    assert focused(state) == Unit(1, 0)
    assert focused(measured(driver)) == Unit(1, 34)  # for 0, the most selective


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_field_is_the_slope_of_its_neuron(driver: Driver, layer: int) -> None:
    trace = drawn(driver).prediction.trace
    network = driver.state.network
    assert trace is not None and network is not None
    wide = Network(network.weights, network.biases)
    for index in (0, 3, 9):
        field = effect_of_ink(wide, trace, Unit(layer, index))
        inked = np.flatnonzero(trace.activations[0] > 0.2)[::20]
        for pixel in inked.tolist():
            moved = trace.activations[0].astype(np.float64)
            z = []
            for by in (1e-5, -1e-5):
                x = moved.copy()
                x[pixel] += by
                z.append(_z(network, x, layer)[index])
            assert field[pixel] == pytest.approx((z[0] - z[1]) / 2e-5, rel=1e-3, abs=1e-4)
    with pytest.raises(ValueError, match="no field"):
        effect_of_ink(network, trace, Unit(0, 3))


def _z(network: Network, x: np.ndarray, layer: int) -> np.ndarray:
    values = x
    for k in range(layer):
        z = network.weights[k].astype(float) @ values + network.biases[k]
        values = np.maximum(z, 0)
    return z


@pytest.mark.parametrize("code", BROKEN)
@pytest.mark.parametrize("blank", [False, True])
def test_nothing_is_left_unsaid_of_a_broken_network(driver: Driver, code: str, blank: bool) -> None:
    drawn(driver, SetDamage(code))
    if blank:
        driver.advance([Clear(), Tick()])
    for state in (driver.state, measured(driver)):
        for layer in range(4):
            opened = replace(state, layers=replace(state.layers, opened=layer))
            assert all(said(opened))
            assert look(opened, focused(opened)).title
            row_figure(opened.prediction.trace, layer)


def test_a_layer_without_numbers_is_not_called_silent(driver: Driver) -> None:
    drawn(driver, SetDamage(""))
    trace = driver.state.prediction.trace
    assert trace is not None
    lost = np.full(128, np.nan, np.float32)
    broken = replace(trace, activations=(trace.activations[0], lost, trace.activations[2]))
    state = replace(
        driver.state,
        layers=replace(driver.state.layers, opened=1),
        prediction=replace(driver.state.prediction, trace=broken),
    )
    assert "128 of 128 values are ∞ or not a number" in said(state)[0]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38, 0.0])
def test_networks_without_numbers_are_measured_without_raising(
    driver: Driver, value: float
) -> None:
    network = driver.state.network
    assert network is not None
    weights = [w.copy() for w in network.weights]
    weights[0][:64] = value
    weights[1][3:] = value
    odd = Network((weights[0], weights[1], weights[2]), network.biases)
    pictures, labels = (values[:300] for values in _digits())
    facts = layer_facts(odd, pictures, labels)
    assert 0 <= facts.right <= 300
    trace = forward(odd, pictures[0] / np.float32(255))
    state = replace(
        driver.state,
        network=odd,
        layers=replace(
            driver.state.layers, responses=facts, measured=driver.state.network_revision
        ),
        prediction=replace(driver.state.prediction, trace=trace),
    )
    for layer in range(4):
        opened = replace(state, layers=replace(state.layers, opened=layer))
        assert all(said(opened))
        for index in (0, SIZES[layer] - 1):
            look(opened, Unit(layer, index))
        row_figure(trace, layer)
