"""The picture of the network: where its neurons stand now, and which of them is under a point."""

from __future__ import annotations

from game.core.model.unit import Unit
from game.lab.network.plan import UnitPlan, unit_at
from game.lab.network.readable import plan_of
from game.lab.state.state import State

#: the picture's item, which takes the focus and presses as controls do
NETWORK = "network.picture"


def plan(state: State) -> UnitPlan:
    """Where every neuron stands."""
    stage, playback = state.stage, state.playback
    rect, bars = stage.rect(NETWORK), has_bars(state)
    return plan_of(rect, stage.scale, state.view, playback.chosen, bars)


def has_bars(state: State) -> bool:
    """Whether the ten probabilities stand in the picture: they do where no panel has them."""
    return not state.stage.has("prediction.bars")


def over_network(state: State, x: float, y: float) -> bool:
    """Whether a point of the window is on the picture, which not every page of a stage has."""
    rect = state.stage.rects.get(NETWORK)
    return rect is not None and state.screen.sheet is None and rect.holds(x, y)


def unit_under(state: State, x: float, y: float) -> Unit | None:
    """The neuron at a point of the window."""
    if state.network is None or not over_network(state, x, y):
        return None
    return unit_at(plan(state), x, y)
