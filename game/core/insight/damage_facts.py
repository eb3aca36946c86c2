"""What each kind of damage does to a network, measured: the numbers in the screen's sentences, so
that these are true of whatever model ships."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np

from game.core.ink.reading import decided
from game.core.model.accuracy import Accuracy
from game.core.model.damage import Damage, damaged
from game.core.model.network import SIZES, Network, forward

#: (a network, the brightness of its test digits' ink, 0..1) → how it reads them, in steps
Measure = Callable[[Network, float], Generator[None, None, Accuracy]]
#: seeds that are measured for each amount of noise
NOISE_SEEDS = range(30)
#: amounts that are measured: noise and pruning, percent; bits; softmax temperature, percent
NOISES, PRUNINGS, BITS, TEMPERATURE = (50, 100, 200, 300), (50, 80, 90), (4, 3, 2, 1), 400
#: brightness of faint ink, 0..1
FAINT = 0.1


@dataclass(frozen=True, slots=True)
class Cut:
    """What a network with one layer's weights at 0 answers, whatever is drawn: ``digit`` with
    ``probability``; None where several digits share it. ``accuracy``: 0..1."""

    digit: int | None
    probability: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class DamageFacts:
    """Accuracies on the test digits, 0..1; pairs are (amount, accuracy)."""

    healthy: float
    biases_off: float
    #: on faint ink: healthy, and with the biases off
    faint: tuple[float, float]
    cuts: tuple[Cut, Cut, Cut]
    pruned: tuple[tuple[int, float], ...]
    bits: tuple[tuple[int, float], ...]
    #: with the softmax at TEMPERATURE
    hot: float


def facts(network: Network, measure: Measure) -> Generator[None, None, DamageFacts]:
    """Measure what takes only a few passes over the test digits, in steps."""
    found: dict[tuple[Damage, float], float] = {}

    def share(damage: Damage, brightness: float = 1.0) -> Generator[None, None, float]:
        key = damage, brightness
        if key not in found:
            measured = yield from measure(damaged(network, damage), brightness)
            found[key] = measured.share
            yield
        return found[key]

    cuts = []
    for layer in (1, 2, 3):
        cuts.append(_cut(network, layer, (yield from share(Damage(cuts=(layer,))))))
    pruned, bits = [], []
    for percent in PRUNINGS:
        pruned.append((percent, (yield from share(Damage(pruned=percent)))))
    for count in BITS:
        bits.append((count, (yield from share(Damage(bits=count)))))
    return DamageFacts(
        healthy=(yield from share(Damage())),
        biases_off=(yield from share(Damage(biases_off=True))),
        faint=(
            (yield from share(Damage(), FAINT)),
            (yield from share(Damage(biases_off=True), FAINT)),
        ),
        cuts=(cuts[0], cuts[1], cuts[2]),
        pruned=tuple(pruned),
        bits=tuple(bits),
        hot=(yield from share(Damage(temperature=TEMPERATURE))),
    )


def _cut(network: Network, layer: int, accuracy: float) -> Cut:
    """The one answer of a network whose ``layer`` is cut, taken from a blank picture."""
    trace = forward(damaged(network, Damage(cuts=(layer,))), np.zeros(SIZES[0], np.float32))
    digit = decided(trace.probabilities)
    return Cut(digit, float(trace.probabilities.max()), accuracy)
