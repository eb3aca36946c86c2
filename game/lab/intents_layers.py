"""Intents of What each layer does. `intents` names these as well."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.layer_facts import LayerFacts
from game.lab.intent import Intent

__all__ = ["OpenLayer", "ResponsesMeasured"]


@dataclass(frozen=True, slots=True)
class OpenLayer(Intent):
    """Open the card of layer 0 (input) … 3 (output)."""

    layer: int


@dataclass(frozen=True, slots=True, eq=False)
class ResponsesMeasured(Intent):
    """What the layers of the weights of this revision do on the test digits."""

    network_revision: int
    responses: LayerFacts
