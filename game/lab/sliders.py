"""What each slider sets: its values, the one it has now, and the intent that sets another."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.core.damage import MOST_GAIN, MOST_NOISE, MOST_SHIFT, Damage
from game.lab import forward, learning, weighing
from game.lab.breaking import ALL_BITS
from game.lab.damage_code import adjustment
from game.lab.intents import (
    HeatSoftmax,
    Intent,
    PruneWeights,
    RoundWeights,
    ScaleWeights,
    SetNoise,
    ShiftBias,
)
from game.lab.state import State

#: px between a slider's edge and its first value, at 1080 lines
SLIDER_END = 20
#: the softmax temperatures a slider stops at, percent: even steps of its logarithm
HEATS = tuple(round(100 * 10 ** (n / 20)) for n in range(-20, 21))


class Slider(NamedTuple):
    """``values``: ascending, at even distances; ``now``: the value of a state; ``step``: by how
    many values an arrow key moves it; ``rest``: the value that leaves everything as it is."""

    values: tuple[int, ...]
    now: Callable[[State], int]
    set: Callable[[int], Intent]
    rest: int
    step: int = 1

    def share(self, state: State) -> float:
        """Where the knob stands, 0..1."""
        return self.share_of(self.now(state))

    def share_of(self, value: int) -> float:
        """Where a value stands, 0..1: the nearest there is."""
        nearest = min(range(len(self.values)), key=lambda n: abs(self.values[n] - value))
        return nearest / (len(self.values) - 1)

    def at(self, share: float) -> Intent:
        """The intent for a place, 0..1."""
        last = len(self.values) - 1
        return self.set(self.values[round(min(max(share, 0.0), 1.0) * last)])

    def moved(self, state: State, by: int) -> Intent:
        """The intent for ``by`` steps further."""
        last = len(self.values) - 1
        index = round(self.share(state) * last) + by * self.step
        return self.set(self.values[min(max(index, 0), last)])


def _damage(state: State) -> Damage:
    return state.experiment.damage


def _shift(state: State) -> int:
    unit = state.experiment.unit
    return adjustment(_damage(state), unit).shift if unit else 0


def _gain(state: State) -> int:
    unit = state.experiment.unit
    return adjustment(_damage(state), unit).gain if unit else 100


SLIDERS: dict[str, Slider] = {
    "slide.noise": Slider(
        tuple(range(MOST_NOISE + 1)), lambda s: _damage(s).noise, SetNoise, 0, step=5
    ),
    "slide.prune": Slider(tuple(range(101)), lambda s: _damage(s).pruned, PruneWeights, 0, step=2),
    "slide.bits": Slider(
        tuple(range(1, ALL_BITS + 1)),
        lambda s: _damage(s).bits or ALL_BITS,
        RoundWeights,
        ALL_BITS,
    ),
    "slide.heat": Slider(HEATS, lambda s: _damage(s).heat, HeatSoftmax, 100),
    "slide.shift": Slider(tuple(range(-MOST_SHIFT, MOST_SHIFT + 1)), _shift, ShiftBias, 0),
    "slide.gain": Slider(tuple(range(0, MOST_GAIN + 1, 5)), _gain, ScaleWeights, 100),
    **forward.SLIDERS,
    **weighing.SLIDERS,
    **learning.SLIDERS,
}
