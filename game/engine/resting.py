"""The staff screen: what visitors see instead of an exhibit that cannot run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pygame

from game.shell.files.settings import Settings
from game.shell.process import signals
from game.shell.window.window import Window
from game.view.kiosk.resting import draw_resting
from game.view.paint.text import Text
from game.words.catalogue import say

#: s that it stands; then the program ends, and whoever supervises it tries anew
STANDS = 60.0
#: s between two looks at the window
_PAUSE = 0.1


def show_resting(
    fault: str,
    fonts: Mapping[str, Path],
    settings: Settings,
    alive: Callable[[], object],
) -> bool:
    """Tell visitors whom to ask, and the staff what is wrong, until STANDS s have passed or a
    signal comes. ``fault``: one line. ``settings``: display, and profile of colors. ``alive`` is
    called all the while. Returns whether a signal came. Raises DisplayError."""
    pygame.display.quit()  # an open window may be of any state
    window, told = Window(None, True, say("title"), settings.display), list[bool]()
    window.hide_cursor()
    signals.close_with(lambda: told.append(True))
    text, end, size = Text(fonts), time.monotonic() + STANDS, (0, 0)
    while time.monotonic() < end and not told:
        uncovered = window.look(pygame.event.get())
        window.follow_desktop()
        surface = window.surface
        if uncovered or surface.get_size() != size:
            size = surface.get_size()
            draw_resting(surface, text, fault, settings.profile)
            window.present([surface.get_rect()])
        alive()
        time.sleep(_PAUSE)
    return bool(told)
