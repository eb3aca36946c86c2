"""What is saved, opened, dropped, played and kept: in one process, and in the real window.

No tool drops a file on an X window, so the event that SDL makes of it is posted.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.commands import lab
from game.core.ink.ink import Ink
from game.engine.loop import Loop
from game.engine.open_lab import open_lab
from game.engine.start import start_state
from game.engine.visit.recorder import Recorder
from game.engine.visit.saving import ENDINGS, LAST, ink_bytes, keep_last, kept_last, last_drawing
from game.lab import intents as do
from game.lab.stage.hints import hints
from game.lab.state.kiosk import Kiosk
from game.lab.state.state import State
from game.lab.update import update
from game.shell.files.assets import MODEL, Assets
from game.shell.files.ink_file import read_inks
from game.shell.files.model_file import load_in_background
from game.shell.files.replay_file import parse_replay, read_replay
from game.shell.files.settings import Settings
from game.shell.process import signals
from game.shell.process.log import open_log
from game.words.catalogue import say
from tests.engine.loops import ready, until
from tests.labs import LINE, READY, TWO
from tests.screens import Desktop
from tests.states import having

SIZE = (960, 540)


@pytest.fixture
def loop(assets: Assets, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Loop]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    open_log(tmp_path / "log")
    state = start_state(Settings(size=SIZE))
    recorder = Recorder(state.screen, assets.sha256(MODEL))
    opened = open_lab(state, assets, load_in_background(assets), SIZE, recorder=recorder)
    with ready(opened):
        yield opened


def drop(path: Path) -> None:
    pygame.event.post(pygame.Event(pygame.DROPFILE, file=str(path)))


def strokes(ink: Ink) -> list[list[list[float]]]:
    return [stroke.tolist() for stroke in ink.strokes]


def test_saved_dropped_and_played(loop: Loop, tmp_path: Path, assets: Assets) -> None:
    """A person saves, clears, and drops on the window one after the other: the drawing, a bad
    file, and the replay, which they end with Esc."""
    loop.driver.advance([do.ShowInk(LINE)])
    loop.driver.advance([do.PressKey("ctrl+s")])
    until(loop, lambda: "Saved" in loop.driver.state.noticed)
    stem = f"neural-lab-{loop.driver.state.prediction.number.replace('?', 'x')}"
    drawing, screen, visit = (tmp_path / "Neural Lab" / (stem + end) for end in ENDINGS)
    assert json.loads(drawing.read_bytes()).keys() == {"width", "height", "pen", "strokes"}
    (found,) = read_inks(drawing)
    assert isinstance(found.ink, Ink) and strokes(found.ink) == strokes(LINE)
    assert pygame.image.load(screen).get_size() == SIZE
    assert read_replay(visit, assets.sha256(MODEL)).settings.size == SIZE

    loop.driver.advance([do.ShowInk(TWO)])
    drop(drawing)
    until(loop, lambda: strokes(loop.driver.state.canvas.ink) == strokes(LINE))
    assert loop.driver.state.noticed == say("opened", name=drawing.name)
    assert strokes(update(loop.driver.state, [do.Undo()]).canvas.ink) == strokes(TWO)
    (tmp_path / "bad.json").write_text('{"width": 3}')
    drop(tmp_path / "bad.json")
    until(loop, lambda: "Not opened" in loop.driver.state.noticed)
    assert strokes(loop.driver.state.canvas.ink) == strokes(LINE)

    mine, before = loop.driver, loop.driver.state.canvas.ink
    drop(visit)
    until(loop, lambda: loop.driver is not mine and loop.driver.state.network is not None)
    assert loop.player is not None
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE))
    until(loop, lambda: loop.player is None)
    state = loop.driver.state
    assert state.noticed == say("replay.over") and not state.screen.over
    assert strokes(update(state, [do.Undo()]).canvas.ink) == strokes(before)
    loop.driver.advance([do.Resize(*SIZE), do.PressKey("7")])  # an ordinary lab
    until(loop, lambda: loop.driver.state.prediction.number == "7")


def test_a_replay_of_another_size_is_fitted_and_ends_by_itself(
    loop: Loop, assets: Assets, tmp_path: Path
) -> None:
    size = (640, 480)
    state = start_state(Settings(size=size))
    recorder = Recorder(state.screen, assets.sha256(MODEL))
    recorder.loaded()
    recorder.advanced([do.ShowInk(LINE), do.Tick()])
    for _ in range(4):
        recorder.advanced([do.Tick()])
    recorder.advanced([do.Quit()])
    path = tmp_path / "visit.replay.jsonl"
    path.write_bytes(recorder.text())
    loop.replay = read_replay(path, assets.sha256(MODEL))
    loop.step()
    until(loop, lambda: loop.player is None)
    state = loop.driver.state
    assert strokes(state.canvas.ink) == strokes(LINE)
    assert state.screen.size == SIZE and not state.screen.over


def test_who_leaves_while_a_replay_plays_keeps_the_own_drawing(
    loop: Loop, assets: Assets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    monkeypatch.setattr(signals._Wanted, "close", None)  # the lab sets it; undone afterwards
    recorder = Recorder(start_state(Settings(size=SIZE)).screen, assets.sha256(MODEL))
    recorder.loaded()
    recorder.advanced([do.ShowInk(LINE)])
    for _ in range(6_000):
        recorder.advanced([do.Tick()])
    lab._autosave(loop)
    loop.driver.advance([do.ShowInk(TWO)])
    loop.replay = parse_replay(recorder.text(), assets.sha256(MODEL))
    until(loop, lambda: bool(loop.driver.state.canvas.ink.strokes) and loop.player is not None)
    pygame.event.post(pygame.Event(pygame.QUIT))
    loop.run()
    last = kept_last(tmp_path / "state")
    assert last is not None and strokes(last) == strokes(TWO)


def test_the_last_drawing_is_kept_and_offered_until_one_draws(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    keep_last(READY, folder)
    assert kept_last(folder) is None and not folder.exists()
    cleared = update(READY, [do.ShowInk(TWO), do.Clear()])
    keep_last(cleared, folder)
    last = kept_last(folder)
    assert last is not None and strokes(last) == strokes(TWO)
    offered = update(READY, [do.OfferInk(last), do.Tick()])
    assert offered.screen.hint == hints(offered)[0] == "hint.last"
    assert "hint.last" not in hints(update(offered, [do.ShowInk(LINE)]))
    assert last_drawing(offered) is not None, "who draws nothing is offered it again"
    back = update(offered, [do.PressKey("ctrl+z")])
    assert strokes(back.canvas.ink) == strokes(TWO)


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b'{"width": 1}', b"[" * 100_000])
def test_a_damaged_last_drawing_is_one_line_of_the_log(
    text: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / LAST).write_bytes(text)
    assert kept_last(tmp_path) is None
    assert caplog.text.count("\n") == 1 and str(tmp_path / LAST) in caplog.text


def test_ink_keeps_every_bit_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "ink.json"
    path.write_bytes(ink_bytes(TWO))
    (found,) = read_inks(path)
    assert isinstance(found.ink, Ink) and strokes(found.ink) == strokes(TWO)
    assert path.read_bytes().startswith(b'{"width":448,"height":448,"pen":20,"strokes":[[[')


def test_in_kiosk_mode_nothing_is_saved() -> None:
    state: State = having(READY, kiosk=Kiosk(on=True, phase="visit", keys=frozenset({"ctrl+s"})))
    state = update(state, [do.ShowInk(LINE), do.PressKey("ctrl+s"), do.Save()])
    assert not state.wishes


@pytest.mark.storm
def test_a_drawing_outlives_the_lab(desktop: Desktop, tmp_path: Path) -> None:
    """Draw, save, leave, start again: the drawing is offered, and taken."""
    started = desktop.start("--size", "960x540", "--autosave", HOME=str(tmp_path))
    try:
        x, y, *_ = desktop.wait_window("Neural Lab$")
        desktop.drag([(x + 110, y + 60 + 8 * n) for n in range(15)])
        desktop.wait_window("Neural Lab · 1")
        desktop.key("ctrl+s")
        visit = tmp_path / "Documents" / "Neural Lab" / f"neural-lab-1{ENDINGS[2]}"
        end = time.monotonic() + 20
        while not visit.exists() and time.monotonic() < end:
            time.sleep(0.05)
        started.terminate()
        assert (started.wait(20), started.communicate()[1]) == (0, "")
        assert visit.with_name(f"neural-lab-1{ENDINGS[0]}").exists()
        assert (tmp_path / ".local" / "state" / "neural-lab" / LAST).exists()
        started = desktop.start("--size", "960x540", "--autosave", HOME=str(tmp_path))
        desktop.wait_window("Neural Lab$")
        desktop.key("ctrl+z")
        desktop.wait_window("Neural Lab · 1")
        started.terminate()
        assert (started.wait(20), started.communicate()[1]) == (0, "")
    finally:
        started.kill()
        started.communicate()
