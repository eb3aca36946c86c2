"""The network's part of the State: the signals' time, and what the picture shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.network.readable import START, Shown

#: ticks from one view to the other
MORPH = 36


@dataclass(frozen=True, slots=True)
class Playback:
    """The person's hold on the picture of the network."""

    #: the signals' own time, ticks: slowed, halted, or set back by a person
    time: float = 0.0
    #: when, in that time, the newest wave set out
    fired_at: float = 0.0
    #: whether nothing flowed before that wave
    dark: bool = True
    #: index into playback.SPEEDS
    speed: int = 0
    paused: bool = False
    #: where in its time the wave is to halt
    halt_at: float | None = None
    #: the view is, or is on its way to, Readable; and the tick at which it was switched
    readable: bool = False
    switched_at: int = -1000
    #: the neurons that Readable shows
    chosen: Shown = START
