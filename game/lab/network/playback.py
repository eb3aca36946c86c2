"""The person's hold on time: slow motion, pause, stepping, replay; and the drawing's timeline."""

from __future__ import annotations

from dataclasses import replace

from game.lab.network.readable import follow
from game.lab.network.signals import ARRIVALS, WAVE_TICKS
from game.lab.state.state import State

#: how fast the signals' time runs
SPEEDS = (1.0, 0.5, 0.25, 0.1)
#: two times nearer than this are the same, ticks
_SAME = 1e-6


def advance(state: State) -> State:
    """One tick of the signals' time."""
    if state.paused or state.trace is None:
        return state
    time = state.time + SPEEDS[state.speed]
    if state.halt_at is not None and time >= state.halt_at - _SAME:
        return replace(state, time=state.halt_at, halt_at=None, paused=True)
    return replace(state, time=time)


def pause(state: State) -> State:
    return replace(state, paused=not state.paused, halt_at=None)


def replay(state: State) -> State:
    return replace(state, fired_at=state.time, dark=True, paused=False, halt_at=None)


def next_speed(state: State) -> State:
    return replace(state, speed=(state.speed + 1) % len(SPEEDS))


def step(state: State, by: int) -> State:
    """Run to the next layer's arrival, or jump back to the one before; the end begins again."""
    if state.trace is None:
        return state
    since = state.time - state.fired_at
    if by < 0:
        earlier = [at for at in ARRIVALS if at < since - _SAME]
        at = state.fired_at + (earlier[-1] if earlier else 0.0)
        return replace(state, time=at, halt_at=None, paused=True, dark=True)
    later = [at for at in ARRIVALS if at > since + _SAME]
    if not later:
        return replace(state, fired_at=state.time, dark=True, paused=True, halt_at=None)
    at = state.fired_at + later[0]
    if state.reduced_motion:
        return replace(state, time=at, halt_at=None, paused=True, dark=True)
    return replace(state, halt_at=at, paused=False, dark=True)


def layer_at(state: State) -> int | None:
    """The layer the wave stands at, 0..3, while a person steps through it; else None."""
    since = state.time - state.fired_at
    if not state.paused or state.trace is None or since > WAVE_TICKS:
        return None
    return max(layer for layer, at in enumerate(ARRIVALS) if at <= since + _SAME)


def toggle_view(state: State) -> State:
    """Change the view; the neurons to show are chosen for the answer of this moment."""
    state = replace(state, readable=not state.readable, switched_at=state.tick)
    if state.network is None or state.trace is None or not state.readable:
        return state
    return replace(state, chosen=follow(state.chosen, state.network, state.trace))
