"""The gradient, and teaching: one step of gradient descent at a time, which can be undone."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.accuracy import Accuracy
from game.core.model.gradient import Gradient, descend, gradient, moved, norms
from game.core.model.network import SIZES, Network, Trace, forward
from game.core.model.unit import OUTPUT, Unit
from game.lab.break_it.update import changed, stopped
from game.lab.gradient.layout import GRIDS, output_columns
from game.lab.network.playback import told
from game.lab.network.update import with_network
from game.lab.state.gradient import Coming, Shift, Step
from game.lab.state.state import State

#: the learning rates a slider stops at, in 1/RATE_UNIT: 0.00001 … 1
RATES = (*(m * 10**e for e in range(5) for m in (1, 2, 5)), 100_000)
RATE_UNIT = 100_000
#: most steps that can be undone
KEPT = 50
#: ticks that the gradient's wave needs from the output to the input, and for which the weights
#: then are seen to move
BACK_TICKS, SHIFT_TICKS = 180, 75


def target_of(state: State) -> int | None:
    """The digit that the drawing should have been; None without a drawing."""
    if state.prediction.trace is None:
        return None
    chosen = dict(state.gradient.targets).get(state.subject)
    return _likeliest(state.prediction.trace) if chosen is None else chosen


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


def gradient_shown(state: State) -> Gradient | None:
    """The gradient that may be seen: what the drawing should have been is asked when the wave has
    told what the network says."""
    return gradient_of(state) if told(state) else None


def wave_since(state: State) -> int | None:
    """Ticks since the gradient's wave set out; None where none runs."""
    begun = state.gradient.sent_at
    if begun is None or state.prediction.trace is None or not _in_sight(state):
        return None
    since = state.tick - begun
    return since if 0 <= since < BACK_TICKS else None


def shift_since(state: State) -> int | None:
    """Ticks since a step, or its undoing, moved the weights (`Teaching.shift`); None where that is
    over."""
    shift = state.gradient.shift
    if shift is None or shift.after is not state.network or state.screen.reduced_motion:
        return None
    since = state.tick - shift.at
    return since if 0 <= since < SHIFT_TICKS else None


def hides_drawer(state: State) -> bool:
    """Whether the drawer is away for now, and will come back by itself."""
    return state.gradient.away and state.screen.room == "gradient"


def _in_sight(state: State) -> bool:
    """Whether a wave would be seen: no other room has its own picture, and things may move."""
    return state.screen.room in (None, "gradient") and not state.screen.reduced_motion


def accuracy_known(state: State) -> Accuracy | None:
    """The present network's accuracy on the test digits; None until it is measured."""
    break_it = state.break_it
    if break_it.measured == state.network_revision:
        return break_it.accuracy
    return break_it.healthy if state.network is state.healthy else None


def choose(state: State, digit: int | None) -> State:
    """Say what the drawing should have been; None: what the network says."""
    if digit is not None and digit not in range(SIZES[-1]):
        return state
    return _with(state, targets=_meant(state, digit))


def _meant(state: State, digit: int | None) -> tuple[tuple[tuple[int, int], int], ...]:
    """`Teaching.targets` once the shown digit should have been ``digit``; what was noted of other
    drawings stays."""
    others = tuple(pair for pair in state.gradient.targets if pair[0] != state.subject)
    mine = () if digit is None else ((state.subject, digit),)
    return (*others, *mine)[-KEPT:]


def set_rate(state: State, rate: int) -> State:
    """Set the learning rate, in 1/RATE_UNIT."""
    rate = min(max(rate, RATES[0]), RATES[-1])
    return _with(state, rate=rate)


def send(state: State) -> State:
    """The gradient's wave sets out from the output, and the drawer makes room for it."""
    if state.prediction.trace is None or not _in_sight(state):
        return state
    return _with(state, sent_at=state.tick, away=state.screen.room == "gradient")


def teach(state: State) -> State:
    """Send the gradient back; when it has reached the input, weights and biases move one step
    against it, unless it is not finite. Where no wave is seen, they move at once."""
    state = landed(state)
    coming = _step_of(state)
    if coming is None:
        return state
    # A target that followed the answer would change with what the network is taught.
    state = _with(state, targets=_meant(state, coming.step.target), coming=coming)
    return send(state) if _in_sight(state) else landed(state)


def _step_of(state: State) -> Coming | None:
    """The step from here against the gradient; None where there is none to take."""
    found, network, trace = gradient_of(state), state.network, state.prediction.trace
    if found is None or network is None or trace is None or not teachable(found):
        return None
    steps, digit, x = state.gradient.taught, found.target, trace.activations[0]
    taught = descend(network, found, state.gradient.rate / RATE_UNIT)
    step = Step(
        network=network,
        x=x,
        target=digit,
        loss=found.loss,
        after=gradient(taught, forward(taught, x), digit).loss,
        accuracy=accuracy_known(state),
        number=1 + (steps[-1].number if steps else 0),
        of_picture=1 + max((step.of_picture for step in steps_here(state)), default=0),
        moved=moved(network, taught),
    )
    return Coming(step, taught)


def landed(state: State) -> State:
    """The wave has reached the input, or nobody waits for it any more: the step that it brings is
    taken, unless the weights have become others meanwhile."""
    coming = state.gradient.coming
    state = _with(state, sent_at=None, coming=None)
    if coming is None or coming.step.network is not state.network:
        return state
    # How many test digits the network reads may have been counted while the wave ran.
    step = replace(coming.step, accuracy=accuracy_known(state))
    steps = (*state.gradient.taught, step)
    if len(steps) > KEPT:  # the first step stays: undoing it gives back the untaught network
        steps = (steps[0], *steps[2:])
    return _taught(state, coming.network, steps, None)


def undo(state: State) -> State:
    """Put back the very network that there was before the last step; without a step, the lesson
    that damage or healing took away. A step that is still coming is not taken."""
    if state.gradient.coming is not None:
        return _with(state, sent_at=None, coming=None)
    aside = state.gradient.aside
    if state.gradient.taught:
        *steps, last = state.gradient.taught
        return _taught(state, last.network, tuple(steps), last.accuracy)
    if aside is None:
        return state
    state = changed(state, damage=aside.damage, tried=())
    state = _taught(state, aside.network, aside.taught, aside.accuracy)
    return replace(state, gradient=replace(state.gradient, aside=None))


def undoable(state: State) -> bool:
    """Whether there is a step to undo, or a lesson to bring back."""
    gradient = state.gradient
    return bool(gradient.taught) or gradient.aside is not None or gradient.coming is not None


def toggle_way_back(state: State) -> State:
    """Show the whole way back, or teaching again."""
    return _with(state, more=not state.gradient.more)


def steps_here(state: State) -> tuple[Step, ...]:
    """The steps that were made on the very picture that is shown: those on another drawing tell
    nothing of this one."""
    trace, taught = state.prediction.trace, state.gradient.taught
    return () if trace is None or not taught else _steps_on(trace, taught)


@kept(2)  # several panels ask with every frame
def _steps_on(trace: Trace, taught: tuple[Step, ...]) -> tuple[Step, ...]:
    x = trace.activations[0]
    return tuple(step for step in taught if np.array_equal(step.x, x))


@kept(1)  # the button asks for it with every frame
def teachable(found: Gradient) -> bool:
    """Whether loss and gradient are finite, so that a step can be taken."""
    return isfinite(found.loss) and all(map(isfinite, norms(found).values()))


def _taught(
    state: State, network: Network, steps: tuple[Step, ...], accuracy: Accuracy | None
) -> State:
    """Put another network in place, after these ``steps``, with its ``accuracy`` where that is
    known. What Break It has found, or is searching for, does not hold for it and is dropped."""
    before = state.network
    state = with_network(stopped(state), network, taught=steps)
    if before is not None:
        state = _with(state, shift=Shift(state.tick, before, network))
    measured = state.break_it.measured if accuracy is None else state.network_revision
    return changed(state, accuracy=accuracy, measured=measured, found=None, challenge=None)


def _with(state: State, **changes: Any) -> State:
    """With other fields of the gradient's part of the State."""
    return replace(state, gradient=replace(state.gradient, **changes))


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


def cells(state: State, name: str) -> list[tuple[Unit, Rect]]:
    """The neurons of such an item and their cells, window px."""
    rect, grid = state.stage.rect(name), GRIDS[name]
    if grid.layer < OUTPUT:
        return grid.places(rect)
    columns = output_columns(rect, state.stage.scale)
    return [(Unit(OUTPUT, index), column) for index, column in enumerate(columns)]


def advance(state: State) -> State:
    """One tick: the wave ends when it has reached the input, or is out of sight; the drawer comes
    back when the weights have been seen to move."""
    if state.gradient.sent_at is not None and wave_since(state) is None:
        state = landed(state)
    if state.gradient.shift is not None and shift_since(state) is None:
        state = _with(state, shift=None)
    busy = state.gradient.sent_at is not None or state.gradient.shift is not None
    return _with(state, away=False) if state.gradient.away and not busy else state


def answered(before: State, state: State) -> State:
    """Another answer: where it is that of another picture, nobody waits for the wave any more."""
    gradient, old, now = state.gradient, before.prediction.trace, state.prediction.trace
    if gradient.sent_at is None or old is now or old is None:
        return state
    if now is not None and np.array_equal(old.activations[0], now.activations[0]):
        return state
    return _with(landed(state), away=False)
