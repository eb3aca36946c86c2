"""What a person does to the signals' time: slow motion, pause, steps, replay; and to the view."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.lab.network.readable import follow
from game.lab.network.signals import ARRIVALS, WAVE_TICKS
from game.lab.state.playback import MORPH
from game.lab.state.state import State

#: how fast the signals' time runs
SPEEDS = (1.0, 0.5, 0.25, 0.1)
#: two times that are nearer to each other than this are the same, ticks
_SAME = 1e-6


def advance(state: State) -> State:
    """One tick of the signals' time."""
    playback = state.playback
    if playback.paused or state.prediction.trace is None:
        return state
    time = playback.time + SPEEDS[playback.speed]
    if playback.halt_at is not None and time >= playback.halt_at - _SAME:
        return _with(state, time=playback.halt_at, halt_at=None, paused=True)
    return _with(state, time=time)


def moves(state: State) -> bool:
    """Whether signals run, or one view is becoming the other."""
    if state.tick - state.playback.switched_at <= MORPH:
        return True
    still = state.screen.reduced_motion or state.playback.paused
    return state.prediction.trace is not None and not still


def pause(state: State) -> State:
    """Let the signals stand still, or go on."""
    return _with(state, paused=not state.playback.paused, halt_at=None)


def replay(state: State) -> State:
    """Send the wave through the network again."""
    return _with(state, fired_at=state.playback.time, dark=True, paused=False, halt_at=None)


def next_speed(state: State) -> State:
    """Slower, and after the slowest at full speed again."""
    return _with(state, speed=(state.playback.speed + 1) % len(SPEEDS))


def step(state: State, by: int) -> State:
    """Let the wave run until it reaches the next layer (``by`` ≥ 0), or jump back to where it
    reached the one before. After the last layer it stands at the input again."""
    if state.prediction.trace is None:
        return state
    begun, since = state.playback.fired_at, _since(state)
    if by < 0:
        earlier = [at for at in ARRIVALS if at < since - _SAME]
        at = begun + (earlier[-1] if earlier else 0.0)
        return _with(state, time=at, halt_at=None, paused=True, dark=True)
    later = [at for at in ARRIVALS if at > since + _SAME]
    if not later:
        now = state.playback.time
        return _with(state, fired_at=now, dark=True, paused=True, halt_at=None)
    at = begun + later[0]
    if state.screen.reduced_motion:
        return _with(state, time=at, halt_at=None, paused=True, dark=True)
    return _with(state, halt_at=at, paused=False, dark=True)


def told(state: State) -> bool:
    """Whether the answer may be seen: the wave has reached the output, or none hides it."""
    playback = state.playback
    live = state.canvas.growing or (state.screen.reduced_motion and not playback.paused)
    hidden = playback.dark and state.prediction.trace is not None and not live
    return not hidden or _since(state) >= ARRIVALS[-1] - _SAME


def layer_at(state: State) -> int | None:
    """The layer the wave stands at, 0..3, while a person steps through it; else None."""
    since = _since(state)
    if not state.playback.paused or state.prediction.trace is None or since > WAVE_TICKS:
        return None
    return max(layer for layer, at in enumerate(ARRIVALS) if at <= since + _SAME)


def toggle_view(state: State) -> State:
    """Change the view; the neurons to show are chosen for the answer of this moment."""
    state = _with(state, readable=not state.playback.readable, switched_at=state.tick)
    network, trace = state.network, state.prediction.trace
    if network is None or trace is None or not state.playback.readable:
        return state
    return _with(state, chosen=follow(state.playback.chosen, network, trace))


def _since(state: State) -> float:
    """Ticks of the signals' time since the wave set out."""
    return state.playback.time - state.playback.fired_at


def _with(state: State, **changes: Any) -> State:
    return replace(state, playback=replace(state.playback, **changes))
