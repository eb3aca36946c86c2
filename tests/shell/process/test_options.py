"""The command line: every command, one-line errors, and nothing heavy imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game import __version__
from game.shell.process.options import given_settings, parse

ROOT = Path(__file__).resolve().parents[3]


def test_no_command_is_the_lab() -> None:
    options = parse([])
    assert options.command == "lab"
    assert set(given_settings(options).values()) == {None}


def test_every_command_is_read() -> None:
    assert parse(["read", "a.json", "b.jsonl"]).files == [Path("a.json"), Path("b.jsonl")]
    render = parse(["render", "--out", "lab.png", "--size", "800x600", "--at", "0"])
    assert (render.command, render.out, render.ink, render.do, render.at, render.size) == (
        "render", Path("lab.png"), None, None, 0.0, (800, 600),
    )  # fmt: skip
    assert parse(["layout"]).command == "layout"
    assert parse(["bench", "--seconds", "2.5"]).seconds == 2.5
    assert parse(["doctor"]).command == "doctor"


def test_settings_stand_before_or_after_the_command() -> None:
    for line in (["--size", "800x600", "--no-fullscreen", "layout"],
                 ["layout", "--size", "800x600", "--no-fullscreen"]):  # fmt: skip
        given = given_settings(parse(line))
        assert given["size"] == (800, 600) and given["fullscreen"] is False
    given = given_settings(parse(["--fullscreen", "--scale", "1.5", "--reduced-motion"]))
    wanted = {"fullscreen": True, "scale": 1.5, "reduced_motion": True}
    assert {key: value for key, value in given.items() if value is not None} == wanted
    given = given_settings(parse(["--motion", "layout", "--letters", "alt"]))
    assert (given["reduced_motion"], given["letters"]) == (False, "alt")
    for command in ([], ["layout"], ["bench"], ["render", "--out", "a.png"]):
        given = given_settings(parse([*command, "--profile", "light"]))
        assert given["profile"] == "light"
    given = given_settings(parse(["--left-handed", "layout", "--low-controls"]))
    assert (given["left_handed"], given["low_controls"]) == (True, True)
    given = given_settings(parse(["bench", "--right-handed", "--no-low-controls"]))
    assert (given["left_handed"], given["low_controls"]) == (False, False)
    given = given_settings(parse(["--kiosk", "--idle", "90", "render", "--out", "a.png"]))
    assert (given["kiosk"], given["idle"], given["countdown"]) == (True, 90.0, None)
    assert given_settings(parse(["--display", "1"]))["display"] == 1
    for wrong in ("-1", "x", "64", "1.5"):
        with pytest.raises(SystemExit):
            parse(["--display", wrong])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--size 800x", "'800x' is no size"),
        ("--size 0x0", "0x0 is too small"),
        ("--size 7681x800", "7681x800 is too large"),
        ("layout --size x", "'x' is no size"),
        ("--profile sepia", "invalid choice: 'sepia'"),
        ("--scale 9", "write a number from 0.75 to 1.5"),
        ("render --out a.png --at -1", "write seconds"),
        ("render --out a.png --at nan", "write seconds"),
        ("bench --seconds 0", "too short"),
        ("bench --seconds 1e-300", "too short"),
        ("bench --seconds soon", "write seconds"),
        ("render", "--out"),
        ("read", "FILE"),
        ("fly", "invalid choice: 'fly'"),
        ("--siz", "--siz"),
    ],
)
def test_errors_are_one_line(line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leave:
        parse(line.split())
    assert leave.value.code == 2
    error = capsys.readouterr().err
    assert said in error and "--help" in error and error.count("\n") == 1


@pytest.mark.parametrize("command", ["", "read", "render", "layout", "bench", "doctor"])
def test_help_everywhere(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leave:
        parse([*command.split(), "--help"])
    assert leave.value.code == 0
    assert f"usage: neural-lab {command}".rstrip() in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leave:
        parse(["--version"])
    assert leave.value.code == 0 and capsys.readouterr().out == f"neural-lab {__version__}\n"


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, game.app, game.shell.process.options as o; o.parse([]); "
        "print([m for m in ('numpy', 'pygame', 'onnxruntime', 'scipy') if m in sys.modules])"
    )
    run = [sys.executable, "-c", code]
    assert subprocess.check_output(run, cwd=ROOT, text=True) == "[]\n"
