"""One lab in kiosk mode for each user: the lock ends with its process, however that ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.shell.process.lock import Taken, held, hold
from tests.processes import ROOT

#: another lab: it says so once it holds the lock, and waits
OTHER = """
import sys
from pathlib import Path
from game.shell.process.lock import hold
lock, notices = hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_one_is_refused_in_one_line_until_a_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "kiosk.lock"
    command = [sys.executable, "-c", OTHER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        assert held(path)
        with pytest.raises(Taken) as refused:
            hold(path)
        line = str(refused.value)
        assert f"process {other.pid};" in line and str(path) in line and "\n" not in line
        other.kill()
        other.wait()
    assert path.exists() and not held(path), "the file stays, and locks nobody out"
    lock, notices = hold(path)
    assert lock is not None and notices == []
    assert path.read_text() == f"{os.getpid()}\n"


def test_closed_it_is_free_again(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.lock"
    lock, _ = hold(path)
    assert lock is not None and held(path)
    lock.close()
    lock.close()
    assert not held(path)
    again, _ = hold(path)
    assert again is not None
    again.close()


def test_a_look_at_it_does_not_refuse_a_lab(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.lock"
    path.touch()
    import fcntl

    with path.open() as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        assert not held(path), "two may look at once"
    lock, _ = hold(path)
    assert lock is not None
    lock.close()


@pytest.mark.parametrize("fault", ["file in the way", "folder", "pipe", "link"])
def test_without_a_file_it_holds_nothing_and_says_so(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "state" / "kiosk.lock"
    if fault == "file in the way":
        path.parent.write_text("")
    else:
        path.parent.mkdir()
        (tmp_path / "elsewhere").write_text("kept")
        {
            "folder": lambda: path.mkdir(),
            "pipe": lambda: os.mkfifo(path),
            "link": lambda: path.symlink_to(tmp_path / "elsewhere"),
        }[fault]()
    lock, notices = hold(path)
    assert lock is None and len(notices) == 1
    assert str(path) in notices[0] and "\n" not in notices[0]
    assert not held(path)
    if fault == "link":
        assert (tmp_path / "elsewhere").read_text() == "kept"


def test_who_never_was_there_holds_nothing(tmp_path: Path) -> None:
    assert not held(tmp_path / "kiosk.lock")
    assert list(tmp_path.iterdir()) == []
