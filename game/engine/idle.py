"""Waiting for events while nothing moves."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

#: while nothing moves: time between passes of the loop, and between looks for events, s
IDLE_WAIT, IDLE_LOOK = 0.25, 0.01
#: the same outside opening hours, where no time counts
DARK_WAIT, DARK_LOOK = 1.0, 0.05


def idle_events(dark: bool, leaving: Callable[[], bool]) -> list[pygame.Event]:
    """Look for events now and then while nothing moves, until there are some, or it is time for a
    pass of the loop. SDL's own wait looks 1,000 times a second, which costs 3 % of a core for
    weeks. ``dark``: outside opening hours."""
    wait, look = (DARK_WAIT, DARK_LOOK) if dark else (IDLE_WAIT, IDLE_LOOK)
    end = time.monotonic() + wait
    while not (events := pygame.event.get()) and time.monotonic() < end and not leaving():
        time.sleep(look)
    return events
