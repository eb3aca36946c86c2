"""Fault table, rows "model or any asset", "ONNX …" and "font; no audio" in kiosk mode: visitors
see the staff screen, in a real window, and never a traceback."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.shell.files.assets import FONTS, MANIFEST, MODEL, NEEDED, SAMPLES, TEST_LABELS, Assets
from game.view.kiosk.resting import draw_resting
from game.view.paint.text import Text
from tests import onnx_bytes as onnx
from tests.faults.kiosk import Kiosk, kiosk, python, until
from tests.processes import patience
from tests.screens import ROOT, Desktop
from tests.shell.files.test_model_file import BIG, HEAD
from tests.test_shipped_files import vouched


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that the program needs."""
    root = tmp_path_factory.mktemp("copy") / "lab"
    shutil.copytree(ROOT / "game", root / "game")
    for name in ("main.py", MANIFEST, *NEEDED, *FONTS):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture
def checkout(copy: Path) -> Iterator[Path]:
    """The copy, to be damaged; whole again afterwards."""
    yield copy
    for name in (MANIFEST, *NEEDED, *FONTS):
        shutil.copy(ROOT / name, copy / name)


def program(root: Path) -> tuple[str, ...]:
    return sys.executable, str(root / "main.py")


def missing(path: Path) -> None:
    path.unlink()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def flipped(path: Path) -> None:
    """One bit of a weight: onnxruntime would load it without complaint."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def resting(lab: Kiosk, root: Path, fault: str) -> None:
    """The real screen shows, to the pixel, what the staff screen is with this fault."""
    pygame.font.init()
    wanted = pygame.Surface(lab.desktop.size, depth=32)
    draw_resting(
        wanted, Text(Assets(root).fonts if (root / MANIFEST).exists() else {}), fault, "dark"
    )
    pixels = pygame.surfarray.array3d(wanted).swapaxes(0, 1)
    assert len(np.unique(pygame.surfarray.pixels2d(wanted))) > 20, "words on a ground"
    until(lambda: np.array_equal(lab.desktop.picture(), pixels), 20, "not the staff screen")


def refused(
    desktop: Desktop, home: Path, root: Path, *words: str, number: int = signal.SIGTERM
) -> None:
    """The staff screen names file, cause and cure, as does one line on stderr and the log; the
    supervisor would find it started; a signal ends it at once."""
    with kiosk(desktop, home, program=program(root), phase="resting") as lab:
        doubts = [line for line in lab.errors if "staff_pin" not in line]
        assert len(doubts) == 1, lab.errors
        for word in (*words, "reinstall"):
            assert word in doubts[0], doubts
        fault = doubts[0].removeprefix("neural-lab: ")
        assert fault in lab.log and lab.status["errors"] == 1
        resting(lab, root, fault)
        # It is no visit, and nothing that a visitor does changes it.
        desktop.press(900, 500)
        desktop.key("Escape", "q", "F11")
        time.sleep(0.3)
        resting(lab, root, fault)
        status, seconds = lab.end(number)
        assert (status, seconds <= patience()) == (0, True), (status, seconds)


CASES: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    (MANIFEST, missing, "not found"),
    (MODEL, flipped, "damaged or truncated"),
    (SAMPLES, truncated, "damaged or truncated"),
    (TEST_LABELS, missing, "not found"),
)


@pytest.mark.storm
@pytest.mark.parametrize(("name", "damage", "cause"), CASES, ids=[case[0] for case in CASES])
def test_a_damaged_file_is_told_on_the_staff_screen(
    name: str,
    damage: Callable[[Path], None],
    cause: str,
    desktop: Desktop,
    checkout: Path,
    tmp_path: Path,
) -> None:
    """Row "model or any asset missing, truncated or with a wrong SHA-256"."""
    damage(checkout / name)
    number = signal.SIGINT if damage is truncated else signal.SIGTERM
    refused(desktop, tmp_path, checkout, Path(name).name, cause, number=number)


MODELS = {
    "external data": (lambda: onnx.model(external="W1"), "other files"),
    "other shapes": (
        lambda: onnx.model(onnx.weights() | {"W1": onnx.weights()["W1"].T.copy()}),
        "(784, 128)",
    ),
    "over the cap": (lambda: onnx.model(extra=onnx.field(5, BIG + HEAD)), "'big'"),
}


@pytest.mark.storm
@pytest.mark.parametrize("name", MODELS)
def test_a_model_of_another_kind_is_told_on_the_staff_screen(
    name: str, desktop: Desktop, checkout: Path, tmp_path: Path
) -> None:
    """Row "ONNX with external data, other shapes, over the size cap", though the manifest vouches
    for the file."""
    make, said = MODELS[name]
    vouched(checkout, MODEL, make())
    refused(desktop, tmp_path, checkout, "digits.onnx", said)


@pytest.mark.storm
def test_the_staff_screen_does_without_fonts_and_ends_after_a_while(
    desktop: Desktop, checkout: Path, tmp_path: Path
) -> None:
    """Rows "font" and "model": all are gone. Then the supervisor has another try: status 2."""
    for name in (*FONTS, MODEL):
        (checkout / name).unlink()
    soon = "import game.engine.resting as resting\nresting.STANDS = 8.0\n"
    own = python(f"import sys\nsys.path.insert(0, {str(checkout)!r})\n{soon}", tmp_path / "site")
    with kiosk(desktop, tmp_path, program=program(checkout), phase="resting", **own) as lab:
        fault = lab.errors[-1].removeprefix("neural-lab: ")
        assert "digits.onnx: not found" in fault
        resting(lab, checkout, fault)
        assert lab.process.wait(20) == 2


@pytest.mark.storm
def test_without_fonts_and_audio_visits_go_on_and_each_is_logged_once(
    desktop: Desktop, checkout: Path, tmp_path: Path
) -> None:
    """Row "font missing or corrupt; no audio": the built-in font; the log names each font once."""
    missing(checkout / FONTS[0])
    for name in FONTS[1:]:
        (checkout / name).write_bytes(b"no font\n")
    own = {"SDL_AUDIODRIVER": "none-such", "AUDIODEV": "/dev/none"}
    with kiosk(desktop, tmp_path, program=program(checkout), **own) as lab:
        assert [lab.log.count(f"{name}: ") for name in FONTS] == [1] * len(FONTS)
        desktop.press(960, 30)
        lab.wait(phase="visit", visits=1)
        assert lab.desktop.picture().std() > 10
        assert [lab.log.count(f"{name}: ") for name in FONTS] == [1] * len(FONTS)
        assert len(lab.errors) == 1 and "staff_pin" in lab.errors[0] and lab.status["errors"] == 0
        assert lab.end()[0] == 0
