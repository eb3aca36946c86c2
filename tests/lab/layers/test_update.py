"""What each layer does: which card is open, what it looks at, and what is measured."""

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
from game.lab import intents as do
from game.lab.layers.layout import GRIDS, grid_in, layers_items
from game.lab.layers.update import chosen, facts_of, focused, unit_at, values_of
from game.lab.network.playback import told
from game.lab.state.state import State
from game.shell.files.assets import Assets
from tests.view.words import check_apart

#: the inside of the drawer at the six sizes, px at 1080 lines, and some odd ones
INNER = [(820, 878), (765, 822), (715, 865), (499, 822), (1012, 646), (440, 700), (930, 900)]


@cache
def _digits() -> tuple[np.ndarray, np.ndarray]:
    assets = Assets()
    return assets.test_pictures(), assets.test_labels()


def measured(driver: Driver) -> State:
    network, revision = driver.state.network, driver.state.network_revision
    assert network is not None
    return driver.advance([find_responses(network, revision, *_digits())])


def drawn(driver: Driver, *intents: object) -> State:
    driver.advance([do.OpenTab("layers"), do.LoadSample(3), *intents])  # type: ignore[list-item]
    return at_rest(driver)


def at_rest(driver: Driver) -> State:
    """With ink drawn and answered, and the wave run through."""
    for _ in range(40):
        driver.advance([do.Tick()] * 10)
    return driver.state


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


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("size", INNER)
def test_three_cards_are_closed_and_nothing_overlaps(
    part: int, more: bool, size: tuple[int, int]
) -> None:
    inner = Rect(0, 0, *size)
    found = layers_items(inner, (part, more))
    items = [item._replace(rect=item.rect.rounded()) for item in found]
    tiles = [item for item in items if item.role == "tile"]
    assert {item.name for item in tiles} == {f"layer.{n}" for n in range(4) if n != part}
    assert all(item.rect.h >= 54 for item in items if item.role in ("tile", "button"))
    check_apart([item for item in items if item.name != "layer.card"], inner)
    names = {item.name for item in items}
    assert ("raw" in names) == ("seen" in names) == (part == 0 and not more)
    assert "layer.more" in names


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


def test_damage_makes_what_was_measured_stale_until_it_is_measured_anew(driver: Driver) -> None:
    drawn(driver, do.OpenLayer(2))
    old = measured(driver).layers.responses
    assert old is not None
    state = driver.advance([do.SetDamage("N120.7")])
    assert facts_of(state) is None
    late = driver.advance([do.ResponsesMeasured(state.network_revision - 1, old)])
    assert facts_of(late) is None
    new = facts_of(measured(driver))
    assert new is not None and new.right < old.right


def test_a_pinned_neuron_opens_its_card_and_an_opened_card_stays(driver: Driver) -> None:
    drawn(driver)
    state = driver.advance([do.PinUnit(2, 5), do.Tick()])
    assert state.layers.opened == 2 and focused(state) == Unit(2, 5) and stands_open(state, 2)
    state = driver.advance([do.OpenLayer(0), do.Tick()])
    assert (
        state.layers.opened == 0 and focused(state).layer == 0 and state.card.pinned == Unit(2, 5)
    )
    state = driver.advance([do.PinUnit(1, 7), do.Tick()])
    assert state.layers.opened == 1
    state = driver.advance([do.PinUnit(None), do.Tick()])
    assert state.layers.opened == 1 and state.card.pinned is None
    assert driver.advance([do.OpenLayer(9)]).layers.opened == 1
    assert driver.advance([do.Press("layer.3"), do.Tick()]).layers.opened == 3


def test_a_neuron_that_was_pinned_before_opens_its_card(driver: Driver) -> None:
    driver.advance([do.PinUnit(3, 4), do.OpenTab("layers"), do.Tick()])
    assert driver.state.layers.opened == 3


def test_more_stays_when_another_card_opens_and_when_the_drawer_is_folded(driver: Driver) -> None:
    state = driver.advance([do.OpenTab("layers"), do.OpenLayer(1), do.Press("layer.more")])
    assert state.layers.more
    state = driver.advance([do.OpenTab(None), do.OpenTab("layers"), do.OpenLayer(2)])
    assert state.layers.more and state.layers.opened == 2
    assert not driver.advance([do.Press("layer.more")]).layers.more


@pytest.mark.parametrize("before", [[], [do.OpenTab("break")], [do.ShowComputation("weights")]])
def test_x_opens_the_cards_of_the_input_with_the_ink_as_drawn(
    driver: Driver, before: list[do.Intent]
) -> None:
    driver.advance([do.OpenTab("layers"), do.OpenLayer(2), do.MoreOfLayer(), do.PinUnit(2, 3)])
    driver.advance([do.OpenTab(None), do.LoadSample(3), *before, *[do.Tick()] * 90])
    state = driver.advance([do.PressKey("x"), do.Tick(), do.Tick()])
    assert state.screen.tab == "layers" and state.layers.opened == 0 and state.stage.has("raw")
    assert state.canvas.raw and state.canvas.raw_answer is not None
    state = driver.advance([do.PressKey("x"), do.Tick()])
    assert state.stage.has("raw") and not state.canvas.raw and state.canvas.raw_x is None
    # It was left on, and its card closed: the key brings it back, and does not turn it off.
    state = driver.advance([do.Press("raw"), do.OpenLayer(1), do.PressKey("x"), do.Tick()])
    assert state.canvas.raw and state.layers.opened == 0


@pytest.mark.parametrize("layer", range(len(GRIDS)))
def test_cells_stand_for_their_neurons(driver: Driver, layer: int) -> None:
    state = drawn(driver, do.OpenLayer(layer))
    grid = grid_in(state.stage.rect("layer.cells"), layer)
    for index in (0, SIZES[layer] // 2, SIZES[layer] - 1):
        at = grid.rect(index).center
        assert unit_at(state, "layer.cells", *at) == Unit(layer, index)
        hovering = replace(
            state, card=replace(state.card, hovered=unit_at(state, "layer.cells", *at))
        )
        assert focused(hovering) == Unit(layer, index) == chosen(hovering)
    assert unit_at(state, "layer.words", *grid.rect(0).center) is None


def test_the_strongest_neuron_is_looked_at_unless_another_is(driver: Driver) -> None:
    state = drawn(driver, do.OpenLayer(1))
    assert state.prediction.trace is not None and chosen(state) is None
    assert focused(state).index == int(state.prediction.trace.activations[1].argmax())
    state = driver.advance([do.Clear(), do.Tick()])
    assert focused(state) == Unit(1, 0)
    assert focused(measured(driver)) == Unit(1, 34)  # for 0, the most selective


def test_another_drawing_has_its_own_strongest_neuron(driver: Driver) -> None:
    first = focused(drawn(driver, do.OpenLayer(1)))
    driver.advance([do.LoadSample(7)])
    at_rest(driver)
    trace = driver.state.prediction.trace
    assert trace is not None
    assert focused(driver.state) == Unit(1, int(trace.activations[1].argmax())) != first


def test_before_the_answer_is_told_no_output_leads(driver: Driver) -> None:
    drawn(driver, do.OpenLayer(3))
    assert told(driver.state) and focused(driver.state) == Unit(3, 3)
    state = driver.advance([do.Replay(), do.Pause(), do.Tick()])
    assert not told(state) and focused(state) == Unit(3, 0)
    assert values_of(state, 3) is None and values_of(state, 2) is not None


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
