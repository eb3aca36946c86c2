"""A loop of the lab whose passes a test makes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pygame

from game.engine.loop import Loop
from game.shell.process.log import close_log


def until(loop: Loop, done: Callable[[], bool], seconds: float = 20) -> None:
    """Make passes until that holds."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, loop.driver.state.screen.notice
        loop.step()


@contextmanager
def ready(loop: Loop) -> Iterator[Loop]:
    """The loop once it is ready; at the end its worker, log and window are closed."""
    until(loop, lambda: loop.ready)
    yield loop
    loop._worker.close()
    close_log()
    pygame.display.quit()
