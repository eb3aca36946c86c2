"""`status`: how the lab in kiosk mode is, as one line of JSON."""

from __future__ import annotations

import json
from typing import TextIO

from game.commands.exit import FAILED, fail
from game.shell.process.status import STATUS, StatusError, found_folder, report
from game.shell.process.streams import deliver


def run(out: TextIO) -> int:
    """Print what the status file says, whether the lab runs, and s since its last frame.

    Returns 0 if it runs, 1 if it does not, or has never left a status file that can be read.
    """
    folder = found_folder()
    try:
        fields = report(folder)
    except FileNotFoundError:
        return fail(f"{folder / STATUS}: not found; start the lab with --kiosk first", FAILED)
    except StatusError as error:
        return fail(error, FAILED)
    deliver(json.dumps(fields) + "\n", out)
    return 0 if fields["running"] else FAILED
