"""A slider: its values, the one it has now, and the intent that sets another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from game.lab.intents.intent import Intent
from game.lab.state.state import State

#: px between a slider's edge and its first value, at 1080 lines
SLIDER_END = 20


class Slider(NamedTuple):
    """``values``: ascending, at even distances; ``now``: the value of a state; ``step``: by how
    many values an arrow key moves it; ``neutral``: the value that leaves everything as it is."""

    values: tuple[int, ...]
    now: Callable[[State], int]
    set: Callable[[int], Intent]
    neutral: int
    step: int = 1

    def share(self, state: State) -> float:
        """Where the knob stands, 0..1."""
        return self.share_of(self.now(state))

    def share_of(self, value: int) -> float:
        """Where a value stands, 0..1; one that the slider does not have stands at the nearest."""
        at = bisect_left(self.values, value)
        near = range(max(at - 1, 0), min(at + 1, len(self.values)))
        nearest = min(near, key=lambda n: abs(self.values[n] - value))
        return nearest / (len(self.values) - 1)

    def at(self, share: float) -> Intent:
        """The intent for a place, 0..1."""
        last = len(self.values) - 1
        return self.set(self.values[round(min(max(share, 0.0), 1.0) * last)])

    def moved(self, state: State, by: int) -> Intent:
        """The intent that moves the slider by ``by`` steps; below 0: back."""
        last = len(self.values) - 1
        index = round(self.share(state) * last) + by * self.step
        return self.set(self.values[min(max(index, 0), last)])
