"""The forward pass: its part of the State, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.core.units import Unit
from game.lab.intent import Intent

if TYPE_CHECKING:
    from game.lab.slider import Slider
    from game.lab.state import State


@dataclass(frozen=True, slots=True, eq=False)
class Forward:
    """Arrays are read-only."""


def dock_part(state: State) -> str:
    """What the layout must know of what is shown."""
    return ""


def unit_at(state: State, name: str, x: float, y: float) -> Unit | None:
    """The neuron of the cell at a point, window px, of the item ``name`` whose role is cells."""
    return None


def advance(state: State) -> State:
    """One tick."""
    return state


def on(state: State, name: str) -> bool:
    """Whether a button of this part is switched on."""
    return False


def label(state: State, name: str) -> str | None:
    """The words on a button of this part, where they depend on the state."""
    return None


#: what each intent of this part does, what its buttons do, and what its sliders set
HANDLERS: Mapping[type[Intent], Callable[[State, Any], State]] = {}
CONTROLS: dict[str, Intent] = {}
SLIDERS: dict[str, Slider] = {}
