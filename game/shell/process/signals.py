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

#: s for what must come first, the open window's end or a line's, before the program ends all the
#: same: FIELD.md gives the whole end one second
_PATIENCE = 0.7
#: what stands in `sys.argv` when something else than the lab is asked for
_COMMANDS = {"read", "render", "layout", "bench", "doctor"}


class _Wanted:
    """What has been asked for by a signal, and what must come first."""

    #: how the open window is asked to close
    close: Callable[[], object] | None = None
    #: whether a line or a file is half written
    writing = False
    #: the signal that came
    number: int | None = None


def install() -> None:
    """Let signals end the program: Ctrl+C with 130; SIGTERM with 143, the lab, which has nothing
    left to do, with 0. A signal that the caller had ignored stays so."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _ended)


def close_with(close: Callable[[], object]) -> None:
    """From now on there is a window: a signal calls ``close``, in the main thread and between any
    two steps of it, and the program ends with 0."""
    _Wanted.close = close


@contextmanager
def writing() -> Iterator[None]:
    """Put a signal off until the lines or the file written inside are whole, for _PATIENCE s at
    most: whoever reads us may have stopped for good."""
    if threading.current_thread() is not threading.main_thread():  # signals do not come there
        yield
        return
    _Wanted.writing = True
    try:
        yield
    finally:
        _Wanted.writing = False
        if _Wanted.number is not None:
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
    """Without clean-up: nothing is open that the system would not close."""
    asked = number == signal.SIGTERM and not _COMMANDS & set(sys.argv[1:])
    os._exit(0 if asked or _Wanted.close else 128 + number)
