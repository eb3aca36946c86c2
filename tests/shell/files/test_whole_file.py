"""Files are written whole or not at all, through links, and never over devices and pipes."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from game.shell.files.whole_file import ExportError, is_stream, unwritable, write_whole


def test_a_new_file_has_what_others_have(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".png")  # as long as names can be
    write_whole(path, b"all")
    (tmp_path / "other").touch()
    assert (
        path.read_bytes() == b"all" and path.stat().st_mode == (tmp_path / "other").stat().st_mode
    )
    assert len(os.listdir(tmp_path)) == 2


def test_links_stay_and_their_ends_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to(tmp_path / "far" / "file")
    for data in (b"made through a link to nowhere", b"replaced"):
        write_whole(tmp_path / "one", data)
        assert (tmp_path / "far" / "file").read_bytes() == data
    assert (tmp_path / "one").is_symlink() and (tmp_path / "two").is_symlink()
    assert os.listdir(tmp_path / "far") == ["file"]


def test_a_link_that_leads_to_itself_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(tmp_path / "a", b"x")


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_are_kept(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode and path.read_bytes() == b"new"


def fails(number: int) -> object:
    def failing(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return failing


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
def test_whatever_fails_the_old_file_stays(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"as it was")
    monkeypatch.setattr(os, call, fails(number))
    with pytest.raises(ExportError, match=os.strerror(number).lower()) as error:
        write_whole(tmp_path / "file", b"new")
    monkeypatch.undo()
    assert "\n" not in str(error.value) and str(tmp_path / "file") in str(error.value)
    assert (tmp_path / "file").read_bytes() == b"as it was"
    assert os.listdir(tmp_path) == ["file"]


def test_a_disk_that_takes_a_little_at_a_time_gets_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda number, data: whole(number, data[:7]))
    write_whole(tmp_path / "file", b"more than seven bytes")
    assert (tmp_path / "file").read_bytes() == b"more than seven bytes"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_whole(tmp_path / "pipe", b"x" * 200_000)
    reader.join()
    assert read == [b"x" * 200_000] and (tmp_path / "pipe").is_fifo()


def test_a_device_is_written_into_and_its_faults_are_told() -> None:
    write_whole(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    with pytest.raises(ExportError, match="no space left"):
        write_whole(Path("/dev/full"), b"x")


def test_what_is_a_stream(tmp_path: Path) -> None:
    with (tmp_path / "open").open("wb") as file:
        assert is_stream(Path(f"/dev/fd/{file.fileno()}"))  # a file to replace would be another
    assert is_stream(Path("/dev/null"))
    for path in (
        tmp_path,
        tmp_path / "open",
        tmp_path / "none",
        Path("/dev/none.png"),
        Path("/dev"),
    ):
        assert not is_stream(path)


def test_what_cannot_be_written_is_known_before(tmp_path: Path) -> None:
    (tmp_path / "lost").symlink_to("nowhere/file")
    assert unwritable(tmp_path / "new") is None
    assert "is a folder" in str(unwritable(tmp_path))
    for name in ("no/file", "lost"):
        assert "there is no folder" in str(unwritable(tmp_path / name))
