"""The weights as a room: six blocks of numbers, their neurons and histograms."""

from __future__ import annotations

from game.core.model.blocks import BLOCKS, SORTS
from game.lab import intents as do
from game.lab.room import Room
from game.lab.state.state import State
from game.lab.weights import update
from game.lab.weights.layout import weights_items


def _on(state: State, name: str) -> bool:
    match name.split("."):
        case ["block", block]:
            return state.weights.block == block
        case ["sort", sort]:
            return state.weights.sort == sort
    return name == "weights.shared" and state.weights.shared


ROOM = Room(
    "weights",
    handlers={
        do.ShowBlock: update.show_block,
        do.SortNeurons: update.sort_neurons,
        do.ShareAxes: update.share_axes,
    },
    controls={
        **{f"block.{block}": do.ShowBlock(block) for block in BLOCKS},
        **{f"sort.{sort}": do.SortNeurons(sort) for sort in SORTS},
        "weights.shared": do.ShareAxes(),
    },
    advance=update.advance,
    on=_on,
    items=weights_items,
    shape=lambda state: state.changed,
    unit_at=update.unit_at,
)
