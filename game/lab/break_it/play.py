"""What a search found, played as theater: step by step, one spotlight after the other."""

from __future__ import annotations

from game.core.insight.fragile import FewestOff
from game.core.model.damage import HEALTHY, Damage
from game.core.model.unit import OUTPUT, Unit
from game.lab.break_it.sentences import outcome
from game.lab.break_it.update import changed, damage
from game.lab.state.break_it import BreakIt, Spotlight
from game.lab.state.shown import noticed
from game.lab.state.state import State

#: steps in which noise grows to the level that a search found, and ticks between two of them
NOISE_STEPS, NOISE_EVERY = 24, 5
#: ticks that a neuron stands in the light before it goes out, and after; with many neurons fewer,
#: so that all of them together take about LONGEST
BEFORE, AFTER, LONGEST = 26, 28, 600
#: ticks in which the rest of the network goes dark
FADE = 12
#: ticks that all stands still once the answer has changed, before that is put into words
HOLD = 90
#: ticks between two neurons that are switched on again
BACK_EVERY = 20


def steps_of(break_it: BreakIt) -> tuple[Damage, ...]:
    """What a search found, as a sequence of damages that grow from none to all of it."""
    found = break_it.found
    if isinstance(found, FewestOff):
        units = found.units
        return tuple(Damage(ablated=tuple(sorted(units[:n]))) for n in range(len(units) + 1))
    if found is None or found.level is None:
        return (HEALTHY,)
    shares = (n / NOISE_STEPS for n in range(NOISE_STEPS + 1))
    levels = sorted({round(found.level * share) for share in shares} | {max(found.level - 1, 0)})
    return tuple(Damage(noise=level, seed=found.seed) for level in levels)


def play(state: State, steps: tuple[Damage, ...]) -> State:
    """Play damages one after the other; those that are in place already are left out."""
    while steps and steps[0] == state.break_it.damage:
        steps = steps[1:]
    return advance(changed(state, script=steps, stepped_at=state.tick, spotlight=None))


def advance(state: State) -> State:
    """One tick of what plays: the next damage where it is due, or the light on the next neuron."""
    break_it = state.break_it
    if not break_it.script:
        return state if break_it.spotlight is None else _held(state, break_it.spotlight)
    unit = _next_off(break_it)
    if unit is None:
        every = BACK_EVERY if isinstance(break_it.found, FewestOff) else NOISE_EVERY
        return _stepped(state) if _waited(state) >= every else state
    before, after = _pace(break_it)
    light = break_it.spotlight
    if light is not None and light.unit == unit:
        return _stepped(state) if state.tick - light.since >= before else state
    if light is not None and _waited(state) < after:
        return state
    return changed(state, spotlight=Spotlight(unit, state.tick))


def _held(state: State, light: Spotlight) -> State:
    """The answer has changed: after the last neuron the light falls on what is answered now, stays
    there, and goes off as the outcome is told."""
    found, waited = state.break_it.found, _waited(state)
    after = found.after if isinstance(found, FewestOff) else None
    if waited >= AFTER + HOLD:
        return tell(changed(state, spotlight=None))
    if waited >= AFTER and light.unit.layer != OUTPUT and after is not None:
        return changed(state, spotlight=Spotlight(Unit(OUTPUT, after), state.tick))
    return state


def light_of(state: State) -> tuple[Unit, float] | None:
    """The neuron on which all light falls, and how dark the rest of the network has become, 0..1.
    It stays dark between two neurons."""
    light, off = state.break_it.spotlight, state.break_it.damage.ablated
    if light is None:
        return None
    first = not off or off == (light.unit,)
    return light.unit, min((state.tick - light.since) / FADE, 1.0) if first else 1.0


def _waited(state: State) -> int:
    """Ticks since the last step."""
    return state.tick - state.break_it.stepped_at


def _stepped(state: State) -> State:
    first, *rest = state.break_it.script
    state = damage(changed(state, script=tuple(rest), stepped_at=state.tick), first)
    over = not state.break_it.playing and first == steps_of(state.break_it)[-1]
    return tell(state) if over else state


def _next_off(break_it: BreakIt) -> Unit | None:
    """The neuron that the next step switches off; None where it does something else."""
    new = set(break_it.script[0].ablated) - set(break_it.damage.ablated)
    return new.pop() if len(new) == 1 else None


def _pace(break_it: BreakIt) -> tuple[int, int]:
    """Ticks that a neuron is lit before and after it goes out."""
    found = break_it.found
    count = len(found.units) if isinstance(found, FewestOff) else 1
    share = min(1.0, LONGEST / (count * (BEFORE + AFTER)))
    return round(BEFORE * share), round(AFTER * share)


def tell(state: State) -> State:
    """Tell the outcome of a search: where the drawer is folded, as a notice."""
    if state.screen.tab == "break":
        return state
    return noticed(state, outcome(state.break_it)[0])
