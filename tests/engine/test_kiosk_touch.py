"""Kiosk mode by real fingers on a real touch screen, from the first touch to the staff's Exit."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from game.lab.stage.layout import Stage, layout
from game.lab.targets import targets_of
from game.shell.files.kiosk_values import hash_pin
from tests.screens import SIZE, TouchDesktop


def stage(sheet: str | None = None) -> Stage:
    """Where everything is for a visitor: the screen's size in mm is not known."""
    return layout(SIZE, sheet=sheet, targets=targets_of(SIZE, 1.0), kiosk="visit")


@pytest.mark.storm
def test_a_visit_and_the_staff_by_touch_alone(touch_screen: TouchDesktop, tmp_path: Path) -> None:
    touch, folders = touch_screen.touch, {"XDG_CONFIG_HOME": "", "XDG_STATE_HOME": ""}
    for name in folders:
        folders[name] = str(tmp_path / name)
        (tmp_path / name / "neural-lab").mkdir(parents=True)
    settings = f'kiosk = true\nstaff_pin = "{hash_pin("2468", os.urandom(16))}"\n'
    (tmp_path / "XDG_CONFIG_HOME" / "neural-lab" / "settings.toml").write_text(settings)
    lab = touch_screen.start(**folders)

    def tap(name: str, sheet: str | None = None) -> None:
        touch.tap(*stage(sheet).rect(name).center)
        time.sleep(0.4)

    try:
        touch_screen.wait_window("Neural Lab · 3", 60)  # it draws by itself
        tap("canvas")  # wakes it, and draws nothing
        touch_screen.wait_window("Neural Lab$")
        x, y, w, h = stage().rect("canvas")
        touch.stroke([(x + w / 2, y + h * (0.2 + 0.03 * n)) for n in range(20)])
        touch_screen.wait_window("Neural Lab · 1")
        tap("tab.break")
        corner = touch.down(20, 20)
        time.sleep(5.6)
        touch.up(corner, 20, 20)
        time.sleep(0.4)
        for key in ("2", "4", "6", "8", "ok"):
            tap(f"pin.{key}", "pin")
        time.sleep(1.5)
        tap("staff.exit", "staff")
        out, errors = lab.communicate(timeout=20)
    finally:
        lab.kill()
    assert (lab.returncode, out, errors) == (10, "", "")
    kept = tmp_path / "XDG_STATE_HOME" / "neural-lab" / "status.json"
    assert json.loads(kept.read_text())["visits"] == 1
