"""A script of intents as lines of text, of bounded size, and without waiting for ever for it."""

from __future__ import annotations

import os
import select
import stat
import time
from pathlib import Path

#: bytes and lines of a script; half an hour of everything a hand can do has some 100,000
MOST_BYTES, MOST_LINES = 8_000_000, 100_000
#: s that a pipe may be silent: `--do <(…)` is a pipe whose other end is at work
_PATIENCE = 1.5


def read_lines(path: Path) -> list[str]:
    """The lines of a script; ValueError names the file and what is wrong, in one line."""
    try:
        raw = _read(path)
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise ValueError(f"{path}: not UTF-8 text; write one JSON object a line") from None
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise ValueError(f"{path}: cannot be read ({str(cause).lower()}); check it") from None
    if len(lines) > MOST_LINES + 1:  # the last one is empty
        raise ValueError(f"{path}: {len(lines):,} lines, at most {MOST_LINES:,} allowed; split it")
    return lines


def _read(path: Path) -> bytes:
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(number, "rb", buffering=0) as file:
        mode = os.fstat(number).st_mode
        if stat.S_ISREG(mode):
            raw = file.read(MOST_BYTES + 1)
        elif stat.S_ISFIFO(mode):
            raw = _piped(number)
        else:
            raise ValueError("it is not a file")
    if len(raw) > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES:,} bytes")
    return raw


def _piped(number: int) -> bytes:
    """All that comes out of a pipe until its other end is closed; ValueError after silence."""
    raw, heard = b"", time.monotonic()
    while len(raw) <= MOST_BYTES:
        left = heard + _PATIENCE - time.monotonic()
        if left <= 0:
            raise ValueError("nothing comes out of the pipe")
        if not select.select([number], [], [], left)[0]:
            continue
        piece = os.read(number, 1 << 16)
        if piece:
            raw, heard = raw + piece, time.monotonic()
        elif raw:
            break
        else:  # nobody has opened the other end yet
            time.sleep(0.01)
    return raw
