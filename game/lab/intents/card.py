"""Intents of the card: a neuron's numbers, and why this digit and not that one."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.network import Array
from game.core.model.unit import Unit
from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class PinUnit(Intent):
    """Open the card of a neuron: layer 1..3 and its index in it; None closes it."""

    layer: int | None
    index: int = 0


@dataclass(frozen=True, slots=True)
class MoveUnit(Intent):
    """Hover another neuron with the keyboard, ``layers`` to the right and ``units`` down."""

    layers: int
    units: int


@dataclass(frozen=True, slots=True)
class AskWhy(Intent):
    """Ask why the network says this digit; None: the pinned output's digit, else the prediction."""

    digit: int | None = None


@dataclass(frozen=True, slots=True)
class AskWhyNot(Intent):
    """Ask why the network does not say that digit instead; None: the runner-up."""

    against: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FavoriteFound(FromOutside):
    """The ink that would fire a neuron most, (784,), and the neuron's z for it, with the weights of
    this revision."""

    network_revision: int
    unit: Unit
    x: Array
    z: float


@dataclass(frozen=True, slots=True, eq=False)
class ExemplarsFound(FromOutside):
    """For each of the 202 neurons the test digits that fire it most, up to 6 × (784,), with the
    weights of this revision."""

    network_revision: int
    pictures: tuple[tuple[Array, ...], ...]
