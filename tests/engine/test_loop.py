"""The loop in one process, on a display that shows nothing: faults, full queues, many fingers."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.engine.idle import IDLE_LOOK, IDLE_WAIT
from game.engine.lookups import Lookups
from game.engine.loop import Loop
from game.engine.open_lab import open_lab
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.screen import Screen
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import load_in_background
from game.shell.process.faults import MOST, WITHIN, Faults, LabFault
from game.shell.process.log import open_log
from game.view.prediction.prediction import PredictionPanel
from game.words.catalogue import say
from tests.engine.loops import ready, until
from tests.screens import ROOT, Desktop

SIZE = (960, 540)


@pytest.fixture
def loop(assets: Assets, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Loop]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    open_log(tmp_path)
    opened = open_lab(State(screen=Screen(size=SIZE)), assets, load_in_background(assets), SIZE)
    with ready(opened):
        yield opened


def once(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, times: int = 1) -> None:
    """Let a method raise the next so many times."""
    method, left = getattr(owner, name), [times]

    def faulty(*given: object, **named: object) -> object:
        if left[0]:
            left[0] -= 1
            raise RuntimeError("injected\nin two lines")
        return method(*given, **named)

    monkeypatch.setattr(owner, name, faulty)


def run(loop: Loop, steps: int) -> None:
    """`Loop.run` for so many steps, each a tick."""
    step, left = loop.step, [steps]

    def counted() -> None:
        left[0] -= 1
        if left[0] == 0:
            loop.leave()
        step()

    loop.uncapped, loop.step = True, counted  # type: ignore[method-assign]
    loop.run()
    loop.step = step  # type: ignore[method-assign]


def test_a_fault_while_drawing_is_logged_whole_and_the_lab_begins_anew(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loop.driver.advance([do.ShowInk(loop.driver.state.canvas.samples[4][0]), do.OpenTab("break")])
    loop.driver.advance([do.SetDamage("W1"), do.Tick()])
    drawn = loop.driver.state.canvas.ink
    once(monkeypatch, PredictionPanel, "draw")
    run(loop, 20)
    state = loop.driver.state
    words = (tmp_path / "neural-lab.log").read_text("utf-8")
    assert "Traceback" in words and "frame.py" in words and "in two lines" in words
    assert state.noticed == say("fault")
    assert not state.canvas.ink.strokes and not state.break_it.damaged
    assert state.screen.tab is None and not state.screen.over
    # The panel was interrupted with a clip set: nothing of that may be left.
    loop.frame.draw_all(anew := pygame.Surface(SIZE, depth=32), state)
    loop.frame.draw_all(loop.window.surface, state)
    assert anew.get_buffer().raw == loop.window.surface.get_buffer().raw
    undone = loop.driver.advance([do.Undo(), do.Tick()])
    assert undone.canvas.ink is drawn and undone.prediction.number == "4"


def test_a_fault_while_updating_does_not_end_the_lab(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, type(loop.driver), "advance")
    run(loop, 5)
    assert loop.driver.state.noticed == say("fault")


def test_three_faults_in_a_minute_end_it_in_one_line(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, type(loop.frame), "draw", times=99)
    with pytest.raises(LabFault, match=r"^3 faults within 60 s, the last one a RuntimeError; see "):
        run(loop, 20)


def test_faults_far_apart_are_forgiven() -> None:
    faults = Faults()
    assert not any(faults.too_many(n * (WITHIN / (MOST - 1) + 1)) for n in range(20))
    faults = Faults()
    assert [faults.too_many(n) for n in (0.0, 1.0, WITHIN)] == [False, False, True]


def test_what_the_worker_fails_at_is_said(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    once(monkeypatch, Lookups, "_measured")
    loop.driver.advance([do.OpenTab("break"), do.SetDamage("W2")])
    until(loop, lambda: bool(loop.driver.state.screen.notice))
    assert loop.driver.state.screen.notice == say("fault.job", cause="RuntimeError")
    assert "injected" in (tmp_path / "neural-lab.log").read_text("utf-8")
    loop.driver.advance([do.SetDamage("W3")])
    until(loop, lambda: loop.driver.state.break_it.accuracy is not None)


def test_a_full_event_queue_does_not_end_the_worker(loop: Loop) -> None:
    loop.driver.advance([do.OpenTab("break"), do.SetNoise(50)])
    loop._ask_jobs()
    with pytest.raises(pygame.error):
        for _ in range(70_000):
            pygame.event.post(pygame.Event(pygame.USEREVENT))
    loop._wake()  # as the worker does
    revision = loop.driver.advance([do.SetNoise(120)]).network_revision
    until(loop, lambda: loop.driver.state.break_it.measured == revision)


def test_what_other_fingers_do_waits_for_the_next_tick_and_is_shown_then(loop: Loop) -> None:
    frames: list[int] = []
    loop.on_frame = lambda cpu, wall: frames.append(cpu)
    button = loop.driver.state.stage.rect("tab.break")
    x, y = button.center[0] / SIZE[0], button.center[1] / SIZE[1]
    loop.step()
    frames.clear()
    for finger in range(10):  # the first presses a button, the others the stage
        at = (x, y) if finger == 0 else (0.6, 0.02 * finger)
        pygame.event.post(pygame.Event(pygame.FINGERDOWN, finger_id=finger, x=at[0], y=at[1]))
        loop.step()
    assert len(frames) <= 3  # 16 ms each, and ten steps take less
    until(loop, lambda: len(loop.driver.state.screen.presses) > 0)
    pygame.event.post(pygame.Event(pygame.FINGERUP, finger_id=0, x=x, y=y))
    until(loop, lambda: loop.driver.state.screen.tab == "break", 2)


def test_time_does_not_slow_down_while_nothing_moves(loop: Loop) -> None:
    begun = time.monotonic_ns() + 1_000_000_000
    loop._clock.ticks(begun)
    waits = [begun + round(n * (IDLE_WAIT + IDLE_LOOK) * 1e9) for n in range(1, 21)]
    seconds = 20 * (IDLE_WAIT + IDLE_LOOK)
    assert sum(loop._clock.ticks(at) for at in waits) >= 60 * seconds - 2


#: what is done before a code is typed: nothing moves, or much does
BEFORE: dict[str, list[Intent]] = {
    "blank": [],
    "a drawing": [do.LoadSample(4), *[do.Tick()] * 40],
    "paused": [do.LoadSample(4), *[do.Tick()] * 40, do.Pause()],
    "break it": [do.LoadSample(4), *[do.Tick()] * 40, do.OpenTab("break"), do.SetDamage("W2")],
    "searching": [do.LoadSample(4), *[do.Tick()] * 90, do.FindDamage("fewest")],
}


@pytest.mark.parametrize("name", BEFORE)
def test_each_character_of_a_code_is_on_the_screen_at_once(
    name: str, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By real key events, and by what has really been presented."""
    screen, present = pygame.Surface(SIZE, depth=32), loop.window.present

    def presented(changed: list[pygame.Rect]) -> None:
        for area in changed:
            screen.blit(loop.window.surface, area, area)
        present(changed)

    monkeypatch.setattr(loop.window, "present", presented)
    loop.driver.advance(BEFORE[name])
    press(pygame.K_v, "\x16", pygame.KMOD_LCTRL)
    until(loop, lambda: loop.driver.state.screen.sheet == "code")
    field = pygame.Rect(*loop.driver.state.stage.rect("sheet.field"))
    for _ in range(30):  # whatever the sheet's opening has still to draw
        loop.step()
    for count, sign in enumerate("b1-w.2", start=1):
        before = pygame.image.tobytes(screen.subsurface(field), "RGB")
        press(ord(sign), sign)
        until(loop, lambda n=count: len(loop.driver.state.screen.typed) == n, 1)
        part = screen.subsurface(field)
        until(loop, lambda b=before, p=part: pygame.image.tobytes(p, "RGB") != b, 1)
    press(pygame.K_BACKSPACE, "\x08")
    until(loop, lambda: loop.driver.state.screen.typed == "B1-W.", 1)


def press(key: int, typed: str, mods: int = 0) -> None:
    """A key goes down, as SDL says it."""
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=key, scancode=0, unicode=typed, mod=mods))


def test_begin_anew_keeps_the_window_and_the_files(loop: Loop) -> None:
    loop.driver.advance([do.LoadSample(3), do.ToggleView(), do.OpenTab("compute")])
    before = loop.driver.state
    given: list[Intent] = [do.BeginAnew()]
    after = loop.driver.advance(given)
    assert after.screen.size == before.screen.size
    assert after.healthy is before.healthy and after.gauge is before.gauge
    assert after.canvas.samples is before.canvas.samples
    assert after.screen.tab is None and not after.playback.readable
    assert after.canvas.ink is not before.canvas.ink and after.prediction.read is None
    assert after.network_revision > before.network_revision


def test_a_fault_that_stays_ends_the_program_with_status_1(
    desktop: Desktop, tmp_path: Path
) -> None:
    faulty = (
        "from game.view.prediction.prediction import PredictionPanel\n"
        "def draw(*given): raise RuntimeError('injected')\n"
        "PredictionPanel.draw = draw\n"
        "from game.app import main\n"
        "raise SystemExit(main(['--size', '800x600']))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", faulty],
        cwd=ROOT,
        env=desktop.environment | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("neural-lab: 3 faults within 60 s, the last one a RuntimeError; ")
    assert run.stderr.count("\n") == 1
