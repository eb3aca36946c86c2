"""The weights: their part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.network import Trace
from game.core.model.unit import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Which weights are shown, and how."""

    #: the block of weights or biases that is shown large
    block: str = "W1"
    #: whether its histogram and its numbers are shown, rather than its neurons
    numbers: bool = False
    #: what its neurons are sorted by, and whether all histograms have the same axes
    sort: str = "index"
    shared: bool = False
    #: the pinned neuron that the block already follows; another one shows its layer's block
    seen: Unit | None = None
    #: the neurons by activation, for the layer and trace of ``ranked_for``, which may be older
    #: than the drawing: while a pen draws, neurons keep their places. No trace: by index
    ranked: tuple[int, ...] = ()
    ranked_for: tuple[int, Trace | None] = (0, None)
