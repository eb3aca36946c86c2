"""Exports by key and by `render --sheet`: files that others can read, or one clear line."""

from __future__ import annotations

import csv
import gc
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.engine.driver import Driver
from game.engine.export import done_to, export
from game.lab import intents as do
from game.lab.gradient.update import BACK_TICKS
from game.lab.state.wishes import ExportTrace
from game.shell.files.assets import Assets

ROOT = Path(__file__).resolve().parents[2]


def test_a_drawing_is_exported_whole(
    driver: Driver, assets: Assets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.engine.export.export_folder", lambda: tmp_path)
    driver.advance([do.OpenTab("break"), do.SetDamage("B1-K3")])
    driver.advance([do.ShowInk(driver.state.canvas.samples[4][0]), do.Tick()])
    for nth in ("", "-2"):
        said = export(driver.state, assets.fonts).words
        assert f"neural-lab-{driver.state.prediction.number}{nth}" in said
    trace = driver.state.prediction.trace
    assert trace is not None
    stem = tmp_path / f"neural-lab-{driver.state.prediction.number}"
    with np.load(stem.with_suffix(".npz")) as stored:
        assert np.array_equal(stored["z2"], trace.pre_activations[1])
        assert np.array_equal(stored["W1"], driver.state.network.weights[0])  # type: ignore[union-attr]
        assert str(stored["damage"]) == "B1-K3"
    rows = list(csv.DictReader(stem.with_suffix(".csv").open(encoding="utf-8")))
    assert np.float32(rows[784 + 5]["activation"]) == trace.activations[1][5]
    assert stem.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert len(list(tmp_path.iterdir())) == 8


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc here")
def test_exports_leave_nothing_open(
    driver: Driver, assets: Assets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page has fonts of its own, which must go with it at once: nobody collects garbage
    between 35 exports."""
    monkeypatch.setattr("game.engine.export.export_folder", lambda: tmp_path)
    driver.advance([do.ShowInk(driver.state.canvas.samples[4][0]), do.Tick()])
    export(driver.state, assets.fonts)
    before = len(os.listdir("/proc/self/fd"))
    gc.disable()
    try:
        for _ in range(4):
            assert "neural-lab-4" in export(driver.state, assets.fonts).words
        assert len(os.listdir("/proc/self/fd")) <= before
    finally:
        gc.enable()


def test_a_taught_network_is_not_taken_for_the_files_own(
    driver: Driver, assets: Assets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.engine.export.export_folder", lambda: tmp_path)
    driver.advance([do.ShowInk(driver.state.canvas.samples[4][0]), do.Tick()])
    driver.advance([do.OpenTab("compute"), do.ShowComputation("gradient"), do.ChooseTarget(9)])
    driver.advance([do.Teach(), do.Tick(), do.Teach(), *[do.Tick()] * BACK_TICKS])
    assert done_to(driver.state) == "taught 2"
    export(driver.state, assets.fonts)
    (table,) = tmp_path.glob("*.csv")
    assert {row["damage"] for row in csv.DictReader(table.open(encoding="utf-8"))} == {"taught 2"}


def test_without_a_drawing_it_says_so(driver: Driver, assets: Assets) -> None:
    driver.advance([export(driver.state, assets.fonts)])
    assert "draw a digit first" in driver.state.noticed
    driver.advance([do.Tick()] * 500)
    assert driver.state.noticed == ""


def test_the_key_asks_for_it(driver: Driver) -> None:
    driver.advance([do.LoadSample(3), *[do.Tick()] * 200])
    assert driver.advance([do.PressKey("e")]).wishes == (ExportTrace(),)


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_render_makes_the_page(ending: str, tmp_path: Path) -> None:
    page = tmp_path / f"page.{ending}"
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
    command = [sys.executable, "main.py", "render", "--sheet", "--out", str(page), "--damage", "B1"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert page.read_bytes()[:4] == (b"%PDF" if ending == "pdf" else b"\x89PNG")


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "main.py",
        "render",
        "--sheet",
        "--out",
        str(tmp_path / "no" / "a.pdf"),
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2 and run.stderr.count("\n") == 1 and "a.pdf" in run.stderr
