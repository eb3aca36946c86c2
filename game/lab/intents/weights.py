"""Intents of the weights."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class ShowBlock(Intent):
    """Look at a block of numbers: "W1", "b1" … "b3"."""

    name: str


@dataclass(frozen=True, slots=True)
class SortNeurons(Intent):
    """Sort the neurons by "index", "activation", "norm" or favorite "digit"."""

    name: str


@dataclass(frozen=True, slots=True)
class MoreOfBlock(Intent):
    """Show the histogram and the numbers of the block, or its neurons again."""


@dataclass(frozen=True, slots=True)
class ShareAxes(Intent):
    """Give all histograms the same axes, or each its own."""
