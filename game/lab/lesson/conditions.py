"""What a step of a lesson can wait for: conditions on the State, all in one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from game.core.ink.reading import decided
from game.core.ink.verdict import Verdict
from game.lab.gradient.update import target_of
from game.lab.network.playback import told
from game.lab.state.state import State

_DIGITS = tuple("0123456789")
_LAYERS = {"hidden1": 1, "hidden2": 2, "output": 3}
_ROOMS = {"break": "break_it"}


class Condition(NamedTuple):
    """``holds``: whether it is true of a state, given the word after its name, or "". ``words``:
    the catalogue key of what is waited for. ``choices``: the words that may follow its name."""

    holds: Callable[[State, str], bool]
    words: str
    choices: tuple[str, ...] = ()


def _drawn(state: State, _: str) -> bool:
    # The wave that tells what was drawn sets out a tick after the pen has left the canvas.
    pen = state.canvas.growing or state.playback.drawing
    return state.prediction.trace is not None and not pen


def _cleared(state: State, _: str) -> bool:
    canvas = state.canvas
    return not (canvas.ink.strokes or canvas.script or canvas.growing)


def _answered(state: State, digit: str) -> bool:
    answer = state.prediction.probabilities
    if answer is None or not _drawn(state, "") or not told(state):
        return False
    return not digit or decided(answer) == int(digit)


def _doubted(state: State, _: str) -> bool:
    return _answered(state, "") and state.prediction.verdict is not Verdict.SURE


def _several(state: State, _: str) -> bool:
    return _answered(state, "") and len(state.prediction.segments) > 1


def _pinned(state: State, layer: str) -> bool:
    pinned = state.card.pinned
    if pinned is None or state.card.question is not None:
        return False
    return not layer or pinned.layer == _LAYERS[layer]


def _asked(state: State, page: str) -> bool:
    card = state.card
    return card.question is not None and page in ("", card.answer)


def _compared(state: State, _: str) -> bool:
    return state.card.question is not None and state.card.question[1] is not None


def _opened(state: State, room: str) -> bool:
    return state.screen.room == _ROOMS.get(room, room) if room else state.screen.tab is not None


def _damaged(state: State, kind: str) -> bool:
    damage = state.break_it.damage
    kinds = {
        "biases": damage.biases_off,
        "noise": damage.noise > 0,
        "layer": bool(damage.cuts),
        "neuron": bool(damage.ablated),
    }
    return state.break_it.damaged and kinds.get(kind, True)


def _flipped(state: State, _: str) -> bool:
    answer, healthy = state.prediction.probabilities, state.prediction.healthy_answer
    if answer is None or healthy is None or not state.changed or not state.current:
        return False
    return _answered(state, "") and decided(answer) != decided(healthy)


def _targeted(state: State, digit: str) -> bool:
    answer, target = state.prediction.probabilities, target_of(state)
    if answer is None or target is None:
        return False
    return target == int(digit) if digit else target != int(np.nan_to_num(answer).argmax())


#: all of them by their names
CONDITIONS: dict[str, Condition] = {
    "drawn": Condition(_drawn, "await.drawn"),
    "cleared": Condition(_cleared, "await.cleared"),
    "answered": Condition(_answered, "await.answered", _DIGITS),
    "doubted": Condition(_doubted, "await.doubted"),
    "several": Condition(_several, "await.several"),
    "pinned": Condition(_pinned, "await.pinned", tuple(_LAYERS)),
    "asked": Condition(_asked, "await.asked", ("neurons", "numbers", "nearest", "ink")),
    "compared": Condition(_compared, "await.compared"),
    "opened": Condition(
        _opened, "await.opened", ("break", "layers", "forward", "weights", "gradient")
    ),
    "closed": Condition(lambda s, _: s.screen.tab is None, "await.closed"),
    "damaged": Condition(_damaged, "await.damaged", ("biases", "noise", "layer", "neuron")),
    "flipped": Condition(_flipped, "await.flipped"),
    "healed": Condition(lambda s, _: not s.changed, "await.healed"),
    "targeted": Condition(_targeted, "await.targeted", _DIGITS),
    "sent": Condition(lambda s, _: s.gradient.sent_at is not None, "await.sent"),
    "taught": Condition(lambda s, _: bool(s.gradient.taught), "await.taught"),
    "stepped": Condition(lambda s, _: s.playback.paused, "await.stepped"),
    "readable": Condition(lambda s, _: s.playback.readable, "await.readable"),
    "scrubbed": Condition(lambda s, _: s.canvas.scrub is not None, "await.scrubbed"),
}


def holds(state: State, until: str) -> bool:
    """Whether what a step waits for is true of a state."""
    name, _, word = until.partition(" ")
    return CONDITIONS[name].holds(state, word)


def awaited(until: str) -> str:
    """The catalogue key of what a step waits for."""
    return CONDITIONS[until.partition(" ")[0]].words


def fault(until: str) -> str | None:
    """What is wrong with a condition as it is written; None where nothing is."""
    name, _, word = until.partition(" ")
    known = CONDITIONS.get(name)
    if known is None:
        return f"known are {', '.join(CONDITIONS)}"
    if word and word not in known.choices:
        words = ", ".join(known.choices)
        return f"after {name} may stand {words}" if words else f"write {name} alone"
    return None
