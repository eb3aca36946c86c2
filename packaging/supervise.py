#!/usr/bin/env python3
"""Keep a lab in kiosk mode alive on a machine without systemd.

    python3 packaging/supervise.py -- neural-lab --kiosk

Starts the program, and starts it again whenever it ends. Speaks the protocol of sd_notify(3): a
program that is not ready after --start seconds, or then gives no sign of life for --watchdog
seconds, is killed and started again. Exit status 10, a member of staff who chose Exit, ends it;
SIGTERM and Ctrl+C are passed on, SIGHUP as SIGTERM, and it ends with the program. Says each event
in a line on stderr. Needs nothing but Python ≥ 3.9 on Linux, macOS or a BSD; for Windows see
windows.md.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from types import FrameType

#: exit status of a lab whose staff chose Exit
EXIT = 10
#: s between looks at the program and its signs of life; ending it takes that long at most
LOOK = 0.05
#: s that the program has to end by itself once it was told to
PATIENCE = 5.0
#: exit status for a command that cannot be started
NOT_FOUND = 127


def say(words: str) -> None:
    """One line on stderr, with the local time."""
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    try:
        print(f"{stamp} supervise: {words}", file=sys.stderr, flush=True)
    except OSError:  # nobody reads it any more: no reason to leave the lab alone
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


class Supervisor:
    """Runs one command again and again. All times are in s."""

    def __init__(self, command: list[str], start: float, watchdog: float, restart: float) -> None:
        self._command = command
        self._start, self._watchdog, self._restart = start, watchdog, restart
        self._ended_by: int | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="supervise-")  # for this user alone
        self._place = os.path.join(self._folder.name, "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self._place)
        self._socket.settimeout(LOOK)

    def run(self) -> int:
        """Until staff or a signal ends it; returns the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)
        try:
            while True:
                status = self._run_once()
                if status == EXIT or self._ended_by is not None:
                    say("ended" if status == EXIT else "ended by a signal")
                    return 0 if status == EXIT else _shell_status(status)
                if status == NOT_FOUND:
                    say("the command cannot be started; tried again, but look at its name")
                self._wait()
                if self._ended_by is not None:
                    return 0
        finally:
            self._socket.close()
            self._folder.cleanup()

    def _run_once(self) -> int:
        """Start the program and stay with it; returns its exit status, −n after signal n."""
        self._hear_all()  # what its forerunner has still said
        environment = {**os.environ, "NOTIFY_SOCKET": self._place}
        environment["WATCHDOG_USEC"] = str(round(self._watchdog * 1e6))
        try:
            # In a session of its own, so that all that it has started can be killed with it.
            child = subprocess.Popen(self._command, env=environment, start_new_session=True)
        except OSError as error:
            say(f"{self._command[0]}: {str(error.strerror).lower()}")
            return NOT_FOUND
        say(f"started as process {child.pid}")
        status = self._stay_with(child)
        _kill(child.pid)  # what it may have left running
        how = f"by signal {-status}" if status < 0 else f"with status {status}"
        say(f"process {child.pid} ended {how}")
        return status

    def _stay_with(self, child: subprocess.Popen[bytes]) -> int:
        """Until the program ends, or is killed because it gives no sign of life."""
        ready, last, told = False, time.monotonic(), None
        while child.poll() is None:
            heard = self._hear()
            now = time.monotonic()
            if "READY=1" in heard and not ready:
                ready, last = True, now
                say(f"process {child.pid} is ready")
            if "WATCHDOG=1" in heard:
                last = now
            if self._ended_by is not None:
                if told is None:
                    told = now
                    child.send_signal(self._ended_by)
                elif now - told > PATIENCE:
                    say(f"process {child.pid} does not end; killed")
                    _kill(child.pid)
            elif now - last > (self._watchdog if ready else self._start):
                what = "no sign of life" if ready else "not ready"
                say(f"process {child.pid}: {what} for {now - last:.1f} s; killed")
                _kill(child.pid)
                last = now
        return child.returncode

    def _hear(self) -> list[str]:
        """What the program says, if it says anything within LOOK s."""
        try:
            return self._socket.recv(4096).decode("utf-8", "replace").splitlines()
        except OSError:  # a time-out among them
            return []

    def _hear_all(self) -> None:
        """Forget what was said."""
        self._socket.setblocking(False)
        while self._hear():
            pass
        self._socket.settimeout(LOOK)

    def _wait(self) -> None:
        """Until it is time to start again, or a signal comes."""
        end = time.monotonic() + self._restart
        while self._ended_by is None and (left := end - time.monotonic()) > 0:
            time.sleep(min(LOOK, left))

    def _end(self, number: int, frame: FrameType | None) -> None:
        # A terminal or an X server that has gone (SIGHUP) is no fault of the program's.
        self._ended_by = signal.SIGTERM if number == signal.SIGHUP else number


def _kill(group: int) -> None:
    """Kill a program and all that it has started."""
    # One that has ended is not found; macOS says that it is not permitted.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _shell_status(status: int) -> int:
    """An exit status as a shell gives it."""
    return 128 - status if status < 0 else status


def _seconds(words: str) -> float:
    try:
        seconds = float(words)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{words!r} is no time: write seconds, up to 86400")
    return seconds


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and supervise; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="supervise.py",
        description="Keep a lab in kiosk mode alive on a machine without systemd.",
        epilog="exit status: 0 when staff chose Exit, else that of the program after a signal",
        allow_abbrev=False,
    )
    for name, default, what in (
        ("start", 60.0, "that the program has until it is ready"),
        ("watchdog", 10.0, "without a sign of life until it is killed; the lab gives one a second"),
        ("restart", 2.0, "before it is started again"),
    ):
        parser.add_argument(
            f"--{name}",
            metavar="SECONDS",
            type=_seconds,
            default=default,
            help=f"seconds {what}, default %(default)g",
        )
    parser.add_argument("command", nargs="+", help="after --, the program and its options")
    given = parser.parse_args(arguments)
    if not hasattr(socket, "AF_UNIX"):
        parser.error("needs sockets that Windows' Python has not; see windows.md instead")
    return Supervisor(given.command, given.start, given.watchdog, given.restart).run()


if __name__ == "__main__":
    raise SystemExit(main())
