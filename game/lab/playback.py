"""The person's hold on time: slow motion, pause, stepping, replay; and the drawing's timeline."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.readable import follow
from game.core.signals import ARRIVALS, WAVE_TICKS
from game.lab.state import Moment, State

#: how fast the signals' time runs
SPEEDS = (1.0, 0.5, 0.25, 0.1)
#: moments a timeline keeps; beyond that every second one is forgotten
MOMENTS = 600
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


def remember(state: State) -> State:
    """Add the answered drawing to its timeline. Moments that later ink has undone are dropped:
    all that remain are shorter than the ink, and so its beginnings."""
    probabilities = state.probabilities
    if probabilities is None or state.scrub is not None:
        return state
    points = state.ink.points
    kept = tuple(moment for moment in state.moments if moment.points < points)
    if len(kept) >= MOMENTS:
        kept = kept[::2]
    return replace(state, moments=(*kept, Moment(state.ink, points, np.asarray(probabilities))))


def scrub(state: State, share: float) -> State:
    """Show the drawing as it was; 1 is the whole of it."""
    if len(state.moments) < 2:
        return state
    index = round(min(max(share, 0.0), 1.0) * (len(state.moments) - 1))
    if index == state.scrub:
        return state
    return replace(
        state,
        scrub=index,
        ink=state.moments[index].ink,
        ink_revision=state.ink_revision + 1,
        pen_pointer=None,
        script=(),
    )
