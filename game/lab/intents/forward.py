"""Intents of the forward pass."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class ShowStep(Intent):
    """Look at a step of the forward pass, 0 W₁x + b₁ … 5 softmax, from its first term on."""

    step: int


@dataclass(frozen=True, slots=True)
class PlayTerms(Intent):
    """Let the terms come one after the other, or halt; after the last they begin again."""


@dataclass(frozen=True, slots=True)
class StepTerm(Intent):
    """Halt, and show ``by`` terms more; below 0: fewer."""

    by: int


@dataclass(frozen=True, slots=True)
class NextPace(Intent):
    """Let the terms come faster; after the fastest pace comes the slowest again."""
