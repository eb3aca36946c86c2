"""Fault table, row "clock ±1 day, suspended 1 h": timers are monotonic, and there is one reset."""

from __future__ import annotations

import json
import os
import signal
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from game.engine import loop
from game.engine.attendant import sleepless_ns
from game.shell.files.settings import Settings
from game.shell.process.status import STATUS
from tests.engine.exhibit import Exhibit
from tests.faults.kiosk import kiosk, python
from tests.screens import Desktop

IDLE, COUNTDOWN = 30, 2
TIMES = ("--idle", str(IDLE), "--countdown", str(COUNTDOWN))
#: s that a reset may come later than it should: frames are slow on a shared machine
LATE = 6
#: the program's wall clock goes wrong by so many s as stand in a file
SET = """
import pathlib, time
real, path = time.time, pathlib.Path({path!r})
time.time = lambda: real() + int(path.read_text() or 0)
"""
HOUR = 3_600_000_000_000


def test_a_machine_that_was_suspended_for_an_hour_resets_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By the clock that also runs while a machine sleeps. The staff sheet's counters say the
    same."""
    slept = [0]
    monkeypatch.setattr(loop, "sleepless_ns", lambda: sleepless_ns() + slept[0])
    settings = Settings(kiosk=True, idle=IDLE, countdown=COUNTDOWN)
    with Exhibit(tmp_path, (640, 480), settings) as exhibit:
        begun = exhibit.state.kiosk.resets
        exhibit.touch(5, 300)
        assert exhibit.state.kiosk.phase == "visit"
        slept[0] = HOUR
        for _ in range(30):
            exhibit.loop.step()
        assert exhibit.state.kiosk.phase == "attract"
        assert exhibit.state.kiosk.resets == begun + 1 and exhibit.pixels()
    kept = json.loads((tmp_path / STATUS).read_text())
    assert (kept["visits"], kept["resets"]) == (1, 1)


@pytest.mark.storm
def test_a_process_that_stood_still_resets_when_it_should(desktop: Desktop, tmp_path: Path) -> None:
    """Stopped for 8 s of a visit's 32, then for longer than all of them: each visit has one reset,
    at its time."""
    with kiosk(desktop, tmp_path, *TIMES) as lab:
        for visit, still in ((1, 8), (2, IDLE + COUNTDOWN + 2)):
            desktop.press(960, 30)
            touched = time.monotonic()
            lab.wait(phase="visit", visits=visit)
            os.kill(lab.process.pid, signal.SIGSTOP)
            time.sleep(still)
            os.kill(lab.process.pid, signal.SIGCONT)
            if still < IDLE:
                time.sleep(1)
                assert lab.status["phase"] == "visit", "it has been idle for 9 s only"
            lab.wait(phase="attract", resets=visit)
            took = time.monotonic() - touched
            assert -0.5 <= took - max(IDLE + COUNTDOWN, still) <= LATE, took
        time.sleep(3)
        assert lab.status["resets"] == 2 and lab.status["errors"] == 0


@pytest.mark.storm
def test_a_day_more_or_less_on_the_clock_changes_no_timer(desktop: Desktop, tmp_path: Path) -> None:
    """The real program by a wall clock that is set; monotonic time is left alone. (libfaketime was
    tried: it breaks Python's `sleep`, which then raises.)"""
    clock = tmp_path / "clock"
    clock.write_text("0")
    own = python(SET.format(path=str(clock)), tmp_path / "site")
    with kiosk(desktop, tmp_path, *TIMES, **own) as lab:
        desktop.press(960, 30)
        touched = time.monotonic()
        lab.wait(phase="visit", visits=1)
        for days in (1, -1, 0):
            clock.write_text(f"{days * 86_400}")
            wanted = (date.today() + timedelta(days)).isoformat()
            lab.wait(15, day=wanted)  # it is written within EVERY s
            left = IDLE + COUNTDOWN - (time.monotonic() - touched)
            assert lab.status["resets"] == 0 or left <= 0
        lab.wait(phase="attract", resets=1)
        took = time.monotonic() - touched
        assert -0.5 <= took - IDLE - COUNTDOWN <= LATE, took
        time.sleep(3)
        assert lab.status["resets"] == 1 and lab.status["errors"] == 0
