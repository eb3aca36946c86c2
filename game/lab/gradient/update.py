"""The gradient, and teaching: its part of the State, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from game.core.kept import kept
from game.core.model.accuracy import Accuracy
from game.core.model.gradient import Gradient, descend, gradient, moved, norms
from game.core.model.network import SIZES, Network, Trace, forward
from game.core.model.unit import Unit
from game.lab.gradient.layout import GRIDS, output_columns
from game.lab.intents.gradient import ChooseTarget, SendBack, SetRate, Teach, UndoTeach
from game.lab.intents.intent import Intent
from game.lab.slider import Slider

if TYPE_CHECKING:
    from game.lab.state.state import State
from game.lab.state.gradient import Learning, Step

#: the learning rates a slider stops at, in 1/RATE_UNIT: 0.00001 … 1
RATES = (*(m * 10**e for e in range(5) for m in (1, 2, 5)), 100_000)
RATE_UNIT = 100_000
#: steps that can be undone
KEPT = 50
#: ticks that the gradient's wave needs from the output to the input
BACK_TICKS = 90


def target_of(state: State) -> int | None:
    """What the drawing should have been; None while there is none."""
    if state.trace is None:
        return None
    if state.learning.target is not None:
        return state.learning.target
    return int(np.nan_to_num(state.trace.probabilities).argmax())


def slope_of(state: State) -> Gradient | None:
    """How the loss of the drawing changes with everything. The trace may be one of a network
    before the last step, so it is made anew then."""
    target = target_of(state)
    if target is None or state.trace is None or state.network is None:
        return None
    anew = state.answered_network != state.network_revision
    return _slope(state.trace, state.network, target, anew)


@kept(2)  # all panels of a frame ask for the same
def _slope(trace: Trace, network: Network, target: int, anew: bool) -> Gradient:
    trace = forward(network, trace.activations[0]) if anew else trace
    return gradient(network, trace, target)


def would_move(network: Network, slope: Gradient, rate: int) -> int:
    """How many weights and biases a step down this slope would change; the rate is in
    1/RATE_UNIT."""
    return moved(network, descend(network, slope, rate / RATE_UNIT))


def backward_since(state: State) -> int | None:
    """Ticks since the gradient's wave set out; None where none runs."""
    begun = state.learning.backward_at
    shown = state.tab == "compute" and state.part == "gradient" and state.trace is not None
    if begun is None or not shown or state.reduced_motion:
        return None
    since = state.tick - begun
    return since if 0 <= since < BACK_TICKS else None


def accuracy_known(state: State) -> Accuracy | None:
    """How the network, as it is now, reads the test digits; None until that is measured."""
    experiment = state.experiment
    if experiment.measured == state.network_revision:
        return experiment.accuracy
    return experiment.healthy if state.network is state.healthy else None


def choose(state: State, digit: int | None) -> State:
    if digit is not None and digit not in range(SIZES[-1]):
        return state
    return send(replace(state, learning=replace(state.learning, target=digit)))


def send(state: State) -> State:
    """The gradient's wave sets out from the output."""
    begun = None if state.trace is None else state.tick
    return replace(state, learning=replace(state.learning, backward_at=begun))


def teach(state: State) -> State:
    """Move weights and biases against the gradient. One that is not finite leads nowhere."""
    slope, network = slope_of(state), state.network
    if slope is None or network is None or not teachable(slope):
        return state
    learning, digit = state.learning, slope.target
    assert state.trace is not None
    changed = descend(network, slope, learning.rate / RATE_UNIT)
    x = state.trace.activations[0]
    after = gradient(changed, forward(changed, x), digit).loss
    number = 1 + (learning.taught[-1].number if learning.taught else 0)
    step = Step(
        network,
        digit,
        slope.loss,
        after,
        accuracy_known(state),
        number,
        moved(network, changed),
    )
    taught = (*learning.taught, step)
    if len(taught) > KEPT:  # the untaught network can always be had again
        taught = (taught[0], *taught[2:])
    # A target that followed the answer would change with what is learned.
    learning = replace(learning, target=digit, taught=taught)
    return send(_with(state, changed, None, learning))


def undo(state: State) -> State:
    """Give back the very network there was before the last step."""
    *taught, step = state.learning.taught or (None,)
    if step is None:
        return state
    learning = replace(state.learning, taught=tuple(taught))
    return _with(state, step.network, step.accuracy, learning)


def forget(state: State) -> State:
    """Someone else has set the network: the steps before cannot be undone any more."""
    if not state.learning.taught:
        return state
    return replace(state, learning=replace(state.learning, taught=()))


def teachable(slope: Gradient) -> bool:
    """Whether there is a slope to go down at all."""
    return isfinite(slope.loss) and all(map(isfinite, norms(slope).values()))


def _with(state: State, network: Network, known: Accuracy | None, learning: Learning) -> State:
    """Another network; what was found out about the one before does not hold for it."""
    revision = state.network_revision + 1
    experiment = replace(
        state.experiment,
        accuracy=known,
        measured=state.experiment.measured if known is None else revision,
        script=(),
        search=None,
        found=None,
        challenge=None,
    )
    return replace(
        state,
        network=network,
        network_revision=revision,
        favorite=None,
        exemplars=(),
        experiment=experiment,
        learning=learning,
    )


def dock_part(state: State) -> str:
    """What the layout must know of what is shown."""
    if state.trace is not None and state.network is not None:
        return ""
    return "blank.undo" if state.learning.taught else "blank"


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    grid = GRIDS.get(name)
    if grid is None or not state.stage.has(name):
        return None
    rect = state.stage.rect(name)
    if not rect.holds(x, y):
        return None
    if grid.layer == len(SIZES) - 1:
        columns = output_columns(rect, state.stage.scale)
        found = (index for index, column in enumerate(columns) if column.holds(x, y))
        index = next(found, None)
        return None if index is None else Unit(grid.layer, index)
    column = int((x - rect.x) / rect.w * grid.columns)
    row = int((y - rect.y) / rect.h * grid.rows)
    return Unit(grid.layer, row * grid.columns + column)


def advance(state: State) -> State:
    """One tick: a wave that has arrived is over."""
    begun = state.learning.backward_at
    if begun is None or state.tick - begun < BACK_TICKS:
        return state
    return replace(state, learning=replace(state.learning, backward_at=None))


def on(state: State, name: str) -> bool:
    """Whether a button of this part is switched on."""
    return name.startswith("target.") and name == f"target.{target_of(state)}"


def label(state: State, name: str) -> str | None:
    """The words on a button of this part, where they depend on the state."""
    return name.removeprefix("target.") if name.startswith("target.") else None


#: what each intent of this part does, what its buttons do, and what its sliders set
HANDLERS: Mapping[type[Intent], Callable[[State, Any], State]] = {
    ChooseTarget: lambda state, i: choose(state, i.digit),
    SetRate: lambda state, i: replace(
        state,
        learning=replace(state.learning, rate=min(max(i.rate, RATES[0]), RATES[-1])),
    ),
    Teach: lambda state, _: teach(state),
    UndoTeach: lambda state, _: undo(state),
    SendBack: lambda state, _: send(state),
}
CONTROLS: dict[str, Intent] = {
    **{f"target.{digit}": ChooseTarget(digit) for digit in range(SIZES[-1])},
    "teach": Teach(),
    "undo.teach": UndoTeach(),
    "backward": SendBack(),
}
SLIDERS: dict[str, Slider] = {
    "slide.rate": Slider(RATES, lambda s: s.learning.rate, SetRate, RATES[0])
}
