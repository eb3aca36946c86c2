"""Intents of Break It."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.insight.damage_facts import DamageFacts
from game.core.insight.fragile import FewestOff, LeastNoise
from game.core.model.accuracy import Accuracy
from game.core.model.damage import Damage
from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class SetDamage(Intent):
    """Damage the network as a code says ("B1-N120.7"; "" heals). A code that cannot be read changes
    nothing, and the error is shown."""

    code: str


@dataclass(frozen=True, slots=True)
class TurnPage(Intent):
    """Show a page of Break It: "experiments", "neurons", "weights", "games", "accuracy" or "code";
    None turns from the first page to the other one shown last, and back."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class DisableBiases(Intent):
    """Set all biases to zero, or back."""


@dataclass(frozen=True, slots=True)
class SetNoise(Intent):
    """Set the noise that is added to the weights, percent of each matrix's σ, 0..300."""

    percent: int


@dataclass(frozen=True, slots=True)
class NextSeed(Intent):
    """Make the noise with the next seed."""


@dataclass(frozen=True, slots=True)
class CutLayer(Intent):
    """Set all weights of layer 1, 2 or 3 to zero, or back."""

    layer: int


@dataclass(frozen=True, slots=True)
class AblateUnit(Intent):
    """Switch a neuron of layer 1..3 off, or on again."""

    layer: int
    index: int


@dataclass(frozen=True, slots=True)
class PruneWeights(Intent):
    """Set the smallest weights of each layer to zero: so many percent of them, 0..100."""

    percent: int


@dataclass(frozen=True, slots=True)
class RoundWeights(Intent):
    """Round the weights to 1..8 bits; 9 leaves them as they are."""

    bits: int


@dataclass(frozen=True, slots=True)
class SetTemperature(Intent):
    """Set the softmax temperature, percent, 10..1000; 100 leaves the answer as it is."""

    percent: int


@dataclass(frozen=True, slots=True)
class ShiftBias(Intent):
    """Set what is added to the bias of the neuron being adjusted, tenths, −50..50."""

    tenths: int


@dataclass(frozen=True, slots=True)
class ScaleWeights(Intent):
    """Scale the incoming weights of the neuron being adjusted, percent, 0..300."""

    percent: int


@dataclass(frozen=True, slots=True)
class SetTap(Intent):
    """Say what a tap on a neuron does in Break It: "kill" switches it off or on, "adjust" chooses
    it."""

    name: str


@dataclass(frozen=True, slots=True)
class Heal(Intent):
    """Take all damage away; damage that a search has played goes step by step, in reverse."""


@dataclass(frozen=True, slots=True)
class BreakAgain(Intent):
    """Do the damage again that was healed last, or that a search or a challenge took away."""


@dataclass(frozen=True, slots=True)
class FindDamage(Intent):
    """Search for the smallest damage that changes this answer: "fewest" neurons, or "noise". A
    search that runs ends instead."""

    name: str


@dataclass(frozen=True, slots=True)
class StartChallenge(Intent):
    """Begin the challenge, to change the answer with as few neurons off as possible; one that runs
    ends instead."""


@dataclass(frozen=True, slots=True, eq=False)
class AccuracyMeasured(FromOutside):
    """How the weights of this revision, which this damage made, read the test digits."""

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
    """What noise does to the healthy network: percent, lowest and highest accuracy over the seeds,
    0..1."""

    shares: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class AloneMeasured(FromOutside):
    """How the healthy network reads the test digits, 0..1, with each of the 192 hidden neurons
    off alone."""

    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DamageFound(FromOutside):
    """The result of the search with the number ``search``."""

    search: int
    found: FewestOff | LeastNoise
