"""What a supervisor is told, over the one socket that the lab opens itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from game.shell.process.notify import Notifier
from tests.processes import ROOT


@pytest.fixture(params=["file", "abstract"])
def supervisor(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[socket.socket, str]:
    """A socket that listens, and its name as NOTIFY_SOCKET has it."""
    if request.param == "abstract":
        name = f"@neural-lab-test-{os.getpid()}"
        address = f"\0{name[1:]}"
    else:
        name = address = str(tmp_path / "notify")
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(address)
    listening.setblocking(False)
    request.addfinalizer(listening.close)
    return listening, name


def heard(listening: socket.socket) -> list[str]:
    found = []
    while True:
        try:
            found.append(listening.recv(1000).decode())
        except BlockingIOError:
            return found


def test_it_says_that_it_is_ready_lives_and_ends(supervisor: tuple[socket.socket, str]) -> None:
    listening, name = supervisor
    notifier = Notifier({"NOTIFY_SOCKET": name})
    notifier.ready()
    assert heard(listening) == ["READY=1"]
    for frame in range(180):  # three seconds of frames
        notifier.alive(100 + frame / 60)
    assert heard(listening) == ["WATCHDOG=1"] * 3
    notifier.alive(5.0)  # a clock that begins anew must not silence it
    notifier.stopping()
    assert heard(listening) == ["WATCHDOG=1", "STOPPING=1"]


def test_what_was_not_heard_is_said_again(tmp_path: Path) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "later")})
    notifier.ready()
    notifier.alive(1.0)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "later"))
        listening.setblocking(False)
        notifier.alive(2.0)
        notifier.alive(3.0)
        assert heard(listening) == ["READY=1\nWATCHDOG=1", "WATCHDOG=1"]


def test_a_full_queue_does_not_stop_it(supervisor: tuple[socket.socket, str]) -> None:
    listening, name = supervisor
    notifier = Notifier({"NOTIFY_SOCKET": name})
    for second in range(1000):  # nobody reads
        notifier.alive(float(second))
    assert 0 < len(heard(listening)) < 1000


@pytest.mark.parametrize(
    "name", ["", "@", "/", "/nowhere", "relative", "vsock:2:3", "/\0", "/" * 999]
)
def test_a_supervisor_that_is_not_there_is_no_fault(name: str) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": name})
    notifier.ready()
    notifier.alive(0.0)
    notifier.stopping()


def test_without_a_supervisor_socket_is_not_even_imported() -> None:
    code = "import sys; from game.shell.process.notify import Notifier; Notifier().ready()"
    code += "; print('socket' in sys.modules or '_socket' in sys.modules)"
    kept = {key: value for key, value in os.environ.items() if key != "NOTIFY_SOCKET"}
    said = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=kept)
    assert said == b"False\n"
