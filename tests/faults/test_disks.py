"""Fault table, rows "settings invalid" and "home read-only, disk full" in kiosk mode."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.kiosk import Kiosk, kiosk, python, until
from tests.processes import patience
from tests.screens import Desktop

#: the status file is tried again after so many s, and not only after a minute
SOON = "import game.shell.process.status as status\nstatus.RETRY = 3.0\n"
KIBIBYTES = 512


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, for the state and the log."""
    place = tmp_path / "state"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={KIBIBYTES}k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("needs root, and a kernel that lets it mount a tmpfs")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> None:
    """Not one more byte fits."""
    with (disk / "filler").open("ab", buffering=0) as file, suppress(OSError):
        for size in (4096, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    assert shutil.disk_usage(disk).free == 0


def looked(lab: Kiosk) -> str:
    """The title of its window: what it reads."""
    return lab.desktop.xdotool("getwindowname", lab.desktop.window("^Neural Lab")).strip()


def plain(lab: Kiosk) -> list[str]:
    """Its complaints but those of a staff PIN that is not there."""
    return [line for line in lab.errors if "staff_pin" not in line]


@pytest.mark.storm
def test_a_disk_that_fills_up_under_visits_loses_none(
    desktop: Desktop, disk: Path, tmp_path: Path
) -> None:
    """Row "disk full": while it is full counters and log go on in memory, and the old status file
    stays whole; once there is room it is written again."""
    own = python(SOON, tmp_path / "site")
    with kiosk(desktop, tmp_path, **own) as lab:
        before = (lab.state / "status.json").read_bytes()
        fill(disk)
        desktop.press(960, 30)
        until(lambda: looked(lab) == "Neural Lab", 20)
        time.sleep(4)  # it has been tried twice
        assert (lab.state / "status.json").read_bytes() == before, "whole, and as it was"
        assert lab.process.poll() is None
        assert not [name for name in os.listdir(lab.state) if name.endswith(".part")]
        (disk / "filler").unlink()
        lab.wait(phase="visit", visits=1)
        assert lab.end()[0] == 0
        # The log had nothing to write, and so found nothing full but the status file.
        assert len(plain(lab)) <= 1, lab.errors
    assert json.loads((tmp_path / "state/neural-lab/status.json").read_text())["visits"] == 1


@pytest.mark.storm
def test_a_start_on_a_full_disk_gives_one_notice_and_visits(
    desktop: Desktop, disk: Path, tmp_path: Path
) -> None:
    """Row "disk full": defaults, the log in memory, one notice; and the lock still holds."""
    (disk / "neural-lab").mkdir()
    fill(disk)
    own = python(SOON, tmp_path / "site")
    with kiosk(desktop, tmp_path, phase="", **own) as lab:
        lab.shown("Neural Lab · .")  # attract mode reads its first digit
        desktop.press(960, 30)
        until(lambda: looked(lab) == "Neural Lab", 20)
        assert lab.status == {} and lab.process.poll() is None
        assert len(plain(lab)) == 1 and "memory" in plain(lab)[0], lab.errors
        with kiosk(desktop, tmp_path, phase="") as second:
            assert second.process.wait(20) == 1
        (disk / "filler").unlink()
        lab.wait(phase="visit", visits=1)


@pytest.mark.storm
def test_a_read_only_home_changes_no_visit(desktop: Desktop, disk: Path, tmp_path: Path) -> None:
    """Row "home read-only": as above; what cannot be kept is said in one line."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with kiosk(desktop, tmp_path, phase="") as lab:
        lab.shown("Neural Lab · .")
        desktop.press(960, 30)
        until(lambda: looked(lab) == "Neural Lab", 20)
        (notice,) = plain(lab)
        assert "read-only file system; the log is kept in memory" in notice
        assert "nor would a second lab be refused" in notice
        assert os.listdir(disk) == []
        status, seconds = lab.end()
        assert status == 0 and seconds <= patience()


BAD = """
idle = 5
countdown = "soon"
opening = "always"
staff_pin = "2468"
screen_mm = [1]
hub = "ftp://somewhere"
hub_every = 0
colour = "red"
kiosk_keys = ["7", "F99"]
"""


@pytest.mark.storm
def test_bad_settings_are_named_and_the_rest_is_used(desktop: Desktop, tmp_path: Path) -> None:
    """Row "settings invalid or unknown key": every key of kiosk mode is wrong but one."""
    with kiosk(desktop, tmp_path, settings=BAD) as lab:
        named = ("idle", "countdown", "opening", "staff_pin", "screen_mm", "hub", "hub_every")
        for key in named:
            assert sum(f"settings.toml: {key}: " in line for line in lab.errors) == 1, key
        assert sum("unknown setting 'colour'" in line for line in lab.errors) == 1
        assert sum("there is no hotkey f99" in line for line in lab.errors) == 1
        assert len(lab.errors) == len(named) + 3, lab.errors  # and that there is no PIN
        assert not any("2468" in line for line in lab.errors), "a PIN in the journal"
        desktop.press(960, 30)
        lab.wait(phase="visit")
        desktop.key("4")
        desktop.key("7")
        lab.shown("Neural Lab · 7")


@pytest.mark.storm
def test_bad_keys_leave_kiosk_mode_and_opening_hours(desktop: Desktop, tmp_path: Path) -> None:
    """Row "settings invalid or unknown key": the other way round; it is closed all day."""
    bad = 'kiosk = true\nkiosk_keys = "7"\nopening = {}\nfullscreen = "yes"\n'
    with kiosk(desktop, tmp_path, settings=bad, mode=(), phase="closed") as lab:
        assert len(lab.errors) == 3 and "kiosk_keys: '7' is no list" in "".join(lab.errors)
        assert desktop.picture().mean() < 40, "dark"
        assert desktop.wait_window("^Neural Lab")[2:] == desktop.size
