"""The card's part of the State: the neuron pointed at, and the question asked."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ink.pieces import Pieces
from game.core.insight.nearest import Neighbor
from game.core.insight.worth import Worth
from game.core.model.network import Array, Trace
from game.core.model.unit import Unit
from game.lab.card.layout import NEURON_PAGES, WHY_PAGES


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
    #: the tick at which that neuron was pinned, or that question asked; None: long ago
    opened: int | None = None
    #: the page of a neuron's card that is open, and of the answer
    page: str = NEURON_PAGES[0]
    answer: str = WHY_PAGES[0]
    #: the other digit that the drawing is made into; None: the nearest one
    near: int | None = None
    #: a neuron, its favorite ink, (784,), and the neuron's z for it, with the present weights
    favorite: tuple[Unit, Array, float] | None = None
    #: for each of the 202 neurons the test digits that fire it most, (784,) each; () until found
    exemplars: tuple[tuple[Array, ...], ...] = ()
    #: what people call these digits
    exemplar_digits: tuple[tuple[int, ...], ...] = ()
    #: the nearest other answers for the drawing of a trace, and for each onnxruntime's probability
    #: of its digit
    neighbors: tuple[Trace, tuple[Neighbor, ...], tuple[float, ...]] | None = None
    #: the pieces of the drawing of a trace, and what each is worth
    worth: tuple[Trace, Pieces, Worth] | None = None
