"""What a supervisor is told: that the lab is ready, that it still draws, and that it ends.

The protocol is that of sd_notify(3), which systemd and packaging/supervise.py speak: one datagram
to the socket of this machine that NOTIFY_SOCKET names. Without that variable no socket is opened,
and this is the only one that the lab opens itself. The library was rejected: it is four lines.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

#: s between two signs of life; a watchdog must wait for longer
EVERY = 1.0


class Notifier:
    """Speaks to the supervisor, if there is one. Nothing here waits, and nothing raises: a
    supervisor that does not listen must not stop a lab."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._socket: socket.socket | None = None
        self._place = environment.get("NOTIFY_SOCKET", "")
        #: said, but not heard yet: a supervisor that never hears of it gives the lab up
        self._owed = ""
        self._told: float | None = None
        if self._place.startswith(("/", "@")):
            self._open()

    def ready(self) -> None:
        """The first frame stands on the screen. What was not heard is said again by `alive`."""
        if not self._say("READY=1"):
            self._owed = "READY=1\n"

    def alive(self, now: float) -> None:
        """A frame has been shown. ``now``: monotonic s. May be called for every frame; says so
        once a second at most."""
        if self._told is not None and 0 <= now - self._told < EVERY:
            return
        self._told = now
        if self._say(f"{self._owed}WATCHDOG=1"):
            self._owed = ""

    def stopping(self) -> None:
        """The lab ends because it was told to."""
        self._say("STOPPING=1")

    def _open(self) -> None:
        import socket  # only here: a lab without a supervisor has no use for it

        try:
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self._socket.setblocking(False)
        except (OSError, AttributeError):  # Windows has no AF_UNIX
            self._socket = None

    def _say(self, words: str) -> bool:
        """Whether it was taken; True also where nobody is to be told."""
        if self._socket is None:
            return True
        # The kernel's name for a socket that is no file begins with NUL, the variable's with @.
        place = f"\0{self._place[1:]}" if self._place[0] == "@" else self._place
        try:
            self._socket.sendto(words.encode(), place)
        except (OSError, ValueError):  # gone, or its queue is full; a NUL, or too long a name
            return False
        return True
