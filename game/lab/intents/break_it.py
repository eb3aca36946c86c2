"""What can be done in Break It."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.insight.damage_facts import DamageFacts
from game.core.insight.fragile import FewestOff, LeastNoise
from game.core.model.accuracy import Accuracy
from game.core.model.damage import Damage
from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class SetDamage(Intent):
    """Damage the network as a code says ("B1-N120.7"; "" heals); one that makes no sense is
    shown as such and changes nothing."""

    code: str


@dataclass(frozen=True, slots=True)
class DisableBiases(Intent):
    """All biases off, or on again."""


@dataclass(frozen=True, slots=True)
class SetNoise(Intent):
    """Weight noise, percent of each matrix's σ, 0..300."""

    percent: int


@dataclass(frozen=True, slots=True)
class NextSeed(Intent):
    """Another throw of the noise: the next one."""


@dataclass(frozen=True, slots=True)
class CutLayer(Intent):
    """All weights of layer 1, 2 or 3 to zero, or back."""

    layer: int


@dataclass(frozen=True, slots=True)
class AblateUnit(Intent):
    """Switch a neuron of layer 1..3 off, or on again."""

    layer: int
    index: int


@dataclass(frozen=True, slots=True)
class PruneWeights(Intent):
    """The smallest share of each layer's weights to zero, percent, 0..100."""

    percent: int


@dataclass(frozen=True, slots=True)
class RoundWeights(Intent):
    """Weights rounded to 1..8 bits; 9 leaves them as they are."""

    bits: int


@dataclass(frozen=True, slots=True)
class SetTemperature(Intent):
    """Softmax temperature, percent, 10..1000; 100 is as it is."""

    percent: int


@dataclass(frozen=True, slots=True)
class ShiftBias(Intent):
    """Add to the bias of the neuron being adjusted, tenths, −50..50."""

    tenths: int


@dataclass(frozen=True, slots=True)
class ScaleWeights(Intent):
    """The incoming weights of the neuron being adjusted, percent, 0..300."""

    percent: int


@dataclass(frozen=True, slots=True)
class SetTap(Intent):
    """What a tap on a neuron does while the network is being broken: "kill" or "adjust"."""

    name: str


@dataclass(frozen=True, slots=True)
class Heal(Intent):
    """Take all damage away; after a search played its damage, in the reverse order."""


@dataclass(frozen=True, slots=True)
class FindDamage(Intent):
    """Look for the smallest damage that changes this answer: "fewest" neurons, or "noise". While
    one looks already, it stops instead."""

    name: str


@dataclass(frozen=True, slots=True)
class StartChallenge(Intent):
    """Break the answer with as few neurons off as you can; while it runs, it ends instead."""


@dataclass(frozen=True, slots=True, eq=False)
class AccuracyMeasured(FromOutside):
    """How the weights of this revision, damaged so, read the test digits."""

    network_revision: int
    damage: Damage
    accuracy: Accuracy


@dataclass(frozen=True, slots=True, eq=False)
class HealthyMeasured(FromOutside):
    """How the healthy network reads the test digits."""

    accuracy: Accuracy


@dataclass(frozen=True, slots=True, eq=False)
class DamageFactsMeasured(FromOutside):
    """What each kind of damage does to the healthy network."""

    facts: DamageFacts


@dataclass(frozen=True, slots=True, eq=False)
class NoiseMeasured(FromOutside):
    """What noise does to the healthy network: percent, lowest and highest accuracy of its throws,
    0..1."""

    shares: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class AloneMeasured(FromOutside):
    """How the healthy network reads the test digits, 0..1, with each of the 192 hidden neurons
    off alone."""

    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DamageFound(FromOutside):
    """The result of the search that was begun as number ``search``."""

    search: int
    found: FewestOff | LeastNoise
