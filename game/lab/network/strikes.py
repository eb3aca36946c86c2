"""What damage strikes: neurons that go out, layers whose wires die. For a short time it is seen."""

from __future__ import annotations

from dataclasses import replace

from game.lab.state.playback import Strike
from game.lab.state.state import State

#: ticks that a neuron's going out is seen, and that a layer's wires take to die
GOES_OUT, DIES = 30, 42
#: the most neurons that are seen to go out at once
MOST = 24


def follow(state: State) -> State:
    """Note what damage has struck since the last tick, and forget what was struck long ago."""
    playback, damage = state.playback, state.break_it.damage
    if damage == playback.damage and not playback.strikes:
        return state
    known = playback.damage
    strikes = [strike for strike in playback.strikes if state.tick - strike.tick < DIES]
    off = [unit for unit in damage.ablated if unit not in known.ablated]
    strikes += [Strike(state.tick, unit.layer, unit) for unit in off[:MOST]]
    strikes += [Strike(state.tick, layer) for layer in damage.cuts if layer not in known.cuts]
    return replace(state, playback=replace(playback, damage=damage, strikes=tuple(strikes)))


def going_out(state: State) -> tuple[Strike, ...]:
    """The neurons that are seen to go out now; none where motion is reduced."""
    return tuple(s for s in _seen(state, GOES_OUT) if s.unit is not None)


def dying(state: State) -> Strike | None:
    """The first layer whose wires are seen to die now."""
    cuts = [strike for strike in _seen(state, DIES) if strike.unit is None]
    return min(cuts, key=lambda strike: (-strike.tick, strike.layer), default=None)


def _seen(state: State, lasts: int) -> tuple[Strike, ...]:
    if state.screen.reduced_motion:
        return ()
    strikes = state.playback.strikes
    return tuple(strike for strike in strikes if 0 <= state.tick - strike.tick < lasts)
