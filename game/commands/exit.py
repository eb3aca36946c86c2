"""How the program ends: exit statuses, and the one line that says what is wrong."""

from __future__ import annotations

from game.shell.process.streams import complain

#: exit statuses: see the epilog of options
FAILED, BAD_INPUT, NO_DISPLAY = 1, 2, 3
#: in kiosk mode: staff chose to leave, or to start again; a supervisor tells the two apart
STAFF_EXIT, STAFF_RESTART = 10, 11


def fail(words: object, status: int = BAD_INPUT) -> int:
    """Say what is wrong in one line; returns the status to leave with."""
    complain(words)
    return status
