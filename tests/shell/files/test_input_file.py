"""Files that are no files: what never ends, what nobody writes into, what must not be opened."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from game.core.ink.ink import Ink
from game.shell.files.ink_file import InkError, read_inks
from game.shell.files.input_file import MOST_BYTES, STDIN, bytes_of

ROOT = Path(__file__).resolve().parents[3]
INK = b'{"width": 9, "height": 9, "pen": 1, "strokes": [[[1, 1], [5, 5]]]}'
unix = pytest.mark.skipif(sys.platform == "win32", reason="has no such files")


def says(path: Path) -> str:
    with pytest.raises(ValueError) as caught:
        bytes_of(path)
    assert str(caught.value).isprintable()
    return str(caught.value)


@unix
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/random", "/dev/tty"])
def test_a_device_is_not_opened(name: str) -> None:
    if not Path(name).exists():
        pytest.skip("is not here")
    assert "is a device" in says(Path(name))


@unix
def test_a_pipe_into_which_nobody_writes_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    begun = time.monotonic()
    assert "nobody writes" in says(tmp_path / "pipe.json")
    assert time.monotonic() - begun < 2


@unix
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write() -> None:
        time.sleep(0.2)
        with path.open("wb", buffering=0) as pipe:
            for at in range(0, len(INK), 20):
                pipe.write(INK[at : at + 20])
                time.sleep(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    (found,) = read_inks(path)
    writer.join()
    assert isinstance(found.ink, Ink), found.ink


@unix
def test_a_pipe_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    command = ["sh", "-c", 'exec cat /dev/zero > "$0"', str(path)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as endless:
        assert "larger than 48 MB" in says(path)
        endless.wait(timeout=10)


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    assert "is a folder" in says(tmp_path)
    assert "no such file" in says(tmp_path / "none.json")
    assert "cannot be read" in says(Path("a\0.json"))
    assert "cannot be read" in says(tmp_path / ("n" * 5_000))


class Stdin:
    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


@pytest.mark.parametrize(
    ("raw", "kinds", "place"),
    [
        (INK, "i", "stdin"),
        (INK.replace(b", ", b",\n  ") + b"\n", "i", "stdin"),
        (INK + b"\n" + INK + b"\r\n\n  " + INK, "iii", "stdin line 4"),
        (b"\xef\xbb\xbf" + INK + b"\n" + INK, "ii", "stdin line 2"),
        (b"{bad\n" + INK + b"\n" + INK, "eii", "stdin line 3"),
        (INK + b"\n" + INK + b'\n{"width": 44', "iie", "stdin line 3"),
        (b"", "e", "stdin"),
        (b"GIF89a", "e", "stdin"),
    ],
    ids=range(8),
)
def test_standard_input_is_read_by_what_it_is(
    raw: bytes, kinds: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(raw))
    found = list(read_inks(STDIN))
    assert "".join("i" if isinstance(f.ink, Ink) else "e" for f in found) == kinds
    assert found[-1].place == place
    assert all(str(f.ink).startswith(f.place) for f in found if isinstance(f.ink, InkError))


def test_standard_input_may_be_closed_or_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert "is closed" in says(STDIN)
    monkeypatch.setattr("sys.stdin", Stdin(bytes(MOST_BYTES + 1)))
    assert "larger than 48 MB" in says(STDIN)
