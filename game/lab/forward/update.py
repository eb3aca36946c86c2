"""The forward pass, step by step and term by term: its part of the State, and what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from game.core.model.network import SIZES
from game.core.model.unit import Unit
from game.lab.forward.layout import STEPS, Grid, grid_in, grid_out, is_sum, layer_of
from game.lab.intents.forward import NextPace, PlayTerms, ShowStep, StepTerm
from game.lab.intents.intent import Intent
from game.lab.network.signals import ARRIVALS, WAVE_TICKS
from game.words.catalogue import say

if TYPE_CHECKING:
    from game.lab.slider import Slider
    from game.lab.state.state import State


#: ticks from one term to the next, slowest first: at 1× a term comes every 250 ms
PACES = (15, 5, 1)
#: how much faster the dots of a ReLU fall than terms come: there are many, and all alike
FALL = 5
#: ticks that the wave takes to go through a layer's ReLU or softmax, of those it takes to it
_BEND = 8.0


def dock_part(state: State) -> str:
    """What the layout must know of what is shown."""
    known = state.trace is not None and state.network is not None
    return str(state.forward.step) if known else "blank"


def focused(state: State) -> Unit:
    """The neuron whose value is worked out: the hovered, else the pinned, else the strongest one
    of the layer that the step makes."""
    layer = layer_of(state.forward.step)
    for unit in (state.hovered, state.pinned):
        if unit is not None and unit.layer == layer:
            return unit
    if state.trace is None:
        return Unit(layer, 0)
    return Unit(layer, int(np.nan_to_num(state.trace.layers[layer], nan=-1).argmax()))


def count(state: State) -> int:
    """How many terms the step has: those of the focused neuron's sum that are not 0, and its
    bias; or the values that a ReLU sets to 0; or ten powers to add, and ten to divide."""
    step, trace = state.forward.step, state.trace
    if trace is None or state.network is None:
        return 0
    if is_sum(step):
        row = state.network.weights[step // 2][focused(state).index]
        with np.errstate(all="ignore"):
            return int(np.count_nonzero(row * trace.activations[step // 2])) + 1
    if step == STEPS - 1:
        return 2 * SIZES[-1]
    return int(np.count_nonzero(trace.pre_activations[step // 2] < 0))


def shown(state: State) -> int:
    """How many of them have come. Under a moving pen, and of a neuron that is only hovered, all."""
    passing = state.hovered is not None and state.hovered != state.pinned
    passing = passing and state.hovered == focused(state)
    whole, term = count(state), state.forward.term
    return whole if term is None or state.growing or passing else min(term, whole)


def lit(state: State, step: int) -> float:
    """How far the wave has done a step, 0..1."""
    if state.trace is None:
        return 0.0
    if state.reduced_motion and not state.paused:
        return 1.0
    layer, since = step // 2, state.time - state.fired_at
    begin, end = ARRIVALS[layer], ARRIVALS[layer + 1] - _BEND
    if not is_sum(step):
        begin, end = end, ARRIVALS[layer + 1]
    return min(max((since - begin) / (end - begin), 0.0), 1.0)


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    if not state.stage.has(name) or not state.stage.rect(name).holds(x, y):
        return None
    rect, step = state.stage.rect(name), state.forward.step
    grid = grid_in(step) if name == "forward.in" else grid_out(step)
    if name == "forward.matrix":
        grid = Grid(layer_of(step), 1, SIZES[layer_of(step)])
    elif name == "forward.softmax":
        return _row_at(rect.y, rect.h, y)
    column = int((x - rect.x) / rect.w * grid.columns)
    row = int((y - rect.y) / rect.h * grid.rows)
    return Unit(grid.layer, row * grid.columns + column)


#: rows of the softmax's table: its heading, ten outputs, the sum
TABLE_ROWS = SIZES[-1] + 2


def _row_at(top: float, height: float, y: float) -> Unit | None:
    row = int((y - top) / height * TABLE_ROWS) - 1
    return Unit(len(SIZES) - 1, row) if 0 <= row < SIZES[-1] else None


def advance(state: State) -> State:
    """One tick: the next term, where it is time; from the first for what is new."""
    forward, wave = state.forward, _wave(state)
    seen = state.pinned, state.trace_revision, wave
    if forward.seen != seen:
        step = forward.step
        if wave is not None and wave != forward.seen[2]:
            step = min(2 * wave, STEPS - 1)
        fresh = seen[:2] != forward.seen[:2] or step != forward.step
        state = replace(state, forward=replace(forward, step=step, seen=seen))
        state = _begin(state) if fresh else state
        forward = state.forward
    halted = state.paused or state.growing or state.reduced_motion
    if not forward.playing or halted or state.trace is None or forward.term is None:
        return state
    pace = PACES[forward.pace]
    if not is_sum(forward.step) and forward.step < STEPS - 1:
        pace = max(pace // FALL, 1)
    if state.tick % pace:
        return state
    term = forward.term + 1
    done = term >= count(state)
    forward = replace(forward, term=None if done else term, playing=not done)
    return replace(state, forward=forward)


def _wave(state: State) -> int | None:
    """The layer that a wave stands at, 0..3, while a person steps through it."""
    since = state.time - state.fired_at
    if not state.paused or state.trace is None or since > WAVE_TICKS:
        return None
    return max(layer for layer, at in enumerate(ARRIVALS) if at <= since + 1e-6)


def _begin(state: State) -> State:
    """From the first term on; without motion all of them at once."""
    still = state.reduced_motion
    forward = replace(state.forward, term=None if still else 0, playing=not still)
    return replace(state, forward=forward)


def _show(state: State, intent: ShowStep) -> State:
    if not 0 <= intent.step < STEPS:
        return state
    return _begin(replace(state, forward=replace(state.forward, step=intent.step)))


def _play(state: State, _: PlayTerms) -> State:
    forward = state.forward
    if state.paused:  # time stands still: it goes on, and the terms with it
        forward = replace(forward, playing=True)
        state = replace(state, paused=False, halt_at=None, forward=forward)
        return _begin(state) if forward.term is None else state
    if forward.term is None or state.reduced_motion:
        return _begin(state)
    return replace(state, forward=replace(forward, playing=not forward.playing))


def _step(state: State, intent: StepTerm) -> State:
    whole = count(state)
    term = min(max(shown(state) + intent.by, 0), whole)
    forward = replace(state.forward, term=None if term == whole else term, playing=False)
    return replace(state, forward=forward)


def _pace(state: State, _: NextPace) -> State:
    pace = (state.forward.pace + 1) % len(PACES)
    return replace(state, forward=replace(state.forward, pace=pace))


def on(state: State, name: str) -> bool:
    """Whether a button of this part is switched on."""
    return name == f"fstep.{state.forward.step}"


def label(state: State, name: str) -> str | None:
    """The words on a button of this part, where they depend on the state."""
    match name:
        case "fterm.play":
            return say("pause.sign" if state.forward.playing and not state.paused else "go.sign")
        case "fterm.pace":
            return f"{PACES[0] // PACES[state.forward.pace]}×"
    return None


#: what each intent of this part does, what its buttons do, and what its sliders set
HANDLERS: Mapping[type[Intent], Callable[[State, Any], State]] = {
    ShowStep: _show,
    PlayTerms: _play,
    StepTerm: _step,
    NextPace: _pace,
}
CONTROLS: dict[str, Intent] = {
    **{f"fstep.{step}": ShowStep(step) for step in range(STEPS)},
    "fterm.back": StepTerm(-1),
    "fterm.play": PlayTerms(),
    "fterm.on": StepTerm(1),
    "fterm.pace": NextPace(),
}
SLIDERS: dict[str, Slider] = {}
