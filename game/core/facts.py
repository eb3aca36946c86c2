"""What each kind of damage measurably does to a network: the numbers that the screen's sentences
carry, so that they are true of whatever model ships."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np

from game.core.accuracy import Accuracy
from game.core.damage import Damage, damaged
from game.core.network import SIZES, Network, forward
from game.core.reading import decided
from game.core.units import Unit

#: a network and the brightness its test digits are given, 0..1 → how it reads them, in steps
Measure = Callable[[Network, float], Generator[None, None, Accuracy]]
#: throws whose mean accuracy stands for an amount of noise
THROWS = (0, 1, 2)
#: amounts that are tried: noise, pruning, percent; bits; softmax temperature, percent
NOISES, PRUNINGS, BITS, HEAT = (50, 100, 200, 300), (50, 80, 90), (4, 3, 2, 1), 400
#: every so manieth hidden neuron is switched off alone
EACH = 12
#: ink this bright is faint
FAINT = 0.1


@dataclass(frozen=True, slots=True)
class Cut:
    """A network with one layer's weights at 0 says the same whatever is drawn: ``digit`` (None:
    all the same) with ``probability``."""

    digit: int | None
    probability: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Facts:
    """Accuracies on the test digits, 0..1; pairs are (amount, accuracy)."""

    healthy: float
    biases_off: float
    #: on faint ink: healthy, and with the biases off
    faint: tuple[float, float]
    noise: tuple[tuple[int, float], ...]
    cuts: tuple[Cut, Cut, Cut]
    pruned: tuple[tuple[int, float], ...]
    bits: tuple[tuple[int, float], ...]
    #: with one hidden neuron off: the lowest and the highest of those tried, and how many were
    killed: tuple[float, float, int]
    #: with the softmax at HEAT
    hot: float


def facts(network: Network, measure: Measure) -> Generator[None, None, Facts]:
    """Measure everything, some 45 passes over the test digits, in steps."""
    found: dict[tuple[Damage, float], float] = {}

    def share(damage: Damage, brightness: float = 1.0) -> Generator[None, None, float]:
        key = damage, brightness
        if key not in found:
            measured = yield from measure(damaged(network, damage), brightness)
            found[key] = measured.share
            yield
        return found[key]

    noise = []
    for percent in NOISES:
        shares = []
        for seed in THROWS:
            shares.append((yield from share(Damage(noise=percent, seed=seed))))
        noise.append((percent, float(np.mean(shares))))
    cuts = []
    for layer in (1, 2, 3):
        cuts.append(_cut(network, layer, (yield from share(Damage(cuts=(layer,))))))
    pruned, bits, alone = [], [], []
    for percent in PRUNINGS:
        pruned.append((percent, (yield from share(Damage(pruned=percent)))))
    for count in BITS:
        bits.append((count, (yield from share(Damage(bits=count)))))
    hidden = [Unit(layer, i) for layer in (1, 2) for i in range(SIZES[layer])]
    for unit in hidden[::EACH]:
        alone.append((yield from share(Damage(killed=(unit,)))))
    return Facts(
        healthy=(yield from share(Damage())),
        biases_off=(yield from share(Damage(biases_off=True))),
        faint=(
            (yield from share(Damage(), FAINT)),
            (yield from share(Damage(biases_off=True), FAINT)),
        ),
        noise=tuple(noise),
        cuts=(cuts[0], cuts[1], cuts[2]),
        pruned=tuple(pruned),
        bits=tuple(bits),
        killed=(min(alone), max(alone), len(alone)),
        hot=(yield from share(Damage(heat=HEAT))),
    )


def _cut(network: Network, layer: int, accuracy: float) -> Cut:
    """A cut network's one answer, which any input shows."""
    trace = forward(damaged(network, Damage(cuts=(layer,))), np.zeros(SIZES[0], np.float32))
    digit = decided(trace.probabilities)
    return Cut(digit, float(trace.probabilities.max()), accuracy)
