"""`pin`: make the line of settings that holds a staff PIN's salted hash."""

from __future__ import annotations

import os
import sys
from getpass import getpass

from game.commands.exit import FAILED, fail
from game.shell.files.kiosk_values import hash_pin
from game.shell.process.streams import deliver


def run() -> int:
    """Ask twice, print the line; returns the exit status. Where nobody can be asked, the PIN is
    read from what is piped in."""
    try:
        if sys.stdin.isatty():
            pin = getpass("PIN: ")
            if getpass("once more: ") != pin:
                return fail("the two PINs differ; nothing was made", FAILED)
        else:
            pin = sys.stdin.readline().strip()
        hashed = hash_pin(pin, os.urandom(16))
    except ValueError as error:
        return fail(f"{error}; nothing was made")
    except (EOFError, KeyboardInterrupt):
        return fail("no PIN was typed; nothing was made", FAILED)
    deliver(f'staff_pin = "{hashed}"\n', sys.stdout)
    return 0
