"""Fault table, rows "X or compositor killed", "hung" and "exception while drawing": under
packaging/supervise.py a lab in kiosk mode comes back to attract mode."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.shell.files.assets import Assets
from tests.faults.kiosk import SUPERVISE, Kiosk, kiosk, places, python, strokes, until
from tests.processes import patience
from tests.screens import Desktop, _free_display, _needs

#: drawing fails as often as there are lines in a file
FAULTY = """
import os, sys
if sys.argv[0].endswith("main.py"):
    from pathlib import Path
    from game.view.frame import Frame
    draw, faults = Frame.draw, Path({path!r})
    def faulty(self, surface, state):
        if faults.exists() and (lines := faults.read_text().splitlines()):
            faults.write_text("\\n".join(lines[1:]))
            raise RuntimeError("injected")
        return draw(self, surface, state)
    Frame.draw = faulty
"""


class Mortal(Desktop):
    """An Xvfb that can be killed, and started again on the same display."""

    def __init__(self) -> None:
        super().__init__(_free_display(), (1280, 800))
        self.start_server()

    def start_server(self) -> None:
        number = self.display.lstrip(":")
        words = ["-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
        self.server = subprocess.Popen(["Xvfb", self.display, *words], stderr=subprocess.DEVNULL)
        until(Path(f"/tmp/.X11-unix/X{number}").exists, 20, "Xvfb did not start")

    def kill(self) -> None:
        """It is gone at once, and leaves its lock behind."""
        self.server.kill()
        self.server.wait()
        Path(f"/tmp/.X11-unix/X{self.display.lstrip(':')}").unlink(missing_ok=True)


@contextmanager
def mortal() -> Iterator[Mortal]:
    _needs("Xvfb", "xdotool")
    desktop = Mortal()
    try:
        yield desktop
    finally:
        desktop.server.terminate()
        desktop.server.wait()


def back(lab: Kiosk, since: float, starts: int) -> float:
    """Wait until it has started so often and is in attract mode; s since then."""
    lab.wait(phase="attract", starts=starts)
    return time.monotonic() - since


@pytest.mark.storm
def test_after_x_was_killed_or_the_lab_hung_it_is_back_in_attract_mode(tmp_path: Path) -> None:
    """Rows "X or compositor killed" (≤ 10 s, with the supervisor's own times) and "hung"."""
    supervise = (*SUPERVISE, "--watchdog", "4", "--")
    with mortal() as desktop, kiosk(desktop, tmp_path, before=supervise) as lab:
        desktop.press(640, 20)
        lab.wait(phase="visit", visits=1)
        number = lab.status["pid"]
        begun = time.monotonic()
        desktop.kill()
        time.sleep(0.5)
        desktop.start_server()
        assert back(lab, begun, 2) <= 10 * patience()
        assert lab.status["pid"] != number and lab.status["visits"] == 1
        number = lab.status["pid"]
        os.kill(number, signal.SIGSTOP)
        begun = time.monotonic()
        assert 3 < back(lab, begun, 3) < 30 * patience()
        assert not Path(f"/proc/{number}").exists()
        assert any("no sign of life" in line for line in lab.errors)
        desktop.wait_window("^Neural Lab")
        number = lab.status["pid"]
        status, seconds = lab.end()
        assert status == 0 and seconds <= 1.2 * patience(), (
            status,
            seconds,
        )  # it is waited for as well
        assert not Path(f"/proc/{number}").exists()


@pytest.mark.storm
def test_a_fault_while_drawing_begins_anew_and_three_end_it_for_the_supervisor(
    desktop: Desktop, assets: Assets, tmp_path: Path
) -> None:
    """Row "exception while drawing": logged, scene reset to attract mode; three in 60 s → exit."""
    faults = tmp_path / "faults"
    own = python(FAULTY.format(path=str(faults)), tmp_path / "site")
    with kiosk(desktop, tmp_path, before=(*SUPERVISE, "--restart", "0.5", "--"), **own) as lab:
        number = lab.status["pid"]
        desktop.press(960, 30)
        lab.wait(phase="visit")
        for points in strokes(assets, 7, places(1920, 1080)["canvas"]):
            desktop.drag(points)
        lab.shown("Neural Lab · 7")
        faults.write_text("once\n")
        lab.wait(phase="attract", errors=1, resets=1, pid=number)
        lab.shown("Neural Lab", 1)  # the ink is gone
        assert lab.log.count("Traceback") == 1 and "RuntimeError: injected" in lab.log
        assert not [line for line in lab.errors if "Traceback" in line]
        faults.write_text("second\nthird\n")
        lab.wait(phase="attract", starts=2)
        assert lab.status["errors"] == 3 and lab.status["pid"] != number
        assert any(f"process {number} ended with status 1" in line for line in lab.errors)
        assert sum("3 faults within 60 s" in line for line in lab.errors) == 1
