"""Touching a neuron, and asking why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.pieces import Pieces
from game.core.insight import explain
from game.core.insight.explain import Chain
from game.core.insight.nearest import Neighbor
from game.core.insight.worth import Worth
from game.core.kept import kept
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import OFFSETS, OUTPUT, Unit
from game.lab.card.layout import NEURON_PAGES, WHY_PAGES
from game.lab.intents import ExemplarsFound, FavoriteFound, NeighborsFound, WorthFound
from game.lab.network.picture import NETWORK
from game.lab.network.playback import told, told_answer
from game.lab.state.shown import shown
from game.lab.state.state import State


def pin(state: State, unit: Unit | None) -> State:
    """Open a neuron's card; the pinned neuron again, a pixel or None closes it. While a question
    is open, another output neuron becomes the digit compared with."""
    card = state.card
    known = unit is not None and 1 <= unit.layer <= OUTPUT and 0 <= unit.index < SIZES[unit.layer]
    if unit is None or not known:
        return _unfocused(replace(state, card=replace(card, pinned=None, question=None)))
    if card.question is not None and unit.layer == OUTPUT:
        if card.answer == "nearest":
            return show_nearest(state, unit.index)
        if unit.index != card.question[0]:
            return _asked(state, (card.question[0], unit.index))
    if unit == card.pinned and card.question is None:
        return _unfocused(replace(state, card=replace(card, pinned=None)))
    card = replace(card, pinned=unit, question=None, opened=state.tick)
    return _unfocused(replace(state, card=card))


def move(state: State, layers: int, units: int) -> State:
    """Hover a neighbor of the hovered neuron, or of the pinned one; where there is neither, hover
    the winning output."""
    start = state.card.hovered or state.card.pinned
    if start is None or start.layer == 0:
        probabilities = told_answer(state)
        unit = Unit(OUTPUT, 0 if probabilities is None else int(probabilities.argmax()))
    else:
        layer = min(max(start.layer + layers, 1), OUTPUT)
        # In another layer: the neuron at the same height.
        height = (start.index + 0.5) / SIZES[start.layer]
        index = start.index if layer == start.layer else int(height * SIZES[layer])
        unit = Unit(layer, (index + units) % SIZES[layer])
    return replace(state, card=replace(state.card, hovered=unit))


def why(state: State, digit: int | None) -> State:
    """Ask why the network says a digit; None: that of the pinned output, else its answer. The same
    question again closes it. In an open drawer nothing happens: it takes the answer's place; and
    nothing before the answer is told."""
    probabilities, card = told_answer(state), state.card
    if probabilities is None or state.screen.tab is not None:
        return state
    if digit is None:
        output = card.pinned is not None and card.pinned.layer == OUTPUT
        digit = card.pinned.index if card.pinned and output else int(probabilities.argmax())
    if not 0 <= digit < SIZES[OUTPUT]:
        return state
    if card.question == (digit, None):
        return pin(state, None)
    card = replace(card, pinned=Unit(OUTPUT, digit))
    if card.question is None:
        card = replace(card, answer=WHY_PAGES[0], near=None)
    return _asked(replace(state, card=card), (digit, None))


def why_not(state: State, against: int | None) -> State:
    """Ask why this digit and not another; None: the strongest other one. The same question again
    closes it. When `why` does nothing, this does nothing."""
    probabilities = told_answer(state)
    if probabilities is None or state.screen.tab is not None:
        return state
    if state.card.question is None:
        state = why(state, None)
    assert state.card.question
    digit = state.card.question[0]
    if against is None:
        against = next(int(d) for d in probabilities.argsort()[::-1] if d != digit)
    if against == digit or not 0 <= against < SIZES[OUTPUT]:
        return state
    if state.card.question == (digit, against):
        return pin(state, None)
    return _asked(state, (digit, against))


def show_page(state: State, name: str) -> State:
    """Turn to a page of a neuron's card."""
    known = name in NEURON_PAGES
    return replace(state, card=replace(state.card, page=name)) if known else state


def show_answer(state: State, name: str) -> State:
    """Turn to a page of the answer to a question."""
    known = name in WHY_PAGES
    return replace(state, card=replace(state.card, answer=name)) if known else state


def show_nearest(state: State, digit: int) -> State:
    """Show what makes the drawing another digit."""
    probabilities = state.prediction.probabilities
    known = 0 <= digit < SIZES[OUTPUT] and probabilities is not None
    if not known or probabilities is None or digit == int(probabilities.argmax()):
        return state
    return replace(state, card=replace(state.card, near=digit))


def near_of(state: State) -> int | None:
    """The other digit that the drawing is made into: the chosen one, else the nearest; None until
    that is known."""
    found = neighbors_of(state)
    if found is None:
        return None
    sizes = {near.digit: near.size for near in found[0]}
    if state.card.near in sizes:
        return state.card.near
    reached = [(size, digit) for digit, size in sizes.items() if size is not None]
    return min(reached)[1] if reached else min(sizes)


def neighbors_of(state: State) -> tuple[tuple[Neighbor, ...], tuple[float, ...]] | None:
    """The nearest other answers for this drawing, and onnxruntime's probabilities of their digits;
    None until they are found."""
    found = state.card.neighbors
    same = found is not None and found[0] is state.prediction.trace
    return found[1:] if found is not None and same else None


def worth_of(state: State) -> tuple[Pieces, Worth] | None:
    """The pieces of this drawing, and what each is worth; None until that is known."""
    found = state.card.worth
    same = found is not None and found[0] is state.prediction.trace
    return found[1:] if found is not None and same else None


def take_neighbors(state: State, found: NeighborsFound) -> State:
    """Accept the nearest other answers; those for another drawing are dropped."""
    if found.trace is not state.prediction.trace:
        return state
    neighbors = found.trace, found.neighbors, found.sure
    return replace(state, card=replace(state.card, neighbors=neighbors))


def take_worth(state: State, found: WorthFound) -> State:
    """Accept what pieces are worth; those of another drawing are dropped."""
    if found.trace is not state.prediction.trace:
        return state
    worth = found.trace, found.pieces, found.worth
    return replace(state, card=replace(state.card, worth=worth))


def _asked(state: State, question: tuple[int, int | None]) -> State:
    """The state with a question, whose answer begins now."""
    card = replace(state.card, question=question, asked=state.subject, opened=state.tick)
    return _unfocused(replace(state, card=card))


def follow(state: State) -> State:
    """After another answer, once it is told: a question that was asked of another drawing, or of
    another digit of it, becomes "why this answer?" of the one that is shown."""
    card, probabilities = state.card, told_answer(state)
    if card.question is None or probabilities is None or card.asked == state.subject:
        return state
    digit = int(np.nan_to_num(probabilities).argmax())
    pinned = Unit(OUTPUT, digit) if card.pinned == Unit(OUTPUT, card.question[0]) else card.pinned
    if (digit, None) == card.question and card.asked is None:
        return state
    return replace(state, card=replace(card, question=(digit, None), asked=None, pinned=pinned))


def take_favorite(state: State, found: FavoriteFound) -> State:
    """Accept a neuron's favorite ink; one that was found for other weights is dropped."""
    if found.network_revision != state.network_revision:
        return state
    return replace(state, card=replace(state.card, favorite=(found.unit, found.x, found.z)))


def take_exemplars(state: State, found: ExemplarsFound) -> State:
    """Accept the digits that fire the neurons most; those found for other weights are dropped."""
    if found.network_revision != state.network_revision:
        return state
    card = replace(state.card, exemplars=found.pictures, exemplar_digits=found.digits)
    return replace(state, card=card)


def exemplars_of(
    state: State, unit: Unit
) -> tuple[tuple[Array, ...], tuple[int, ...]] | tuple[None, None]:
    """The test digits that fire a neuron most, (784,) each, and what people call them; None until
    they are found."""
    if not state.card.exemplars:
        return None, None
    row = OFFSETS[unit.layer] - OFFSETS[1] + unit.index
    return state.card.exemplars[row], state.card.exemplar_digits[row]


def chain_of(state: State) -> Chain | None:
    """The answer to the open question; None where none is open, nothing is drawn, or the answer is
    not told yet."""
    trace, question = state.prediction.trace, state.card.question
    if trace is None or state.network is None or question is None or not told(state):
        return None
    return _chain(trace, state.network, *question)


@kept(2)  # the card and the network's picture ask for the same
def _chain(trace: Trace, network: Network, digit: int, against: int | None) -> Chain:
    if against is None:
        return explain.why(network, trace, digit)
    return explain.why_not(network, trace, digit, against)


def _unfocused(state: State) -> State:
    """From the card's own controls, which go with the card, the focus goes back to the network."""
    gone = (state.screen.focus or "").startswith(("unpin", "card.", "why.", "near."))
    return shown(state, focus=NETWORK) if gone else state
