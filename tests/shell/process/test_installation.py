"""Without its libraries, with the wrong pygame, or under an old Python: one line with the cure."""

from __future__ import annotations

import os
import sys
import venv
from pathlib import Path

import pytest

from game.shell.process import installation
from tests.processes import ROOT, run

COMMANDS = ([], ["read", "x.json"], ["render", "--out", "x.png"], ["layout"], ["bench"], ["doctor"])
UV = "python3 -m uv run main.py"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python without any library."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False)
    return folder / "bin" / "python"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_without_libraries_one_line_with_the_cure(command: list[str], bare: Path) -> None:
    ended = run(*command, python=bare, PYTHONPATH="")
    ended.in_one_line(2, "not installed: numpy, scipy, onnxruntime, pygame-ce, platformdirs", UV)


def test_help_needs_no_library(bare: Path) -> None:
    for command in ([], *COMMANDS[1:]):
        ended = run(*command[:1], "--help", python=bare, PYTHONPATH="")
        assert ended.status == 0 and ended.out.startswith(b"usage: neural-lab"), ended


def with_pygame(folder: Path, *others: str, words: str = "# pygame\n") -> dict[str, str]:
    """An environment in which another pygame comes first."""
    for name in ("pygame", *others):
        (folder / name).mkdir()
    (folder / "pygame" / "__init__.py").write_text(words)
    return {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_plain_pygame_is_refused_with_the_cure(command: list[str], tmp_path: Path) -> None:
    ended = run(*command, **with_pygame(tmp_path, "pygame-2.6.1.dist-info"))
    cure = "cure: pip uninstall -y pygame pygame-ce, then pip install pygame-ce"
    if command == ["doctor"]:  # which says more than that
        assert ended.status == 2 and ended.out.decode().count(cure) == 1 and ended.errors == ""
    else:
        ended.in_one_line(2, cure)


@pytest.mark.parametrize(
    ("others", "words", "right"),
    [
        (["pygame_ce-2.5.8.dist-info"], "# pygame-ce\n", True),
        (["pygame_ce-3.0.0.dist-info"], "# another first line\n", True),
        ([], "# pygame-ce\n", True),
        ([], "# pygame\n", False),
        (["pygame-2.6.1.dist-info"], "# pygame\n", False),
        (["pygame-2.1.2.egg-info"], "# pygame\n", False),
        (["pygame-2.6.1.dist-info", "pygame_ce-2.5.8.dist-info"], "# pygame-ce\n", False),
    ],
)
def test_which_pygame_it_is(
    others: list[str], words: str, right: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pygame(tmp_path, *others, words=words)
    monkeypatch.setattr(installation, "_file", lambda _: tmp_path / "pygame" / "__init__.py")
    assert (installation.pygame_fault() is None) == right


def test_a_library_that_cannot_be_imported_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "onnxruntime").mkdir()
    (tmp_path / "onnxruntime" / "__init__.py").write_text(
        "raise ImportError('libfoo.so: not found\\nand more')"
    )
    ink = ROOT / "tests" / "data" / "digits.jsonl"
    for words in (["read", ink], ["render", "--out", tmp_path / "x.png"], ["--size", "640x480"]):
        ended = run(*words, PYTHONPATH=str(tmp_path))
        ended.in_one_line(2, "libfoo.so: not found", UV)


def older() -> list[Path]:
    """Pythons of this machine that are too old."""
    names = [f"python3.{minor}" for minor in range(6, 11)] + ["python2.7"]
    folders = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    folders += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found = {n: f / n for f in folders if "shims" not in f.parts for n in names if (f / n).exists()}
    return list(found.values())


def test_an_old_python_is_told_what_it_lacks() -> None:
    for python in older():  # the next test stands in where there is none
        for command in ([], ["doctor"], ["--help"]):
            ended = run(*command, python=python)
            ended.in_one_line(2, "needs Python 3.11 or newer", UV)


def test_what_old_pythons_read_first_is_written_for_them() -> None:
    """Whether or not one is here: no word in these files is newer than Python 2.7."""
    for name in ("main.py", "game/__init__.py", "game/__main__.py"):
        source = (ROOT / name).read_text("utf-8")
        assert source.isascii(), "Python 2 refuses other letters"
        for newer in ('f"', "f'", ":=", "->", "annotations", "match ", "print("):
            assert newer not in source, (name, newer)
    assert sys.version_info >= (3, 11)
