"""What each layer does: its part of the State, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from game.core.insight.layer_facts import LayerFacts
from game.core.model.unit import SIDE, Unit
from game.lab.intents.intent import Intent
from game.lab.intents.layers import OpenLayer, ResponsesMeasured
from game.lab.layers.layout import GRIDS, grid_in

if TYPE_CHECKING:
    from game.lab.slider import Slider
    from game.lab.state.state import State


#: the pixel looked at while nothing is drawn: the middle
MIDDLE = (SIDE // 2) * SIDE + SIDE // 2


def dock_part(state: State) -> str:
    """What the layout must know of what is shown: the open card."""
    return str(state.layers.card)


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    if name != "layer.cells" or not state.stage.has(name):
        return None
    layer = state.layers.card
    index = grid_in(state.stage.rect(name), layer).at(x, y)
    return None if index is None else Unit(layer, index)


def advance(state: State) -> State:
    """One tick: a neuron that was pinned opens the card of its layer."""
    layers = state.layers
    if state.pinned == layers.seen:
        return state
    card = layers.card if state.pinned is None else state.pinned.layer
    return replace(state, layers=replace(layers, card=card, seen=state.pinned))


def facts_of(state: State) -> LayerFacts | None:
    """What was measured of these very weights; None while that is not known."""
    layers = state.layers
    return layers.responses if layers.measured == state.network_revision else None


def focused(state: State) -> Unit:
    """The neuron that the open card looks at: the hovered, else the pinned, else the strongest one
    of its layer; while nothing is drawn the most selective one."""
    layer = state.layers.card
    for unit in (state.hovered, state.pinned):
        if unit is not None and unit.layer == layer:
            return unit
    if state.trace is not None:
        values = np.nan_to_num(state.trace.layers[layer], nan=-1)
        return Unit(layer, int(values.argmax()))
    facts = facts_of(state)
    if layer in (1, 2) and facts is not None:
        ranked = np.sort(facts.means[layer], axis=1).astype(float)
        with np.errstate(all="ignore"):
            lead = np.nan_to_num(ranked[:, -1] / ranked[:, -2])
        return Unit(layer, int(lead.argmax()))
    return Unit(layer, MIDDLE if layer == 0 else 0)


def on(state: State, name: str) -> bool:
    """Whether a button of this part is switched on."""
    return False


def label(state: State, name: str) -> str | None:
    """The words on a button of this part, where they depend on the state."""
    return None


def _open(state: State, intent: OpenLayer) -> State:
    if not 0 <= intent.layer < len(GRIDS):
        return state
    return replace(
        state, layers=replace(state.layers, card=intent.layer, seen=state.pinned), focus=None
    )


def _take(state: State, intent: ResponsesMeasured) -> State:
    if intent.network_revision != state.network_revision:
        return state
    found = replace(state.layers, responses=intent.responses, measured=intent.network_revision)
    return replace(state, layers=found)


#: what each intent of this part does, what its buttons do, and what its sliders set
HANDLERS: Mapping[type[Intent], Callable[[State, Any], State]] = {
    OpenLayer: _open,
    ResponsesMeasured: _take,
}
CONTROLS: dict[str, Intent] = {f"layer.{n}": OpenLayer(n) for n in range(len(GRIDS))}
SLIDERS: dict[str, Slider] = {}
