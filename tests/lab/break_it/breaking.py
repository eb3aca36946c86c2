"""A lab with a drawing and Break It open, and its searches without the worker."""

from __future__ import annotations

from game.core.insight.fragile import FewestOff, LeastNoise
from game.engine.driver import Driver
from game.engine.lookups import search
from game.lab import intents as do
from game.lab.network.signals import WAVE_TICKS


def drawn(driver: Driver, digit: int = 7) -> Driver:
    """A driver with a digit on its canvas, whose answer is told, and Break It open."""
    ink = driver.state.canvas.samples[digit][0]
    driver.advance([do.OpenTab("break"), do.ShowInk(ink), do.Tick()])
    driver.advance([do.Tick()] * WAVE_TICKS)
    return driver


def run_search(driver: Driver, name: str) -> FewestOff | LeastNoise:
    """Begin a search, and give the lab what it finds."""
    state = driver.advance([do.FindDamage(name)])
    assert state.prediction.trace is not None and state.network is not None
    x, number = state.prediction.trace.activations[0], state.break_it.searches
    steps = search(name, state.network, x, number)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            driver.advance([end.value])
            found = driver.state.break_it.found
            assert found is not None
            return found
