"""The gradient and teaching: their part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.accuracy import Accuracy
from game.core.model.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of gradient descent on one drawing."""

    #: the network before the step
    network: Network
    #: what the drawing should have been, and its loss before and after the step
    target: int
    loss: float
    after: float
    #: that network's accuracy on the test digits; None where it had not been measured
    accuracy: Accuracy | None
    #: its place among all steps, from 1 on; those that can no longer be undone count as well
    number: int
    #: how many weights and biases it changed
    moved: int


@dataclass(frozen=True, slots=True, eq=False)
class Teaching:
    """What the drawing should have been, and what the network was taught."""

    #: what the drawing should have been; None: what the network says
    target: int | None = None
    #: learning rate, in 1/`gradient.update.RATE_UNIT`
    rate: int = 10
    #: steps that can be undone, oldest first, at most `gradient.update.KEPT`; the very first step
    #: is always among them
    taught: tuple[Step, ...] = ()
    #: the tick at which the gradient's wave set out
    sent_at: int | None = None
