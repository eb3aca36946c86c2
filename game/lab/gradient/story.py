"""What the gradient's wave tells as it runs back: one plain sentence after the other."""

from __future__ import annotations

from math import exp, isfinite

from game.lab.gradient.update import BACK_TICKS, shift_since, target_of, wave_since
from game.lab.state.state import State
from game.words.catalogue import say
from game.words.numbers import percent


def story(state: State) -> str | None:
    """The sentence of this moment of the wave back, and of what the weights do then; None where
    nothing runs."""
    since = wave_since(state)
    if since is not None:
        part = 3 * since // BACK_TICKS
        if part == 0:
            return say("back.output", digit=target_of(state))
        if part == 1:
            return say("back.hidden")
        return say("back.input.step") if state.gradient.coming else say("back.input")
    if shift_since(state) is None:
        return None
    return _moved(state)


def _moved(state: State) -> str:
    """What has just moved the weights: a step forward, whose effect can be told, or one undone."""
    shift, steps = state.gradient.shift, state.gradient.taught
    if shift is None or not steps or steps[-1].network is not shift.before:
        return say("back.undone")
    last = steps[-1]
    if not (isfinite(last.loss) and isfinite(last.after)):
        return say("back.moved")
    before, after = percent(exp(-last.loss)), percent(exp(-last.after))
    return say("back.told", digit=last.target, before=before, after=after)
