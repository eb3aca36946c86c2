"""What a control says now."""

from __future__ import annotations

from game.lab.state import State
from game.lab.words import say

_SPEEDS = ("1×", "½×", "¼×", "⅒×")


def label(state: State, name: str) -> str:
    """The words on a control, which for some depend on the state."""
    match name:
        case "pause":
            return say("go" if state.paused else "pause")
        case "speed":
            return _SPEEDS[state.speed]
        case "view":
            return say("view.everything" if state.readable else "view.readable")
        case "why" | "why_not":
            return _question(state, name)
    return say(name)


def _question(state: State, name: str) -> str:
    probabilities = state.probabilities
    if probabilities is None:
        return ""
    digit = int(probabilities.argmax())
    if state.question:
        digit = state.question[0]
    elif state.pinned:
        digit = state.pinned.index
    if name == "why":
        return say("why.button", digit=digit)
    against = state.question[1] if state.question else None
    if against is None:
        against = next(int(d) for d in probabilities.argsort()[::-1] if d != digit)
    return say("why_not.button", digit=against)
