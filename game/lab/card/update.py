"""Touching a neuron, and asking why."""

from __future__ import annotations

from dataclasses import replace

from game.core.insight import explain
from game.core.insight.explain import Chain
from game.core.kept import kept
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import OFFSETS, Unit
from game.lab.intents import ExemplarsFound, FavoriteFound
from game.lab.network.plan import unit_at
from game.lab.state.state import OUTPUT, State


def unit_under(state: State, x: float, y: float) -> Unit | None:
    """The neuron at a point of the window."""
    if state.sheet or state.network is None:
        return None
    if not state.stage.rect("network.picture").holds(x, y):
        return None
    return unit_at(state.plan, x, y)


def pin(state: State, unit: Unit | None) -> State:
    """Open a neuron's card; the pinned one again, a pixel or nothing closes it. While a question
    is open, an output neuron becomes what the digit is held against."""
    known = unit is not None and 1 <= unit.layer <= OUTPUT and 0 <= unit.index < SIZES[unit.layer]
    if unit is None or not known:
        return replace(state, pinned=None, question=None, focus=_focus(state))
    if state.question is not None and unit.layer == OUTPUT and unit.index != state.question[0]:
        return replace(state, question=(state.question[0], unit.index))
    if unit == state.pinned and state.question is None:
        return replace(state, pinned=None, focus=_focus(state))
    return replace(state, pinned=unit, question=None)


def move(state: State, layers: int, units: int) -> State:
    """From the hovered, else the pinned neuron, else the winning output, to a neighbor."""
    start = state.hovered or state.pinned
    if start is None or start.layer == 0:
        probabilities = state.probabilities
        top = 0 if probabilities is None else int(probabilities.argmax())
        return replace(state, hovered=Unit(OUTPUT, top))
    layer = min(max(start.layer + layers, 1), OUTPUT)
    # The neuron at the same height of the other layer.
    height = (start.index + 0.5) / SIZES[start.layer]
    index = start.index if layer == start.layer else int(height * SIZES[layer])
    return replace(state, hovered=Unit(layer, (index + units) % SIZES[layer]))


def why(state: State, digit: int | None) -> State:
    """Ask why the network says a digit: the pinned output, else its answer. An open panel has the
    place where the answer would stand."""
    probabilities = state.probabilities
    if probabilities is None or state.tab is not None:
        return state
    if digit is None:
        pinned = state.pinned
        output = pinned is not None and pinned.layer == OUTPUT
        digit = pinned.index if pinned and output else int(probabilities.argmax())
    if not 0 <= digit < SIZES[OUTPUT]:
        return state
    if state.question == (digit, None):
        return replace(state, question=None)
    return replace(state, question=(digit, None), pinned=Unit(OUTPUT, digit))


def why_not(state: State, against: int | None) -> State:
    """Ask why this digit and not another: the strongest other one."""
    probabilities = state.probabilities
    if probabilities is None or state.tab is not None:
        return state
    if state.question is None:
        state = why(state, None)
    assert state.question
    digit = state.question[0]
    if against is None:
        others = [int(d) for d in probabilities.argsort()[::-1] if d != digit]
        against = others[0]
    if against == digit or not 0 <= against < SIZES[OUTPUT]:
        return state
    return replace(state, question=(digit, against))


def take_favorite(state: State, found: FavoriteFound) -> State:
    if found.network_revision != state.network_revision:
        return state
    return replace(state, favorite=(found.unit, found.x, found.z))


def take_exemplars(state: State, found: ExemplarsFound) -> State:
    if found.network_revision != state.network_revision:
        return state
    return replace(state, exemplars=found.pictures)


def exemplars_of(state: State, unit: Unit) -> tuple[Array, ...] | None:
    """The pictures of the test digits that fire a neuron most; None while they are not there."""
    if not state.exemplars:
        return None
    return state.exemplars[OFFSETS[unit.layer] - OFFSETS[1] + unit.index]


def chain_of(state: State) -> Chain | None:
    """The answer to the open question; None where none is open, or nothing is drawn."""
    if state.trace is None or state.network is None or state.question is None:
        return None
    return _chain(state.trace, state.network, *state.question)


@kept(2)  # the card and the network's picture ask for the same
def _chain(trace: Trace, network: Network, digit: int, against: int | None) -> Chain:
    if against is None:
        return explain.why(network, trace, digit)
    return explain.why_not(network, trace, digit, against)


def _focus(state: State) -> str | None:
    """The card's own controls go with it."""
    return None if state.focus in ("unpin", "why", "why_not") else state.focus
