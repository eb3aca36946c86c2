"""Intents of who uses the lab by its names: a screen reader's focus, presses and values."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class FocusOn(Intent):
    """Give the keyboard's focus to a control, or to the network's picture, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class FocusUnit(Intent):
    """Point at a neuron, with the keyboard's focus on the network."""

    layer: int
    index: int


@dataclass(frozen=True, slots=True)
class TouchUnit(Intent):
    """What a tap on a neuron does: open its card, or in Break It what its taps do."""

    layer: int
    index: int


@dataclass(frozen=True, slots=True)
class Slide(Intent):
    """Move a slider by its name to a share of its length, 0..1."""

    name: str
    share: float
