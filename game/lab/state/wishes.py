"""Wishes: what the lab wants done outside. They are values in the State; the loop grants them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to be done outside the lab."""


@dataclass(frozen=True, slots=True)
class CopyText(Wish):
    """Put this text where other programs can paste it from."""

    text: str


@dataclass(frozen=True, slots=True)
class ExportTrace(Wish):
    """Write the trace of the shown digit into the person's documents."""


@dataclass(frozen=True, slots=True)
class WriteSettings(Wish):
    """Write these settings, by their keys, into the person's settings file."""

    values: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class CheckPin(Wish):
    """Say whether this is the staff's PIN."""

    pin: str


@dataclass(frozen=True, slots=True)
class TellStaff(Wish):
    """Find the lines of a page of the staff sheet: "counters", "log", "doctor"."""

    page: str


@dataclass(frozen=True, slots=True)
class CancelJob(Wish):
    """End the slow work of this slot, where it runs."""

    slot: str
