"""The card's part of the State: the neuron pointed at, and the question asked."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.network import Array
from game.core.model.unit import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """Arrays are read-only."""

    #: the neuron under the mouse, and the one whose card is open
    hovered: Unit | None = None
    pinned: Unit | None = None
    #: the digit asked about, and the one it is held against
    question: tuple[int, int | None] | None = None
    #: a neuron's favorite input and its z, for the present weights
    favorite: tuple[Unit, Array, float] | None = None
    #: for each of the 202 neurons the test digits that fire it most; () until found
    exemplars: tuple[tuple[Array, ...], ...] = ()
