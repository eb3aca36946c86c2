"""The standard streams, also where the caller has closed them or nobody reads them."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

from game.shell.process.signals import writing


def open_closed() -> None:
    """Stand something in for streams that were closed (``>&-``): an output that refuses what is
    written, and complaints that vanish. Otherwise the next file opened would take their number,
    and Python would print complaints as results."""
    for number, way in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, way)  # takes the lowest free number: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    # An unbuffered stream (python -u) would lose the rest of what a signal interrupts.
    if sys.stdout is None or isinstance(sys.stdout.buffer, io.RawIOBase):
        encoding = sys.stdout.encoding if sys.stdout else "utf-8"
        sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def deliver(words: str, out: TextIO) -> None:
    """Write results at once and whole, whatever signal comes meanwhile; OSError if that fails."""
    with writing():
        out.write(words)
        out.flush()


def complain(words: object, name: str = "neural-lab", out: TextIO | None = None) -> None:
    """One line on stderr, or ``out``, whatever the words hold."""
    line = "".join(c if c.isprintable() else "?" for c in f"{name}: {words}")
    murmur(f"{line}\n", out or sys.stderr)


def murmur(words: str, out: TextIO) -> None:
    """Write at once what is no result; if it cannot be written, that is no reason to fail."""
    try:
        out.write(words)
        out.flush()
    except OSError:
        give_up(out)


def give_up(stream: TextIO) -> None:
    """Drop what a stream could not write; otherwise Python would complain about it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
