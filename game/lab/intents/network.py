"""Intents of the network's picture: its time, and its view."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class Pause(Intent):
    """Let the signals stand still, or go on."""


@dataclass(frozen=True, slots=True)
class StepLayer(Intent):
    """Let the wave run to the next layer (+1), or go back to the previous one (−1)."""

    by: int


@dataclass(frozen=True, slots=True)
class Replay(Intent):
    """Send the wave through the network again."""


@dataclass(frozen=True, slots=True)
class NextSpeed(Intent):
    """Slow the signals to the next of 1, ½, ¼, ⅒ of their speed; after ⅒ comes 1 again."""


@dataclass(frozen=True, slots=True)
class ToggleView(Intent):
    """Show everything, or only the few neurons that matter most to this answer."""
