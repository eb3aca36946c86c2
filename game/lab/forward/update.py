"""The forward pass, step by step and term by term: what is computed, and how far it has come."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.network import SIZES, Network, Trace
from game.core.model.unit import OUTPUT, Unit
from game.lab.cells import Cells
from game.lab.forward.layout import STEPS, grid_in, grid_out, is_sum, layer_of
from game.lab.intents.forward import NextPace, PlayTerms, ShowStep, StepTerm
from game.lab.network.playback import hides, layer_at, told
from game.lab.network.signals import ARRIVALS
from game.lab.state.state import State

#: ticks from one term to the next, slowest first: at 1× a term comes every 250 ms
PACES = (15, 5, 1)
#: how many times as fast as terms the dots of a ReLU come: there are many, all alike
FALL = 5
#: the last ticks of the wave's way to a layer, which count as its ReLU or softmax
_BEND = 8.0


def focused(state: State) -> Unit:
    """The neuron whose value is computed: the hovered, else the pinned, else the strongest one of
    the layer that the step makes. Before the answer is told no output leads."""
    layer = layer_of(state.forward.step)
    for unit in (state.card.hovered, state.card.pinned):
        if unit is not None and unit.layer == layer:
            return unit
    if state.prediction.trace is None or (layer == OUTPUT and not told(state)):
        return Unit(layer, 0)
    return Unit(layer, _strongest(state.prediction.trace, layer))


@kept(4)  # several panels ask with every frame for this, and for the count of terms
def _strongest(trace: Trace, layer: int) -> int:
    return int(np.nan_to_num(trace.layers[layer], nan=-1).argmax())


def count(state: State) -> int:
    """How many terms the step has: those of the focused neuron's sum that are not 0, and its
    bias; or the values that a ReLU sets to 0; or the softmax's ten powers to add, and ten
    divisions."""
    step, trace = state.forward.step, state.prediction.trace
    if trace is None or state.network is None:
        return 0
    return _count(trace, state.network, step, focused(state).index)


@kept(8)
def _count(trace: Trace, network: Network, step: int, index: int) -> int:
    if is_sum(step):
        row = network.weights[step // 2][index]
        with np.errstate(all="ignore"):
            return int(np.count_nonzero(row * trace.activations[step // 2])) + 1
    if step == STEPS - 1:
        return 2 * SIZES[-1]
    return int(np.count_nonzero(trace.pre_activations[step // 2] < 0))


def shown(state: State) -> int:
    """How many of the step's terms have come; all of them while a pen draws, and for a neuron that
    is only hovered. What makes the outputs waits until the answer is told."""
    if waits(state):
        return 0
    passing = state.card.hovered is not None and state.card.hovered != state.card.pinned
    passing = passing and state.card.hovered == focused(state)
    whole, term = count(state), state.forward.term
    return whole if term is None or state.canvas.growing or passing else min(term, whole)


def lit(state: State, step: int) -> float:
    """How far the wave has come through a step, 0..1."""
    if state.prediction.trace is None:
        return 0.0
    if state.screen.reduced_motion and not state.playback.paused:
        return 1.0
    layer, since = step // 2, state.playback.time - state.playback.fired_at
    begin, end = ARRIVALS[layer], ARRIVALS[layer + 1] - _BEND
    if not is_sum(step):
        begin, end = end, ARRIVALS[layer + 1]
    return min(max((since - begin) / (end - begin), 0.0), 1.0)


def waits(state: State) -> bool:
    """Whether the step makes the outputs, and their answer is not told yet."""
    return layer_of(state.forward.step) == OUTPUT and not told(state)


def known(state: State, step: int) -> bool:
    """Whether what a step makes may be seen: the wave has come through it, or none hides it.
    Logits tell the answer, as their softmax does."""
    if layer_of(step) == OUTPUT:
        return told(state)
    return not hides(state) or lit(state, step) >= 1


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    if not state.stage.has(name):
        return None
    rect = state.stage.rect(name)
    if name == "forward.softmax":
        return _row_at(rect, x, y)
    return _grid(state.forward.step, name).unit_at(rect, x, y)


def cells(state: State, name: str) -> list[tuple[Unit, Rect]]:
    """The neurons of such an item and their cells, window px."""
    rect = state.stage.rect(name)
    if name == "forward.softmax":
        rows = rect.rows(TABLE_ROWS)[1:-1]
        return [(Unit(OUTPUT, index), row) for index, row in enumerate(rows)]
    return _grid(state.forward.step, name).places(rect)


def _grid(step: int, name: str) -> Cells:
    """The cells of the item ``name``; a matrix has one row a neuron."""
    if name == "forward.matrix":
        return Cells(layer_of(step), 1, SIZES[layer_of(step)])
    return grid_in(step) if name == "forward.in" else grid_out(step)


#: rows of the softmax's table: its heading, ten outputs, the sum
TABLE_ROWS = SIZES[-1] + 2


def _row_at(rect: Rect, x: float, y: float) -> Unit | None:
    """The output whose row of the softmax's table is at a point."""
    row = int((y - rect.y) / rect.h * TABLE_ROWS) - 1
    inside = rect.holds(x, y) and 0 <= row < SIZES[-1]
    return Unit(OUTPUT, row) if inside else None


def advance(state: State) -> State:
    """One tick: the next term comes, where it is due. A newly pinned neuron, a new drawing or step
    begins with its first term."""
    if state.screen.room != "forward":
        return state
    forward, wave = state.forward, layer_at(state)
    seen = state.card.pinned, state.prediction.trace, wave
    if forward.seen != seen:
        step = forward.step
        if wave is not None and wave != forward.seen[2]:
            step = min(2 * wave, STEPS - 1)
        fresh = seen[:2] != forward.seen[:2] or step != forward.step
        state = replace(state, forward=replace(forward, step=step, seen=seen))
        state = _begin(state) if fresh else state
        forward = state.forward
    halted = state.playback.paused or state.canvas.growing or state.screen.reduced_motion
    if halted or waits(state) or state.prediction.trace is None:
        return state
    if not forward.playing or forward.term is None:
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


def _begin(state: State) -> State:
    """Begin with the first term; where motion is reduced, show all terms at once."""
    still = state.screen.reduced_motion
    forward = replace(state.forward, term=None if still else 0, playing=not still)
    return replace(state, forward=forward)


def show_step(state: State, intent: ShowStep) -> State:
    """Look at another step, from its first term on."""
    if not 0 <= intent.step < STEPS:
        return state
    return _begin(replace(state, forward=replace(state.forward, step=intent.step)))


def play(state: State, _: PlayTerms) -> State:
    """Let the terms come, or halt; after the last one begin with the first again."""
    forward = state.forward
    if state.playback.paused:  # time stands still: let it go on, and the terms with it
        forward = replace(forward, playing=True)
        playback = replace(state.playback, paused=False, halt_at=None)
        state = replace(state, forward=forward, playback=playback)
        return _begin(state) if forward.term is None else state
    if forward.term is None or state.screen.reduced_motion:
        return _begin(state)
    return replace(state, forward=replace(forward, playing=not forward.playing))


def step(state: State, intent: StepTerm) -> State:
    """Halt, and show some terms more or fewer."""
    whole = count(state)
    term = min(max(shown(state) + intent.by, 0), whole)
    forward = replace(state.forward, term=None if term == whole else term, playing=False)
    return replace(state, forward=forward)


def next_pace(state: State, _: NextPace) -> State:
    """Let the terms come faster; after the fastest pace comes the slowest again."""
    pace = (state.forward.pace + 1) % len(PACES)
    return replace(state, forward=replace(state.forward, pace=pace))
