"""The weights as a room: six blocks of numbers, their neurons and histograms."""

from __future__ import annotations

from game.core.model.blocks import BLOCKS, SORTS
from game.lab import intents as do
from game.lab.room import Room
from game.lab.state.state import State
from game.lab.weights import update
from game.lab.weights.layout import weights_items
from game.words.catalogue import say


def _on(state: State, name: str) -> bool:
    match name.split("."):
        case ["block", block]:
            return state.weights.block == block
        case ["sort", sort]:
            return state.weights.sort == sort
    return name == "weights.shared" and state.weights.shared


def _label(state: State, name: str) -> str | None:
    if name != "weights.more":
        return None
    return say("weights.less" if state.weights.numbers else "weights.more")


ROOM = Room(
    "weights",
    handlers={
        do.ShowBlock: update.show_block,
        do.SortNeurons: update.sort_neurons,
        do.ShareAxes: update.share_axes,
        do.MoreOfBlock: lambda state, _: update.toggle_more(state),
    },
    controls={
        **{f"block.{block}": do.ShowBlock(block) for block in BLOCKS},
        **{f"sort.{sort}": do.SortNeurons(sort) for sort in SORTS},
        "weights.shared": do.ShareAxes(),
        "weights.more": do.MoreOfBlock(),
    },
    advance=update.advance,
    on=_on,
    items=weights_items,
    label=_label,
    shape=lambda state: (state.weights.numbers, state.changed),
    unit_at=update.unit_at,
    cells=update.cells,
)
