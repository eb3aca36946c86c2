"""The network's part of the State: the signals' time, and what the picture shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from game.core.model.damage import HEALTHY, Damage
from game.core.model.unit import Unit
from game.lab.network.readable import START, Shown
from game.lab.state.gradient import Step

#: ticks from one view to the other
MORPH = 36


class Strike(NamedTuple):
    """What damage has just hit, and at which tick: a neuron, which goes out; or with None a layer,
    1..3, whose weights are gone."""

    tick: int
    layer: int
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Playback:
    """The time in the picture of the network, and its view."""

    #: the signals' own time, ticks: a person can slow it, halt it, and set it back
    time: float = 0.0
    #: when, in that time, the newest wave set out
    fired_at: float = 0.0
    #: whether all is dark until that wave gets there, and the answer untold until it has
    dark: bool = True
    #: whether a pen was on the canvas at the last tick
    drawing: bool = False
    #: index into `network.playback.SPEEDS`
    speed: int = 0
    paused: bool = False
    #: when, in that time, the signals will halt; None: never
    halt_at: float | None = None
    #: whether the view is Readable, or is changing to it; and the tick at which it was switched
    readable: bool = False
    switched_at: int = -1000
    #: the neurons that Readable shows
    chosen: Shown = START
    #: the steps that were taught, as of the last answer
    taught: tuple[Step, ...] = ()
    #: the damage of the last tick, and what it struck a short time ago, oldest first
    damage: Damage = HEALTHY
    strikes: tuple[Strike, ...] = ()
