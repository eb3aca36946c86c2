"""Break It: damage comes and goes by hand and by code; and its drawer has pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.core.model.damage import (
    MOST_GAIN,
    MOST_NOISE,
    MOST_SHIFT,
    SEEDS,
    TEMPERATURES,
    Damage,
    damaged,
)
from game.core.model.network import SIZES
from game.core.model.unit import OUTPUT, Unit
from game.lab.break_it.code import adjust, adjustment, damage_of
from game.lab.break_it.layout import FIRST, PAGES
from game.lab.intents import AccuracyMeasured, NetworkLoaded
from game.lab.network.update import set_aside, with_network
from game.lab.state.shown import noticed, shown
from game.lab.state.state import State
from game.lab.state.wishes import CancelJob
from game.words.catalogue import say

#: bits that leave the weights as they are
ALL_BITS = 9


def changed(state: State, **changes: Any) -> State:
    """With other fields of Break It's part of the State."""
    return replace(state, break_it=replace(state.break_it, **changes))


def turn_page(state: State, name: str | None) -> State:
    """Show a page of the drawer; None: from the first page to the other shown last, and back."""
    break_it = state.break_it
    if name is None:
        name = break_it.other_page if break_it.page == FIRST else FIRST
    if name not in (FIRST, *PAGES):
        return state
    other = break_it.other_page if name == FIRST else name
    return changed(state, page=name, other_page=other)


def load(state: State, intent: NetworkLoaded) -> State:
    """Take over the network of a file, and do to it the damage that was set before it came."""
    network = damaged(intent.network, state.break_it.damage)
    state = replace(with_network(state, network), healthy=intent.network)
    return changed(state, accuracy=None, healthy=None, facts=None, tried=())


def damage(state: State, wanted: Damage, about: str | None = None) -> State:
    """Damage the healthy network in exactly this way. ``about``: what the panel then explains."""
    break_it = state.break_it
    if about:
        break_it = replace(break_it, about=about)
    same_network = wanted == break_it.damage and not state.gradient.taught
    if same_network or state.healthy is None:
        return replace(state, break_it=replace(break_it, damage=wanted))
    same = replace(wanted, noise=0) == replace(break_it.damage, noise=0)
    break_it = replace(
        break_it,
        damage=wanted,
        tried=break_it.tried if same else (),
    )
    state = with_network(set_aside(state), damaged(state.healthy, wanted))
    return replace(state, break_it=break_it)


def by_hand(state: State, wanted: Damage, about: str) -> State:
    """Do the damage that a person chose, and end what plays by itself. During a challenge only
    neurons may be switched off and on: then nothing happens, and a notice says why."""
    if state.break_it.challenge is not None:
        return noticed(state, say("challenge.only"))
    return damage(stopped(state), wanted, about)


def set_code(state: State, code: str) -> State:
    """Do the damage that a code names; where it cannot be read, show why and change nothing."""
    try:
        wanted = damage_of(code)
    except ValueError as error:
        return shown(state, typed_fault=str(error))
    state = by_hand(state, wanted, "code")
    sheet = None if state.screen.sheet == "code" else state.screen.sheet
    return shown(state, sheet=sheet, typed_fault="")


def disable_biases(state: State) -> State:
    now = state.break_it.damage
    return by_hand(state, replace(now, biases_off=not now.biases_off), "biases")


def set_noise(state: State, percent: int) -> State:
    now = state.break_it.damage
    return by_hand(state, replace(now, noise=_within(percent, 0, MOST_NOISE)), "noise")


def next_seed(state: State) -> State:
    """Another seed for the noise; where there is none, a notice says so."""
    now = state.break_it.damage
    if not now.noise:
        return noticed(state, say("throw.none"))
    return by_hand(state, replace(now, seed=(now.seed + 1) % SEEDS), "noise")


def cut(state: State, layer: int) -> State:
    now = state.break_it.damage
    if layer not in (1, 2, 3):
        return state
    cuts = tuple(sorted({layer} ^ set(now.cuts)))
    return by_hand(state, replace(now, cuts=cuts), f"cut.{layer}")


def prune(state: State, percent: int) -> State:
    now = state.break_it.damage
    return by_hand(state, replace(now, pruned=_within(percent, 0, 100)), "prune")


def round_to(state: State, bits: int) -> State:
    bits = _within(bits, 1, ALL_BITS)
    wanted = replace(state.break_it.damage, bits=None if bits == ALL_BITS else bits)
    return by_hand(state, wanted, "bits")


def set_temperature(state: State, percent: int) -> State:
    now = state.break_it.damage
    return by_hand(state, replace(now, temperature=_within(percent, *TEMPERATURES)), "temperature")


def shift(state: State, tenths: int) -> State:
    """Shift the bias of the neuron that is being adjusted."""
    unit, now = state.break_it.unit, state.break_it.damage
    if unit is None:
        return state
    change = replace(adjustment(now, unit), shift=_within(tenths, -MOST_SHIFT, MOST_SHIFT))
    return by_hand(state, adjust(now, change), "unit")


def scale(state: State, percent: int) -> State:
    """Scale the incoming weights of the neuron that is being adjusted."""
    unit, now = state.break_it.unit, state.break_it.damage
    if unit is None:
        return state
    change = replace(adjustment(now, unit), gain=_within(percent, 0, MOST_GAIN))
    return by_hand(state, adjust(now, change), "unit")


def tap(state: State, unit: Unit | None) -> State:
    """A tap on a neuron while the network is being broken."""
    if unit is None or not 1 <= unit.layer <= OUTPUT:
        return state
    if state.break_it.tap == "adjust":
        state = turn_page(changed(state, unit=unit, about="unit"), "neurons")
        return replace(state, card=replace(state.card, pinned=unit))
    return ablate(state, unit)


def ablate(state: State, unit: Unit) -> State:
    """Switch a neuron off, or on again. A challenge counts hidden neurons only, and lets them be
    switched on again: what counts is how many are off when the answer breaks."""
    if not (1 <= unit.layer <= OUTPUT and 0 <= unit.index < SIZES[unit.layer]):
        return state
    challenge = state.break_it.challenge
    if challenge is not None and (unit.layer == OUTPUT or challenge.won is not None):
        return state
    now = state.break_it.damage
    ablated = tuple(sorted({unit} ^ set(now.ablated)))
    state = damage(stopped(state), replace(now, ablated=ablated), "ablate")
    if challenge is None or state.screen.tab == "break":
        return state
    return noticed(state, say("about.challenge", answer=challenge.answer, count=len(ablated)))


def set_tap(state: State, name: str) -> State:
    """Choose what a tap on a neuron does: "kill" or "adjust"."""
    if name not in ("kill", "adjust") or state.break_it.challenge is not None:
        return state
    about = "ablate" if name == "kill" else "unit"
    unit = state.break_it.unit if name == "adjust" else None
    state = changed(state, tap=name, unit=unit, about=about)
    return replace(state, card=replace(state.card, pinned=unit))


def take_accuracy(state: State, intent: AccuracyMeasured) -> State:
    """Accept a measurement newer than the one shown. Under a moving slider the weights have
    changed meanwhile; the meter follows it all the same, a few frames behind."""
    break_it = state.break_it
    known = break_it.measured if break_it.accuracy is not None else -1
    if not known < intent.network_revision <= state.network_revision:
        return state
    break_it = replace(break_it, accuracy=intent.accuracy, measured=intent.network_revision)
    then, now = intent.damage, break_it.damage
    if state.gradient.taught:  # neither the healthy network's accuracy nor that of damage alone
        return replace(state, break_it=break_it)
    if then.none:
        break_it = replace(break_it, healthy=intent.accuracy)
    if replace(then, noise=0) == replace(now, noise=0):
        points = dict(break_it.tried) | {then.noise: intent.accuracy.share}
        break_it = replace(break_it, tried=tuple(sorted(points.items())))
    return replace(state, break_it=break_it)


def stopped(state: State) -> State:
    """Stop the script that plays, and the search that runs."""
    if state.break_it.search is not None:
        state = replace(state, wishes=(*state.wishes, CancelJob("search")))
    return changed(state, script=(), spotlight=None, search=None)


def _within(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)
