"""One lab in kiosk mode for each user: a file that the running one keeps locked.

The kernel holds the lock and drops it when the process ends, however it ends: after a kill −9 the
file is still there and locks nobody out. A file that only holds a number was rejected: the number
may by then be another program's.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

#: the file's name in the state folder
LOCK = "kiosk.lock"
#: looks for a free lock before it counts as taken, and s between them: `neural-lab status` holds
#: it for an instant
_LOOKS, _BETWEEN = 5, 0.02
#: the byte that Windows locks: far behind the number, which others may then still read
_FAR = 1 << 30


class Taken(Exception):
    """Another lab runs. One line: its process, the file, and the cure."""


class Lock:
    """A lock that is held, until it is closed or the process ends."""

    def __init__(self, number: int) -> None:
        """``number``: the open file's, which is then this object's."""
        self._number: int | None = number

    def close(self) -> None:
        """Let another lab begin. The file stays: whoever deletes it could delete another's."""
        if self._number is not None:
            os.close(self._number)
            self._number = None


def hold(path: Path) -> tuple[Lock | None, list[str]]:
    """Take the lock, and write this process's number into its file; Taken if another lab has it.

    Where there can be no such file, returns None and a notice of one line: a lab alone on a
    machine that cannot write is better than none.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = _open(path, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        return None, [_notice(path, error)]
    try:
        free = _take(number, _LOOKS, alone=True)
        words = "" if free else _process(number)
    except OSError as error:  # the file system has no locks
        os.close(number)
        return None, [_notice(path, error)]
    if not free:
        os.close(number)
        raise Taken(f"{path}: the lab runs already in kiosk mode{words}; leave that one first")
    with suppress(OSError):  # a full disk: the lock holds without the number
        os.ftruncate(number, 0)
        os.write(number, f"{os.getpid()}\n".encode())
    return Lock(number), []


def held(path: Path) -> bool:
    """Whether a lab holds the lock now. False where that cannot be told."""
    try:
        number = _open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return not _take(number, 1, alone=False)
    except OSError:
        return False
    finally:
        os.close(number)


def _open(path: Path, way: int) -> int:
    """Open without following a link, and without waiting for a pipe's other end."""
    extra = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    number = os.open(path, way | extra, 0o600)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(None, "not a file")
    return number


def _take(number: int, looks: int, alone: bool) -> bool:
    """Take the lock if it is free within so many looks; returns whether it was."""
    for look in range(looks):
        if look:
            time.sleep(_BETWEEN)
        try:
            _lock(number, alone)
            return True
        except (BlockingIOError, PermissionError):  # flock's word for it, and Windows'
            pass
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(number: int, alone: bool) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        os.lseek(number, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(number: int, alone: bool) -> None:
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        fcntl.flock(number, kind | fcntl.LOCK_NB)


def _process(number: int) -> str:
    """Who holds the lock, as its file says."""
    os.lseek(number, 0, os.SEEK_SET)
    words = os.read(number, 20).decode("ascii", "replace").strip()
    return f" as process {words}" if words.isdecimal() else ""


def _notice(path: Path, error: OSError) -> str:
    cause = str(error.strerror or error).lower()
    return f"{path}: {cause}; a second lab would not be refused; make the folder writable"
