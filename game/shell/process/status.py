"""How the lab is: counters that outlive it, and when it last showed a frame, in status.json.

The file is written whole and to the disk whenever a counter or the phase changes. That the lab
still draws is said by the file's time instead, every EVERY s: for a year that spares an SD card
three million small files, and there is nothing that a power cut could tear. Nothing in it is of a
visitor but that one more was there.
"""

from __future__ import annotations

import errno
import json
import math
import os
import re
import stat
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import platformdirs

from game.shell.files.settings import APP
from game.shell.files.values import shown
from game.shell.files.whole_file import ExportError, cause_of, write_whole
from game.shell.process.lock import LOCK, held
from game.shell.process.log import log

STATUS = "status.json"
COUNTERS = ("visits", "resets", "errors", "starts")

#: s between two signs of life in the file; s after which a file that could not be written is
#: tried again
EVERY, RETRY = 10.0, 60.0
#: bytes of a status file that is read; ours has 400
_MOST_BYTES = 1 << 14
#: what no counter reaches
_MOST = 1 << 53


class StatusError(ValueError):
    """A status file cannot be used. One line: file, cause, cure."""


def state_folder() -> Path:
    """Where the lab keeps its state: the folder that systemd made for it, else the user's."""
    given = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return Path(given) if os.path.isabs(given) else platformdirs.user_state_path(APP)


def found_folder() -> Path:
    """Where a lab of this user left its status, also for who was not started by systemd: its
    StateDirectory= of a user's unit is below ~/.config before version 254."""
    for folder in (state_folder(), platformdirs.user_config_path(APP)):
        if (folder / STATUS).exists():
            return folder
    return state_folder()


class Status:
    """The running lab's status. Its methods never raise and never wait for a disk: the loop calls
    them between two frames. What cannot be written goes on in memory, and is tried again."""

    def __init__(self, path: Path, version: str, model: str, now_wall: float | None = None) -> None:
        """Take over the counters of an earlier file.

        ``model``: its SHA-256, hex, or "" for one that cannot be used. ``now_wall``: s since 1970.
        """
        self._path, self._version, self._model = path, version, model
        self._wall = self._since = time.time() if now_wall is None else now_wall
        self._phase = "start"
        earlier = _earlier(path)
        self._counts = {name: int(earlier.get(name, 0)) for name in COUNTERS}
        self._day, self._today = str(earlier.get("day", "")), int(earlier.get("visits_today", 0))
        self._counts["starts"] += 1
        self._changed, self._failed = True, False
        #: monotonic s before which nothing is to be written
        self._next = -math.inf
        self._writing: threading.Thread | None = None

    @property
    def counters(self) -> dict[str, int]:
        """All counters by name, with ``visits_today``: for the staff sheet."""
        self._turn_day()
        return {"visits_today": self._today, **self._counts}

    def visit(self) -> None:
        """Someone has touched the screen in attract mode."""
        self._turn_day()
        self._today += 1
        self._count("visits")

    def reset(self) -> None:
        """The lab was left idle, or given back, and begins anew."""
        self._count("resets")

    def error(self) -> None:
        """A fault was caught."""
        self._count("errors")

    def frame(self, now_wall: float, phase: str) -> None:
        """A frame has been shown. ``now_wall``: s since 1970; ``phase``: "attract", "visit", …"""
        self._wall = now_wall
        if phase != self._phase:
            self._phase, self._changed = phase, True

    def write_if_due(self, now: float) -> None:
        """Write what has changed, at once, and otherwise every EVERY s that the lab still draws.
        ``now``: monotonic s. May be called for every frame."""
        if self._writing is not None and self._writing.is_alive():
            return  # a slow disk gets the newest of what comes meanwhile
        if now < self._next and (self._failed or not self._changed):
            return
        self._turn_day()
        self._next = now + (RETRY if self._failed else EVERY)
        write = self._whole() if self._changed or self._failed else self._touch()
        self._changed = False
        self._writing = threading.Thread(target=write, name="status", daemon=True)
        self._writing.start()

    def close(self, patience: float = 0.3) -> None:
        """Write for the last time. Waits ``patience`` s at most, twice: a disk may hang."""
        if self._writing is not None:
            self._writing.join(patience)
        self._changed, self._next = True, -math.inf
        self.write_if_due(0.0)
        if self._writing is not None:
            self._writing.join(patience)

    def _count(self, name: str) -> None:
        self._counts[name] = min(self._counts[name] + 1, _MOST)
        self._changed = True

    def _turn_day(self) -> None:
        """Begin to count anew on another day, by the local calendar."""
        day = _local(self._wall).date().isoformat()
        if day != self._day:
            self._day, self._today, self._changed = day, 0, True

    def _whole(self) -> Callable[[], None]:
        """What writes the file as it is now."""
        values = {
            "version": self._version,
            "model_sha256": self._model,
            "pid": os.getpid(),
            "up_since": _iso(self._since),
            "last_frame": _iso(self._wall),
            "phase": self._phase,
            **self.counters,
            "day": self._day,
        }
        data, wall = (json.dumps(values, indent=1) + "\n").encode(), self._wall
        return lambda: self._try(lambda: _write(self._path, data, wall))

    def _touch(self) -> Callable[[], None]:
        """What sets the file's time to that of the last frame."""
        wall = self._wall
        return lambda: self._try(lambda: os.utime(self._path, (wall, wall)))

    def _try(self, write: Callable[[], None]) -> None:
        """Write, in a thread of its own; the log hears of it when that begins or ceases to fail."""
        try:
            write()
        except (OSError, ValueError, ExportError) as error:
            if not self._failed:
                cause = error if isinstance(error, ExportError) else cause_of(error)
                log.warning("%s: %s; the counters go on in memory", self._path, cause)
            self._failed = True
            return
        if self._failed:
            log.info("%s can be written again", self._path)
        self._failed = False


def read_status(path: Path) -> dict[str, Any]:
    """A status file's fields, each of its own type and range; StatusError for any other file,
    FileNotFoundError where there is none. ``last_frame`` is the file's time."""
    try:
        data, touched = _bytes(path)
        values = json.loads(data)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
    except OSError as error:
        raise StatusError(f"{path}: cannot be read ({cause_of(error)}); ask its owner") from None
    except (ValueError, RecursionError):
        raise StatusError(f"{path}: not JSON; {_CURE}") from None
    if not isinstance(values, dict):
        raise StatusError(f"{path}: not a JSON object; {_CURE}")
    for name, fits in _FIELDS.items():
        if name not in values or not fits(values[name]):
            what = f"{name} is {shown(values[name])}" if name in values else f"has no {name}"
            raise StatusError(f"{path}: {what}; {_CURE}")
    fields = {name: values[name] for name in _FIELDS}
    with suppress(ValueError, OverflowError, OSError):  # a time that no calendar has
        fields["last_frame"] = _iso(touched)
    return fields


def report(folder: Path, now_wall: float | None = None) -> dict[str, Any]:
    """What is known of the lab whose state lies in a folder: the fields of its status file,
    ``running``, and ``last_frame_age_s``. Raises as `read_status` does.

    ``now_wall``: s since 1970.
    """
    fields = read_status(folder / STATUS)
    now = time.time() if now_wall is None else now_wall
    age = now - datetime.fromisoformat(fields["last_frame"]).timestamp()
    running = held(folder / LOCK) and _lives(fields["pid"])
    return {"running": running, "last_frame_age_s": round(max(0.0, age), 1), **fields}


_CURE = "delete the file: the lab writes it anew"


def _count_fits(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _time_fits(value: object) -> bool:
    try:
        # The year keeps away from where time zones would overflow.
        return isinstance(value, str) and 1970 < datetime.fromisoformat(value).year < 9999
    except ValueError:
        return False


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


#: what each field must be
_FIELDS: Mapping[str, Callable[[object], bool]] = {
    "version": _matches(r"[\w.+-]{1,40}"),
    "model_sha256": _matches(r"([0-9a-f]{64})?"),
    "pid": lambda value: _count_fits(value) and value != 0,
    "up_since": _time_fits,
    "last_frame": _time_fits,
    "phase": _matches(r"[\w-]{1,40}"),
    "visits_today": _count_fits,
    **dict.fromkeys(COUNTERS, _count_fits),
    "day": _matches(r"\d{4}-\d\d-\d\d"),
}


def _earlier(path: Path) -> dict[str, Any]:
    """The fields of an earlier file; none of a damaged one, which is put aside. What a kill −9
    left half written beside it is swept up: the lock keeps all others away."""
    with suppress(OSError):
        for part in path.parent.glob(".*.part"):
            part.unlink()
    try:
        return read_status(path)
    except FileNotFoundError:
        return {}
    except StatusError as error:
        log.warning("%s; the counters begin at 0, and it is put aside as .damaged", error)
        with suppress(OSError):
            os.replace(path, path.with_name(f"{path.name}.damaged"))
        return {}


def _bytes(path: Path) -> tuple[bytes, float]:
    """What a file holds, and its time, s since 1970; OSError or ValueError for what is none."""
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(None, "not a file")
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError("too long")
    return data, status.st_mtime


def _write(path: Path, data: bytes, wall: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    os.utime(path, (wall, wall))


def _lives(number: int) -> bool:
    """Whether there is a process of that number. On Windows the lock alone tells: asking there
    would end it."""
    if os.name == "nt":
        return True
    try:
        os.kill(number, 0)
    except PermissionError:  # another user's
        return True
    except (OSError, OverflowError):
        return False
    return True


def _local(wall: float) -> datetime:
    """Local time of s since 1970, with its offset."""
    return datetime.fromtimestamp(wall).astimezone()


def _iso(wall: float) -> str:
    return _local(wall).isoformat(timespec="seconds")
