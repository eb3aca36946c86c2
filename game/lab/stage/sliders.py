"""What each slider of the lab sets."""

from __future__ import annotations

from game.core.model.damage import MOST_GAIN, MOST_NOISE, MOST_SHIFT, Damage
from game.lab.break_it.code import adjustment
from game.lab.break_it.update import ALL_BITS
from game.lab.forward import update as forward
from game.lab.gradient import update as learning
from game.lab.intents import (
    HeatSoftmax,
    PruneWeights,
    RoundWeights,
    ScaleWeights,
    SetNoise,
    ShiftBias,
)
from game.lab.slider import Slider
from game.lab.state.state import State
from game.lab.weights import update as weighing

#: px between a slider's edge and its first value, at 1080 lines
SLIDER_END = 20
#: the softmax temperatures a slider stops at, percent: even steps of its logarithm
HEATS = tuple(round(100 * 10 ** (n / 20)) for n in range(-20, 21))


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
