"""Break It's games: searches, whose finds are played step by step, the challenge, and flips."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.reading import decided
from game.core.model.damage import HEALTHY
from game.lab.break_it.code import code_of
from game.lab.break_it.play import play, steps_of, tell
from game.lab.break_it.update import changed, damage, stopped, turn_page
from game.lab.intents import DamageFound
from game.lab.state.break_it import Challenge, Flip
from game.lab.state.shown import noticed
from game.lab.state.state import State
from game.words.catalogue import say


def heal(state: State) -> State:
    """Take the damage away. Damage that a search has just played goes step by step, in reverse."""
    state = _put_aside(state)
    found, now = state.break_it.found, state.break_it.damage
    if found is not None and not state.screen.reduced_motion:
        steps = steps_of(state.break_it)
        if now in steps[1:]:
            return play(state, (*reversed(steps[: steps.index(now)]), HEALTHY))
    return damage(state, HEALTHY, "heal")


def again(state: State) -> State:
    """Do the damage again that was taken away last."""
    return damage(state, state.break_it.healed, "code") if can_again(state) else state


def can_again(state: State) -> bool:
    """Whether there is such damage, and nothing else is done to the network."""
    break_it = state.break_it
    busy = break_it.playing or break_it.search is not None or break_it.challenge is not None
    return not (busy or state.changed or break_it.healed.none)


def _put_aside(state: State) -> State:
    """Before all damage is taken away: it is remembered, and what plays or is searched ends."""
    now, healed = state.break_it.damage, state.break_it.healed
    return stopped(changed(state, challenge=None, healed=healed if now.none else now))


def find(state: State, name: str) -> State:
    """Begin a search, or end the one that runs."""
    if name not in ("fewest", "noise"):
        return state
    state = turn_page(state, "games")
    if state.prediction.trace is None:  # the page says so
        return state
    if state.break_it.search is not None:
        return stopped(state)
    state = damage(_put_aside(state), HEALTHY)
    count = state.break_it.searches + 1
    about = "ablate" if name == "fewest" else "noise"
    return changed(state, search=name, searches=count, found=None, about=about)


def take_found(state: State, intent: DamageFound) -> State:
    """Play what the newest search has found."""
    if intent.search != state.break_it.searches or state.break_it.search is None:
        return state
    state = changed(state, search=None, found=intent.found)
    steps = steps_of(state.break_it)
    if state.screen.reduced_motion or len(steps) == 1:
        return tell(damage(state, steps[-1]))
    return play(state, steps)


def challenge(state: State) -> State:
    """Begin the challenge on a healthy network, or end it."""
    if state.break_it.challenge is not None:
        return changed(state, challenge=None)
    healthy = state.prediction.healthy_answer
    answer = None if healthy is None else decided(healthy)
    state = turn_page(state, "games")
    if answer is None:
        return state
    state = damage(_put_aside(state), HEALTHY)
    return changed(
        state,
        challenge=Challenge(answer),
        tap="kill",
        unit=None,
        found=None,
    )


def answered(before: State, state: State) -> State:
    """After another answer: forget what was found for another drawing, and note whether damage
    flipped the answer and won a challenge."""
    old, now = before.prediction.trace, state.prediction.trace
    other = now is None or (
        old is not None and not np.array_equal(old.activations[0], now.activations[0])
    )
    return _watched(_forgotten(state) if other else state)


def _forgotten(state: State) -> State:
    """The drawing has changed: what was found for the one before does not hold for it."""
    state = changed(state, flip=None)
    break_it = state.break_it
    if break_it.found is None and break_it.search is None and break_it.challenge is None:
        return state
    return changed(stopped(state), challenge=None, found=None)


def _watched(state: State) -> State:
    """Note a flip of the answer, and a challenge that is won by it."""
    healthy, now = state.prediction.healthy_answer, state.prediction.probabilities
    if now is None or healthy is None:
        return changed(state, flip=None)
    before, after = decided(healthy), decided(now)
    if before == after or before is None:
        return changed(state, flip=None)
    break_it = state.break_it
    held = break_it.flip
    if held is None or (held.before, held.after) != (before, after):
        flip = Flip(state.tick, before, after, code_of(break_it.damage))
        break_it = replace(break_it, flip=flip)
    game = break_it.challenge
    if game is not None and game.won is None and before == game.answer:
        off = len(break_it.damage.ablated)
        best = off if break_it.best is None else min(break_it.best, off)
        break_it = replace(break_it, challenge=replace(game, won=off), best=best)
        if state.screen.tab != "break":
            state = noticed(state, say("challenge.won", count=off))
    return replace(state, break_it=break_it)
