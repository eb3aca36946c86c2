"""A frame with all its slow parts, worked out at once and not by the worker."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.engine.driver import Driver
from game.lab.intents import Intent
from game.view.frame import Frame


def finish(
    driver: Driver,
    frame: Frame,
    surface: pygame.Surface,
    kept: dict[str, object] | None = None,
    passed: Callable[[], object] = bool,
) -> None:
    """Draw the driver's state as it looks once nothing is missing.

    ``kept``: slow parts of an earlier frame of the same state and size, by their slots; those that
    are new are added. ``passed`` is called after each slow part.
    """
    earlier = dict(kept or {})
    frame.draw(surface, driver.state)
    # A job's result may be what another one waits for.
    while jobs := [*frame.jobs(driver.state), *driver.jobs()]:
        for job in jobs:
            # Asked for once more, it is another one.
            result = earlier.pop(job.slot) if job.slot in earlier else job.done()
            if kept is not None:
                kept[job.slot] = result
            if isinstance(result, Intent):
                driver.advance([result])
            else:
                frame.accept(job.slot, job.key, result)
            passed()
    frame.draw_all(surface, driver.state)
