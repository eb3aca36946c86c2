"""The bridge to an exhibit hub: off by default, and whatever the hub does, it goes on."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import neural_lab_bridge as bridge
import pytest

from game.shell.process.status import STATUS, Status
from tests.processes import ROOT, patience


class Hub(HTTPServer):
    """A hub on this machine: what was posted to it, and how it answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, str, Any]] = []
        self.answer = 204

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/lab?x=1"


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.got.append((self.path, self.headers["Content-Type"], body))
        self.send_response(self.server.answer)
        self.send_header("Location", f"{self.server.address}/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    running = Hub()
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The lab's state, and settings, of nobody else."""
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "STATE_DIRECTORY"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    # A proxy that would keep everything to itself.
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    return tmp_path / "STATE_DIRECTORY"


def settle(folder: Path) -> None:
    status = Status(folder / STATUS, "0.1.0", "")
    status.visit()
    status.close()


def settings(folder: Path, words: str) -> None:
    (folder.parent / "XDG_CONFIG_HOME" / "neural-lab").mkdir(exist_ok=True)
    (folder.parent / "XDG_CONFIG_HOME" / "neural-lab" / "settings.toml").write_text(words)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "neural_lab_bridge", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20)


def test_it_is_off_by_default(folder: Path) -> None:
    settle(folder)
    ended = run("--once")
    assert ended.returncode == 0 and ended.stderr.count("\n") == 1 and "no hub" in ended.stderr


def test_it_reports_again_and_again_until_sigterm(hub: Hub, folder: Path) -> None:
    settle(folder)
    settings(folder, f'hub = "{hub.address}"\nhub_every = 1\n')
    command = [sys.executable, "-m", "neural_lab_bridge"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        end = time.monotonic() + 10 * patience()
        while not hub.got and time.monotonic() < end:
            time.sleep(0.01)
        begun = time.monotonic()
        running.send_signal(signal.SIGTERM)
        _, errors = running.communicate(timeout=10)
    assert running.returncode == 0 and time.monotonic() - begun < 1 * patience()
    assert errors.count("\n") <= 1, errors
    path, kind, body = hub.got[0]
    assert (path, kind) == ("/lab?x=1", "application/json")
    assert body["running"] is False and body["visits"] == 1 and body["last_frame_age_s"] >= 0


def step(one: bridge.Bridge, capsys: pytest.CaptureFixture[str]) -> tuple[float, list[str]]:
    """The pause until the next report, and what was said."""
    pause = one.step()
    return pause, capsys.readouterr().err.splitlines()


def test_a_line_for_each_change_and_longer_pauses(
    hub: Hub, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = bridge.Bridge(bridge.parse_hub(hub.address), 60.0)
    pause, lines = step(one, capsys)
    assert pause == 60 and len(lines) == 1 and "no status yet" in lines[0]
    settle(folder)
    assert step(one, capsys)[1] == [f"neural-lab-bridge: {hub.address} is told every 60 s"]
    assert step(one, capsys) == (60.0, [])
    hub.answer = 503
    pauses = [step(one, capsys) for _ in range(6)]
    assert [pause for pause, _ in pauses] == [120, 240, 480, 600, 600, 600]
    assert [len(lines) for _, lines in pauses] == [1, 0, 0, 0, 0, 0] and "503" in pauses[0][1][0]
    hub.answer = 204
    pause, lines = step(one, capsys)
    assert pause == 60 and len(lines) == 1
    (folder / STATUS).write_text("{}")
    pause, lines = step(one, capsys)
    assert pause == 60 and len(lines) == 1 and STATUS in lines[0]


def test_no_redirect_is_followed(hub: Hub, folder: Path) -> None:
    settle(folder)
    for hub.answer in (301, 302, 307, 308):
        with pytest.raises(bridge.HubError, match="redirects are not followed"):
            bridge.post(bridge.parse_hub(hub.address), {})
    assert [path for path, _, _ in hub.got] == ["/lab?x=1"] * 4


@pytest.mark.parametrize("says", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 2000 \r\n\r\n"])
def test_a_hub_that_is_none(says: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settle(folder)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            caller, _ = server.accept()
            with caller:
                caller.recv(1 << 16)
                caller.sendall(says)

        threading.Thread(target=answer, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        one = bridge.Bridge(bridge.parse_hub(address), 60.0)
        pause, lines = step(one, capsys)
    assert pause == 120 and len(lines) == 1 and not one.works
    pause, lines = step(one, capsys)
    assert pause == 240 and len(lines) == 1 and "refused" in lines[0]


def test_a_hub_that_never_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(folder)
    monkeypatch.setattr(bridge, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        _, lines = step(bridge.Bridge(bridge.parse_hub(address), 60.0), capsys)
    assert len(lines) == 1 and "timed out" in lines[0]


@pytest.mark.parametrize(
    "words",
    ["hub", "ftp://hub", "http://", "file:///etc/passwd", "http://a:b@hub", "http://hub:0",
     "http://hub:99999", "http://hub:x"],
)  # fmt: skip
def test_what_is_no_address_is_refused(words: str) -> None:
    with pytest.raises(ValueError) as told:
        bridge.parse_hub(words)
    assert "hub" in str(told.value) and "\n" not in str(told.value)


def test_a_wrong_hub_in_the_settings_ends_it_with_2(folder: Path) -> None:
    settings(folder, 'hub = "http://hub.example:99999"\n')
    ended = run("--once")
    assert ended.returncode == 2 and ended.stderr.count("\n") == 1
    settings(folder, 'hub = "http://name:secret@hub.example"\n')
    ended = run("--once")
    assert ended.returncode == 0 and "no address of a hub" in ended.stderr
    assert "secret" not in ended.stderr


def test_once_fails_where_nothing_could_be_sent(folder: Path) -> None:
    settings(folder, 'hub = "http://127.0.0.1:9"\n')
    assert run("--once").returncode == 1
    assert os.listdir(folder) == [], "it writes nothing"
