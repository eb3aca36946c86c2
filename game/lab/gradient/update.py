"""The gradient, and teaching: one step of gradient descent at a time, which can be undone."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import numpy as np

from game.core.kept import kept
from game.core.model.accuracy import Accuracy
from game.core.model.gradient import Gradient, descend, gradient, moved, norms
from game.core.model.network import SIZES, Network, Trace, forward
from game.core.model.unit import OUTPUT, Unit
from game.lab.break_it.update import changed, stopped
from game.lab.gradient.layout import GRIDS, output_columns
from game.lab.network.update import with_network
from game.lab.state.gradient import Step
from game.lab.state.state import State

#: the learning rates a slider stops at, in 1/RATE_UNIT: 0.00001 … 1
RATES = (*(m * 10**e for e in range(5) for m in (1, 2, 5)), 100_000)
RATE_UNIT = 100_000
#: most steps that can be undone
KEPT = 50
#: ticks that the gradient's wave needs from the output to the input
BACK_TICKS = 180


def target_of(state: State) -> int | None:
    """The digit that the drawing should have been; None without a drawing."""
    if state.prediction.trace is None:
        return None
    if state.gradient.target is not None:
        return state.gradient.target
    return _likeliest(state.prediction.trace)


@kept(1)  # ten buttons ask for it with every frame
def _likeliest(trace: Trace) -> int:
    return int(np.nan_to_num(trace.probabilities).argmax())


def gradient_of(state: State) -> Gradient | None:
    """The gradient of the drawing's loss; None without a drawing. Where the trace is still that of
    the weights before the last step, it is computed anew."""
    target = target_of(state)
    if target is None or state.prediction.trace is None or state.network is None:
        return None
    anew = not state.current
    return _gradient(state.prediction.trace, state.network, target, anew)


@kept(2)  # all panels of a frame ask for the same
def _gradient(trace: Trace, network: Network, target: int, anew: bool) -> Gradient:
    trace = forward(network, trace.activations[0]) if anew else trace
    return gradient(network, trace, target)


def would_move(network: Network, by: Gradient, rate: int) -> int:
    """How many weights and biases a step against this gradient would change. ``rate``: the learning
    rate in 1/RATE_UNIT."""
    return moved(network, descend(network, by, rate / RATE_UNIT))


def wave_since(state: State) -> int | None:
    """Ticks since the gradient's wave set out; None where none runs."""
    begun = state.gradient.sent_at
    shown = state.screen.room == "gradient" and state.prediction.trace is not None
    if begun is None or not shown or state.screen.reduced_motion:
        return None
    since = state.tick - begun
    return since if 0 <= since < BACK_TICKS else None


def accuracy_known(state: State) -> Accuracy | None:
    """The present network's accuracy on the test digits; None until it is measured."""
    break_it = state.break_it
    if break_it.measured == state.network_revision:
        return break_it.accuracy
    return break_it.healthy if state.network is state.healthy else None


def choose(state: State, digit: int | None) -> State:
    """Say what the drawing should have been, and send the gradient; None: what the network says."""
    if digit is not None and digit not in range(SIZES[-1]):
        return state
    return send(replace(state, gradient=replace(state.gradient, target=digit)))


def set_rate(state: State, rate: int) -> State:
    """Set the learning rate, in 1/RATE_UNIT."""
    rate = min(max(rate, RATES[0]), RATES[-1])
    return replace(state, gradient=replace(state.gradient, rate=rate))


def send(state: State) -> State:
    """The gradient's wave sets out from the output."""
    begun = None if state.prediction.trace is None else state.tick
    return replace(state, gradient=replace(state.gradient, sent_at=begun))


def teach(state: State) -> State:
    """Move weights and biases one step against the gradient, unless it is not finite."""
    found, network, trace = gradient_of(state), state.network, state.prediction.trace
    if found is None or network is None or trace is None or not teachable(found):
        return state
    steps, digit = state.gradient.taught, found.target
    taught = descend(network, found, state.gradient.rate / RATE_UNIT)
    step = Step(
        network=network,
        target=digit,
        loss=found.loss,
        after=gradient(taught, forward(taught, trace.activations[0]), digit).loss,
        accuracy=accuracy_known(state),
        number=1 + (steps[-1].number if steps else 0),
        moved=moved(network, taught),
    )
    steps = (*steps, step)
    if len(steps) > KEPT:  # the first step stays: undoing it gives back the untaught network
        steps = (steps[0], *steps[2:])
    # A target that followed the answer would change with what the network is taught.
    state = replace(state, gradient=replace(state.gradient, target=digit))
    return send(_taught(state, taught, steps, None))


def undo(state: State) -> State:
    """Put back the very network that there was before the last step."""
    if not state.gradient.taught:
        return state
    *steps, last = state.gradient.taught
    return _taught(state, last.network, tuple(steps), last.accuracy)


def teachable(found: Gradient) -> bool:
    """Whether loss and gradient are finite, so that a step can be taken."""
    return isfinite(found.loss) and all(map(isfinite, norms(found).values()))


def _taught(
    state: State, network: Network, steps: tuple[Step, ...], accuracy: Accuracy | None
) -> State:
    """Put another network in place, after these ``steps``, with its ``accuracy`` where that is
    known. What Break It has found, or is searching for, does not hold for it and is dropped."""
    state = with_network(stopped(state), network, taught=steps)
    measured = state.break_it.measured if accuracy is None else state.network_revision
    return changed(state, accuracy=accuracy, measured=measured, found=None, challenge=None)


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    cells = GRIDS.get(name)
    if cells is None or not state.stage.has(name):
        return None
    rect = state.stage.rect(name)
    if cells.layer < OUTPUT or not rect.holds(x, y):
        return cells.unit_at(rect, x, y)
    for index, column in enumerate(output_columns(rect, state.stage.scale)):
        if column.holds(x, y):
            return Unit(OUTPUT, index)
    return None


def advance(state: State) -> State:
    """One tick: end the wave when it has reached the input."""
    begun = state.gradient.sent_at
    if state.screen.room != "gradient" or begun is None or state.tick - begun < BACK_TICKS:
        return state
    return replace(state, gradient=replace(state.gradient, sent_at=None))
