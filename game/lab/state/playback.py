"""The network's part of the State: the signals' time, and what the picture shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.network.readable import START, Shown

#: ticks from one view to the other
MORPH = 36


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
