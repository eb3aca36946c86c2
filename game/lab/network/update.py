"""Replacing the network by another one."""

from __future__ import annotations

from dataclasses import replace

from game.core.model.network import Network
from game.lab.state.gradient import Step
from game.lab.state.state import State


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
