"""The log: written through line by line, and kept in memory where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.shell.process.log import MemoryLog, close_log, log, open_log


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    close_log()


def test_lines_are_in_the_file_at_once(tmp_path: Path) -> None:
    assert open_log(tmp_path / "deep" / "log") == []
    log.info("the lab opens")
    assert "INFO the lab opens" in (tmp_path / "deep" / "log" / "neural-lab.log").read_text()


def test_the_file_rotates(tmp_path: Path) -> None:
    open_log(tmp_path)
    for _ in range(40):
        log.info("x" * 100_000)
    assert len(list(tmp_path.iterdir())) == 3
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 4 << 20


def test_without_a_folder_it_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    notices = open_log(tmp_path / "file" / "log")
    assert len(notices) == 1 and "memory" in notices[0]
    log.warning("still heard")
    (handler,) = log.handlers
    assert isinstance(handler, MemoryLog) and "still heard" in handler.lines[-1]


def test_a_full_disk_does_not_stop_it() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    handler = _on(full)
    log.error("lost by the disk")
    assert handler not in log.handlers
    (memory,) = log.handlers
    assert isinstance(memory, MemoryLog) and "lost by the disk" in memory.lines[-1]


def _on(path: Path) -> object:
    """Put the log on a file that swallows nothing."""
    open_log(Path("/dev/shm"))
    (handler,) = log.handlers
    handler.stream.close()  # type: ignore[attr-defined]
    handler.stream = path.open("w", encoding="utf-8")  # type: ignore[attr-defined]
    handler.maxBytes = 0  # type: ignore[attr-defined]
    return handler
