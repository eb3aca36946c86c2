"""Every shipped file obeys one rule: what is missing, damaged or another one is named at the start
with status 2, by the lab and by each command that uses it; fonts, languages and lessons alone are
done without."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.shell.files.assets import FONTS, GAUGE, ICON, MANIFEST, MODEL, NEEDED, SAMPLES, Assets
from game.view.paint.text import Text
from tests import onnx_bytes as onnx
from tests.processes import ROOT, run, together
from tests.shell.files.test_model_file import BIG, HEAD

INK = ROOT / "tests" / "data" / "digits.jsonl"
#: the lab closes once it is ready
PROBE = {"NEURAL_LAB_PROBE": "1"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of all that the program needs, to be damaged."""
    root = tmp_path / "lab"
    shutil.copytree(ROOT / "game", root / "game")
    for name in ("main.py", MANIFEST, *Assets(ROOT).names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    return root


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES = (_missing, _empty, _truncated, _flipped, _zeros, _folder, _pipe)


@pytest.mark.parametrize("name", [MANIFEST, *NEEDED])
def test_a_bad_file_is_named_at_the_start(name: str, checkout: Path, tmp_path: Path) -> None:
    kept = (checkout / name).read_bytes()
    # Each file with two kinds of damage; that the others are seen is shown below.
    nth, out = [MANIFEST, *NEEDED].index(name), tmp_path / "lab.png"
    for damage in (DAMAGES[nth % 6], DAMAGES[(nth + 4) % 7]):
        damage(checkout / name)
        lab, render, read = together(
            lambda: run(root=checkout, **PROBE),
            lambda: run("render", "--out", out, root=checkout),
            lambda: run("read", INK, root=checkout),
        )
        for ended in (lab, render):
            ended.in_one_line(2, Path(name).name, "reinstall")
        assert not out.exists()
        if name in (MANIFEST, MODEL, GAUGE):
            read.in_one_line(2, Path(name).name)
        else:
            assert (read.status, read.errors) == (0, ""), "it needs no such file"
        shutil.rmtree(checkout / name) if (checkout / name).is_dir() else None
        (checkout / name).unlink(missing_ok=True)
        (checkout / name).write_bytes(kept)
    assert Assets(checkout).faults() == []


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [ICON, FONTS[0]])
def test_every_damage_is_seen(damage: Callable[[Path], None], name: str, checkout: Path) -> None:
    damage(checkout / name)
    assets = Assets(checkout)
    faults = assets.faults() if name == ICON else assets.font_faults
    assert len(faults) == 1 and name in faults[0] and "\n" not in faults[0]
    assert len(assets.fonts) == len(FONTS) - (name != ICON)


@pytest.mark.parametrize("damage", [_missing, _empty, _flipped, _zeros])
def test_bad_fonts_are_done_without_and_logged_once(
    damage: Callable[[Path], None], checkout: Path, tmp_path: Path
) -> None:
    for name in FONTS:
        damage(checkout / name)
    state = tmp_path / "state"
    out, small = tmp_path / "lab.png", ("--size", "640x480")
    lab, render = together(
        lambda: run(*small, root=checkout, XDG_STATE_HOME=str(state), **PROBE),
        lambda: run("render", "--out", out, *small, "--at", "0", root=checkout),
    )
    assert (lab.status, lab.errors) == (0, "")
    log = (state / "neural-lab" / "log" / "neural-lab.log").read_text()
    assert [log.count(f"{name}: ") for name in FONTS] == [1] * len(FONTS)
    assert render.status == 0 and render.errors.count("\n") == len(FONTS) and out.exists()
    assert all("built-in font" in line for line in render.errors.splitlines())


def test_a_bad_language_is_told_once_and_english_is_spoken(checkout: Path, tmp_path: Path) -> None:
    _flipped(checkout / "assets/languages/hi.mo")
    _missing(checkout / "assets/lessons/why.toml")
    small = ("render", "--size", "640x480", "--at", "0", "--out")
    hindi, english = together(
        lambda: run(*small, tmp_path / "hi.png", "--language", "hi", root=checkout),
        lambda: run(*small, tmp_path / "en.png", "--language", "en", root=checkout),
    )
    for ended in (hindi, english):
        ended.in_one_line(0, "hi.mo", "until then English is spoken")
    assert (tmp_path / "hi.png").read_bytes() == (tmp_path / "en.png").read_bytes()


@pytest.mark.parametrize("data", [b"", b"hello\n", bytes(300_000), b"\0\1\0\0" + bytes(64)])
def test_words_are_drawn_whatever_the_fonts_are(data: bytes, tmp_path: Path) -> None:
    """Also where the manifest was made to match."""
    pygame.font.init()
    names = [Path(name).name for name in FONTS]
    for name in names:
        (tmp_path / name).write_bytes(data)
    surface = pygame.Surface((400, 60), depth=32)
    for fonts in ({name: tmp_path / name for name in names}, {}, {names[0]: tmp_path / "none"}):
        for bold in (False, True):
            place = Text(fonts).draw(surface, "ŷ = 7 ₂ −", (5, 5), 24, (255, 255, 255), bold=bold)
            assert place.w > 40 and pygame.surfarray.array3d(surface).any()


def vouched(root: Path, name: str, data: bytes) -> None:
    """Put a file there, and its SHA-256 in the manifest."""
    old = hashlib.sha256((root / name).read_bytes()).hexdigest()
    (root / name).write_bytes(data)
    manifest = (root / MANIFEST).read_text()
    (root / MANIFEST).write_text(manifest.replace(old, hashlib.sha256(data).hexdigest()))


def test_a_model_of_three_gigabytes_is_refused_though_the_manifest_vouches_for_it(
    checkout: Path,
) -> None:
    vouched(checkout, MODEL, onnx.model(extra=onnx.field(5, BIG + HEAD)))
    for ended in together(
        lambda: run(root=checkout, **PROBE),
        lambda: run("read", INK, root=checkout),
        lambda: run("render", "--out", checkout / "lab.png", root=checkout),
    ):
        ended.in_one_line(2, "digits.onnx", "'big'")


@pytest.mark.parametrize("data", [b"{}", b"[", b"[" * 100_000, b'{"digits":{},"numbers":{}}'])
def test_samples_that_are_none_are_refused(data: bytes, checkout: Path) -> None:
    vouched(checkout, SAMPLES, data)
    run(root=checkout, **PROBE).in_one_line(2, "samples.json")
