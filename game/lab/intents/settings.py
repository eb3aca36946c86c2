"""Intents of the settings: what whoever owns the screen wants it to be like."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class SetLanguage(Intent):
    """Speak a language, by its code; another than those offered is not spoken."""

    language: str


@dataclass(frozen=True, slots=True)
class PickLanguage(Intent):
    """Speak one of the languages offered, by its place among them from 0."""

    nth: int


@dataclass(frozen=True, slots=True)
class NextLanguage(Intent):
    """Speak the next of the languages offered."""


@dataclass(frozen=True, slots=True)
class SetReducedMotion(Intent):
    """Show results without animation, or with it."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetLetters(Intent):
    """What hotkeys do that type a character: "on", "alt" or "off"."""

    letters: str


@dataclass(frozen=True, slots=True)
class ShowBoard(Intent):
    """Show the network alone ("network"), canvas and network ("both"), or all ("")."""

    board: str


@dataclass(frozen=True, slots=True)
class KeepSettings(Intent):
    """Write the settings as they are now into the person's settings file."""
