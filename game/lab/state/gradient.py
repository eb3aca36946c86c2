"""The gradient and teaching: their part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.accuracy import Accuracy
from game.core.model.damage import Damage
from game.core.model.network import Array, Network


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of gradient descent on one drawing. Arrays are read-only."""

    #: the network before the step
    network: Network
    #: the picture that was taught, (784,), what it should have been, and its loss before and after
    #: the step
    x: Array
    target: int
    loss: float
    after: float
    #: that network's accuracy on the test digits; None where it had not been measured
    accuracy: Accuracy | None
    #: its place among all steps, from 1 on, and among those on the same picture; steps that can no
    #: longer be undone count as well
    number: int
    of_picture: int
    #: how many weights and biases it changed
    moved: int


@dataclass(frozen=True, slots=True, eq=False)
class Coming:
    """A step that is taken when the gradient's wave has reached the input, and the network that it
    will make."""

    step: Step
    network: Network


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """The weights have been moved by a step or its undoing: at which tick, and from which network
    to which."""

    at: int
    before: Network
    after: Network


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What was taught before damage or healing took its place: the steps, the network they led to,
    its accuracy where that was measured, and the damage that the first step was made on."""

    taught: tuple[Step, ...]
    network: Network
    accuracy: Accuracy | None
    damage: Damage


@dataclass(frozen=True, slots=True, eq=False)
class Teaching:
    """What drawings should have been, and what the network was taught."""

    #: what each digit (`State.subject`) should have been, newest last; for others: what the network
    #: says
    targets: tuple[tuple[tuple[int, int], int], ...] = ()
    #: learning rate, in 1/`gradient.update.RATE_UNIT`
    rate: int = 10
    #: steps that can be undone, oldest first, at most `gradient.update.KEPT`; the very first step
    #: is always among them
    taught: tuple[Step, ...] = ()
    #: the lesson that undo brings back once ``taught`` is empty
    aside: Lesson | None = None
    #: the tick at which the gradient's wave set out; None: none runs
    sent_at: int | None = None
    #: the step that this wave brings; None: it was only sent to be seen
    coming: Coming | None = None
    #: the last shift of the weights, until it has been seen
    shift: Shift | None = None
    #: whether the drawer is away, so that wave and shift are seen in full size
    away: bool = False
    #: whether the way back is shown in full, where else teaching is
    more: bool = False
