"""What a control says now."""

from __future__ import annotations

from game.core.printed import figure
from game.lab.forward import update as forward
from game.lab.gradient import update as learning
from game.lab.layers import update as layers
from game.lab.stage.sliders import SLIDERS
from game.lab.state.state import State
from game.lab.weights import update as weighing
from game.words.catalogue import say

#: the rooms that have buttons of their own
_PARTS = (layers, forward, weighing, learning)
_SPEEDS = ("1×", "½×", "¼×", "⅒×")


def label(state: State, name: str) -> str:
    """The words on a control, which for some depend on the state."""
    for part in _PARTS:
        words: str | None = part.label(state, name)
        if words is not None:
            return words
    return _label(state, name)


def _label(state: State, name: str) -> str:
    match name:
        case "pause" | "step" | "step_back" if state.tab:  # a small network: signs for words
            return say(f"{'go' if name == 'pause' and state.paused else name}.sign")
        case "pause":
            return say("go" if state.paused else "pause")
        case "fewest" | "least_noise" | "challenge" if on(state, name):
            return say(f"{name}.end")
        case "speed":
            return _SPEEDS[state.speed]
        case "view":
            return say("view.everything" if state.readable else "view.readable")
        case "why" | "why_not":
            return _question(state, name)
    if name.startswith("type.") and name not in ("type.back", "type.ok"):
        return name.removeprefix("type.")
    return say(name)


def idle(state: State, name: str) -> bool:
    """Whether pressing a button would change nothing now."""
    match name:
        case "undo":
            return not state.history
        case "clear":
            return not state.ink.strokes
        case "heal":
            return not state.changed
        case "undo.teach":
            return not state.learning.taught
        case "code.copy":
            return not state.damaged
        case "teach" | "backward" | "fewest" | "least_noise" | "replay" | "step_back":
            return state.trace is None
    return False


def slider_words(state: State, name: str) -> str:
    """What a slider sets, and to what."""
    value, key = SLIDERS[name].now(state), name
    damage = state.experiment.damage
    if name == "slide.bits" and damage.bits is None:
        return say("slide.bits.off")
    words = str(value)
    if name == "slide.heat":
        words = f"{value / 100:.2f}"
    elif name == "slide.shift":
        words = figure(value / 10, 1)
    said = say(key, value=words)
    if name == "slide.noise" and damage.noise:
        said = f"{said} · {say('slide.noise.throw', seed=damage.seed)}"
    return said


def _searches(state: State, name: str) -> bool:
    return state.experiment.search == ("noise" if name == "least_noise" else name)


def on(state: State, name: str) -> bool:
    """Whether a switch is on, or a tab open."""
    experiment = state.experiment
    match name.split("."):
        case ["raw"]:
            return state.raw
        case ["tab", tab]:
            return state.tab == tab
        case ["biases"]:
            return experiment.damage.biases_off
        case ["cut", layer]:
            return int(layer) in experiment.damage.cuts
        case ["tap", what]:
            return experiment.tap == what
        case ["challenge"]:
            return experiment.challenge is not None
        case ["fewest" | "least_noise"]:
            return _searches(state, name)
        case ["part", part]:
            return state.part == part
    return any(part.on(state, name) for part in _PARTS)


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
