"""The card's part of the State: the neuron pointed at, and the question asked."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.network import Array
from game.core.model.unit import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What a person asks of neurons, and what was found to answer it. Arrays are read-only."""

    #: the neuron under the mouse, and the one whose card is open
    hovered: Unit | None = None
    pinned: Unit | None = None
    #: the digit asked about, and the one it is compared with; None there: "Why 7?" alone
    question: tuple[int, int | None] | None = None
    #: the digit (`State.subject`) that the question was asked of; None: it follows the answer
    asked: tuple[int, int] | None = None
    #: a neuron, its favorite ink, (784,), and the neuron's z for it, with the present weights
    favorite: tuple[Unit, Array, float] | None = None
    #: for each of the 202 neurons the test digits that fire it most, (784,) each; () until found
    exemplars: tuple[tuple[Array, ...], ...] = ()
