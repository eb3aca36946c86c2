"""The status file: counters that outlive the lab, whatever has been done to it."""

from __future__ import annotations

import errno
import json
import logging
import os
import stat
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from game.shell.process import status as module
from game.shell.process.lock import LOCK, hold
from game.shell.process.log import MemoryLog, log
from game.shell.process.status import (
    EVERY,
    STATUS,
    Status,
    StatusError,
    found_folder,
    read_status,
    report,
    state_folder,
)

MODEL = "ab" * 32
#: noon of a day, s since 1970, wherever this runs
NOON = datetime(2026, 11, 28, 12).timestamp()
DAY = 86_400.0


@pytest.fixture
def lines() -> Iterator[deque[str]]:
    """What the log hears, however another test has left the log."""
    heard, level = MemoryLog(), log.level
    log.addHandler(heard)
    log.setLevel(logging.INFO)
    yield heard.lines
    log.removeHandler(heard)
    log.setLevel(level)


def lab(path: Path, wall: float = NOON) -> Status:
    return Status(path, "0.1.0", MODEL, wall)


def settled(status: Status, now: float) -> None:
    """Write what is due at ``now``, and wait for it."""
    status.write_if_due(now)
    thread = status._writing
    assert thread is None or thread.join(5) is None


def fields(path: Path) -> dict[str, Any]:
    return read_status(path)


def test_it_counts_and_the_counters_outlive_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / STATUS
    first = lab(path)
    first.frame(NOON + 5, "attract")
    first.visit()
    first.frame(NOON + 6, "visit")
    first.reset()
    first.error()
    settled(first, 0.0)  # and no close: a kill −9
    found = fields(path)
    assert found == {
        "version": "0.1.0",
        "model_sha256": MODEL,
        "pid": os.getpid(),
        "up_since": datetime.fromtimestamp(NOON).astimezone().isoformat(),
        "last_frame": datetime.fromtimestamp(NOON + 6).astimezone().isoformat(),
        "phase": "visit",
        "visits_today": 1,
        "day": "2026-11-28",
        "visits": 1,
        "resets": 1,
        "errors": 1,
        "starts": 1,
    }
    second = lab(path, NOON + 60)
    second.visit()
    assert second.counters == {
        "visits_today": 2,
        "visits": 2,
        "resets": 1,
        "errors": 1,
        "starts": 2,
    }
    second.close()
    assert fields(path)["visits"] == 2 and fields(path)["phase"] == "start"


def test_another_day_begins_at_0(tmp_path: Path) -> None:
    path = tmp_path / STATUS
    status = lab(path)
    status.visit()
    status.frame(NOON + DAY, "attract")
    assert status.counters["visits_today"] == 0 and status.counters["visits"] == 1
    status.visit()
    status.frame(NOON, "attract")  # a clock set back
    assert status.counters["visits_today"] == 0 and status.counters["visits"] == 2
    status.visit()
    status.close()
    assert lab(path, NOON + DAY).counters["visits_today"] == 0
    assert lab(path, NOON + 60).counters["visits_today"] == 1


def test_midnight_is_written_though_nobody_comes(tmp_path: Path) -> None:
    path = tmp_path / STATUS
    status = lab(path)
    status.visit()
    settled(status, 0.0)
    status.frame(NOON + DAY, "start")
    settled(status, EVERY + 1)
    assert (fields(path)["day"], fields(path)["visits_today"]) == ("2026-11-29", 0)


def test_it_writes_at_a_change_and_sets_the_file_s_time_otherwise(tmp_path: Path) -> None:
    path = tmp_path / STATUS
    status = lab(path)
    settled(status, 0.0)
    assert fields(path)["phase"] == "start", "written at once, for `neural-lab status`"
    written = path.stat().st_ino
    for now in range(1, 25):
        status.frame(NOON + now, "start")
        settled(status, float(now))
    assert path.stat().st_ino == written, "nothing but its time has changed"
    assert path.stat().st_mtime == NOON + 20
    assert fields(path)["last_frame"].startswith("2026-11-28T12:00:20")
    status.visit()
    settled(status, 24.1)
    assert path.stat().st_ino != written and fields(path)["visits"] == 1
    assert stat.S_IMODE(path.stat().st_mode) & 0o022 == 0, "nobody else may write it"


def test_what_kill_9_left_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / ".123.part").write_text("{")
    lab(tmp_path / STATUS)
    assert list(tmp_path.iterdir()) == []


def test_without_a_disk_it_counts_in_memory_and_says_so_once(
    tmp_path: Path, lines: deque[str]
) -> None:
    folder = tmp_path / "state"
    folder.write_text("in the way")
    status = lab(folder / STATUS)
    for now in (0.0, 1.0, 11.0, 80.0):
        status.visit()
        settled(status, now)
    assert len(lines) == 1 and "memory" in lines[0]
    folder.unlink()
    settled(status, 100.0)
    assert not folder.exists(), "it does not try all the time"
    settled(status, 141.0)
    assert fields(folder / STATUS)["visits"] == 4
    assert len(lines) == 2 and "again" in lines[1]


def test_a_full_disk_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: deque[str]
) -> None:
    path = tmp_path / STATUS
    status = lab(path)
    settled(status, 0.0)
    before = path.read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    status.visit()
    settled(status, 1.0)
    assert path.read_bytes() == before and [path] == list(tmp_path.iterdir())
    assert len(lines) == 1 and "no space left" in lines[0] and "\n" not in lines[0]


def test_a_disk_that_hangs_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    monkeypatch.setattr(module, "write_whole", lambda *_: free.wait(5))
    status = lab(tmp_path / STATUS)
    for now in range(5):
        status.visit()
        status.write_if_due(float(now))
    status.close(patience=0.01)
    free.set()
    assert status.counters["visits"] == 5


def good(path: Path) -> dict[str, Any]:
    status = lab(path)
    status.close()
    return dict(json.loads(path.read_text()))


#: what may stand in a field, and must not
WRONG = (
    *(("visits", wrong) for wrong in (-1, 1.5, True, "3", None, 1 << 60, [1])),
    *(("pid", wrong) for wrong in (0, "1", None)),
    *(("last_frame", wrong) for wrong in ("yesterday", 3, "0001-01-01T00:00:00+00:00")),
    ("up_since", "9999-12-31T23:59:59-12:00"),
    ("model_sha256", "AB"),
    ("version", ""),
    ("phase", "a\nb"),
    ("day", "today"),
)


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_damaged_field_is_named_in_one_line(name: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / STATUS
    path.write_text(json.dumps({**good(path), name: value}))
    with pytest.raises(StatusError) as told:
        read_status(path)
    assert name in str(told.value) and str(path) in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"[]", b"3", b"{}", b"NaN", b"[" * 9000, b"9" * 9000, b" " * 20_000],
)
def test_a_damaged_file_is_kept_beside_and_counting_begins_at_0(
    data: bytes, tmp_path: Path, lines: deque[str]
) -> None:
    path = tmp_path / STATUS
    path.write_bytes(data)
    status = lab(path)
    assert (tmp_path / "status.json.damaged").read_bytes() == data
    assert len(lines) == 1 and "\n" not in lines[0]
    status.visit()
    status.close()
    assert fields(path)["visits"] == fields(path)["starts"] == 1


def test_a_folder_or_a_pipe_in_its_place_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / STATUS
    os.mkfifo(path)
    lab(path).close()
    assert fields(path)["starts"] == 1
    (tmp_path / "other" / STATUS).mkdir(parents=True)
    lab(tmp_path / "other" / STATUS).close()
    assert fields(tmp_path / "other" / STATUS)["starts"] == 1


def test_the_report_tells_whether_it_runs_by_lock_and_process(tmp_path: Path) -> None:
    status = lab(tmp_path / STATUS)
    status.close()
    assert not report(tmp_path, NOON)["running"], "it lives, and holds no lock"
    lock, _ = hold(tmp_path / LOCK)
    assert lock is not None
    found = report(tmp_path, NOON + 3.25)
    assert found["running"] and found["last_frame_age_s"] == 3.2
    assert report(tmp_path, NOON - DAY)["last_frame_age_s"] == 0, "a clock set back"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    values = json.loads((tmp_path / STATUS).read_text())
    (tmp_path / STATUS).write_text(json.dumps({**values, "pid": ended.pid}))
    assert not report(tmp_path, NOON)["running"], "another's status"
    lock.close()


def test_the_folder_is_systemd_s_or_the_user_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert state_folder() == found_folder() == tmp_path / "state" / "neural-lab"
    good(tmp_path / "config" / "neural-lab" / STATUS)
    assert found_folder() == tmp_path / "config" / "neural-lab", "where an older systemd has it"
    monkeypatch.setenv("STATE_DIRECTORY", f"{tmp_path}/a:{tmp_path}/b")
    assert state_folder() == tmp_path / "a"
    monkeypatch.setenv("STATE_DIRECTORY", "relative")
    assert state_folder() == tmp_path / "state" / "neural-lab"
