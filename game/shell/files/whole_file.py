"""Files are written whole: until all of a new one is on the disk, the old one stays as it was."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from game.shell.process.signals import writing
from game.words.catalogue import say


class ExportError(Exception):
    """A file or the folder cannot be written: where, what is wrong, and the cure, in one line."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside ``path`` that takes its place, and its permissions, once it is complete.
    On ExportError nothing has changed. A link stays a link: what it points to is replaced. Devices
    and pipes are written into.
    """
    try:
        if is_stream(path):
            with path.open("wb", buffering=0) as stream:
                _pour(stream.fileno(), data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        words = say("export.file", path=path, cause=cause_of(error))
        raise ExportError(words) from None


def unwritable(path: Path) -> str | None:
    """Why no file can be written there, as far as can be told without doing it; None if it can."""
    if path.is_dir():
        return f"{path}: is a folder; name a file in it"
    folder = Path(os.path.realpath(path)).parent
    if not folder.is_dir():
        return f"{path}: there is no folder {folder}; make it first"
    return None


def is_stream(path: Path) -> bool:
    """Whether a path names something to write into rather than a file to replace: a device, a
    pipe, or an open file of this process (/dev/stdout)."""
    try:
        folder = os.path.realpath(path.parent)
        if folder == "/dev" or folder.startswith("/proc/"):
            return path.exists() and not path.is_dir()
        mode = path.stat().st_mode
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    except (OSError, ValueError):
        return False


def cause_of(error: Exception) -> str:
    """What went wrong, in lower case, to stand within a sentence."""
    known = isinstance(error, OSError) and error.strerror
    return str(known or error).lower()


def _replace(path: Path, data: bytes) -> None:
    if path.is_symlink():  # links have been followed: what still is one leads back to itself
        raise OSError(None, "a link to itself")
    old = path.stat() if path.exists() else None
    if old and not os.access(path, os.W_OK):
        raise PermissionError(None, "it is write-protected")
    # Its name is short, because that of ``path`` may be as long as names can be.
    part = path.with_name(f".{os.getpid()}.part")
    with writing():
        try:
            with part.open("wb", buffering=0) as file:
                _pour(file.fileno(), data)
                os.fsync(file.fileno())  # or a power cut could leave an empty file under the name
            if part.stat().st_size != len(data):
                raise OSError(None, "only a part of it arrived")
            if old:
                _give_owner(part, old)
                part.chmod(stat.S_IMODE(old.st_mode))
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)  # there is one only if something went wrong


def _pour(number: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(number, rest) :]


def _give_owner(path: Path, old: os.stat_result) -> None:
    with suppress(OSError, AttributeError):  # only root may give to others; not on Windows
        os.chown(path, old.st_uid, old.st_gid)
