"""The supervisor for machines without systemd: it brings a lab back, whatever happened to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import ROOT, patience

SUPERVISE = ROOT / "packaging" / "supervise.py"
#: a program in place of a lab: it writes its number, is ready, gives signs of life for a while,
#: and ends with a status if there is a file that says so
LAB = """
import os, pathlib, signal, socket, sys, time
folder = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
to = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
to.connect(os.environ["NOTIFY_SOCKET"])
to.send(b"READY=1")
with (folder / "pids").open("a") as file:
    print(os.getpid(), file=file)
while not (folder / "leave").exists():
    to.send(b"WATCHDOG=1")
    time.sleep(0.02)
os._exit(int((folder / "leave").read_text()))
"""


class Supervised:
    """A supervisor with such a program, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        options = ["--watchdog", str(0.3 * patience()), "--restart", "0.05"]
        program = ["--", sys.executable, "-S", "-c", LAB, str(folder)]
        self.process = subprocess.Popen(
            [sys.executable, "-S", str(SUPERVISE), *options, *program],
            stderr=subprocess.PIPE,
            text=True,
        )

    def pid(self, nth: int) -> int:
        """The number of the nth program that was started, once it is there."""
        end = time.monotonic() + 10 * patience()
        while time.monotonic() < end:
            path = self.folder / "pids"
            pids = path.read_text().split() if path.exists() else []
            if len(pids) > nth:
                return int(pids[nth])
            time.sleep(0.01)
        raise AssertionError(f"program {nth} was not started")

    def ended(self) -> tuple[int, list[str]]:
        """Its exit status and its lines, once it ends."""
        _, errors = self.process.communicate(timeout=10 * patience())
        return self.process.returncode, errors.splitlines()


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    running = Supervised(tmp_path)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.communicate(timeout=10)


def lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    # One that nobody has asked after is dead as well.
    return "State:\tZ" not in Path(f"/proc/{number}/status").read_text()


def test_after_kill_9_it_is_back_and_status_10_ends_it(supervised: Supervised) -> None:
    for nth in range(2):
        os.kill(supervised.pid(nth), signal.SIGKILL)
    last = supervised.pid(2)
    (supervised.folder / "leave").write_text("10")
    status, lines = supervised.ended()
    assert status == 0 and not lives(last)
    assert sum("ended by signal 9" in line for line in lines) == 2
    assert lines[-2:][0].endswith("ended with status 10") and lines[-1].endswith("ended")
    assert all(line[:4].isdecimal() and " supervise: " in line for line in lines)


def test_another_status_is_a_restart(supervised: Supervised) -> None:
    supervised.pid(0)
    (supervised.folder / "leave").write_text("11")
    supervised.pid(1)
    (supervised.folder / "leave").write_text("0")
    supervised.pid(supervised.folder.joinpath("pids").read_text().count("\n"))
    assert supervised.process.poll() is None


def test_a_hung_program_is_killed_and_back(supervised: Supervised) -> None:
    hung = supervised.pid(0)
    os.kill(hung, signal.SIGSTOP)
    assert supervised.pid(1) != hung and not lives(hung)
    supervised.process.terminate()
    status, lines = supervised.ended()
    assert status == 0 and any("no sign of life" in line for line in lines)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_is_passed_on(number: int, supervised: Supervised) -> None:
    program = supervised.pid(0)
    begun = time.monotonic()
    supervised.process.send_signal(number)
    status, lines = supervised.ended()
    assert status == 0 and not lives(program) and lines[-1].endswith("ended by a signal")
    assert time.monotonic() - begun < 1 * patience()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-S", str(SUPERVISE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=20)


def test_one_that_never_is_ready_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    script = "[ -f $0 ] && exit 10; sleep 60 & echo $! > $0; wait"
    limits = ("--start", "0.1", "--restart", "0.01")
    ended = run(*limits, "--", "sh", "-c", script, str(starts))
    assert ended.returncode == 0 and ended.stderr.count("not ready for") == 1
    assert not lives(int(starts.read_text()))


@pytest.mark.parametrize("words", [(), ("--watchdog", "0", "--", "x"), ("--start", "soon", "x")])
def test_a_wrong_command_line_is_refused(words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert ended.returncode == 2 and "Traceback" not in ended.stderr
