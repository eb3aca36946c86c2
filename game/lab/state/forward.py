"""The forward pass, step by step and term by term: its part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.model.network import Trace
from game.core.model.unit import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """Which step is shown, and how many of its terms have come."""

    #: 0 W₁x + b₁, 1 ReLU, 2 W₂a₁ + b₂, 3 ReLU, 4 W₃a₂ + b₃, 5 softmax
    step: int = 0
    #: terms that have come; None: all of them, however many there are
    term: int | None = 0
    playing: bool = True
    #: index into `forward.update.PACES`
    pace: int = 0
    #: the pinned neuron, the trace and the wave's layer that the step already follows
    seen: tuple[Unit | None, Trace | None, int | None] = (None, None, None)
