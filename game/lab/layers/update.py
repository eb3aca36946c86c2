"""What each layer does: the open card, and the neuron it looks at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.geometry import Rect
from game.core.insight.layer_facts import LayerFacts
from game.core.model.network import SIZES
from game.core.model.unit import OUTPUT, SIDE, Unit
from game.lab.intents.layers import OpenLayer, ResponsesMeasured
from game.lab.layers.layout import GRIDS, grid_in
from game.lab.layers.sentences import Drawing, detail_words
from game.lab.network.playback import told
from game.lab.state.shown import shown
from game.lab.state.state import State

#: the pixel looked at while nothing is drawn: the middle
MIDDLE = (SIDE // 2) * SIDE + SIDE // 2


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    if name != "layer.cells" or not state.stage.has(name):
        return None
    layer = state.layers.opened
    index = grid_in(state.stage.rect(name), layer).at(x, y)
    return None if index is None else Unit(layer, index)


def cells(state: State, name: str) -> list[tuple[Unit, Rect]]:
    """The neurons of such an item and their cells, window px."""
    layer = state.layers.opened
    grid = grid_in(state.stage.rect(name), layer)
    return [(Unit(layer, index), grid.rect(index)) for index in range(SIZES[layer])]


def advance(state: State) -> State:
    """One tick: open the card of a newly pinned neuron's layer."""
    layers = state.layers
    if state.screen.room != "layers" or state.card.pinned == layers.seen:
        return state
    opened = layers.opened if state.card.pinned is None else state.card.pinned.layer
    return replace(state, layers=replace(layers, opened=opened, seen=state.card.pinned))


def facts_of(state: State) -> LayerFacts | None:
    """What was measured of the present weights; None until it is measured."""
    layers = state.layers
    return layers.responses if layers.measured == state.network_revision else None


def sheared(state: State) -> bool:
    """Whether a slant was taken out of the shown digit before the network sees it."""
    shown = state.prediction.shown
    return shown is not None and state.prediction.segments[shown].slant != 0


def drawing_of(state: State) -> Drawing:
    """What the cards tell of the drawing."""
    prediction, ink = state.prediction, state.canvas.ink
    dot = not prediction.segments and bool(ink.strokes) and prediction.read is ink
    return Drawing(prediction.trace, dot, sheared(state), told(state))


def values_of(state: State, layer: int) -> bytes | None:
    """A layer's values for the drawing as bytes of float32; None without a drawing, and of the
    output before the answer is told."""
    trace = state.prediction.trace
    if trace is None or (layer == OUTPUT and not told(state)):
        return None
    return trace.layers[layer].tobytes()


def chosen(state: State) -> Unit | None:
    """The neuron of the open card's layer that a person points at, else the pinned one."""
    units = (state.card.hovered, state.card.pinned)
    return next((u for u in units if u is not None and u.layer == state.layers.opened), None)


def focused(state: State) -> Unit:
    """The neuron that the open card looks at: the chosen one, else the strongest of its layer, and
    while nothing is drawn the most selective one. Before the answer is told no output leads."""
    layer = state.layers.opened
    if (unit := chosen(state)) is not None:
        return unit
    if layer == OUTPUT and not told(state):
        return Unit(OUTPUT, 0)
    if state.prediction.trace is not None:
        values = np.nan_to_num(state.prediction.trace.layers[layer], nan=-1)
        return Unit(layer, int(values.argmax()))
    facts = facts_of(state)
    if layer in (1, 2) and facts is not None:
        ranked = np.sort(facts.means[layer], axis=1).astype(float)
        with np.errstate(all="ignore"):
            lead = np.nan_to_num(ranked[:, -1] / ranked[:, -2])
        return Unit(layer, int(lead.argmax()))
    return Unit(layer, MIDDLE if layer == 0 else 0)


def detail_of(state: State) -> str:
    """What else is known of the neuron that the open card looks at."""
    return detail_words(state.network, drawing_of(state), facts_of(state), focused(state))


def open_card(state: State, intent: OpenLayer) -> State:
    """Open the card of a layer."""
    if not 0 <= intent.layer < len(GRIDS):
        return state
    layers = replace(state.layers, opened=intent.layer, seen=state.card.pinned)
    return shown(replace(state, layers=layers), focus=state.screen.focus and "layer.cells")


def toggle_more(state: State) -> State:
    """Show what was measured of the open card's layer, or the drawing again."""
    return replace(state, layers=replace(state.layers, more=not state.layers.more))


def take_responses(state: State, intent: ResponsesMeasured) -> State:
    """Accept what the layers do on the test digits; what was measured of other weights is
    dropped."""
    if intent.network_revision != state.network_revision:
        return state
    found = replace(state.layers, responses=intent.responses, measured=intent.network_revision)
    return replace(state, layers=found)
