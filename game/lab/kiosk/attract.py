"""Attract mode: what the lab does by itself while nobody is there, as intents at their times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.stage.now import BURN_IN

#: length of the loop, ticks: each begins with everything moved by a step
LOOP = BURN_IN
_SECOND = 60


class Scene(NamedTuple):
    """From a time on, s: the catalogue key of what is told, and intents, each so many s later."""

    at: float
    words: str
    steps: tuple[tuple[float, Intent], ...]


def _rising(start: float, end: float, values: range) -> tuple[tuple[float, Intent], ...]:
    """The noise rising as under a finger, from one time to another, s."""
    step = (end - start) / len(values)
    return tuple((start + n * step, do.SetNoise(value)) for n, value in enumerate(values))


def _flight(
    start: float, every: float, units: tuple[tuple[int, int], ...]
) -> Iterator[tuple[float, Intent]]:
    """From neuron to neuron, (layer, index) each."""
    for nth, (layer, index) in enumerate(units):
        yield start + nth * every, do.PinUnit(layer, index)


#: the loop. Nothing moves in its first two seconds, and it ends as it began
SCENES = (
    Scene(2, "attract.draw", ((0, do.LoadSample(3)),)),
    Scene(9, "attract.why", ((0, do.AskWhy()), (5.5, do.ShowAnswer("ink")))),
    Scene(
        20,
        "attract.break",
        (
            (0, do.OpenTab("break")),
            *_rising(2, 8, range(0, 121, 6)),
            (10.5, do.DisableBiases()),
            (13, do.CutLayer(2)),
        ),
    ),
    Scene(37, "attract.heal", ((0, do.Heal()), (4, do.OpenTab(None)))),
    Scene(42, "attract.again", ((0, do.LoadSample(8)),)),
    Scene(
        49,
        "attract.weights",
        (
            (0, do.ShowComputation("weights")),
            (5, do.SortNeurons("activation")),
            (10, do.ShowBlock("W2")),
            (13, do.ShowBlock("W3")),
            (16, do.OpenTab(None)),
        ),
    ),
    Scene(
        65.5,
        "attract.fly",
        tuple(
            _flight(0, 1.6, ((1, 12), (1, 40), (1, 77), (1, 101), (2, 9), (2, 31), (2, 50), (3, 8)))
        ),
    ),
    Scene(79, "attract.slow", ((0, do.PinUnit(None)), (0, do.NextSpeed()), (0, do.LoadSample(5)))),
    Scene(
        90,
        "attract.back",
        ((0, do.ShowComputation("gradient")), (2, do.ChooseTarget(6)), (4, do.SendBack())),
    ),
    Scene(102, "attract.forward", ((0, do.ShowComputation("forward")), (1.5, do.PlayTerms()))),
    Scene(112, "attract.yours", ((0, do.OpenTab(None)), (1, do.Clear()))),
)

#: all intents by their ticks in the loop
_DUE: dict[int, list[Intent]] = {}
for scene in SCENES:
    for later, intent in scene.steps:
        _DUE.setdefault(round((scene.at + later) * _SECOND), []).append(intent)


def due(tick: int) -> list[Intent]:
    """What is to be done at a tick of attract mode, from 0."""
    return _DUE.get(tick % LOOP, [])


def told_at(tick: int) -> str:
    """The catalogue key of what is told at a tick; "" before the first scene."""
    second = tick % LOOP / _SECOND
    return next((scene.words for scene in reversed(SCENES) if scene.at <= second), "")
