"""Intents of What each layer does."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.insight.layer_facts import LayerFacts
from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class OpenLayer(Intent):
    """Open the card of layer 0 (input) … 3 (output)."""

    layer: int


@dataclass(frozen=True, slots=True)
class MoreOfLayer(Intent):
    """Show what was measured of the open card's layer, and exactly; or the drawing again."""


@dataclass(frozen=True, slots=True, eq=False)
class ResponsesMeasured(FromOutside):
    """What the layers of the weights of this revision do on the test digits."""

    network_revision: int
    responses: LayerFacts
