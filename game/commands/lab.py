"""Open the lab in a window."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from game.commands.exit import (
    BAD_INPUT,
    FAILED,
    NO_DISPLAY,
    STAFF_EXIT,
    STAFF_RESTART,
    fail,
)
from game.shell.files.assets import MODEL, AssetError, Assets
from game.shell.files.model_file import Model, ModelError, load_in_background
from game.shell.files.place import LessonError
from game.shell.files.settings import Settings
from game.shell.process import signals
from game.shell.process.log import log, log_folder, open_log
from game.shell.process.streams import complain

if TYPE_CHECKING:
    from game.engine.attendant import Attendant
    from game.engine.loop import Loop
    from game.lab.intents import Intent
    from game.shell.files.replay_file import Replay

#: name of an environment variable for `bench`: where it is set, the lab prints when its first
#: frame stood and when it was ready for ink, monotonic s, and closes
PROBE = "NEURAL_LAB_PROBE"


class Begin(NamedTuple):
    """What the lab begins with: the code of a damage, the name or the file of a lesson, a file of
    ink, and one of a replay."""

    damage: str = ""
    lesson: str = ""
    ink: Path | None = None
    replay: Path | None = None


def run(settings: Settings, begin: Begin | None = None, attendant: Attendant | None = None) -> int:
    """Run the lab until the person leaves. ``attendant``: in kiosk mode, whose log is open already.

    Returns the exit status: 0, 1 after too many faults, 2 for a bad file, 3 for no display, and
    what staff chose in kiosk mode.
    """
    begin = begin or Begin()
    try:
        assets = Assets()
        ink, replay = _files(begin, assets)
        model = load_in_background(assets)  # first: onnxruntime's import takes as long as a window
    except AssetError as error:
        return _unusable(error, {}, settings, attendant)
    except ValueError as error:
        return fail(error)
    # Imported while the model loads in its thread.
    from game.engine.lessons import begun_by
    from game.engine.start import prepare
    from game.shell.process.faults import LabFault
    from game.shell.window.window import DisplayError

    for notice in [] if attendant else open_log(log_folder()):
        complain(notice)
    for fault in prepare(assets):
        log.warning(fault)
    try:
        begins = begun_by(begin.damage, begin.lesson, assets)
        loop = _opened(settings, assets, model, attendant)
        signals.close_with(loop.leave)
        if os.environ.get(PROBE):
            _probe(loop)
        if settings.autosave and not settings.kiosk:
            _autosave(loop)
        loop.replay = replay
        loop.driver.advance([*begins, *ink])
        loop.run()
        return _STATUSES[loop.driver.state.kiosk.leaving]
    except DisplayError as error:
        return fail(error, NO_DISPLAY)
    except (ModelError, AssetError, LessonError) as error:
        return _unusable(error, assets.fonts, settings, attendant)
    except LabFault as error:
        log.error("closed: %s", error)
        return fail(error, FAILED)
    finally:
        log.info("closed")


def _files(begin: Begin, assets: Assets) -> tuple[list[Intent], Replay | None]:
    """What shows the ink to begin with, and the replay to play; ValueError for a bad file."""
    ink, replay = begin.ink, begin.replay
    if ink is None and replay is None:
        return [], None
    from game.engine.visit.opening import check_version, shows
    from game.shell.files.ink_file import InkError
    from game.shell.files.replay_file import read_replay

    found = read_replay(replay, assets.sha256(MODEL)) if replay else None
    if found and (doubt := check_version(found)):
        complain(doubt)
    try:
        return (shows(ink) if ink else []), found
    except InkError as error:
        raise ValueError(str(error)) from None


def _autosave(loop: Loop) -> None:
    """Offer the last drawing of an earlier lab, and keep that of this one, however it ends."""
    from game.engine.visit.saving import keep_last, kept_last
    from game.lab.intents import OfferInk
    from game.shell.process.status import state_folder

    def keep() -> None:
        keep_last(loop.player.before if loop.player else loop.driver.state, folder)

    def close() -> None:
        keep()  # first: a signal leaves no time to wait for the step in hand
        loop.leave()

    folder, loop.on_leave = state_folder(), keep
    signals.close_with(close)
    if last := kept_last(folder):
        loop.driver.advance([OfferInk(last)])


def _tell(notices: list[str]) -> None:
    """Say and log them."""
    for notice in notices:
        complain(notice)
        log.warning(notice)


def _opened(
    settings: Settings, assets: Assets, model: Future[Model], attendant: Attendant | None
) -> Loop:
    """The lab at its start, in its window. In kiosk mode nothing is recorded."""
    from game.engine.open_lab import open_lab
    from game.engine.start import preferred, start_state
    from game.engine.visit.recorder import Recorder
    from game.shell.window.screen_reader import ScreenReader

    state = start_state(replace(settings, language=settings.language or preferred(os.environ)))
    recorder = None if attendant else Recorder(state.screen, assets.sha256(MODEL))
    reader = ScreenReader() if settings.reads_screen else None
    place = settings.size, settings.display
    loop = open_lab(state, assets, model, *place, attendant, reader, recorder)
    _tell(loop.window.notices)
    return loop


#: exit statuses by what staff chose
_STATUSES = {"": 0, "exit": STAFF_EXIT, "restart": STAFF_RESTART}


def _unusable(
    error: AssetError | ModelError | LessonError,
    fonts: Mapping[str, Path],
    settings: Settings,
    attendant: Attendant | None,
) -> int:
    """A file cannot be used: say so; in kiosk mode to visitors and staff as well, until a signal
    ends it, which is no fault."""
    status = fail(error, BAD_INPUT)
    if attendant is None:
        return status
    from game.engine.resting import show_resting
    from game.shell.window.window import DisplayError

    log.error("%s", error)
    attendant.fault()
    attendant.resting()
    try:
        if show_resting(str(error), fonts, settings, attendant.alive):
            status = 0
    except DisplayError as fault:
        return fail(fault, NO_DISPLAY)
    finally:
        attendant.close()
    return status


def _probe(loop: Loop) -> None:
    """Print when the first frame stood on the screen and when ink would be answered; then quit."""
    from game.lab.intents import Quit

    first = None
    while not loop.ready:
        loop.step()
        first = first or time.monotonic()
    print(f"{first} {time.monotonic()}", flush=True)
    loop.driver.advance([Quit()])
