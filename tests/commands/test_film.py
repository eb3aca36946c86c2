"""`render --replay`: real films, read back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pygame
import pytest

from game.app import main
from game.engine.visit.recorder import Recorder
from game.lab import intents as do
from game.lab.state.screen import Screen
from game.shell.files import film
from game.shell.files.assets import MODEL, Assets
from game.shell.files.whole_file import ExportError
from tests.labs import LINE
from tests.screens import ROOT

SIZE = (641, 480)
#: of the replay below, and the first one whose window is another
TICKS, RESIZED = 4, 3


@pytest.fixture
def replay(assets: Assets, tmp_path: Path) -> Path:
    """A drawing that is there at once; at last the window has another shape."""
    recorder = Recorder(Screen(size=SIZE), assets.sha256(MODEL))
    recorder.loaded()
    recorder.advanced([do.ShowInk(LINE)])
    for tick in range(TICKS):
        if tick == RESIZED:
            recorder.advanced([do.Resize(480, 640)])
        recorder.advanced([do.Tick()])
    path = tmp_path / "visit.replay.jsonl"
    path.write_bytes(recorder.text())
    return path


def test_a_visit_is_filmed_in_its_language(assets: Assets, tmp_path: Path) -> None:
    """In a process of its own, in which no other test has offered any language."""
    shown = {}
    for language in ("de", "en"):
        recorder = Recorder(Screen(size=SIZE, language=language), assets.sha256(MODEL))
        recorder.loaded()
        recorder.advanced([do.Tick()])
        path, folder = tmp_path / f"{language}.replay.jsonl", tmp_path / language
        path.write_bytes(recorder.text())
        command = ["main.py", "render", "--replay", str(path), "--out", str(folder)]
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
        shown[language] = rows_of(pygame.image.load(folder / "frame-000001.png"))
    assert not np.array_equal(shown["de"], shown["en"])


def frames(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as container:
        return list(container.decode(video=0))


def test_a_visit_becomes_a_film_frame_for_frame(replay: Path, tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    assert main(["render", "--replay", str(replay), "--out", str(folder)]) == 0
    names = [path.name for path in sorted(folder.iterdir())]
    assert names == [f"frame-{nth:06}.png" for nth in range(1, TICKS + 1)]
    last = pygame.image.load(folder / names[-1])
    assert last.get_size() == SIZE
    assert len(set(map(tuple, rows_of(last)[:, 20]))) == 1, "what is beside it is empty"
    movie = tmp_path / "film.mp4"
    assert main(["render", "--replay", str(replay), "--out", str(movie), "--fps", "30"]) == 0
    found = frames(movie)
    assert len(found) == TICKS // 2 and (found[0].width, found[0].height) == (642, 480)
    shown = found[1].to_ndarray(format="rgb24")[:, :641].astype(int)
    same = rows_of(pygame.image.load(folder / "frame-000003.png"))  # at 30 a second the second one
    assert np.abs(shown - same).mean() < 4


@pytest.mark.parametrize(("kind", "fps"), [(".mp4", 60), (".mp4", 7), (".gif", 30)])
def test_films_keep_sizes_times_and_colors(kind: str, fps: int, tmp_path: Path) -> None:
    out, size = tmp_path / f"film{kind}", (97, 64)
    colors = [(250, 180, 40), (20, 120, 250), (7, 9, 16)] * 4
    with film.film(out, size, fps) as made:
        for color in colors:
            surface = pygame.Surface(size, depth=32)
            surface.fill(color)
            made.add(surface)
    found = frames(out)
    assert len(found) == len(colors) and found[0].height == 64
    assert found[0].width == (98 if kind == ".mp4" else 97)
    for nth, (frame, color) in enumerate(zip(found, colors, strict=True)):
        assert frame.time == pytest.approx(nth / fps, abs=0.011 if kind == ".gif" else 1e-6)
        assert np.abs(frame.to_ndarray(format="rgb24")[32, 48].astype(int) - color).max() < 6
    assert list(tmp_path.iterdir()) == [out], "nothing is left over"


def test_a_film_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), film.film(tmp_path / "film.mp4", (64, 64), 30) as made:
        made.add(pygame.Surface((64, 64), depth=32))
        raise RuntimeError
    with pytest.raises(ExportError), film.film(tmp_path / "no" / "f.mp4", (64, 64), 30):
        pass
    assert not list(tmp_path.iterdir())


def rows_of(surface: pygame.Surface) -> np.ndarray:
    """Pixels (height, width, 3)."""
    return pygame.surfarray.array3d(surface).swapaxes(0, 1).astype(int)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--out", "film.avi"], "film.avi: end its name in .mp4 or .gif, or name a folder"),
        (["--out", "film.gif", "--fps", "60"], "--fps 60: a GIF shows at most 50 frames a second"),
        (["--out", "no/film.mp4"], "there is no folder"),
        (["--out", "f.mp4", "--do", "x"], "--do: not with --replay"),
        (["--out", "."], ".: is there already and not an empty folder"),
    ],
)
def test_what_cannot_be_filmed_is_one_line(
    more: list[str],
    words: str,
    replay: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["render", "--replay", str(replay), *more]) == 2
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


def test_without_the_library_the_line_tells_the_cure(
    replay: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(film, "_av", lambda: None)
    assert main(["render", "--replay", str(replay), "--out", "film.mp4"]) == 2
    said = capsys.readouterr().err
    assert "needs the library PyAV" in said and "neural-lab[film]" in said and said.count("\n") == 1


def test_the_lab_refuses_a_bad_file_before_it_opens(
    replay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(replay.read_bytes().replace(b'"model":"', b'"model":"0', 1))
    for option in ("--replay", "--ink"):
        assert main([option, str(other)]) == 2
        assert main(["--kiosk", option, str(replay)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 4 and str(other) in said[0] and "not with --kiosk" in said[1]
