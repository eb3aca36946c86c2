"""Intents of the card: a neuron's numbers, and why this digit and not that one."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ink.pieces import Pieces
from game.core.insight.nearest import Neighbor
from game.core.insight.worth import Worth
from game.core.model.network import Array, Trace
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


@dataclass(frozen=True, slots=True)
class ShowPage(Intent):
    """Turn to a page of a neuron's card: "short", "pictures" or "numbers"."""

    name: str


@dataclass(frozen=True, slots=True)
class ShowAnswer(Intent):
    """Turn to a page of the answer to "Why 7?": "neurons", "numbers", "nearest" or "ink"."""

    name: str


@dataclass(frozen=True, slots=True)
class ShowNearest(Intent):
    """Show the smallest change found that makes the drawing another digit."""

    digit: int


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
    #: what people call each of them
    digits: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class NeighborsFound(FromOutside):
    """The nearest other answers for the drawing of a trace, and onnxruntime's probability for each
    of its digit. Changes that onnxruntime does not answer with their digit are left out."""

    trace: Trace
    neighbors: tuple[Neighbor, ...]
    sure: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WorthFound(FromOutside):
    """The pieces of the drawing of a trace, and what each is worth."""

    trace: Trace
    pieces: Pieces
    worth: Worth
