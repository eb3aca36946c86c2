"""What each layer does: its part of the State."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.insight.layer_facts import LayerFacts
from game.core.model.unit import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """Which card is open, and what was measured."""

    #: the layer whose card is open, 0..3
    opened: int = 0
    #: whether that card shows what was measured, rather than the drawing
    more: bool = False
    #: the pinned neuron that the open card already follows; another one opens its layer's card
    seen: Unit | None = None
    #: what the layers of the weights of revision ``measured`` do; None until measured
    responses: LayerFacts | None = None
    measured: int = 0
