"""The weights: which block is shown, and its neurons in their order."""

from __future__ import annotations

from dataclasses import replace

from game.core.geometry import Rect
from game.core.model.blocks import (
    BLOCKS,
    SORTS,
    descending,
    is_bias,
    layer_of,
    unit_order,
    with_headings,
)
from game.core.model.network import SIZES, Array, Network
from game.core.model.unit import OUTPUT, Unit
from game.lab.cells import Grid
from game.lab.intents.weights import ShareAxes, ShowBlock, SortNeurons
from game.lab.network.playback import told
from game.lab.state.state import State
from game.lab.weights.layout import NAMES, columns_in, rows_in, wall_in

#: the picture whose cells are neurons
NEURONS = "weights.neurons"


def layer_shown(state: State) -> int:
    """The layer whose neurons are shown, 1..3."""
    return layer_of(state.weights.block)


def activations_of(state: State, layer: int) -> Array | None:
    """What the neurons of a layer put out now: a₁, a₂ or ŷ; None without a drawing, and of the
    outputs before the answer is told."""
    trace = state.prediction.trace
    return None if trace is None or (layer == OUTPUT and not told(state)) else trace.layers[layer]


def compared_with(state: State, network: Network) -> Network:
    """The healthy network where another one answers; else ``network``."""
    return state.healthy if state.changed and state.healthy is not None else network


def order_of(state: State) -> tuple[int, ...]:
    """The neurons of the shown layer in the order chosen."""
    weights, layer = state.weights, layer_shown(state)
    if state.network is None:
        return tuple(range(SIZES[layer]))
    if weights.sort == "activation":
        known = len(weights.ranked) == SIZES[layer]
        return weights.ranked if known else tuple(range(SIZES[layer]))
    return unit_order(state.network, layer, weights.sort)


def places(state: State) -> tuple[Grid, tuple[int, ...]]:
    """The cells of the picture of neurons, and what stands in each: a neuron's index, or −1 − digit
    for the heading of the neurons that raise that digit most."""
    weights, rect, order = state.weights, state.stage.rect(NEURONS), order_of(state)
    if weights.block == "b3":
        rect = rect._replace(h=rect.h - NAMES * state.stage.scale)
    if is_bias(weights.block):
        return columns_in(rect, len(order)), order
    if weights.block != "W1":
        return rows_in(rect, len(order)), order
    if weights.sort == "digit" and state.network is not None:
        order = with_headings(state.network, 1)
    return wall_in(rect, len(order), state.stage.scale), order


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    if name != NEURONS or not state.stage.has(name):
        return None
    grid, units = places(state)
    place = grid.at(x, y)
    if place is None or place >= len(units) or units[place] < 0:
        return None
    return Unit(layer_shown(state), units[place])


def cells(state: State, name: str) -> list[tuple[Unit, Rect]]:
    """The neurons of such an item and their cells, window px."""
    grid, units = places(state)
    layer = layer_shown(state)
    return [(Unit(layer, unit), grid.rect(n)) for n, unit in enumerate(units) if unit >= 0]


def focused(state: State) -> Unit | None:
    """The neuron of the shown layer that is hovered, else the pinned one."""
    units = (state.card.hovered, state.card.pinned)
    return next((u for u in units if u is not None and u.layer == layer_shown(state)), None)


def looked_at(state: State) -> Unit:
    """The neuron of the shown layer that is told of: the focused one, else the strongest for this
    drawing, else the first in the order chosen."""
    layer, unit = layer_shown(state), focused(state)
    if unit is not None:
        return unit
    values = activations_of(state, layer)
    return Unit(layer, order_of(state)[0] if values is None else int(values.argmax()))


def ranked_now(state: State) -> bool | None:
    """Whether the neurons stand by their present activations; None: by those of an earlier drawing,
    while a pen draws."""
    ranked_for = state.weights.ranked_for[1]
    return None if ranked_for not in (None, state.prediction.trace) else ranked_for is not None


def advance(state: State) -> State:
    """One tick: show the block of a newly pinned neuron's layer; let the order by activation follow
    the drawing while no pen draws and nothing is pressed."""
    weights = state.weights
    if state.screen.room != "weights":
        return state
    if state.card.pinned != weights.seen:
        block = weights.block
        if state.card.pinned is not None and state.card.pinned.layer != layer_shown(state):
            block = f"{block[0]}{state.card.pinned.layer}"
        state = replace(state, weights=replace(weights, block=block, seen=state.card.pinned))
    due = weights.sort == "activation" and not state.canvas.growing and not state.screen.presses
    return _ranked(state) if due else state


def _ranked(state: State) -> State:
    """With the neurons of the shown layer ranked by their present activation."""
    weights, layer = state.weights, layer_shown(state)
    values = activations_of(state, layer)
    current = (layer, None if values is None else state.prediction.trace)
    if weights.ranked_for == current:
        return state
    order = tuple(range(SIZES[layer])) if values is None else descending(values)
    return replace(state, weights=replace(weights, ranked=order, ranked_for=current))


def show_block(state: State, intent: ShowBlock) -> State:
    """Look at another block of numbers."""
    if intent.name not in BLOCKS:
        return state
    weights = replace(state.weights, block=intent.name, seen=state.card.pinned)
    return _ranked(replace(state, weights=weights))


def sort_neurons(state: State, intent: SortNeurons) -> State:
    """Sort the neurons by something else."""
    if intent.name not in SORTS:
        return state
    return _ranked(replace(state, weights=replace(state.weights, sort=intent.name)))


def toggle_more(state: State) -> State:
    """Show the histogram and the numbers of the block, or its neurons again."""
    return replace(state, weights=replace(state.weights, numbers=not state.weights.numbers))


def share_axes(state: State, _: ShareAxes) -> State:
    """Give all histograms the same axes, or each its own."""
    return replace(state, weights=replace(state.weights, shared=not state.weights.shared))
