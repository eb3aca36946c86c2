"""What each layer does, as a room: four cards, one of them open."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.layers import update
from game.lab.layers.layout import GRIDS, layers_items
from game.lab.room import Room
from game.lab.state.state import State
from game.words.catalogue import say


def _label(state: State, name: str) -> str | None:
    if name != "layer.more":
        return None
    return say("layer.less" if state.layers.more else "layer.more")


ROOM = Room(
    "layers",
    handlers={
        do.OpenLayer: update.open_card,
        do.MoreOfLayer: lambda state, _: update.toggle_more(state),
        do.ResponsesMeasured: update.take_responses,
    },
    controls={
        **{f"layer.{layer}": do.OpenLayer(layer) for layer in range(len(GRIDS))},
        "layer.more": do.MoreOfLayer(),
    },
    advance=update.advance,
    label=_label,
    items=layers_items,
    shape=lambda state: (state.layers.opened, state.layers.more),
    unit_at=update.unit_at,
    cells=update.cells,
)
