"""The signals' time: what a person does to it, what sends waves out, what they have told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict
from game.core.model.network import Array
from game.lab.network import strikes
from game.lab.network.readable import follow
from game.lab.network.signals import ARRIVALS, BEAT, WAVE_TICKS, reached_at
from game.lab.state.playback import MORPH
from game.lab.state.state import State

#: how fast the signals' time runs
SPEEDS = (1.0, 0.5, 0.25, 0.1)
#: where steps halt, ticks after the wave set out: at each layer; at the output when its answer has
#: landed
STOPS = (*ARRIVALS[:3], ARRIVALS[3] + BEAT)
#: two times that are nearer to each other than this are the same, ticks
_SAME = 1e-6


# --- what the wave has told ---


def told(state: State) -> bool:
    """Whether the answer may be seen: the wave has reached the output, or none hides it.

    While a pen moves all is live, and where motion is reduced nothing waits. Everything on the
    stage that tells the answer asks this one function.
    """
    return reached(state) >= 3


def told_answer(state: State) -> Array | None:
    """The ten probabilities of the shown digit once they are told; None before, and without one."""
    return state.prediction.probabilities if told(state) else None


def sure_digit(state: State) -> int | None:
    """The digit of the answer once it is told, if it is a sure one."""
    trace = state.prediction.trace
    if trace is None or not told(state) or state.prediction.verdict is not Verdict.SURE:
        return None
    return decided(trace.probabilities)


def reached(state: State) -> float:
    """How far the wave has come: 0 at the input … 3 at the output, in between on its way. 3 as
    well where no wave hides anything."""
    if not hides(state):
        return 3.0
    return reached_at(since(state))


def beat(state: State) -> float:
    """The landing of the answer: 1 as the wave reaches the output, falling to 0 in `BEAT` ticks; 0
    before, after, and where no wave told it."""
    late = since(state) - ARRIVALS[3]
    return 1 - late / BEAT if hides(state) and 0 <= late < BEAT else 0.0


def since(state: State) -> float:
    """Ticks of the signals' time since the wave set out. (Tenths of ticks add up to almost whole
    ones only.)"""
    return round(state.playback.time - state.playback.fired_at, 6)


def hides(state: State) -> bool:
    """Whether the parts of the picture that the wave has not reached are dark."""
    playback = state.playback
    live = state.canvas.growing or (state.screen.reduced_motion and not playback.paused)
    return playback.dark and state.prediction.trace is not None and not live


# --- what sends it out ---


def answered(before: State, state: State) -> State:
    """The shown digit has got another answer.

    For ink that was not there before, and for weights that were taught, a wave sets out, before
    which all is dark. What a hand does bit by bit (a pen, the timeline) and what damages weights is
    seen at once, and waves only go by: each new one when the last has run through, or none would
    ever arrive. In slow motion nothing is seen before its cause.
    """
    now, then, canvas = state.prediction, before.prediction, state.canvas
    if now.trace is None:
        return state
    first, redrawn = then.trace is None, now.answered is not then.answered
    if redrawn and (canvas.growing or canvas.scrub is not None):
        passed = first or since(state) >= WAVE_TICKS
        return _fired(state, dark=False) if passed else _with(state, dark=False)
    taught = state.gradient.taught is not state.playback.taught and not state.playback.paused
    if redrawn or first or taught:
        return _fired(state, dark=True)
    picked = now.picked != then.picked
    if state.playback.paused or not (picked or since(state) >= WAVE_TICKS):
        return state
    return _fired(state, dark=state.playback.speed > 0 or not told(before))


def advance(state: State) -> State:
    """One tick of the signals' time. When a pen has left the canvas, a wave tells what it drew."""
    state = strikes.follow(state)
    if state.current or state.prediction.trace is None:  # what was taught has been answered
        state = _with(state, taught=state.gradient.taught)
    playback, growing = state.playback, state.canvas.growing
    if growing != playback.drawing:
        state = _with(state, drawing=growing)
        if not growing and state.prediction.trace is not None:
            return _fired(state, dark=True)
    if playback.paused or state.prediction.trace is None:
        return state
    time = playback.time + SPEEDS[playback.speed]
    if playback.halt_at is not None and time >= playback.halt_at - _SAME:
        return _with(state, time=playback.halt_at, halt_at=None, paused=True)
    return _with(state, time=time)


def moves(state: State) -> bool:
    """Whether signals run, one view is becoming the other, or damage has just struck."""
    if state.tick - state.playback.switched_at <= MORPH or state.playback.strikes:
        return True
    still = state.screen.reduced_motion or state.playback.paused
    return state.prediction.trace is not None and not still


# --- what a person does to it ---


def pause(state: State) -> State:
    """Let the signals stand still, or go on. Where motion is reduced, all stands there already, and
    is there in the pause as well."""
    state = _with(state, paused=not state.playback.paused, halt_at=None)
    if state.screen.reduced_motion and state.playback.paused and since(state) < WAVE_TICKS:
        return _with(state, fired_at=state.playback.time - WAVE_TICKS)
    return state


def replay(state: State) -> State:
    """Send the wave through the network again."""
    return _with(_fired(state, dark=True), paused=False, halt_at=None)


def next_speed(state: State) -> State:
    """Slower, and after the slowest at full speed again."""
    return _with(state, speed=(state.playback.speed + 1) % len(SPEEDS))


def step(state: State, by: int) -> State:
    """Let the wave run until it reaches the next layer (``by`` ≥ 0), or jump back to where it
    reached the one before. After the last layer it stands at the input again."""
    if state.prediction.trace is None:
        return state
    begun, passed = state.playback.fired_at, since(state)
    if by < 0:
        earlier = [at for at in STOPS if at < passed - _SAME]
        at = begun + (earlier[-1] if earlier else 0.0)
        return _with(state, time=at, halt_at=None, paused=True, dark=True)
    later = [at for at in STOPS if at > passed + _SAME]
    if not later:
        return _with(_fired(state, dark=True), paused=True, halt_at=None)
    at = begun + later[0]
    if state.screen.reduced_motion:
        return _with(state, time=at, halt_at=None, paused=True, dark=True)
    return _with(state, halt_at=at, paused=False, dark=True)


def layer_at(state: State) -> int | None:
    """The layer the wave stands at, 0..3, while a person steps through it; else None."""
    passed = since(state)
    if not state.playback.paused or state.prediction.trace is None or passed > WAVE_TICKS:
        return None
    return max(layer for layer, at in enumerate(ARRIVALS) if at <= passed + _SAME)


def at_start(state: State) -> bool:
    """Whether the wave is held where it sets out, so that no step leads back."""
    return state.playback.paused and since(state) <= _SAME


def toggle_view(state: State) -> State:
    """Change the view; the neurons to show are chosen for the answer of this moment."""
    state = _with(state, readable=not state.playback.readable, switched_at=state.tick)
    network, trace = state.network, state.prediction.trace
    if network is None or trace is None or not state.playback.readable:
        return state
    return _with(state, chosen=follow(state.playback.chosen, network, trace))


def _fired(state: State, dark: bool) -> State:
    """A wave sets out now."""
    return _with(state, fired_at=state.playback.time, dark=dark)


def _with(state: State, **changes: Any) -> State:
    return replace(state, playback=replace(state.playback, **changes))
