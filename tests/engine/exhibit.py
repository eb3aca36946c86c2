"""The lab in kiosk mode on a display that shows nothing, with time that runs as fast as it can:
for tests, and for `python -m bench.exhibit`."""

from __future__ import annotations

import hashlib
import os
import time
from datetime import datetime
from itertools import islice
from pathlib import Path

import numpy as np
import pygame

from game import __version__
from game.engine.attendant import Attendant, kiosk_of
from game.engine.loop import Loop
from game.engine.open_lab import open_lab
from game.lab import intents as do
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import MODEL, Assets
from game.shell.files.model_file import load_in_background
from game.shell.files.settings import Settings
from game.shell.process.notify import Notifier
from game.shell.process.status import STATUS, Status
from tests.visits import Visit

#: Monday 2 March 2026, 00:00 by the local clock of the machine, s since 1970
MIDNIGHT = datetime(2026, 3, 2).timestamp()


class Exhibit:
    """``wall`` is the time that the lab takes for the local time, s since 1970; it only goes on
    where `sleep` or `visit` says so."""

    def __init__(
        self, folder: Path, size: tuple[int, int], settings: Settings, display: str = ""
    ) -> None:
        """``folder``: for its status file. ``display``: of an X server; without one nothing is
        shown."""
        os.environ["SDL_VIDEODRIVER"] = "x11" if display else "dummy"
        os.environ["DISPLAY"] = display
        self.assets, self.wall = Assets(), MIDNIGHT + 12 * 3600
        status = Status(folder / STATUS, __version__, self.assets.sha256(MODEL), self.wall)
        attendant = Attendant(settings, status, Notifier({}), tuple, lambda: self.wall)
        state = State(screen=Screen(size=size), kiosk=kiosk_of(settings))
        model = load_in_background(self.assets)
        self.loop: Loop = open_lab(state, self.assets, model, size, None, attendant)
        self.loop.uncapped = True
        self.visits = 0
        while not self.loop.ready or (settings.kiosk and self.state.kiosk.phase == "starting"):
            self.loop.step()
        self.first = self.pixels()

    def __enter__(self) -> Exhibit:
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.leave()
        self.loop.run()  # which closes what is open
        pygame.display.quit()

    @property
    def state(self) -> State:
        return self.loop.driver.state

    def settle(self, phase: str) -> None:
        """Steps until it is in a phase, which opening hours make it take."""
        end = time.monotonic() + 20
        while self.state.kiosk.phase != phase:
            assert time.monotonic() < end, phase
            self.loop.step()

    def pixels(self) -> str:
        """What is on the screen, as a hash."""
        surface = self.loop.window.surface
        return hashlib.sha256(np.ascontiguousarray(pygame.surfarray.pixels2d(surface))).hexdigest()

    def touch(self, x: float, y: float) -> None:
        """A finger comes and goes."""
        self.loop.driver.advance([do.PointerDown(1, x, y), do.PointerUp(1, x, y)])
        self.loop.step()

    def visit(self, seed: int, beats: int) -> None:
        """Somebody comes, does so many things, and goes away; drawn after each of them."""
        self.visits += 1
        self.touch(5, 300)
        assert self.state.kiosk.phase == "visit"
        driver = self.loop.driver
        for beat in islice(Visit(driver, self.assets, seed).beats(), beats):
            driver.advance(beat)
            self.loop.step()
            self.wall += 1

    def left(self) -> bool:
        """Nobody comes back, until all begins anew. Returns whether the first frame is the one of
        the start, or, outside opening hours, there is darkness."""
        kiosk = self.state.kiosk
        for _ in range(0, kiosk.idle + kiosk.countdown + 120, 60):
            self.loop.driver.advance([do.Tick()] * 60)
            self.loop.step()
            if self.state.kiosk.resets != kiosk.resets:
                break
        assert self.state.kiosk.resets == kiosk.resets + 1
        return self.state.kiosk.phase == "closed" or self.pixels() == self.first
