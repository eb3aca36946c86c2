"""Scripts are read from files and pipes, of bounded size, and never waited for in vain."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

import pytest

from game.shell.files.script_file import MOST_BYTES, MOST_LINES, read_lines


def test_lines_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b'\xef\xbb\xbf{"do": 1}\r\n\xe2\x80\xa8\n')
    assert read_lines(tmp_path / "a") == ['{"do": 1}\r', "\u2028", ""]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\n" * (MOST_LINES + 1), "lines, at most"),
        (b"x" * (MOST_BYTES + 1), "more than"),
        (b"\xff", "UTF-8"),
    ],
)
def test_what_is_too_much_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(ValueError, match=said) as error:
        read_lines(tmp_path / "a")
    assert str(tmp_path / "a") in str(error.value) and "\n" not in str(error.value)
    (tmp_path / "a").write_bytes(b"\n" * MOST_LINES)
    assert len(read_lines(tmp_path / "a")) == MOST_LINES + 1


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "none", Path("/dev/zero"), tmp_path / "pipe"):
        begun = time.monotonic()
        with pytest.raises(ValueError, match=str(path)):
            read_lines(path)
        assert time.monotonic() - begun < 2


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    def write() -> None:
        time.sleep(0.2)
        with (tmp_path / "pipe").open("w") as pipe:
            for _ in range(3):
                pipe.write("word\n" * 30_000)
                pipe.flush()
                time.sleep(0.1)

    writer = threading.Thread(target=write)
    writer.start()
    assert read_lines(tmp_path / "pipe") == ["word"] * 90_000 + [""]
    writer.join()


def test_a_pipe_without_end_is_cut_off() -> None:
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        assert endless.stdout
        with pytest.raises(ValueError, match="larger than"):
            read_lines(Path(f"/dev/fd/{endless.stdout.fileno()}"))
        endless.kill()
