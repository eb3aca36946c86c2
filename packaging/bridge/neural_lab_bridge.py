"""neural-lab-bridge: tells an exhibit hub how the lab in kiosk mode is.

A program of its own, because the lab itself opens no socket. It reads the lab's status file and
posts it to the hub as JSON: the fields of `neural-lab status`, nothing of any visitor. Off unless
settings.toml names a hub.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from types import FrameType
from urllib.parse import SplitResult, urlsplit

from game import __version__
from game.shell.files.settings import load_settings
from game.shell.process.status import StatusError, found_folder, report
from game.shell.process.streams import complain

NAME = "neural-lab-bridge"
#: s that the hub has for each step: to be found, to take what is sent, to answer
TIMEOUT = 10.0
#: s between two tries at most, when the hub does not answer
LONGEST = 600.0


class HubError(Exception):
    """The hub was not told. Why, in some words."""


class Bridge:
    """Tells the hub, and says in one line on stderr whenever that begins or ceases to work."""

    def __init__(self, hub: SplitResult, every: float) -> None:
        """``every``: s between two reports."""
        self._hub, self._every = hub, every
        self._state = ""
        self._pause = every

    def step(self) -> float:
        """Report once; returns the s until the next time, which grow while the hub is away."""
        try:
            fields = report(found_folder())
        except FileNotFoundError:
            self._say("the lab has left no status yet; start it with --kiosk")
            return self._every
        except StatusError as error:
            self._say(str(error))
            return self._every
        try:
            post(self._hub, fields)
        except HubError as error:
            self._say(f"{self._hub.geturl()}: {error}; tried again, every {LONGEST:g} s at last")
            self._pause = max(self._every, min(self._pause * 2, LONGEST))
            return self._pause
        self._say(f"{self._hub.geturl()} is told every {self._every:g} s")
        self._pause = self._every
        return self._every

    @property
    def works(self) -> bool:
        """Whether the last report reached the hub."""
        return " is told every " in self._state

    def _say(self, state: str) -> None:
        if state != self._state:
            complain(state, NAME)
        self._state = state


def post(hub: SplitResult, fields: dict[str, object]) -> None:
    """Send the fields to the hub; HubError unless it takes them.

    `http.client` rather than `urllib.request`: it follows no redirects, and knows no proxies.
    """
    secure = hub.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    path = (hub.path or "/") + (f"?{hub.query}" if hub.query else "")
    headers = {"Content-Type": "application/json", "User-Agent": f"{NAME}/{__version__}"}
    try:
        connection = kind(hub.hostname or "", hub.port, timeout=TIMEOUT)
        try:
            connection.request("POST", path, json.dumps(fields).encode(), headers)
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        known = isinstance(error, OSError) and error.strerror
        words = str(known or error) or type(error).__name__
        raise HubError(words[:100].lower()) from None
    if 300 <= status < 400:
        raise HubError(f"answers with status {status}; redirects are not followed")
    if not 200 <= status < 300:
        raise HubError(f"answers with status {status}")


def parse_hub(words: str) -> SplitResult:
    """The hub's address; ValueError says what is wrong with it."""
    hub = urlsplit(words)
    if hub.scheme not in ("http", "https") or not hub.hostname:
        raise ValueError(f"hub {words[:60]!r} is no address: write http://HOST:PORT/PATH")
    if hub.username is not None or hub.password is not None:
        raise ValueError("hub: names and passwords do not belong into an address; leave them out")
    try:
        port = hub.port
    except ValueError:
        port = 0
    if port == 0:
        raise ValueError(f"hub {words[:60]!r}: its port is no number from 1 to 65535")
    return hub


def main(arguments: Sequence[str] | None = None) -> int:
    """Report until SIGTERM; returns the exit status: 0, 1 if ``--once`` failed, 2 for a hub that
    is no address."""
    parser = argparse.ArgumentParser(
        prog=NAME,
        description="Tell an exhibit hub how the lab in kiosk mode is: POST its status as JSON, "
        "every hub_every seconds. Off unless settings.toml names a hub.",
        epilog="exit status: 0 no hub named, or ended by a signal; 1 --once has not reached it; "
        "2 its address is wrong",
        allow_abbrev=False,
    )
    parser.add_argument("--once", action="store_true", help="report once, and end")
    parser.add_argument("--version", action="version", version=f"{NAME} {__version__}")
    chosen = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    settings, notices = load_settings({})
    for notice in notices:
        complain(notice, NAME)
    if not settings.hub:
        complain("settings.toml names no hub, so nothing is sent", NAME)
        return 0
    try:
        bridge = Bridge(parse_hub(settings.hub), settings.hub_every)
    except ValueError as error:
        complain(error, NAME)
        return 2
    while True:
        pause = bridge.step()
        if chosen.once:
            return 0 if bridge.works else 1
        time.sleep(pause)


def _end(number: int, frame: FrameType | None) -> None:
    """A signal ends it at once: it holds nothing that would have to be put in order."""
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
