"""The network itself: putting another in its place."""

from __future__ import annotations

from dataclasses import replace

from game.core.model.network import Network
from game.lab.state.gradient import Step
from game.lab.state.state import State


def with_network(state: State, network: Network | None, taught: tuple[Step, ...] = ()) -> State:
    """The weights are others now: what was found out about the ones before is forgotten.

    ``taught``: the steps of teaching that led to these weights; with none, those before cannot be
    undone any more.
    """
    return replace(
        state,
        network=network,
        network_revision=state.network_revision + 1,
        card=replace(state.card, favorite=None, exemplars=()),
        gradient=replace(state.gradient, taught=taught),
    )
