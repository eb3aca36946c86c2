"""Replacing the network by another one."""

from __future__ import annotations

from dataclasses import replace

from game.core.model.network import Network
from game.lab.state.gradient import Lesson, Step
from game.lab.state.shown import noticed
from game.lab.state.state import State
from game.words.catalogue import say


def with_network(state: State, network: Network | None, taught: tuple[Step, ...] = ()) -> State:
    """Put another network in place; what was found out about the weights before is forgotten.

    ``taught``: the steps of teaching that led to these weights; without them earlier steps can no
    longer be undone.
    """
    return replace(
        state,
        network=network,
        network_revision=state.network_revision + 1,
        card=replace(state.card, favorite=None, exemplars=()),
        gradient=replace(state.gradient, taught=taught),
    )


def set_aside(state: State) -> State:
    """Before another network takes the place of what was taught: keep that, and say how to have it
    back. Damage is not done to what was taught, for its code must mean the same everywhere."""
    steps, broken, network = state.gradient.taught, state.break_it, state.network
    if not steps or network is None:
        return state
    accuracy = broken.accuracy if broken.measured == state.network_revision else None
    lesson = Lesson(steps, network, accuracy, broken.damage)
    state = replace(state, gradient=replace(state.gradient, aside=lesson))
    return noticed(state, say("teach.aside"))
