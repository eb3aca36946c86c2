"""What SECURITY.md promises of the code: read, without running it, in every file of the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from game.shell.files.assets import MANIFEST, AssetError, Assets, data_root
from tests.house import File
from tests.processes import ROOT
from tests.test_imports import GAME

FILES = (*GAME.values(), File("main.py", (ROOT / "main.py").read_text("utf-8")))

#: what runs, or unpacks into running, whatever a file says
RUNNING = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "joblib",
    "cloudpickle",
    "code",
    "codeop",
    "runpy",
}
#: what talks to other machines
NETWORK = {
    *("socket", "_socket", "ssl", "asyncio", "socketserver", "webbrowser", "multiprocessing"),
    *("http", "urllib", "xmlrpc", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib"),
    *("requests", "httpx", "urllib3", "aiohttp", "websockets"),
}
#: which file may import one of them all the same, and why
ALLOWED = {
    ("game/shell/process/notify.py", "socket"): "the supervisor's datagram, AF_UNIX",
    ("game/commands/bench.py", "subprocess"): "it measures the lab from outside",
    ("game/words/catalogue.py", "importlib"): "the files of words, all of them in its folder",
    ("game/shell/process/installation.py", "importlib"): "whether libraries are there",
    ("game/commands/doctor.py", "importlib"): "their versions",
    ("game/shell/window/memory.py", "ctypes"): "mallopt of the C library",
    ("game/shell/window/x_monitors.py", "ctypes"): "libX11 and libXrandr",
}
#: which files know where the shipped files lie: they list and read them
SHIPPED = ("game/shell/files/place.py", "game/shell/files/assets.py")
#: which files open files, by paths that they were given or made themselves
OPENING = {
    "game/commands/bench.py": "the kernel's count of its memory",
    "game/shell/files/assets.py": "what the manifest names",
    "game/shell/files/film.py": "the film that is written",
    "game/shell/files/input_file.py": "what a person names",
    "game/shell/files/settings.py": "the two settings files",
    "game/shell/files/whole_file.py": "what is written",
    "game/shell/pictures/bitmap.py": "/dev/null",
    "game/shell/process/installation.py": "pygame's own file",
    "game/shell/process/lock.py": "the lock",
    "game/shell/process/log.py": "the log",
    "game/shell/process/status.py": "the status file",
    "game/shell/process/streams.py": "the standard streams",
    "game/shell/window/screen_mm.py": "what the kernel knows of the screens",
}


def imported(file: File) -> set[str]:
    """The libraries that a file imports, wherever in it."""
    return {one.name.split(".")[0] for one in file.imports}


def called(file: File) -> list[tuple[str, ast.Call]]:
    """The calls of a file, each with the name that is called: "eval", "os.system"."""
    calls = [node for node in file.nodes if isinstance(node, ast.Call)]
    return [(ast.unparse(call.func), call) for call in calls]


def unsafe_imports(file: File) -> list[str]:
    wanted = RUNNING | NETWORK | {"subprocess", "importlib", "ctypes", "cffi"}
    found = sorted(imported(file) & wanted)
    return [f"{file.path}: {name}" for name in found if (file.path, name) not in ALLOWED]


def run_at_run_time(file: File) -> list[str]:
    """Calls that run text or bytes, or that hand a line to a shell."""
    wrong = {"eval", "exec", "compile", "__import__", "breakpoint"}
    shells = re.compile(r"os\.(system|popen|exec\w*|spawn\w*|startfile)|pty\.spawn")
    found = []
    for name, call in called(file):
        shell = any(word.arg == "shell" for word in call.keywords)
        pickles = any(
            word.arg == "allow_pickle" and ast.unparse(word.value) != "False"
            for word in call.keywords
        )
        if name in wrong or shells.fullmatch(name) or shell or pickles:
            found.append(f"{file.path}:{call.lineno}: {name}")
    return found


def unnamed_files(file: File) -> list[str]:
    """Files that are opened where none is to be; the shipped ones are found in one place alone."""
    opening = re.compile(
        r"open|os\.open|io\.open|.*\.(open|read_bytes|read_text|memmap|fromfile|loadtxt)"
    )
    found = [
        f"{file.path}:{call.lineno}: {name}"
        for name, call in called(file)
        if (opening.fullmatch(name) and file.path not in OPENING)
        or (name.endswith("np.load") and "BytesIO" not in ast.unparse(call.args[0]))
    ]
    if "data_root" in file.text and file.path not in SHIPPED:
        found.append(f"{file.path}: data_root")
    return found


CHECKS = (unsafe_imports, run_at_run_time, unnamed_files)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_program_keeps_the_promise(check: Callable[[File], list[str]]) -> None:
    assert [fault for file in FILES for fault in check(file)] == []


@pytest.mark.parametrize(
    ("check", "planted"),
    [
        (unsafe_imports, "import pickle"),
        (unsafe_imports, "def f():\n    from urllib.request import urlopen"),
        (unsafe_imports, "import socket"),
        (unsafe_imports, "import subprocess"),
        (run_at_run_time, "eval('1')"),
        (run_at_run_time, "__import__('os')"),
        (run_at_run_time, "import os\nos.system('ls')"),
        (run_at_run_time, "import subprocess\nsubprocess.run('ls', shell=True)"),
        (run_at_run_time, "np.load(io.BytesIO(b''), allow_pickle=True)"),
        (unnamed_files, "open('/etc/passwd')"),
        (unnamed_files, "from pathlib import Path\nPath('x').read_bytes()"),
        (unnamed_files, "np.load('weights.npz')"),
        (unnamed_files, "from game.shell.files.assets import data_root"),
    ],
)
def test_a_planted_fault_is_found(check: Callable[[File], list[str]], planted: str) -> None:
    assert len(check(File("game/lab/planted.py", planted))) == 1


def test_every_exception_is_still_needed() -> None:
    for path, name in ALLOWED:
        assert name in imported(GAME[File(path, "").name]), (path, name)
    for path in OPENING:
        assert (
            "open(" in GAME[File(path, "").name].text or "read_" in GAME[File(path, "").name].text
        )


@pytest.mark.parametrize(
    "name", ["../pyproject.toml", "/etc/passwd", "assets/../pyproject.toml", MANIFEST, "", "."]
)
def test_what_the_manifest_does_not_name_is_not_read(name: str) -> None:
    with pytest.raises(AssetError, match="not named in"):
        Assets().read(name)


def test_the_manifest_names_nothing_outside() -> None:
    root = data_root().resolve()
    for name in Assets().names:
        assert (root / name).resolve().is_relative_to(root), name
        assert Path(name).parts[0] in ("assets", "models"), name


def test_every_test_that_is_named_there_is_there() -> None:
    words = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`((?:tests|packaging|build|\.ci)/[\w./-]*)`", words)
    assert len(named) > 15
    assert [name for name in named if name[0] != "b" and not (ROOT / name).exists()] == []
