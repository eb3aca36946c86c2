"""What all intents have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intent:
    """Something to be done."""


@dataclass(frozen=True, slots=True)
class FromOutside(Intent):
    """An intent that comes from the program itself; scripts may not name it."""
