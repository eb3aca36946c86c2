"""The weights: their part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.network import Trace
from game.core.model.unit import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Which numbers are looked at, and how."""

    #: the block that is shown large
    block: str = "W1"
    #: what its neurons are sorted by, and whether all histograms have the same axes
    sort: str = "index"
    shared: bool = False
    #: the pinned neuron that was answered last: another one shows its layer's block
    seen: Unit | None = None
    #: the neurons by activation, as of the layer and trace of ``ranked_for``: while a pen draws
    #: they keep their places
    ranked: tuple[int, ...] = ()
    ranked_for: tuple[int, Trace | None] = (0, None)
