"""Ctrl+C and SIGTERM: the program ends at once, but never in the middle of a line or a file.

An exception (KeyboardInterrupt) was rejected: raised inside an import or a library's callback it
is printed, or taken for something else. Imports little, because it comes first.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: s that closing the window, or writing a line or a file to its end, may take before the program
#: ends all the same: ending shall take no longer than a second in all
_PATIENCE = 0.7
#: one of these is in `sys.argv` when a command other than the lab is asked for
_COMMANDS = {"read", "render", "layout", "bench", "doctor", "status", "pin"}


class _Wanted:
    """Which signal has come, and what must be done before the program ends."""

    #: how the open window is asked to close
    close: Callable[[], object] | None = None
    #: whether a line or a file is half written
    writing = False
    #: the signal that came
    number: int | None = None


def install() -> None:
    """Let signals end the program: Ctrl+C with status 130; SIGTERM with 143, or with 0 if it is the
    lab, which has nothing left to do. A signal that the caller had ignored stays ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _ended)


def close_with(close: Callable[[], object]) -> None:
    """From now on there is a window: a signal calls ``close``, in the main thread and between any
    two steps of it, and the program ends with 0."""
    _Wanted.close = close


@contextmanager
def writing() -> Iterator[None]:
    """Put a signal off until the lines or the file written in this context are whole; for _PATIENCE
    s at most, because whoever reads us may have stopped for good."""
    if threading.current_thread() is not threading.main_thread():  # signals do not come there
        yield
        return
    _Wanted.writing = True
    try:
        yield
    finally:
        _Wanted.writing = False
        if _Wanted.number is not None and not _Wanted.close:  # an open window closes by itself
            _leave(_Wanted.number)


def _ended(number: int, frame: object) -> None:
    first, _Wanted.number = _Wanted.number is None, number
    if not first or not (_Wanted.close or _Wanted.writing):
        _leave(number)
    timer = threading.Timer(_PATIENCE, _leave, (number,))
    timer.daemon = True
    timer.start()
    if _Wanted.close:
        _Wanted.close()


def _leave(number: int) -> None:
    """End the program, without clean-up: nothing is open that the system would not close."""
    lab_stopped = number == signal.SIGTERM and not _COMMANDS & set(sys.argv[1:])
    os._exit(0 if lab_stopped or _Wanted.close else 128 + number)
