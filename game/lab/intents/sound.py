"""Intents of sound."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class SetVolume(Intent):
    """Set how loud the lab is, 0..100 %; 0: it makes no sound."""

    percent: int


@dataclass(frozen=True, slots=True)
class ToggleMute(Intent):
    """Make no sound, or make it again."""


@dataclass(frozen=True, slots=True)
class SoundFailed(FromOutside):
    """There is nothing here to make sound with."""
