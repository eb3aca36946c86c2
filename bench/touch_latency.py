"""How soon something is seen of a touch: `python -m bench.touch_latency --count 100`; JSON, ms.

Real touches on a real X server (Xorg with the dummy driver, 1920×1080), from the moment the finger
goes down until something else has been presented: in attract mode, which it wakes, on a button, and
on the canvas, where it draws. The touches come from a thread of the same process.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pygame

from game.lab import intents as do
from game.shell.files.settings import Settings
from tests.engine.exhibit import Exhibit
from tests.touch import Screen

SIZE = (1920, 1080)
#: what is touched, one after the other, and the item of the stage that is there
KINDS = {"wake": "network.picture", "button": "tab.layers", "canvas": "canvas"}


class Watch:
    """Looks at what is presented."""

    def __init__(self, exhibit: Exhibit, screen: Screen) -> None:
        self._loop, self._screen = exhibit.loop, screen
        self._present, self._begun = exhibit.loop.window.present, 0.0
        self.late: float | None = None
        self._loop.window.present = self._presented  # type: ignore[method-assign]

    def touch(self, x: float, y: float) -> float:
        """ms until something of this touch is seen."""
        self.late, self._begun = None, 0.0
        finger = threading.Thread(target=self._tap, args=(x, y))
        finger.start()
        while self.late is None or finger.is_alive():
            self._loop.step()
        finger.join()
        return 1e3 * self.late

    def _tap(self, x: float, y: float) -> None:
        self._begun = time.monotonic()
        finger = self._screen.touch.down(x, y)
        time.sleep(0.1)
        self._screen.touch.up(finger, x, y)

    def _presented(self, changed: list[pygame.Rect]) -> None:
        self._present(changed)
        state = self._loop.driver.state
        held = state.screen.presses or state.canvas.pen_pointer is not None
        woken = state.kiosk.phase == "visit" and state.tick - state.kiosk.heard < 30
        if changed and self.late is None and self._begun and (held or woken):
            self.late = time.monotonic() - self._begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    count = parser.parse_args().count
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    chance = np.random.default_rng(1)
    with (
        Screen(":78", SIZE) as screen,
        tempfile.TemporaryDirectory() as folder,
        Exhibit(Path(folder), SIZE, Settings(kiosk=True), screen.display) as exhibit,
    ):
        loop, watch = exhibit.loop, Watch(exhibit, screen)
        loop.uncapped = False
        for _ in range(count):
            loop.driver.advance([do.BeginAnew(), do.Tick()])
            for kind, name in KINDS.items():
                end = time.monotonic() + float(chance.uniform(0.5, 3))
                while time.monotonic() < end:
                    loop.step()
                found[kind].append(watch.touch(*exhibit.state.stage.rect(name).center))
        loop.uncapped = True
    print(json.dumps({
        f"{kind}_ms": {"median": round(float(np.median(times)), 1),
                       "p99": round(float(np.percentile(times, 99)), 1)}
        for kind, times in found.items()
    }))  # fmt: skip


if __name__ == "__main__":
    main()
