"""Intents of asking: a neuron's card, why this digit and not that one."""

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
    """With the keyboard: another neuron, ``layers`` to the right and ``units`` down."""

    layers: int
    units: int


@dataclass(frozen=True, slots=True)
class AskWhy(Intent):
    """Why this digit? None: the prediction, or the pinned output."""

    digit: int | None = None


@dataclass(frozen=True, slots=True)
class AskWhyNot(Intent):
    """Why this digit and not that one? None: the runner-up."""

    against: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FavoriteFound(FromOutside):
    """The ink that would fire a neuron most, (784,), and its z, for these weights."""

    network_revision: int
    unit: Unit
    x: Array
    z: float


@dataclass(frozen=True, slots=True, eq=False)
class ExemplarsFound(FromOutside):
    """For each of the 202 neurons the test digits that fire it most, up to 6 × (784,)."""

    network_revision: int
    pictures: tuple[tuple[Array, ...], ...]
