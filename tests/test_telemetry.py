"""The program talks to nobody: no network, no telemetry, no file outside its own folders.

Seen from outside, by strace, in an empty home and without `CI` in the environment, where libraries
behave: onnxruntime leaves a device id and a queue of events in the home, and asks for its maker's
host, unless it is told not to.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.screens import ROOT, Desktop

#: calls that open a socket, and those that make or change a file
_TRACED = "trace=network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,symlink"
#: where a socket of this machine may lead: the display, the desktop's bus, the sound server
_NEIGHBORS = re.compile(r"X11-unix|wayland|dbus|/bus|pulse|pipewire")
INK = ROOT / "tests" / "data" / "digits.jsonl"


def traced(home: Path, *arguments: str, display: str = "") -> tuple[list[str], dict[str, str]]:
    """A command line under strace, and the environment of a person whose home is empty."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed (.ci/run installs it)")
    home.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    if display:
        environment |= {"DISPLAY": display}
    log = home.parent / "trace"
    command = ["strace", "-f", "-qq", "-s", "256", "-e", _TRACED, "-o", str(log)]
    return [*command, sys.executable, str(ROOT / "main.py"), *arguments], environment


def assert_silent(folder: Path) -> None:
    """No socket but to neighbors, and nothing written but below ``folder``."""
    lines = (folder / "trace").read_text("utf-8", "replace").splitlines()
    assert any("digits.onnx" in line or "layout" in line for line in lines), "it has not run"
    for line in lines:
        if "socket(" in line:
            assert "AF_UNIX" in line or "AF_NETLINK" in line, line
        if "connect(" in line and "AF_UNIX" in line:
            assert _NEIGHBORS.search(line) or "ENOENT" in line, line
        if re.search(r"O_WRONLY|O_RDWR|O_CREAT|(mkdir|rename|link|creat)\w*\(", line):
            path = re.findall(r'"([^"]*)"', line)[-1]
            ours = path.startswith((str(folder), "/dev/", "/proc/"))
            assert ours or re.search(r"E(EXIST|NOENT|ACCES|ROFS)", line), line


def kept(home: Path) -> list[str]:
    """The files in a home, relative to it."""
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


def wait_for(path: Path, seconds: float = 30) -> None:
    """Until a file is there."""
    end = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.1)


@pytest.mark.parametrize("command", ["read", "render", "layout", "doctor"])
def test_a_command_talks_to_nobody(command: str, tmp_path: Path) -> None:
    out = {"read": [str(INK)], "render": ["--out", str(tmp_path / "lab.png")]}
    run, environment = traced(tmp_path / "home", command, *out.get(command, []))
    done = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    assert_silent(tmp_path)
    logs = [".local/state/neural-lab/log/neural-lab.log"] if command == "doctor" else []
    assert kept(tmp_path / "home") == logs


def test_the_window_talks_to_nobody(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run, environment = traced(home, "--size", "1280x720", display=desktop.display)
    lab = subprocess.Popen(run, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        desktop.wait_window("Neural Lab", 60)
        desktop.key("7")
        desktop.wait_window("Neural Lab · 7", 60)
        desktop.key("k")  # a panel, which wants the test digits
        desktop.key("e")
        wait_for(home / "Documents" / "Neural Lab" / "neural-lab-7.pdf")
        time.sleep(3)  # whoever reports does so within two seconds
    finally:
        children = Path(f"/proc/{lab.pid}/task/{lab.pid}/children").read_text()
        os.kill(int(children.split()[0]), signal.SIGTERM)
        _, errors = lab.communicate(timeout=20)
    assert lab.returncode == 0 and errors == ""
    assert_silent(tmp_path)
    stem = "Documents/Neural Lab/neural-lab-7"
    exports = [f"{stem}.{ending}" for ending in ("csv", "npz", "pdf", "png")]
    own = [
        f".local/state/neural-lab/{name}" for name in ("last-drawing.json", "log/neural-lab.log")
    ]
    assert kept(home) == [*own, *exports]


@pytest.mark.storm
def test_a_kiosk_talks_to_nobody(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run, environment = traced(home, "--kiosk", display=desktop.display)
    lab = subprocess.Popen(run, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    try:
        desktop.wait_window("Neural Lab · 3", 60)  # it draws by itself
        desktop.press(400, 500)
        desktop.wait_window("Neural Lab$", 60)
        time.sleep(3)
    finally:
        children = Path(f"/proc/{lab.pid}/task/{lab.pid}/children").read_text()
        os.kill(int(children.split()[0]), signal.SIGTERM)
        _, errors = lab.communicate(timeout=20)
    assert lab.returncode == 0 and errors.count("\n") == 1 and "staff_pin" in errors
    assert_silent(tmp_path)
    own = ("kiosk.lock", "log/neural-lab.log", "status.json")
    assert kept(home) == [f".local/state/neural-lab/{name}" for name in own]
    counted = json.loads((home / ".local/state/neural-lab/status.json").read_text())
    assert (counted["visits"], counted["errors"]) == (1, 0)


@pytest.mark.storm
def test_bench_talks_to_nobody(tmp_path: Path) -> None:
    run, environment = traced(tmp_path / "home", "bench", "--seconds", "1")
    done = subprocess.run(run, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and json.loads(done.stdout), done.stderr
    assert_silent(tmp_path)


#: every way to onnxruntime there is: programs, tests, benchmarks, training
_WAYS = (
    "import game.shell.files.model_file",
    "import game.app",
    "import game.start",
    "import tests.conftest",
    "import bench.read_numbers",
    "import models",
)


@pytest.mark.parametrize("way", _WAYS)
def test_every_way_in_forbids_it(way: str) -> None:
    code = f"{way}, os, sys; print(os.environ['ORT_DISABLE_TELEMETRY'], sys.modules.keys())"
    environment = {**os.environ, "ORT_DISABLE_TELEMETRY": "0"}
    said = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=environment)
    assert said.startswith(b"1 ") and b"'onnxruntime'" not in said


def test_only_the_model_file_imports_onnxruntime() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("game", "bench", "models", "assets", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"^\s*(import|from) onnxruntime", path.read_text("utf-8"), re.M)
    ]
    assert found == [
        "game/shell/files/model_file.py",
        "models/evaluate.py",
    ]  # as `python -m models.…`
