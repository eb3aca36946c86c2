"""Open the lab in a window."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.exit import (
    BAD_INPUT,
    FAILED,
    NO_DISPLAY,
    STAFF_EXIT,
    STAFF_RESTART,
    fail,
)
from game.shell.files.assets import AssetError, Assets
from game.shell.files.lessons import LessonError
from game.shell.files.model_file import ModelError, load_in_background
from game.shell.files.settings import Settings
from game.shell.process import signals
from game.shell.process.log import log, log_folder, open_log
from game.shell.process.streams import complain

if TYPE_CHECKING:
    from game.engine.attendant import Attendant
    from game.engine.loop import Loop

#: name of an environment variable for `bench`: where it is set, the lab prints when its first
#: frame stood and when it was ready for ink, monotonic s, and closes
PROBE = "NEURAL_LAB_PROBE"


def run(
    settings: Settings, damage: str = "", lesson: str = "", attendant: Attendant | None = None
) -> int:
    """Run the lab until the person leaves. ``damage``: the code of the damage at the start;
    ``lesson``: the name or the file of one that begins; ``attendant``: in kiosk mode, whose log is
    open already.

    Returns the exit status: 0, 1 after too many faults, 2 for a bad file, 3 for no display, and
    what staff chose in kiosk mode.
    """
    try:
        assets = Assets()
        model = load_in_background(assets)  # first: onnxruntime's import takes as long as a window
    except AssetError as error:
        return _unusable(error, {}, settings, attendant)
    # Imported while the model loads in its thread.
    from game.engine.lessons import begun_by
    from game.engine.loop import open_lab
    from game.engine.start import offer_languages, preferred, start_state
    from game.shell.process.faults import LabFault
    from game.shell.window.window import DisplayError

    for notice in [] if attendant else open_log(log_folder()):
        complain(notice)
    for fault in [*assets.font_faults, *offer_languages(assets)]:
        log.warning(fault)
    try:
        language = settings.language or preferred(os.environ)
        begins = begun_by(damage, lesson, assets)
        state = start_state(replace(settings, language=language))
        loop = open_lab(state, assets, model, settings.size, settings.display, attendant)
        for notice in loop.window.notices:
            complain(notice)
            log.warning(notice)
        signals.close_with(loop.leave)
        if os.environ.get(PROBE):
            _probe(loop)
        loop.driver.advance(begins)
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


#: exit statuses by what staff chose
_STATUSES = {"": 0, "exit": STAFF_EXIT, "restart": STAFF_RESTART}


def _unusable(
    error: AssetError | ModelError | LessonError,
    fonts: Mapping[str, Path],
    settings: Settings,
    attendant: Attendant | None,
) -> int:
    """A file cannot be used: say so; in kiosk mode to visitors and staff as well."""
    status = fail(error, BAD_INPUT)
    if attendant is None:
        return status
    from game.engine.resting import show_resting
    from game.shell.window.window import DisplayError

    log.error("%s", error)
    attendant.fault()
    attendant.resting()
    try:
        show_resting(str(error), fonts, settings.display, attendant.alive)
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
