"""Fault table, rows "NaN or Inf out of a damaged network" and "no display" in kiosk mode."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from game.core.model.damage import Damage, damaged
from game.core.model.network import Network
from game.lab import intents as do
from game.lab.break_it import update as break_it
from game.shell.files.settings import Settings
from game.shell.process.log import log
from tests.engine.exhibit import Exhibit
from tests.networks import broken_network
from tests.screens import ROOT
from tests.visits import Visit

VALUES = [float("nan"), float("inf"), 3e38]


@pytest.mark.storm
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_network_that_gives_no_numbers_is_a_visit_like_any_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever damage a visitor asks for makes weights infinite or no numbers. Nothing raises, in
    the loop or in the worker, and the first frame after the visit is as it was."""
    errors: list[str] = []
    handler = logging.Handler(logging.ERROR)
    monkeypatch.setattr(handler, "emit", lambda record: errors.append(record.getMessage()))
    log.addHandler(handler)
    with Exhibit(tmp_path, (960, 540), Settings(kiosk=True, idle=30, countdown=2)) as exhibit:
        for seed, value in enumerate(VALUES):

            def broken(network: Network, damage: Damage, value: float = value) -> Network:
                return broken_network(value) if damage != Damage() else damaged(network, damage)

            monkeypatch.setattr(break_it, "damaged", broken)
            exhibit.touch(5, 300)
            driver = exhibit.loop.driver
            driver.advance([do.LoadSample(3), do.OpenTab("break"), do.SetDamage("B1")])
            assert exhibit.state.break_it.damaged
            for beat in islice(Visit(driver, exhibit.assets, seed).beats(), 60):
                driver.advance(beat)
                exhibit.loop.step()
            assert exhibit.left(), value
    log.removeHandler(handler)
    assert errors == []


def test_without_a_display_kiosk_mode_says_what_to_do(tmp_path: Path) -> None:
    """Row "no display": exit 3, so that a supervisor tries again."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "STATE_DIRECTORY")
    kept = {key: value for key, value in os.environ.items() if key not in hidden}
    own = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    words = [sys.executable, "main.py", "--kiosk"]
    run = subprocess.run(words, cwd=ROOT, env=kept | own, capture_output=True, text=True)
    assert run.returncode == 3
    lines = [line for line in run.stderr.splitlines() if "staff_pin" not in line]
    assert len(lines) == 1 and "set DISPLAY" in lines[0], run.stderr
