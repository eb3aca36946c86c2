"""Damage to a network, as data beside its untouched weights: repair is exact, and a code names it.

`damaged` makes the network that a `Damage` leaves of a healthy one. The healthy one is never
changed, so taking the damage away gives back the very same weights.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.core.model.network import SIZES, Array, Network
from game.core.model.unit import Unit

#: the most weight noise, percent of each matrix's σ
MOST_NOISE = 300
#: how many seeds the noise has: few enough that the search for the least noise can try them all
SEEDS = 1000
#: neurons that can be switched off: 128 + 64 + 10
NEURONS = sum(SIZES[1:])
#: how many of them are hidden; these come first
HIDDEN = sum(SIZES[1:3])
#: the logit of an output that is switched off: its probability is exactly 0, and those of the
#: others are what they would be without it
SILENT_LOGIT = -10_000.0
#: largest shift of a bias, tenths; largest gain of incoming weights, percent; range of the softmax
#: temperature, percent
MOST_SHIFT, MOST_GAIN, TEMPERATURES = 50, 300, (10, 1000)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A neuron with its bias shifted and its incoming weights scaled."""

    unit: Unit
    #: added to the bias, tenths, −MOST_SHIFT..MOST_SHIFT
    shift: int = 0
    #: the incoming weights' factor, percent, 0..MOST_GAIN
    gain: int = 100


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to a network, all at once; whole numbers, so that a code can name it exactly."""

    #: all 202 biases count as 0
    biases_off: bool = False
    #: Gaussian noise on every weight, percent of the σ of its matrix, 0..MOST_NOISE
    noise: int = 0
    #: the seed of the noise, 0..SEEDS − 1
    seed: int = 0
    #: layers whose weights are all set to 0: 1, 2, 3; ascending
    cuts: tuple[int, ...] = ()
    #: neurons switched off; ascending
    ablated: tuple[Unit, ...] = ()
    #: how many of each matrix's weights, the smallest, are set to 0, percent, 0..100
    pruned: int = 0
    #: weights are rounded to so many bits, 1..8; None: as they are
    bits: int | None = None
    #: neurons with another bias or other incoming weights; ascending, one entry a neuron
    adjusted: tuple[Adjustment, ...] = ()
    #: softmax temperature, percent, within TEMPERATURES
    temperature: int = 100

    @property
    def none(self) -> bool:
        """Whether nothing is damaged: a seed without noise is no damage."""
        return self == Damage(seed=self.seed)


HEALTHY = Damage()


def number_of(unit: Unit) -> int:
    """A neuron's number among the 202, 0..201: Hidden 1, then Hidden 2, then Output."""
    return sum(SIZES[1 : unit.layer]) + unit.index


def neuron(number: int) -> Unit:
    """The neuron with a number among the 202; ValueError where there is none."""
    rest = number
    for layer in (1, 2, 3):
        if 0 <= rest < SIZES[layer]:
            return Unit(layer, rest)
        rest -= SIZES[layer]
    raise ValueError(f"there is no neuron {number}: they are 0 to {NEURONS - 1}")


@lru_cache(maxsize=4)
def noise_of(seed: int) -> tuple[Array, Array, Array]:
    """The same as `make_noise`, kept for the last few seeds."""
    return make_noise(seed)


def make_noise(seed: int) -> tuple[Array, Array, Array]:
    """The noise of a seed: independent standard normal numbers in the shapes of W₁, W₂, W₃."""
    rng = np.random.Generator(np.random.PCG64(seed))
    noise = tuple(
        rng.standard_normal((after, before), dtype=np.float32)
        for before, after in itertools.pairwise(SIZES)
    )
    for values in noise:
        values.flags.writeable = False
    return noise[0], noise[1], noise[2]


def spreads(network: Network) -> tuple[np.float32, ...]:
    """σ of W₁, W₂, W₃, which noise is a percentage of; 0 where σ is not finite."""
    with np.errstate(all="ignore"):
        found = [np.float32(weight.std()) for weight in network.weights]
    return tuple(s if np.isfinite(s) else np.float32(0) for s in found)


def keeps_first_layer(damage: Damage) -> bool:
    """Whether the damage leaves W₁ as it is, apart from rows that it sets to 0."""
    scaled = any(change.unit.layer == 1 and change.gain != 100 for change in damage.adjusted)
    return not (damage.noise or damage.pruned or damage.bits or scaled)


def damaged(network: Network, damage: Damage) -> Network:
    """The network that damage leaves of a healthy one; the very same where nothing is damaged.

    Damage is done in this order: noise, pruning, rounding, adjustments of single neurons, softmax
    temperature, biases, cuts. Neurons are switched off last, so that what is off stays off.
    """
    if damage.none:
        return network
    with np.errstate(all="ignore"):
        weights = [_worn(network, layer, damage) for layer in range(3)]
        biases = [bias.copy() for bias in network.biases]
        for change in damage.adjusted:
            layer, index = change.unit.layer - 1, change.unit.index
            biases[layer][index] += np.float32(change.shift / 10)
            weights[layer][index] *= np.float32(change.gain / 100)
        # softmax(z / T): the temperature is part of the last layer's weights.
        factor = np.float32(100 / damage.temperature)
        weights[2] *= factor
        biases[2] *= factor
    if damage.biases_off:
        for bias in biases:
            bias[:] = 0
    for layer in damage.cuts:
        weights[layer - 1][:] = 0
    for unit in damage.ablated:
        _switch_off(weights, biases, unit)
    return Network((weights[0], weights[1], weights[2]), (biases[0], biases[1], biases[2]))


def _worn(network: Network, layer: int, damage: Damage) -> Array:
    """A copy of one layer's weights with noise, pruning and rounding."""
    weight = network.weights[layer].copy()
    if damage.noise:
        spread = np.float32(damage.noise / 100) * spreads(network)[layer]
        weight += spread * noise_of(damage.seed)[layer]
    if damage.pruned:
        size = np.abs(weight)
        count = round(weight.size * damage.pruned / 100)
        smallest = np.argpartition(size, count - 1, axis=None)[:count]
        weight.reshape(-1)[smallest] = 0
    return _rounded(weight, damage.bits) if damage.bits else weight


def _rounded(weight: Array, bits: int) -> Array:
    """Each weight becomes the nearest of 2^bits − 1 evenly spaced numbers from −max|w| to max|w|.

    One bit has no zero: each weight becomes ± the mean |w| (Courbariaux et al. 2015, Rastegari et
    al. 2016), and one that is 0 stays 0.
    """
    if bits == 1:
        return np.asarray(np.sign(weight) * np.abs(weight).mean(), np.float32)
    steps = np.float32(2 ** (bits - 1) - 1)
    largest = np.abs(weight).max()
    if not largest > 0:
        return weight
    return np.asarray(np.rint(weight / largest * steps) / steps * largest, np.float32)


def _switch_off(weights: list[Array], biases: list[Array], unit: Unit) -> None:
    """Take a neuron's weights away, in and out, so that its value is 0 whatever is drawn."""
    layer, index = unit.layer, unit.index
    weights[layer - 1][index] = 0
    biases[layer - 1][index] = SILENT_LOGIT if layer == 3 else 0
    if layer < 3:
        weights[layer][:, index] = 0
