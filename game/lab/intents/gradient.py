"""Intents of the gradient, and of teaching."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class ChooseTarget(Intent):
    """Say what the drawing should have been, 0..9; None: what the network says."""

    digit: int | None


@dataclass(frozen=True, slots=True)
class SetRate(Intent):
    """Set the learning rate, in 1/100,000: 1 … 100,000."""

    rate: int


@dataclass(frozen=True, slots=True)
class Teach(Intent):
    """Take one step of gradient descent on the drawing and the digit it should have been."""


@dataclass(frozen=True, slots=True)
class UndoTeach(Intent):
    """Put back the network that there was before the last step."""


@dataclass(frozen=True, slots=True)
class ToggleWayBack(Intent):
    """Show the whole way of the gradient back to the pixels, or teaching again."""


@dataclass(frozen=True, slots=True)
class SendBack(Intent):
    """Send the gradient through the picture of the network, from output to input."""
