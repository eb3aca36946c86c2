"""Intents of the stage's arrangement: how large all is, on which side, and how high."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class SetScale(Intent):
    """Make everything so many times as large as by itself; held within 0.75 to 1.5."""

    factor: float


@dataclass(frozen=True, slots=True)
class StepScale(Intent):
    """Make everything one step larger (+1) or smaller (−1); 0: as large as by itself."""

    by: int


@dataclass(frozen=True, slots=True)
class SetLeftHanded(Intent):
    """Mirror the stage for left-handed people, or no more."""

    on: bool


@dataclass(frozen=True, slots=True)
class ToggleLeftHanded(Intent):
    """Mirror the stage for left-handed people; or, where it is mirrored, no more."""


@dataclass(frozen=True, slots=True)
class SetLowControls(Intent):
    """Keep what is touched in the lower part of the window, or no more; None: where the screen is
    known to be so high that it needs to be."""

    on: bool | None


@dataclass(frozen=True, slots=True)
class TurnSheet(Intent):
    """Show the next part of the open sheet, help or settings, where it has no room for all."""


@dataclass(frozen=True, slots=True)
class TurnStage(Intent):
    """Turn to the next page of a stage that is too large for one."""
