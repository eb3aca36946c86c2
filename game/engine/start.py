"""The lab at its start, as settings ask for it: the same in a window and in a picture."""

from __future__ import annotations

from dataclasses import replace

from game.engine.attendant import kiosk_of
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.settings import Settings


def start_state(settings: Settings) -> State:
    """An empty lab in a window of the settings' size; the window itself tells its own later."""
    screen = Screen(
        scale=settings.scale,
        left_handed=settings.left_handed,
        low_controls=settings.low_controls,
        fullscreen=settings.fullscreen,
        reduced_motion=settings.reduced_motion,
        letters=settings.letters,
    )
    if settings.size is not None:
        screen = replace(screen, size=settings.size)
    return State(screen=screen, kiosk=kiosk_of(settings))
