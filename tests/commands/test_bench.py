"""`bench`: where there is no display, it measures all the same, and says so."""

from __future__ import annotations

import json

import pytest

from game.commands import bench
from game.shell.files.settings import Settings


def test_without_a_display_the_figures_name_the_driver(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(bench, "measure_start", lambda size, profile: {})
    monkeypatch.setattr(bench, "_MEASURES", ())
    assert bench.run(Settings(size=(640, 480)), 1) == 0
    assert json.loads(capsys.readouterr().out)["driver"] == "dummy"
