"""`status`: one line of JSON, or one line that says why there is none."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from game.commands import status as command
from game.shell.process.lock import LOCK, hold
from game.shell.process.status import STATUS, Status


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


def test_a_running_lab(folder: Path) -> None:
    lock, _ = hold(folder / LOCK)
    Status(folder / STATUS, "0.1.0", "").close()
    out = io.StringIO()
    assert command.run(out) == 0
    assert out.getvalue().count("\n") == 1
    found = json.loads(out.getvalue())
    assert found["running"] is True and 0 <= found["last_frame_age_s"] < 60
    assert found["starts"] == 1
    assert lock is not None
    lock.close()
    out = io.StringIO()
    assert command.run(out) == 1, "it has ended, and its file is still there"
    assert json.loads(out.getvalue())["running"] is False


def test_no_file_yet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    assert command.run(out) == 1 and out.getvalue() == ""
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1 and "not found" in errors and "--kiosk" in errors


def test_a_damaged_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / STATUS).write_text("{}")
    out = io.StringIO()
    assert command.run(out) == 1 and out.getvalue() == ""
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1 and STATUS in errors and "Traceback" not in errors
