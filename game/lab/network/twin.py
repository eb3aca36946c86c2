"""The healthy twin of a changed network: what it makes of the same ink."""

from __future__ import annotations

from dataclasses import replace

from game.core.kept import kept
from game.core.model.damage import HEALTHY
from game.core.model.network import Network, Trace, forward
from game.lab.state.state import State

#: the twin's picture
TWIN = "network.twin"


def twin_of(state: State) -> State:
    """The same lab with the network of the file, and that one's answers."""
    prediction, healthy = state.prediction, state.healthy
    if state.network is healthy or healthy is None:
        return state
    trace = None if prediction.trace is None else _traced(prediction.trace, healthy)
    return replace(
        state,
        network=healthy,
        prediction=replace(
            prediction,
            trace=trace,
            answers=prediction.healthy_answers,
            verdicts=prediction.healthy_verdicts,
        ),
        break_it=replace(state.break_it, damage=HEALTHY),
        playback=replace(state.playback, strikes=()),
    )


@kept(1)  # asked for with every frame
def _traced(trace: Trace, healthy: Network) -> Trace:
    """The healthy network's trace of the picture of another trace."""
    return forward(healthy, trace.activations[0])


def tag_of(state: State) -> str | None:
    """The catalogue key of what stands below the network's picture beside its twin: what was done
    to it, or may be. None without a twin."""
    if not state.stage.has(TWIN):
        return None
    if not state.changed:
        return "side.yours"
    return "side.damaged" if state.break_it.damaged else "side.taught"
