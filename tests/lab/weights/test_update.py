"""The weights tab's logic: blocks, orders, cells, and that all of it stands a broken network."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.geometry import Rect
from game.core.model.blocks import (
    BLOCKS,
    NONE,
    SORTS,
    descending,
    favorite_digits,
    layer_of,
    unit_order,
    weight_norms,
    with_headings,
)
from game.core.model.network import SIZES, Network, Trace
from game.core.model.unit import Unit
from game.lab.intents import (
    BeginStroke,
    Clear,
    EndStroke,
    LoadSample,
    NetworkLoaded,
    PinUnit,
    PointerDown,
    PointerUp,
    Press,
    ShareAxes,
    ShowBlock,
    ShowComputation,
    SortNeurons,
    Tick,
)
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.lab.update import update
from game.lab.weights.layout import wall_in, weights_items
from game.lab.weights.update import (
    NEURONS,
    activations_of,
    focused,
    looked_at,
    order_of,
    places,
    ranked_now,
    unit_at,
)
from tests.labs import without_trace
from tests.networks import broken_network, some_network, some_trace
from tests.states import having
from tests.view.words import check_apart

NETWORK = some_network()
SILENT = Network(
    tuple(np.zeros_like(w) for w in NETWORK.weights),  # type: ignore[arg-type]
    tuple(np.zeros_like(b) for b in NETWORK.biases),  # type: ignore[arg-type]
)


@cache
def _opened() -> State:
    return update(
        State(screen=Screen(size=(1280, 800))),
        [NetworkLoaded(NETWORK), ShowComputation("weights"), Tick()],
    )


def shown(trace: Trace | None, *intents: object) -> State:
    """The open tab with an answer, whose wave has run through."""
    state = having(_opened(), trace=trace, time=1000.0)
    return update(state, intents)  # type: ignore[arg-type]


@pytest.mark.parametrize("network", [NETWORK, SILENT, broken_network(np.nan), broken_network(1e38)])
@pytest.mark.parametrize("layer", [1, 2, 3])
@pytest.mark.parametrize("sort", SORTS)
def test_every_order_has_each_neuron_once(network: Network, layer: int, sort: str) -> None:
    assert sorted(unit_order(network, layer, sort)) == list(range(SIZES[layer]))


def test_orders_mean_what_they_say() -> None:
    norms = weight_norms(NETWORK, 1)[list(unit_order(NETWORK, 1, "norm"))]
    assert (np.diff(norms) <= 0).all()
    digits = favorite_digits(NETWORK, 1)[list(unit_order(NETWORK, 1, "digit"))]
    assert (np.diff(digits) >= 0).all()
    assert descending(np.array([1.0, np.nan, 3.0, 3.0, -np.inf])) == (1, 2, 3, 0, 4)


def test_the_favorite_digit_is_the_logit_that_grows_most() -> None:
    """Against the network itself, with ReLUs left out as the screen says."""
    w2, w3 = NETWORK.weights[1].astype(float), NETWORK.weights[2].astype(float)
    for unit in (0, 77, 127):
        a1 = np.zeros(128)
        a1[unit] = 1
        assert favorite_digits(NETWORK, 1)[unit] == (w3 @ (w2 @ a1)).argmax()
    assert list(favorite_digits(NETWORK, 3)) == list(range(10))
    assert set(favorite_digits(SILENT, 1)) == {NONE}


def test_headings_stand_before_their_groups() -> None:
    places_, digit = with_headings(NETWORK, 1), -1
    for unit in places_:
        if unit < 0:
            assert -1 - unit > digit
            digit = -1 - unit
        else:
            assert favorite_digits(NETWORK, 1)[unit] == digit
    assert with_headings(SILENT, 1)[:2] == (-1 - NONE, 0)


@given(st.floats(200, 2000), st.floats(100, 900), st.integers(1, 138), st.floats(0.4, 2))
@settings(max_examples=30, deadline=None)
def test_a_wall_has_a_place_for_each_and_stays_inside(
    wide: float, high: float, count: int, scale: float
) -> None:
    rect = Rect(10, 20, wide, high)
    grid = wall_in(rect, count, scale)
    assert grid.columns * grid.rows >= count
    last = grid.rect(count - 1)
    assert last.right <= rect.right and last.bottom <= rect.bottom
    assert grid.at(*last.center) == count - 1


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("sort", SORTS)
def test_a_cell_is_its_neuron(block: str, sort: str) -> None:
    state = shown(some_trace(NETWORK), ShowBlock(block), SortNeurons(sort))
    grid, units = places(state)
    for place, unit in enumerate(units):
        wanted = None if unit < 0 else Unit(layer_of(block), unit)
        assert unit_at(state, NEURONS, *grid.rect(place).center) == wanted
    assert unit_at(state, NEURONS, grid.x - 5, grid.y) is None
    assert unit_at(state, "other", *grid.rect(0).center) is None


def test_a_tap_on_a_cell_pins_its_neuron() -> None:
    state = shown(some_trace(NETWORK), SortNeurons("norm"))
    grid, units = places(state)
    x, y = grid.rect(5).center
    state = update(state, [PointerDown(0, x, y), PointerUp(0, x, y)])
    assert state.card.pinned == Unit(1, units[5]) == focused(state)


def test_buttons_and_tiles_do_what_they_say() -> None:
    state = update(_opened(), [Press("block.W2"), Press("sort.norm"), Press("weights.more")])
    state = update(state, [Press("weights.shared")])
    weights = state.weights
    assert (weights.block, weights.sort, weights.shared, weights.numbers) == (
        "W2",
        "norm",
        True,
        True,
    )
    assert not update(state, [ShareAxes()]).weights.shared
    assert state.stage.has("weights.histogram") and not state.stage.has(NEURONS)
    assert update(state, [Press("weights.more")]).stage.has(NEURONS)


#: the inside of the tab at the six sizes, px at 1080 lines
@pytest.mark.parametrize(
    "size", [(820, 750), (765, 694), (715, 737), (499, 694), (1012, 518), (440, 560)]
)
@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("compared", [False, True])
def test_nothing_overlaps_and_all_can_be_touched(
    size: tuple[int, int], more: bool, compared: bool
) -> None:
    body = Rect(0, 0, *size)
    found = weights_items(body, (more, compared))
    items = [item._replace(rect=item.rect.rounded()) for item in found]
    check_apart(items, body)
    assert all(item.rect.h >= 54 for item in items if item.role in ("tile", "button"))
    names = {item.name for item in items}
    assert {"weights.more", *(f"block.{block}" for block in BLOCKS)} < names
    assert ("weights.neurons" in names) != ("weights.histogram" in names)


def test_the_strongest_neuron_is_told_of_unless_another_is() -> None:
    one, other = some_trace(NETWORK, 1), some_trace(NETWORK, 2)
    for block in BLOCKS:
        layer = layer_of(block)
        for trace in (one, other):
            state = shown(trace, ShowBlock(block))
            assert looked_at(state) == Unit(layer, int(trace.layers[layer].argmax()))
        assert looked_at(shown(one, ShowBlock(block), PinUnit(layer, 3), Tick())) == Unit(layer, 3)
        blank = shown(None, ShowBlock(block), SortNeurons("norm"))
        assert looked_at(blank) == Unit(layer, unit_order(NETWORK, layer, "norm")[0])


def test_before_the_answer_is_told_the_outputs_are_silent() -> None:
    trace = some_trace(NETWORK)
    state = shown(trace, ShowBlock("W3"), SortNeurons("activation"), Tick())
    assert activations_of(state, 3) is not None and ranked_now(state)
    untold = having(state, dark=True, fired_at=state.playback.time)
    untold = update(untold, [Tick()])
    assert activations_of(untold, 3) is None and activations_of(untold, 2) is not None
    assert order_of(untold) == tuple(range(10)) and ranked_now(untold) is False
    told = update(having(untold, fired_at=untold.playback.time - 1000), [Tick()])
    assert order_of(told) == descending(trace.probabilities)


def test_unknown_names_change_nothing() -> None:
    state = update(_opened(), [ShowBlock("W9"), SortNeurons("color")])
    assert (state.weights.block, state.weights.sort) == ("W1", "index")


def test_a_pinned_neuron_shows_its_layer() -> None:
    state = update(_opened(), [ShowBlock("b1"), PinUnit(2, 7), Tick()])
    assert state.weights.block == "b2"
    assert update(state, [ShowBlock("W1"), Tick()]).weights.block == "W1"


def test_the_order_keeps_still_while_a_pen_draws() -> None:
    one, other = some_trace(NETWORK, 1), some_trace(NETWORK, 2)
    state = shown(one, SortNeurons("activation"))
    before = order_of(state)
    assert before == descending(one.activations[1]) and ranked_now(state)
    drawing = replace(
        state,
        canvas=replace(state.canvas, pen_pointer=0),
        prediction=replace(state.prediction, trace=other),
    )
    drawing = update(drawing, [Tick()] * 40)
    assert order_of(drawing) == before and ranked_now(drawing) is None
    lifted = update(replace(drawing, canvas=replace(drawing.canvas, pen_pointer=None)), [Tick()])
    assert order_of(lifted) == descending(lifted.prediction.trace.activations[1])  # type: ignore[union-attr]


def test_without_a_drawing_activation_is_by_index() -> None:
    assert order_of(shown(None, SortNeurons("activation"))) == tuple(range(128))
    state = shown(some_trace(NETWORK), SortNeurons("activation"))
    state = update(without_trace(state), [Clear(), Tick()])
    assert order_of(state) == tuple(range(128))


def test_before_a_network_is_there_nothing_raises() -> None:
    state = update(State(), [ShowComputation("weights"), Tick()])
    for block in BLOCKS:
        for sort in SORTS:
            state = update(state, [ShowBlock(block), SortNeurons(sort), LoadSample(2), Tick()])
            assert len(order_of(state)) == SIZES[layer_of(block)]
    update(state, [BeginStroke(10, 10), EndStroke(), Tick()])
