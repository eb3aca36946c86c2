"""Break It: damage comes and goes, the answer flips, searches play what they found."""

from __future__ import annotations

from dataclasses import replace

from game.core.ink.reading import decided
from game.core.insight.fragile import Kills
from game.core.model.damage import (
    HEALTHY,
    HEATS,
    MOST_GAIN,
    MOST_NOISE,
    MOST_SHIFT,
    SEEDS,
    Damage,
    damaged,
)
from game.core.model.network import SIZES, Array
from game.core.model.unit import Unit
from game.lab.break_it.code import adjust, adjustment, code_of, damage_of
from game.lab.gradient import update as learning
from game.lab.intents.break_it import AccuracyMeasured, DamageFound
from game.lab.state.break_it import Challenge, Experiment, Flip
from game.lab.state.state import OUTPUT, State

#: ticks between two damages of a search's find, for neurons and for steps of noise
KILL_EVERY, NOISE_EVERY = 26, 5
#: steps in which noise grows to what was found
NOISE_STEPS = 24
#: bits that leave the weights as they are
ALL_BITS = 9


def damage(state: State, wanted: Damage, about: str | None = None) -> State:
    """Have the healthy network damaged exactly so. ``about``: what the screen explains."""
    experiment = state.experiment
    if about:
        experiment = replace(experiment, about=about)
    same_network = wanted == experiment.damage and not state.learning.taught
    if same_network or state.healthy is None:
        return replace(state, experiment=replace(experiment, damage=wanted))
    same = replace(wanted, noise=0) == replace(experiment.damage, noise=0)
    experiment = replace(
        experiment,
        damage=wanted,
        on=experiment.on or not wanted.none,
        tried=experiment.tried if same else (),
    )
    return replace(
        learning.forget(state),
        experiment=experiment,
        network=damaged(state.healthy, wanted),
        network_revision=state.network_revision + 1,
        favorite=None,
        exemplars=(),
    )


def by_hand(state: State, wanted: Damage, about: str) -> State:
    """Damage that a person chose: it ends what plays by itself, and in a challenge it is off."""
    if state.experiment.challenge is not None:
        return state
    return damage(_stopped(state), wanted, about)


def set_code(state: State, code: str) -> State:
    """Damage as a code says, which must make sense."""
    try:
        wanted = damage_of(code)
    except ValueError as error:
        return replace(state, typed_fault=str(error))
    state = by_hand(state, wanted, "code")
    return replace(state, sheet=None if state.sheet == "code" else state.sheet, typed_fault="")


def disable_biases(state: State) -> State:
    now = state.experiment.damage
    return by_hand(state, replace(now, biases_off=not now.biases_off), "biases")


def set_noise(state: State, percent: int) -> State:
    now = state.experiment.damage
    return by_hand(state, replace(now, noise=_within(percent, 0, MOST_NOISE)), "noise")


def throw(state: State) -> State:
    now = state.experiment.damage
    return by_hand(state, replace(now, seed=(now.seed + 1) % SEEDS), "noise")


def cut(state: State, layer: int) -> State:
    now = state.experiment.damage
    if layer not in (1, 2, 3):
        return state
    cuts = tuple(sorted({layer} ^ set(now.cuts)))
    return by_hand(state, replace(now, cuts=cuts), f"cut.{layer}")


def prune(state: State, percent: int) -> State:
    now = state.experiment.damage
    return by_hand(state, replace(now, pruned=_within(percent, 0, 100)), "prune")


def round_to(state: State, bits: int) -> State:
    bits = _within(bits, 1, ALL_BITS)
    wanted = replace(state.experiment.damage, bits=None if bits == ALL_BITS else bits)
    return by_hand(state, wanted, "bits")


def heat(state: State, percent: int) -> State:
    now = state.experiment.damage
    return by_hand(state, replace(now, heat=_within(percent, *HEATS)), "heat")


def shift(state: State, tenths: int) -> State:
    """Shift the bias of the neuron that is being adjusted."""
    unit, now = state.experiment.unit, state.experiment.damage
    if unit is None:
        return state
    change = replace(adjustment(now, unit), shift=_within(tenths, -MOST_SHIFT, MOST_SHIFT))
    return by_hand(state, adjust(now, change), "unit")


def scale(state: State, percent: int) -> State:
    """Scale the incoming weights of the neuron that is being adjusted."""
    unit, now = state.experiment.unit, state.experiment.damage
    if unit is None:
        return state
    change = replace(adjustment(now, unit), gain=_within(percent, 0, MOST_GAIN))
    return by_hand(state, adjust(now, change), "unit")


def tap(state: State, unit: Unit | None) -> State:
    """A tap on a neuron while the network is being broken."""
    if unit is None or not 1 <= unit.layer <= OUTPUT:
        return state
    if state.experiment.tap == "adjust":
        experiment = replace(state.experiment, unit=unit, about="unit")
        return replace(state, experiment=experiment, pinned=unit)
    return kill(state, unit)


def kill(state: State, unit: Unit) -> State:
    """Switch a neuron off, or on again. A challenge counts hidden neurons only, and lets them be
    revived: what counts is how many are off when the answer breaks."""
    if not (1 <= unit.layer <= OUTPUT and 0 <= unit.index < SIZES[unit.layer]):
        return state
    challenge = state.experiment.challenge
    if challenge is not None and (unit.layer == OUTPUT or challenge.won is not None):
        return state
    now = state.experiment.damage
    killed = tuple(sorted({unit} ^ set(now.killed)))
    return damage(_stopped(state), replace(now, killed=killed), "kill")


def set_tap(state: State, name: str) -> State:
    if name not in ("kill", "adjust") or state.experiment.challenge is not None:
        return state
    about = "kill" if name == "kill" else "unit"
    unit = state.experiment.unit if name == "adjust" else None
    experiment = replace(state.experiment, tap=name, unit=unit, about=about)
    return replace(state, experiment=experiment, pinned=unit)


def enter(state: State) -> State:
    return replace(state, experiment=replace(state.experiment, on=True))


def leave(state: State) -> State:
    """The damage is gone, and with it all that spoke of it; what was measured stays."""
    old = state.experiment
    kept = replace(old, on=False, tap="kill", unit=None, about="intro", flip=None)
    state = _ended(_stopped(replace(state, experiment=kept)))
    state = damage(state, HEALTHY)
    return replace(state, experiment=replace(state.experiment, on=False, found=None))


def heal(state: State) -> State:
    """Take the damage away; what a search has just played, step by step in reverse."""
    state = _ended(_stopped(state))
    experiment = state.experiment
    found, now = experiment.found, experiment.damage
    if found is not None and not state.reduced_motion:
        steps = _steps(replace(experiment, damage=HEALTHY))
        if now in steps[1:]:
            back = (*reversed(steps[: steps.index(now)]), HEALTHY)
            return _play(state, back)
    return damage(state, HEALTHY, "heal")


def find(state: State, name: str) -> State:
    """Begin a search, or end the one that runs."""
    if name not in ("fewest", "noise"):
        return state
    if state.trace is None:
        return replace(state, experiment=replace(state.experiment, about=f"find.{name}"))
    if state.experiment.search is not None:
        return _stopped(state)
    state = damage(_ended(_stopped(state)), HEALTHY)
    count = state.experiment.searches + 1
    experiment = replace(
        state.experiment, search=name, searches=count, found=None, about=f"find.{name}"
    )
    return replace(state, experiment=experiment)


def take_found(state: State, intent: DamageFound) -> State:
    """Play what the newest search has found."""
    experiment = state.experiment
    if intent.search != experiment.searches or experiment.search is None:
        return state
    experiment = replace(experiment, search=None, found=intent.found)
    state = replace(state, experiment=experiment)
    steps = _steps(experiment)
    if state.reduced_motion:
        return damage(state, steps[-1])
    return _play(state, steps)


def challenge(state: State) -> State:
    """Begin the challenge on a healthy network, or end it."""
    if state.experiment.challenge is not None:
        return _ended(state)
    answer = None if state.healthy_answer is None else decided(state.healthy_answer)
    if answer is None:
        return replace(state, experiment=replace(state.experiment, about="challenge"))
    state = damage(_stopped(state), HEALTHY)
    begun = replace(
        state.experiment, challenge=Challenge(answer), tap="kill", unit=None, about="challenge"
    )
    return replace(state, experiment=replace(begun, on=True, found=None))


def take_accuracy(state: State, intent: AccuracyMeasured) -> State:
    """Accept a measurement newer than the one shown. Under a moving slider the weights have
    changed meanwhile; the meter follows it all the same, a few frames behind."""
    experiment = state.experiment
    known = experiment.measured if experiment.accuracy is not None else -1
    if not known < intent.network_revision <= state.network_revision:
        return state
    experiment = replace(experiment, accuracy=intent.accuracy, measured=intent.network_revision)
    then, now = intent.damage, experiment.damage
    if state.learning.taught:  # neither the healthy network's nor that of a damage alone
        return replace(state, experiment=experiment)
    if then.none:
        experiment = replace(experiment, healthy=intent.accuracy)
    if replace(then, noise=0) == replace(now, noise=0):
        points = dict(experiment.tried) | {then.noise: intent.accuracy.share}
        experiment = replace(experiment, tried=tuple(sorted(points.items())))
    return replace(state, experiment=experiment)


def advance(state: State) -> State:
    """One tick of what plays by itself."""
    experiment = state.experiment
    if not experiment.script:
        return state
    every = KILL_EVERY if isinstance(experiment.found, Kills) else NOISE_EVERY
    if state.tick - experiment.stepped_at < every:
        return state
    first, *rest = experiment.script
    stepped = replace(experiment, script=tuple(rest), stepped_at=state.tick)
    return damage(replace(state, experiment=stepped), first)


def watch(state: State, healthy: Array | None) -> State:
    """After new answers: has the shown digit's answer flipped, and is a challenge won?"""
    rows = state.answers if healthy is None else healthy
    state = replace(state, experiment=replace(state.experiment, answers=rows))
    if state.probabilities is None or state.healthy_answer is None:
        return replace(state, experiment=replace(state.experiment, flip=None))
    before, after = decided(state.healthy_answer), decided(state.probabilities)
    experiment = state.experiment
    if before == after or before is None:
        return replace(state, experiment=replace(experiment, flip=None))
    held = experiment.flip
    if held is None or (held.before, held.after) != (before, after):
        flip = Flip(state.tick, before, after, code_of(experiment.damage))
        experiment = replace(experiment, flip=flip)
    game = experiment.challenge
    if game is not None and game.won is None and before == game.answer:
        cuts = len(experiment.damage.killed)
        best = cuts if experiment.best is None else min(experiment.best, cuts)
        experiment = replace(experiment, challenge=replace(game, won=cuts), best=best)
    return replace(state, experiment=experiment)


def forget(state: State) -> State:
    """The drawing has changed: what was found for the one before does not hold for it."""
    experiment = state.experiment
    if experiment.found is None and experiment.search is None and experiment.challenge is None:
        return state
    state = _ended(_stopped(state))
    return replace(state, experiment=replace(state.experiment, found=None))


def _steps(experiment: Experiment) -> tuple[Damage, ...]:
    """What a search found as damages that grow one by one, from none to all of it."""
    found = experiment.found
    if isinstance(found, Kills):
        units = found.units
        return tuple(Damage(killed=tuple(sorted(units[:n]))) for n in range(len(units) + 1))
    if found is None or found.level is None:
        return (HEALTHY,)
    shares = (n / NOISE_STEPS for n in range(NOISE_STEPS + 1))
    levels = sorted({round(found.level * share) for share in shares} | {max(found.level - 1, 0)})
    return tuple(Damage(noise=level, seed=found.seed) for level in levels)


def _play(state: State, steps: tuple[Damage, ...]) -> State:
    experiment = replace(state.experiment, script=steps, stepped_at=state.tick)
    return replace(state, experiment=experiment)


def _stopped(state: State) -> State:
    """Nothing plays and nothing is looked for."""
    return replace(state, experiment=replace(state.experiment, script=(), search=None))


def _ended(state: State) -> State:
    """No challenge runs."""
    return replace(state, experiment=replace(state.experiment, challenge=None))


def _within(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)
