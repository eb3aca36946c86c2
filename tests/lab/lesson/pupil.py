"""Somebody who follows a lesson: with pointers and keys alone, as a class does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.core.geometry import Rect
from game.core.ink.ink import Ink
from game.core.model.unit import OFFSETS, Unit
from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.network.picture import plan

#: ticks after which nothing that was waited for will come any more
PATIENCE = 900


class Pupil:
    """Follows the lesson that a driver runs."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._turn = 0

    @property
    def state(self):
        return self.driver.state

    def wait(self, ticks: int = 1) -> None:
        for _ in range(ticks):
            self.driver.advance([do.Tick()])

    def tap(self, name: str) -> None:
        """Press a control, once it stands there: a wave sends its drawer away for a while."""
        for _ in range(PATIENCE):
            if self.state.stage.has(name):
                break
            self.wait()
        self._tap(*self.state.stage.rect(name).center)

    def tap_neuron(self, unit: Unit) -> None:
        x, y = plan(self.state).positions[OFFSETS[unit.layer] + unit.index].tolist()
        self._tap(x, y)

    def slide(self, name: str, share: float) -> None:
        """Draw a slider's knob to the right, step by step."""
        rect = self.state.stage.rect(name)
        for nth in range(11):
            x = rect.x + rect.w * (0.04 + 0.92 * share * nth / 10)
            kind = do.PointerDown if nth == 0 else do.PointerMove
            self.driver.advance([kind(0, x, rect.center[1]), do.Tick()])
        self.driver.advance([do.PointerUp(0, x, rect.center[1])])

    def draw(self, ink: Ink) -> None:
        """Draw strokes on the canvas."""
        rect = self.state.stage.rect("canvas")
        for stroke in ink.strokes:
            some = stroke[:: max(len(stroke) // 12, 1)]
            places = _on(rect, np.vstack([some, stroke[-1:]]) / (ink.width, ink.height))
            self.driver.advance([do.PointerDown(0, *places[0]), do.Tick()])
            for place in places[1:]:
                self.driver.advance([do.PointerMove(0, *place), do.Tick()])
            self.driver.advance([do.PointerUp(0, *places[-1]), do.Tick()])

    def on(self) -> None:
        """Go on, each time another way: by a key, a presenter's remote, or the button."""
        ways: tuple[Callable[[], object], ...] = (
            lambda: self.driver.advance([do.PressKey("space")]),
            lambda: self.driver.advance([do.PressKey("page down")]),
            lambda: self.tap("lesson.on"),
        )
        ways[self._turn % len(ways)]()
        self._turn += 1
        self.wait()

    def until_met(self) -> bool:
        """Wait for what the step waits for; whether it came."""
        step = self.state.lessons.step
        assert step is not None
        for _ in range(PATIENCE):
            if not step.until or self.state.lessons.at in self.state.lessons.done:
                return True
            self.wait()
        return False

    def _tap(self, x: float, y: float) -> None:
        self.driver.advance([do.PointerMove(0, x, y), do.PointerDown(0, x, y)])
        self.driver.advance([do.PointerUp(0, x, y), do.Tick()])


def _on(rect: Rect, shares: np.ndarray) -> list[tuple[float, float]]:
    return [(rect.x + x * rect.w, rect.y + y * rect.h) for x, y in shares.tolist()]
