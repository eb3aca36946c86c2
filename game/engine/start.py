"""The lab at its start, as settings ask for it: the same in a window and in a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from game.engine.attendant import kiosk_of
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.settings import Settings
from game.words.catalogue import SOURCE, offer, offered


def start_state(settings: Settings) -> State:
    """An empty lab in a window of the settings' size; the window itself tells its own later."""
    screen = Screen(
        scale=settings.scale,
        left_handed=settings.left_handed,
        low_controls=settings.low_controls,
        fullscreen=settings.fullscreen,
        reduced_motion=settings.reduced_motion,
        letters=settings.letters,
        language=settings.language or SOURCE,
        profile=settings.profile,
        volume=settings.volume,
        keys=settings.keys,
    )
    if settings.size is not None:
        screen = replace(screen, size=settings.size)
    return State(screen=screen, kiosk=kiosk_of(settings))


def prepare(assets: Assets) -> list[str]:
    """Let the lab speak every language that has a catalogue; returns a line for each font and each
    language that cannot be used. Whatever draws or lays out words calls it first."""
    catalogues, faults = assets.languages()
    for code, catalogue in catalogues.items():
        offer(code, catalogue)
    return [*assets.font_faults, *faults]


def preferred(environment: Mapping[str, str]) -> str:
    """Of the languages offered the one that the system's user reads, by POSIX's variables; English
    where the lab has none of theirs."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environment[name] for name in names if environment.get(name)), "")
    codes = [re.split(r"[_.@]", word)[0].lower() for word in wanted.split(":")]
    return next((code for code in codes if code in offered()), SOURCE)
