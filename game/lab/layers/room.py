"""What each layer does, as a room: four cards, one of them open."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.layers import update
from game.lab.layers.layout import GRIDS, layers_items
from game.lab.room import Room

ROOM = Room(
    "layers",
    handlers={do.OpenLayer: update.open_card, do.ResponsesMeasured: update.take_responses},
    controls={f"layer.{layer}": do.OpenLayer(layer) for layer in range(len(GRIDS))},
    advance=update.advance,
    items=layers_items,
    shape=lambda state: state.layers.opened,
    unit_at=update.unit_at,
)
