"""The gradient and teaching: their part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.accuracy import Accuracy
from game.core.model.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of gradient descent on one drawing."""

    #: as it was before
    network: Network
    #: what the drawing should have been, and its loss before and after the step
    target: int
    loss: float
    after: float
    #: on the test digits, before the step; None where it had not been measured
    accuracy: Accuracy | None
    #: how many steps it makes, also those that cannot be undone any more; 1 is the first
    number: int
    #: how many weights and biases it changed
    moved: int


@dataclass(frozen=True, slots=True, eq=False)
class Teaching:
    """What the drawing should have been, and what the network was taught."""

    #: what the drawing should have been; None: what the network says
    target: int | None = None
    #: learning rate, in 1/RATE_UNIT
    rate: int = 10
    #: steps done, oldest first, at most KEPT; the first is always kept
    taught: tuple[Step, ...] = ()
    #: the tick at which the gradient's wave set out
    sent_at: int | None = None
