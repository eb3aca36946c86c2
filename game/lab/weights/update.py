"""The weights: its part of the State, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

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
from game.core.model.unit import Unit
from game.lab.intents.intent import Intent
from game.lab.intents.weights import ShareAxes, ShowBlock, SortNeurons
from game.lab.layers.layout import Grid
from game.lab.weights.layout import NAMES, columns_in, rows_in, wall_in

if TYPE_CHECKING:
    from game.lab.slider import Slider
    from game.lab.state.state import State


#: the picture whose cells are neurons
NEURONS = "weights.neurons"


def dock_part(state: State) -> str:
    """What the layout must know of what is shown: whether weights are compared."""
    return "pair" if state.changed else "one"


def layer_shown(state: State) -> int:
    """The layer whose neurons are shown, 1..3."""
    return layer_of(state.weighing.block)


def activations_of(state: State, layer: int) -> Array | None:
    """What the neurons of a layer put out now: a₁, a₂ or ŷ; None without a drawing."""
    return None if state.trace is None else state.trace.layers[layer]


def compared_with(state: State, network: Network) -> Network:
    """The healthy network where another one answers; else the same."""
    return state.healthy if state.changed and state.healthy is not None else network


def order_of(state: State) -> tuple[int, ...]:
    """The neurons of the shown layer in their order."""
    weighing, layer = state.weighing, layer_shown(state)
    if state.network is None:
        return tuple(range(SIZES[layer]))
    if weighing.sort == "activation":
        known = len(weighing.ranked) == SIZES[layer]
        return weighing.ranked if known else tuple(range(SIZES[layer]))
    return unit_order(state.network, layer, weighing.sort)


def places(state: State) -> tuple[Grid, tuple[int, ...]]:
    """The cells of the picture of neurons, and what stands in each: a neuron, or −1 − digit for
    the heading of those that favour it."""
    weighing, rect, order = state.weighing, state.stage.rect(NEURONS), order_of(state)
    if weighing.block == "b3":
        rect = rect._replace(h=rect.h - NAMES * state.stage.scale)
    if is_bias(weighing.block):
        return columns_in(rect, len(order)), order
    if weighing.block != "W1":
        return rows_in(rect, len(order)), order
    if weighing.sort == "digit" and state.network is not None:
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


def focused(state: State) -> Unit | None:
    """The neuron of the shown layer that is hovered, else the pinned one."""
    units = (state.hovered, state.pinned)
    return next((u for u in units if u is not None and u.layer == layer_shown(state)), None)


def advance(state: State) -> State:
    """One tick: a neuron that was pinned shows its layer; the order by activation follows the
    drawing when pen and fingers are up."""
    weighing = state.weighing
    if state.pinned != weighing.seen:
        block = weighing.block
        if state.pinned is not None and state.pinned.layer != layer_shown(state):
            block = f"{block[0]}{state.pinned.layer}"
        state = replace(state, weighing=replace(weighing, block=block, seen=state.pinned))
    due = weighing.sort == "activation" and not state.growing and not state.presses
    return _ranked(state) if due else state


def _ranked(state: State) -> State:
    """With the neurons of the shown layer ranked by what they put out now."""
    weighing, layer = state.weighing, layer_shown(state)
    current = (layer, -1 if state.trace is None else state.trace_revision)
    if weighing.ranked_for == current:
        return state
    values = activations_of(state, layer)
    order = tuple(range(SIZES[layer])) if values is None else descending(values)
    return replace(state, weighing=replace(weighing, ranked=order, ranked_for=current))


def on(state: State, name: str) -> bool:
    """Whether a button of this part is switched on."""
    match name.split("."):
        case ["block", block]:
            return state.weighing.block == block
        case ["sort", sort]:
            return state.weighing.sort == sort
    return name == "weights.shared" and state.weighing.shared


def label(state: State, name: str) -> str | None:
    """The words on a button of this part, where they depend on the state."""
    return None


def _show(state: State, intent: ShowBlock) -> State:
    if intent.name not in BLOCKS:
        return state
    weighing = replace(state.weighing, block=intent.name, seen=state.pinned)
    return _ranked(replace(state, weighing=weighing))


def _sort(state: State, intent: SortNeurons) -> State:
    if intent.name not in SORTS:
        return state
    return _ranked(replace(state, weighing=replace(state.weighing, sort=intent.name)))


def _share(state: State, _: ShareAxes) -> State:
    return replace(state, weighing=replace(state.weighing, shared=not state.weighing.shared))


#: what each intent of this part does, what its buttons do, and what its sliders set
HANDLERS: Mapping[type[Intent], Callable[[State, Any], State]] = {
    ShowBlock: _show,
    SortNeurons: _sort,
    ShareAxes: _share,
}
CONTROLS: dict[str, Intent] = {
    **{f"block.{block}": ShowBlock(block) for block in BLOCKS},
    **{f"sort.{sort}": SortNeurons(sort) for sort in SORTS},
    "weights.shared": ShareAxes(),
}
SLIDERS: dict[str, Slider] = {}
