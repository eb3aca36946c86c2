"""Open the lab where nobody stands beside it: once only, supervised, and counted."""

from __future__ import annotations

from game import __version__
from game.commands import lab
from game.commands.doctor import findings
from game.commands.exit import FAILED, fail
from game.engine.attendant import Attendant
from game.lab.stage.controls import bound
from game.shell.files.assets import MODEL, AssetError, Assets
from game.shell.files.settings import Settings
from game.shell.process.lock import LOCK, Taken, hold
from game.shell.process.log import log, log_folder, open_log
from game.shell.process.notify import Notifier
from game.shell.process.status import STATUS, Status, state_folder
from game.shell.process.streams import complain


def run(settings: Settings) -> int:
    """Run the lab in kiosk mode until staff or a signal end it; returns the exit status, see
    `commands.exit`."""
    folder = state_folder()
    try:
        lock, notices = hold(folder / LOCK)
    except Taken as error:
        return fail(error, FAILED)
    try:
        unlogged = open_log(log_folder())
        if notices and unlogged:  # the same folder, or the same disk: one word for both
            notices = [f"{unlogged[0]}; nor would a second lab be refused"]
        else:
            notices += unlogged
        for notice in [*notices, *_doubts(settings)]:
            complain(notice)
            log.warning(notice)
        status = Status(folder / STATUS, __version__, _model_hash())
        return lab.run(settings, attendant=Attendant(settings, status, Notifier(), findings))
    finally:
        if lock:
            lock.close()


def _model_hash() -> str:
    """The model file's SHA-256; "" where it cannot be told: then the lab says why."""
    try:
        return Assets().sha256(MODEL)
    except AssetError:
        return ""


def _doubts(settings: Settings) -> list[str]:
    """What staff would miss, one line each."""
    known = {key for hotkey in bound(keys=settings.keys) for key in hotkey.keys}
    doubts = [
        f"kiosk_keys: there is no hotkey {key}; F1 lists them"
        for key in settings.kiosk_keys
        if key not in known
    ]
    if not settings.staff_pin:
        doubts.append("no staff_pin in settings, so no PIN opens the staff sheet; neural-lab pin")
    return doubts
