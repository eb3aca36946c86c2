"""A lab in kiosk mode on a real screen, in a home of its own: for the rows of the fault table."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from game.core.geometry import Rect
from game.shell.files.assets import Assets
from tests.screens import ROOT, Desktop, Point

#: runs what follows again and again, and passes signals on
SUPERVISE = (sys.executable, "-S", str(ROOT / "packaging" / "supervise.py"))
#: s that something may take which has no bound of its own: machines are shared
LONG = 60.0


def until(true: Callable[[], object], seconds: float = LONG, what: str = "") -> float:
    """Wait until something is so; returns how long that took, s."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, what or f"not within {seconds} s"
        time.sleep(0.01)
    return time.monotonic() - begun


@cache
def places(width: int, height: int) -> dict[str, Rect]:
    """Where a visitor to a screen of this size finds everything."""
    words = [sys.executable, "main.py", "layout", "--kiosk", "--size", f"{width}x{height}"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {item["name"]: Rect(*item["rect"]) for item in json.loads(said)}


def strokes(assets: Assets, digit: int, canvas: Rect) -> list[list[Point]]:
    """A digit of one stroke as a hand draws it on the canvas, px of the window."""
    ink = next(ink for ink in assets.samples.digits[digit] if len(ink.strokes) == 1)
    scale = canvas.w / ink.width
    return [[(canvas.x + x * scale, canvas.y + y * scale) for x, y in ink.strokes[0]]]


class Kiosk:
    """The running program, and what it says: its status file, its log, its complaints."""

    def __init__(
        self,
        desktop: Desktop,
        home: Path,
        command: tuple[str, ...],
        settings: str,
        environment: dict[str, str],
    ) -> None:
        self.desktop, self.home = desktop, home
        self.state = home / "state" / "neural-lab"
        config = home / "config" / "neural-lab"
        config.mkdir(parents=True, exist_ok=True)
        (config / "settings.toml").write_text(settings)
        self._begin(command, environment)

    def _begin(self, command: tuple[str, ...], environment: dict[str, str]) -> None:
        hidden = ("NOTIFY_SOCKET", "STATE_DIRECTORY", "XDG_RUNTIME_DIR")
        kept = {key: v for key, v in self.desktop.environment.items() if key not in hidden}
        own = {"HOME": self.home, "XDG_CONFIG_DIRS": self.home / "site"}
        own |= {f"XDG_{name.upper()}_HOME": self.home / name for name in ("config", "state")}
        with (self.home / "stderr").open("w") as errors:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=kept | {key: str(path) for key, path in own.items()} | environment,
                stderr=errors,
            )

    @property
    def status(self) -> dict[str, Any]:
        """What its status file says; nothing while there is none."""
        try:
            return dict(json.loads((self.state / "status.json").read_text()))
        except FileNotFoundError:
            return {}

    @property
    def errors(self) -> list[str]:
        """Its lines on stderr."""
        return (self.home / "stderr").read_text().splitlines()

    @property
    def log(self) -> str:
        """Its log file."""
        return (self.state / "log" / "neural-lab.log").read_text()

    def wait(self, seconds: float = LONG, **fields: object) -> float:
        """Wait until its status says so; returns how long that took, s."""

        def said() -> bool:
            status = self.status
            return all(status.get(name) == value for name, value in fields.items())

        return until(said, seconds, f"{fields} expected")

    def shown(self, title: str, seconds: float = LONG) -> None:
        """Wait until the window's title has this pattern."""
        self.desktop.wait_window(f"^{title}$", seconds)

    def end(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal; returns the exit status, and the s until it ended."""
        begun = time.monotonic()
        self.process.send_signal(number)
        status = self.process.wait(20)
        return status, time.monotonic() - begun


@contextmanager
def kiosk(
    desktop: Desktop,
    home: Path,
    *options: str,
    settings: str = "",
    before: tuple[str, ...] = (),
    program: tuple[str, ...] = (),
    phase: str = "attract",
    mode: tuple[str, ...] = ("--kiosk",),
    **environment: str,
) -> Iterator[Kiosk]:
    """A lab in kiosk mode once its status says ``phase``; ended afterwards, whatever happened.

    ``settings``: its settings.toml; ``before``: what starts it; ``program``: other words than
    ``python main.py``; ``mode``: () where the settings ask for kiosk mode.
    """
    words = program or (sys.executable, str(ROOT / "main.py"))
    lab = Kiosk(desktop, home, (*before, *words, *mode, *options), settings, environment)
    try:
        if phase:
            lab.wait(phase=phase)
        yield lab
        assert "Traceback" not in "\n".join(lab.errors), lab.errors[-20:]
    finally:
        if lab.process.poll() is None:
            lab.process.send_signal(signal.SIGCONT)
            lab.process.terminate()
            try:
                lab.process.wait(10)
            except subprocess.TimeoutExpired:
                lab.process.kill()
                lab.process.wait()


def children(number: int) -> list[int]:
    """The processes that a process has started."""
    words = Path(f"/proc/{number}/task/{number}/children").read_text()
    return [int(word) for word in words.split()]


def python(code: str, folder: Path) -> dict[str, str]:
    """An environment in which Python runs this first: a fault put into the real program."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
