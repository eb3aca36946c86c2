"""The command line, by seed: interrupted at any moment, and the largest pictures there may be."""

from __future__ import annotations

import random
import signal
import sys
from pathlib import Path

import pytest

from game.shell.files.values import MOST_PIXELS, parse_size
from tests.commands.test_cli_faults import INK
from tests.processes import BYTES, interrupted, run

COMMANDS = ("", "read", "render", "layout", "doctor")


@pytest.mark.storm
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_at_any_moment(
    command: str, number: int, tmp_path: Path, telling: Path
) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(f"{INK}\n" * 3000)
    more = {"read": [str(many)], "render": ["--out", str(tmp_path / "lab.png")]}
    words = [sys.executable, "main.py", *command.split(), *more.get(command, [])]
    chance = random.Random(number)
    ends = {0, 128 + number, -number}
    for _ in range(25):
        after = chance.uniform(0.005, 1.5)
        status, out, errors, seconds = interrupted(words, after, number, telling)
        assert status in ends and errors == "" and seconds < 2, (after, status, errors)
        assert not out or out.endswith(b"\n"), after
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left in (["many.jsonl"], ["lab.png", "many.jsonl"]), "no half a file"


@pytest.mark.storm
@pytest.mark.parametrize("size", ["3840x2160", "2160x3840", "7680x1080", "1920x4320", "640x4320"])
@pytest.mark.parametrize(
    "script", ["", '{"do":"PressKey","key":"b"}', '{"do":"PressKey","key":"k"}']
)
def test_the_largest_pictures_fit_into_the_memory(size: str, script: str, tmp_path: Path) -> None:
    width, height = parse_size(size)
    assert width * height <= MOST_PIXELS
    (tmp_path / "script").write_text(script)
    out = tmp_path / "lab.png"
    ended = run("render", "--out", out, "--size", size, "--do", tmp_path / "script")
    assert ended.status == 0 and out.exists() and ended.bytes < BYTES, ended
