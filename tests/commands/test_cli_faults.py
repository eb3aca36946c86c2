"""Whatever is done to the command line and to what it reads and writes: an answer, or one line."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.processes import ROOT, interrupted, patience, run, together
from tests.screens import Desktop

INK = '{"width":448,"height":448,"pen":14,"strokes":[[[150,110],[300,108],[240,220],[205,340]]]}'
SMALL = ("--size", "640x480", "--at", "0")


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    path = tmp_path / "ink.json"
    path.write_text(INK)
    return path


# --- streams ---


@pytest.mark.parametrize(
    ("arguments", "shell"),
    [
        (["layout"], ">/dev/full"),
        (["layout"], ">&-"),
        (["layout"], ">&- <&-"),
        (["--help"], ">/dev/full"),
        (["--version"], ">&-"),
        (["doctor"], ">/dev/full"),
        (["read", "INK"], ">/dev/full"),
        (["read", "INK"], ">&-"),
        (["render", "--out", "/dev/full", *SMALL], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_cannot_be_written_is_one_line(
    arguments: list[str], shell: str, unbuffered: str, ink: Path
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    words = [str(ink) if word == "INK" else word for word in arguments]
    run(*words, shell=shell, PYTHONUNBUFFERED=unbuffered).in_one_line(1, "look whether")


@pytest.mark.parametrize("shell", ["2>&-", "2>/dev/full", "2>&- <&-"])
def test_complaints_that_nobody_hears_change_nothing(shell: str, ink: Path) -> None:
    good = run("read", ink, shell=shell)
    assert (good.status, good.errors) == (0, "") and json.loads(good.out)["number"] == "7"
    bad = run("read", ink, "nowhere.json", shell=shell)
    assert (bad.status, bad.out) == (2, good.out), "complaints are no results"
    assert run("--hlp", shell=shell).status == 2


def test_a_reader_that_has_gone_is_no_complaint(ink: Path) -> None:
    many = ink.with_name("many.jsonl")
    many.write_text(f"{INK}\n" * 1200)
    ended = run("read", many, many, shell="| head -n 1")
    assert ended.errors == "" and ended.out.count(b"\n") == 1


def test_an_encoding_without_our_letters_is_no_traceback() -> None:
    ended = run("doctor", PYTHONIOENCODING="ascii")
    assert ended.status == 0 and ended.errors == ""


# --- signals ---


WAYS = [["main.py"], ["-m", "game"]]


#: moments of a start, s
BEGUN = (0.005, 0.03, 0.07, 0.12, 0.2, 0.3, 0.6)


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_start_can_be_interrupted_at_any_moment(
    way: list[str], number: int, telling: Path
) -> None:
    command = [sys.executable, *way, "--size", "640x480"]
    starts = [partial(interrupted, command, after, number, telling) for after in BEGUN]
    for after, ended in zip(BEGUN, together(*starts), strict=True):
        status, _, errors, seconds = ended
        # Before the window is there Ctrl+C breaks the start off; then, like SIGTERM, it ends it.
        assert status in ((0, 130, -2) if number == signal.SIGINT else (0, -15)), (after, ended)
        assert errors == "" and seconds < 1, (after, ended)


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_command_has_written_whole_lines(
    way: list[str], number: int, status: int, telling: Path, tmp_path: Path
) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(f"{INK}\n" * 3000)
    command = [sys.executable, *way, "read", *[str(many)] * 5]
    # At the later moment its 64 KB of pipe are full, and a line is half written.
    starts = [partial(interrupted, command, after, number, telling) for after in (0.3, 1.2)]
    for ended, out, errors, seconds in together(*starts):
        assert ended == status and errors == "" and seconds < 2
        assert out == b"" or out.endswith(b"}]}\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_open_window_closes_within_a_second(
    number: int, desktop: Desktop, tmp_path: Path
) -> None:
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_DOCUMENTS_DIR": ""}
    lab = desktop.start("--size", "1280x720", "--damage", "N40.7", **home)
    desktop.wait_window("Neural Lab", 20)
    desktop.key("3")
    desktop.wait_window("Neural Lab · .", 20)
    desktop.key("e")  # while an export is written, too
    time.sleep(0.2)
    begun = time.monotonic()
    lab.send_signal(number)
    _, errors = lab.communicate(timeout=20)
    assert lab.returncode == 0 and errors == ""
    assert time.monotonic() - begun < patience()


def test_an_ignored_signal_stays_ignored(ink: Path) -> None:
    command = [sys.executable, "main.py", "read", str(ink)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    for _ in range(5):
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[0] and process.returncode == 0


# --- files written ---


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """A limit for files stands for it: that needs no disk, and nobody to be root."""
    (tmp_path / "old.png").write_bytes(b"as it was")
    pictures = (("new.png", SMALL), ("old.png", SMALL), ("new.pdf", ("--sheet",)))
    renders = [
        partial(run, "render", "--out", tmp_path / name, *words, before="ulimit -f 64")
        for name, words in pictures
    ]
    for ended in together(*renders):
        assert ended.status == 1 and "too large" in ended.errors, ended
        assert ended.errors.count("\n") == 1
    assert os.listdir(tmp_path) == ["old.png"]
    assert (tmp_path / "old.png").read_bytes() == b"as it was"


def test_render_keeps_links_devices_and_permissions(tmp_path: Path) -> None:
    (tmp_path / "target.png").write_bytes(b"old")
    (tmp_path / "target.png").chmod(0o640)
    (tmp_path / "link.png").symlink_to("target.png")
    assert run("render", "--out", tmp_path / "link.png", *SMALL).status == 0
    assert (tmp_path / "link.png").is_symlink()
    assert (tmp_path / "target.png").read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE((tmp_path / "target.png").stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["link.png", "target.png"]
    piped = run("render", "--out", "/dev/stdout", *SMALL)
    assert piped.status == 0 and piped.out == (tmp_path / "target.png").read_bytes()


@pytest.mark.parametrize(
    ("out", "more", "said"),
    [
        ("lab.pdf", [], "--sheet"),
        ("lab.jpg", [], ".png"),
        ("lab", [], ".png"),
        (".png", [], ".png"),
        ("page.tga", ["--sheet"], ".png or .pdf"),
        ("nowhere/lab.png", [], "no folder"),
        ("folder.png", [], "is a folder"),
        ("", [], "is a folder"),
    ],
)
def test_an_out_that_cannot_be_is_refused_before_any_work(
    out: str, more: list[str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "folder.png").mkdir()
    ended = run("render", "--out", tmp_path / out, *more)
    ended.in_one_line(2, said)
    assert os.listdir(tmp_path) == ["folder.png"]


# --- sizes and scripts ---


@pytest.mark.parametrize("size", ["16384x16384", "7680x4320", "3840x2161", "640x5121", "1e3x1e3"])
def test_a_size_that_would_fill_the_memory_is_refused(size: str) -> None:
    for ended in together(
        lambda: run("--size", size), lambda: run("render", "--out", "x.png", "--size", size)
    ):
        ended.in_one_line(2, size, "--help")


SCRIPTS = {
    "an impossible time": b'{"do":"Pause","at":1' + b"0" * 400 + b"}",
    "a longer number": b'{"do":"Pause","at":1' + b"0" * 5000 + b"}",
    "no time": b'{"do":"Pause","at":NaN}',
    "a time as text": b'{"do":"Pause","at":"5"}',
    "a window beyond memory": b'{"do":"Resize","width":30000,"height":30000}',
    "a window of nothing": b'{"do":"Resize","width":0,"height":-5}',
    "a number beyond reason": b'{"do":"PruneWeights","percent":-1' + b"0" * 300 + b"}",
    "a point beyond reason": b'{"do":"MovePen","x":1e300,"y":1}',
    "nesting": b"[" * 100_000,
    "nested objects": b'{"do":' * 50_000,
    "no name": b'{"do":["Pause"]}',
    "no intent": b"null",
    "no text": b"\xff\xfe\x00",
    "a long line": b'{"do":"' + b"x" * 3_000_000 + b'"}',
    "many lines": b"\n" * 1_000_001,
    "many bytes": b" " * 8_000_001,
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_bad_script_is_one_line(name: str, tmp_path: Path) -> None:
    script = tmp_path / "script.jsonl"
    script.write_bytes(SCRIPTS[name])
    ended = run("render", "--out", tmp_path / "x.png", "--do", script, *SMALL)
    ended.in_one_line(2, "script.jsonl")
    assert len(ended.errors) < 2000 and not (tmp_path / "x.png").exists()


def test_a_script_that_never_ends_is_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    render = partial(run, "render", "--out", tmp_path / "x.png", *SMALL, "--do")
    scripts = (tmp_path / "pipe", Path("/dev/zero"), tmp_path, tmp_path / "none")
    for ended in together(*[partial(render, script) for script in scripts]):
        assert ended.status == 2 and ended.errors.count("\n") == 1, ended
        assert ended.seconds < 4 * patience(), ended


def test_a_script_may_come_through_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    shell = f'& sleep 0.5; echo \'{{"do":"Oops"}}\' > {tmp_path}/pipe; wait'
    ended = run("render", "--out", tmp_path / "x.png", "--do", tmp_path / "pipe", shell=shell)
    assert "line 1: expected" in ended.errors
