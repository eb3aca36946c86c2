"""Measure the program on this machine and print one JSON object."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame

from game.commands.bench_measures import (
    canvas_of,
    finished_drawing,
    measure_damage,
    measure_frames,
    measure_insight,
    measure_panels,
    measure_pictures,
    statistics,
    until,
)
from game.commands.bench_motion import moving_percent
from game.commands.bench_strokes import measure_fingers, measure_strokes
from game.commands.exit import FAILED, NO_DISPLAY, fail
from game.commands.lab import PROBE
from game.engine.lessons import begun_by
from game.engine.loop import Loop
from game.engine.open_lab import open_lab
from game.engine.start import prepare, start_state
from game.lab import intents as do
from game.shell.files.assets import AssetError, Assets
from game.shell.files.model_file import ModelError, load_in_background
from game.shell.files.place import LessonError
from game.shell.files.settings import Settings
from game.shell.process.streams import complain, deliver
from game.shell.window.window import DisplayError

#: starts measured; the best is reported too, because machines are shared
STARTS = 5


def run(settings: Settings, seconds: float, lesson: str = "") -> int:
    """Print the figures of a lab with the settings' size and profile; returns the exit status.
    ``lesson``: the name or the file of one that runs. Without a display SDL's dummy driver is used,
    and the figures name it: nothing then reaches a screen."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not named:
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    size, profile = settings.size or (1920, 1080), settings.profile
    try:
        figures = {"size": f"{size[0]}x{size[1]}", "profile": profile, "seconds": seconds}
        assets = Assets()
        for fault in prepare(assets):
            complain(fault)
        begins = begun_by("", lesson, assets)
        _say("starting the program")
        figures |= measure_start(size, profile)
        state = start_state(replace(settings, size=size, fullscreen=False, kiosk=False))
        loop = open_lab(state, assets, load_in_background(assets), size)
        figures["driver"] = loop.window.driver
        while not loop.ready:
            loop.step()
        loop.driver.advance(begins)
        for name, measure in _MEASURES:
            _say(name)
            figures |= measure(loop, seconds)
        figures["memory_pss_mib"] = memory()
        loop.driver.advance([do.Quit()])
        loop.run()
    except DisplayError as error:
        return fail(error, NO_DISPLAY)
    except (AssetError, LessonError, ModelError) as error:
        return fail(error)
    except subprocess.CalledProcessError as error:
        said = str(error.stderr).strip().splitlines()
        return fail(said[-1] if said else f"the lab ended with {error.returncode}", FAILED)
    deliver(f"{json.dumps(figures)}\n", sys.stdout)
    return 0


def measure_start(size: tuple[int, int], profile: str) -> dict[str, object]:
    """Program start to first frame and to ready for ink, ms, in processes of their own."""
    command = [sys.executable, "-m", "game", "--size", f"{size[0]}x{size[1]}"]
    command += ["--profile", profile]
    environment = {**os.environ, PROBE: "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    first, ready = [], []
    for _ in range(STARTS):
        begun = time.monotonic()
        shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        a, b = (float(word) for word in shown.stdout.split())
        first.append((a - begun) * 1e3)
        ready.append((b - begun) * 1e3)
    return {
        "start_ms": round(float(np.median(first)), 1),
        "ready_ms": round(float(np.median(ready)), 1),
        "start_best_ms": round(min(first), 1),
        "ready_best_ms": round(min(ready), 1),
    }


def measure_motion(loop: Loop, seconds: float) -> dict[str, object]:
    """How much is seen to run while a wave does."""
    loop.driver.advance([do.LoadSample(7)])
    until(loop, lambda: finished_drawing(loop))
    seen = moving_percent(loop.driver.state, Assets().fonts)
    return {"wave_moving_percent": round(seen, 2)}


def measure_pinned(loop: Loop, seconds: float) -> dict[str, object]:
    """Frames, uncapped, with a finished drawing, its steady flow and a pinned neuron's card."""
    loop.driver.advance([do.LoadSample(7)])
    loop.uncapped = True
    until(loop, lambda: finished_drawing(loop))
    loop.driver.advance([do.PinUnit(1, 32)])
    for _ in range(200):
        loop.step()
    costs: list[tuple[int, int]] = []
    loop.on_frame = lambda cpu, wall: costs.append((cpu, wall))
    begun = time.monotonic()
    while time.monotonic() - begun < seconds / 2:
        loop.step()
    elapsed = time.monotonic() - begun
    loop.uncapped, loop.on_frame = False, None
    cpu, wall = np.array(costs).T / 1e6
    loop.driver.advance([do.PinUnit(None)])
    return {
        "pinned_frame_cpu_ms": statistics(cpu),
        "pinned_frame_wall_ms": statistics(wall),
        "pinned_frames_per_second": round(len(costs) / elapsed, 1),
    }


def measure_slow(loop: Loop, seconds: float) -> dict[str, object]:
    """Frames a second while a helper halts this process three quarters of the time."""
    if not hasattr(signal, "SIGSTOP"):
        return {}
    halting = (
        "import os,signal,sys,time\n"
        "while os.getppid() == int(sys.argv[1]):\n"
        "    os.kill(int(sys.argv[1]), signal.SIGSTOP); time.sleep(.006)\n"
        "    os.kill(int(sys.argv[1]), signal.SIGCONT); time.sleep(.002)\n"
    )
    loop.driver.advance([do.LoadSample(7)])
    helper = subprocess.Popen([sys.executable, "-c", halting, str(os.getpid())])
    frames: list[int] = []
    loop.on_frame = lambda cpu, wall: frames.append(wall)
    try:
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if time.monotonic() - begun < seconds / 2:
                frames.clear()  # the governor is still adjusting the number of pulses
            loop.step()
    finally:
        helper.kill()
        helper.wait()
        loop.on_frame = None
    return {
        "quarter_speed_frames_per_second": round(len(frames) / (seconds / 2), 1),
        "quarter_speed_signals": loop.driver.state.screen.signals,
    }


def measure_pen(loop: Loop, seconds: float) -> dict[str, object]:
    """Time from a pen event, posted by another thread into the real queue, until its ink has been
    presented; and ticks from ink to its answer."""
    loop.driver.advance([do.Clear()])
    canvas = canvas_of(loop)
    posted: list[float] = []
    shown: list[float] = []
    loop.on_ink = lambda: shown.append(time.monotonic())
    path = list(_circle(canvas.center, canvas.w * 0.3, 120))

    def draw() -> None:
        pygame.event.post(_mouse(pygame.MOUSEBUTTONDOWN, path[0]))
        for at in path:
            time.sleep(0.0173)  # not a multiple of the frame, so that all phases occur
            posted.append(time.monotonic())
            pygame.event.post(_mouse(pygame.MOUSEMOTION, at))
        time.sleep(0.05)
        pygame.event.post(_mouse(pygame.MOUSEBUTTONUP, path[-1]))

    answers: list[int] = []
    inked = loop.driver.state.tick
    pen = threading.Thread(target=draw)
    pen.start()
    while pen.is_alive():
        before = loop.driver.state
        loop.step()
        after = loop.driver.state
        if after.prediction.answers is not before.prediction.answers:
            answers.append(after.tick - inked)
        if after.canvas.ink is not before.canvas.ink:
            inked = after.tick
    loop.on_ink = None
    late = [min((s - p for s in shown if s > p), default=0.0) * 1e3 for p in posted]
    return {
        "pen_to_ink_ms": statistics(np.array(late)),
        "ink_to_answer_frames": int(np.median(answers)) if answers else None,
    }


def measure_idle(loop: Loop, seconds: float) -> dict[str, object]:
    """CPU time of the whole process while the canvas is blank and nobody is there."""
    loop.driver.advance([do.Clear(), do.Tick()])
    for _ in range(30):
        loop.step()
    begun, cpu = time.monotonic(), time.process_time()
    while time.monotonic() - begun < max(seconds / 2, 2):
        loop.step()
    share = (time.process_time() - cpu) / (time.monotonic() - begun)
    return {"idle_cpu_percent": round(share * 100, 2)}


def memory() -> float | None:
    """Proportional set size, MiB; None where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return next(round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("Pss:"))


_MEASURES: tuple[tuple[str, Callable[[Loop, float], dict[str, object]]], ...] = (
    ("drawing frames", measure_frames),
    ("a canvas nobody clears", measure_strokes),
    ("ten fingers", measure_fingers),
    ("a pinned neuron", measure_pinned),
    ("slow pictures", measure_pictures),
    ("damage", measure_damage),
    ("insight", measure_insight),
    ("open panels", measure_panels),
    ("moving the pen", measure_pen),
    ("waiting", measure_idle),
    ("a slow machine", measure_slow),
    ("what is seen to run", measure_motion),
)


def _circle(
    center: tuple[float, float], radius: float, count: int
) -> Iterable[tuple[float, float]]:
    for angle in np.linspace(0, 2 * np.pi, count):
        yield center[0] + radius * float(np.sin(angle)), center[1] - radius * float(np.cos(angle))


def _mouse(kind: int, at: tuple[float, float]) -> pygame.Event:
    if kind == pygame.MOUSEMOTION:
        return pygame.Event(kind, pos=at, rel=(0, 0), buttons=(1, 0, 0), touch=False)
    return pygame.Event(kind, pos=at, button=1, touch=False)


def _say(what: str) -> None:
    complain(what, "neural-lab bench")
