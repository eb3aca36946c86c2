"""The protocol of a room: what it brings to the lab, the same for every room."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.core.geometry import Rect
from game.core.model.unit import Unit
from game.lab.intents.intent import Intent
from game.lab.items import Item
from game.lab.slider import Slider
from game.lab.state.state import State
from game.lab.targets import Targets
from game.words.catalogue import say

#: does what an intent says; its second argument is an intent of the type it is registered for
Handler = Callable[[State, Any], State]
#: neurons and where their cells are, window px, in reading order
Places = Sequence[tuple[Unit, Rect]]


def _same(state: State) -> State:
    return state


def _as_before(before: State, state: State) -> State:
    return state


def _still(state: State) -> bool:
    return False


def _never(state: State, name: str) -> bool:
    return False


def _nothing(state: State, intent: Any) -> str:
    return ""


def _no_words(state: State, name: str) -> str | None:
    return None


def _no_unit(state: State, name: str, x: float, y: float) -> Unit | None:
    return None


def _no_cells(state: State, name: str) -> Places:
    return ()


def _no_shape(state: State) -> Hashable:
    return None


def undrawn(state: State) -> str:
    """What `Room.refuses` says of an intent that needs a drawing; "" where there is one."""
    if state.prediction.trace is not None:
        return ""
    return say("no.network" if state.network is None else "no.drawing")


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the lab. Everything but its name may be left out."""

    name: str
    #: what each of its intents does
    handlers: Mapping[type[Intent], Handler] = field(default_factory=dict)
    #: what pressing each of its controls does, and its sliders, by the controls' names
    controls: Mapping[str, Intent] = field(default_factory=dict)
    sliders: Mapping[str, Slider] = field(default_factory=dict)

    #: one tick of 1/60 s has passed
    advance: Callable[[State], State] = _same
    #: the shown digit has got another answer, or has none any more. Its arguments are the state
    #: before that and the present one
    answered: Callable[[State, State], State] = _as_before
    #: whether its part of the picture changes with time by itself, so that frames must follow
    moves: Callable[[State], bool] = _still

    #: the words on a control where they depend on the state; None: the catalogue has them under
    #: the control's name
    label: Callable[[State, str], str | None] = _no_words
    #: what a slider sets, and its value, in words; None where the room has no such slider
    slider_words: Callable[[State, str], str | None] = _no_words
    #: whether a control is switched on
    on: Callable[[State, str], bool] = _never
    #: why one of its intents could do nothing now, and what would help; "" where it can
    refuses: Callable[[State, Any], str] = _nothing

    #: for a room whose panel opens in the middle of the stage: the panel's items in a rectangle,
    #: px at 1080 lines, for a ``shape`` and what is touched
    items: Callable[[Rect, Any, Targets], list[Item]] | None = None
    #: all that ``items`` must know of the state
    shape: Callable[[State], Hashable] = _no_shape
    #: the neuron whose cell is at a point, window px, of an item whose role is cells
    unit_at: Callable[[State, str, float, float], Unit | None] = _no_unit
    #: all neurons of such an item, for keys that go from cell to cell
    cells: Callable[[State, str], Places] = _no_cells
