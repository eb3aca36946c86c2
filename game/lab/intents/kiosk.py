"""Intents of kiosk mode: visitors who come and go, and staff."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class StillHere(Intent):
    """The visitor is still here: the countdown ends."""


@dataclass(frozen=True, slots=True)
class SetOpen(FromOutside):
    """Opening hours have begun, or ended."""

    open: bool


@dataclass(frozen=True, slots=True)
class Slept(FromOutside):
    """The machine, or the program, stood still for so many ticks, which nobody counted."""

    ticks: int


@dataclass(frozen=True, slots=True)
class TypePin(Intent):
    """Press a key of the PIN's keypad: a digit, "back", or "ok"."""

    key: str


@dataclass(frozen=True, slots=True)
class PinChecked(FromOutside):
    """Whether the PIN that was typed is the staff's."""

    right: bool


@dataclass(frozen=True, slots=True)
class StaffDo(Intent):
    """Carry out what stands on the staff sheet: "exit", "restart", "clean", "touch", "counters",
    "log", "doctor", "motion", or "close"."""

    what: str


@dataclass(frozen=True, slots=True)
class StaffTold(FromOutside):
    """Lines for a page of the staff sheet."""

    page: str
    lines: tuple[str, ...]
