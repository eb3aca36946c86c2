"""The bytes of a file or of standard input: never too many of them, and never waiting for long."""

from __future__ import annotations

import os
import select
import stat
import sys
from pathlib import Path

#: largest file read, bytes
MOST_BYTES = 48_000_000
#: stands for standard input on the command line
STDIN = Path("-")
#: seconds without a byte after which a pipe is given up
_SILENCE = 1.0
#: bytes taken from a pipe at once
_PORTION = 1 << 20


def bytes_of(path: Path) -> bytes:
    """All that the file at ``path`` holds, or standard input. Raises ValueError: cause and cure."""
    try:
        raw = _stdin() if path == STDIN else _file(path)
    except FileNotFoundError:
        raise ValueError("no such file; check the name") from None
    except PermissionError:
        raise ValueError("may not be read; allow it with chmod +r") from None
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror}); check the file") from None
    if len(raw) > MOST_BYTES:
        raise ValueError(
            f"is larger than {MOST_BYTES // 1_000_000} MB; split it, or scale the picture down"
        )
    return raw


def _stdin() -> bytes:
    if sys.stdin is None:
        raise ValueError("is closed; pipe ink into it")
    return sys.stdin.buffer.read(MOST_BYTES + 1) or b""


def _file(path: Path) -> bytes:
    try:
        kind = path.stat()
    except ValueError as error:  # a NUL in the name
        raise ValueError(f"cannot be read ({error}); check the name") from None
    if stat.S_ISDIR(kind.st_mode):
        raise ValueError("is a folder; name the files in it")
    if stat.S_ISFIFO(kind.st_mode):
        return _pipe(path)
    if not stat.S_ISREG(kind.st_mode):  # opening a device alone may do something
        raise ValueError("is a device, not a file; name a file, or - for standard input")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _pipe(path: Path) -> bytes:
    """What is written into a pipe, such as a shell's <(…); nobody may ever write into it."""
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as pipe:
        parts: list[bytes] = []
        while sum(map(len, parts)) <= MOST_BYTES:
            if not select.select([pipe], [], [], _SILENCE)[0]:
                raise ValueError("is a pipe into which nobody writes; write into it")
            part = pipe.read(_PORTION)
            if part == b"":
                break
            parts.append(part or b"")
        return b"".join(parts)
