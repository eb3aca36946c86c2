"""The program in a real window, driven by real mouse, key and touch events."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.ink.ink import Ink
from game.shell.files.assets import Assets
from tests.screens import ROOT, Desktop, Point, TouchDesktop

SIZE = (1280, 720)


@cache
def places(*options: str) -> dict[str, Rect]:
    """What `layout` prints."""
    words = subprocess.run(
        [sys.executable, "main.py", "layout", "--size", f"{SIZE[0]}x{SIZE[1]}", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {item["name"]: Rect(*item["rect"]) for item in json.loads(words)}


class Lab:
    """A running lab: where its window and its controls are."""

    def __init__(self, desktop: Desktop, process: subprocess.Popen[str]) -> None:
        self.process, self._desktop = process, desktop
        self.x, self.y, width, height = desktop.wait_window("Neural Lab")
        assert (width, height) == SIZE
        self.rects = places()

    def follow(self) -> None:
        """Find out where the window is now."""
        self.x, self.y, *_ = self._desktop.wait_window("Neural Lab")

    def middle(self, name: str) -> Point:
        return self.at(name, 0.5)

    def at(self, name: str, share: float) -> Point:
        """A point of an item, at half of its height and a share of its width."""
        rect = self.rects[name]
        return self.x + rect.x + share * rect.w, self.y + rect.center[1]

    def strokes(self, ink: Ink) -> list[list[Point]]:
        """The ink's strokes in px of the screen."""
        canvas = self.rects["canvas"]
        scale = canvas.w / ink.width
        return [
            [(self.x + canvas.x + x * scale, self.y + canvas.y + y * scale) for x, y in stroke]
            for stroke in ink.strokes
        ]

    def wait(self, title: str, seconds: float = 10) -> None:
        self._desktop.wait_window(f"^{title}$", seconds)


@contextmanager
def running(desktop: Desktop, *options: str) -> Iterator[Lab]:
    process = desktop.start("--size", f"{SIZE[0]}x{SIZE[1]}", *options)
    try:
        lab = Lab(desktop, process)
        time.sleep(1)  # the model loads beside the first frames
        yield lab
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def settled(desktop: Desktop) -> NDArray[np.int64]:
    """The screen once it has stood still for 1.5 s: the picture of all weights comes late."""
    last, same = desktop.picture(), 0
    for _ in range(100):
        time.sleep(0.1)
        now = desktop.picture()
        same = same + 1 if np.array_equal(now, last) else 0
        last = now
        if same == 15:
            break
    return last.astype(int)


def becomes(true: Callable[[], bool], seconds: float = 10, stays: float = 0.5) -> None:
    """Wait until something is so, and still is a moment later."""
    end = time.monotonic() + seconds
    while True:
        if true():
            time.sleep(stays)
            if true():
                return
        assert time.monotonic() < end
        time.sleep(0.05)


def draw(lab: Lab, ink: Ink, stroke: Callable[[list[Point]], None]) -> None:
    for points in lab.strokes(ink):
        stroke(points)


def test_digits_drawn_with_the_mouse_are_read(desktop: Desktop, assets: Assets) -> None:
    with running(desktop) as lab:
        for digit in (3, 7):
            draw(lab, assets.samples.digits[digit][0], desktop.drag)
            lab.wait(f"Neural Lab · {digit}")
            desktop.press(*lab.middle("clear"))
            lab.wait("Neural Lab")
        text, ink = next(iter(assets.samples.numbers.items()))
        draw(lab, ink, desktop.drag)
        lab.wait(f"Neural Lab · {text}")
        desktop.key("ctrl+z")
        time.sleep(0.2)
        desktop.key("c")
        lab.wait("Neural Lab")
        desktop.key("5")
        lab.wait("Neural Lab · 5")


def test_ink_appears_where_the_pen_is(desktop: Desktop) -> None:
    with running(desktop) as lab:
        x, y = lab.middle("canvas")
        desktop.drag([(x - 60, y), (x + 60, y)])
        time.sleep(0.2)
        pixels = desktop.picture()[int(y) - 4 : int(y) + 4, int(x) - 60 : int(x) + 60]
        assert (pixels.min(axis=2) > 200).all(), "no gap between two points far apart"


def test_digits_drawn_with_a_finger_are_read(touch_screen: TouchDesktop, assets: Assets) -> None:
    with running(touch_screen) as lab:
        for digit in (2, 4):
            draw(lab, assets.samples.digits[digit][0], touch_screen.touch.stroke)
            lab.wait(f"Neural Lab · {digit}")
            touch_screen.touch.tap(*lab.middle("clear"))
            lab.wait("Neural Lab")


def test_keys_and_sheets(desktop: Desktop) -> None:
    with running(desktop) as lab:
        before = settled(desktop)
        desktop.key("F1")
        becomes(lambda: bool(np.abs(desktop.picture() - before).mean() > 5))
        desktop.key("Escape")
        becomes(lambda: bool(np.abs(desktop.picture() - before).mean() < 0.5))
        desktop.key("Escape", "Tab", "Return")  # Esc asks; Tab goes from Stay to Quit
        assert lab.process.wait(timeout=5) == 0


def test_the_network_breaks_under_the_mouse_and_heals(desktop: Desktop) -> None:
    with running(desktop) as lab:
        desktop.key("7")
        lab.wait("Neural Lab · 7")
        time.sleep(1)  # the sample draws itself
        desktop.press(*lab.middle("tab.break"))
        time.sleep(0.3)
        lab.rects = places("--open", "break")
        desktop.drag([lab.at("slide.noise", 0.05 * n) for n in range(20)], 0.03)
        lab.wait(r"Neural Lab · [^7]")
        red, _, blue = desktop.picture()[int(lab.y) + 2, int(lab.x) + 300]
        assert red > blue + 60, "a red rim"
        desktop.press(*lab.middle("tab.break"))  # folds the drawer, and heals nothing
        time.sleep(0.3)
        lab.wait(r"Neural Lab · [^7]")
        desktop.key("h")
        lab.wait("Neural Lab · 7")
        for name in ("biases", "cut.3"):
            desktop.press(*lab.middle("tab.break")) if name == "biases" else None
            time.sleep(0.2)
            desktop.press(*lab.middle(name))
        lab.wait(r"Neural Lab · \?")
        desktop.key("h")
        lab.wait("Neural Lab · 7")
        desktop.key("ctrl+v")
        time.sleep(0.3)
        desktop.key("Delete", "b", "1", "minus", "w", "3", "Return")
        lab.wait(r"Neural Lab · \?")
        desktop.key("ctrl+c", "h")
        lab.wait("Neural Lab · 7")
        desktop.key("ctrl+v")  # what was copied stands in the sheet
        time.sleep(0.3)
        desktop.key("Return")
        lab.wait(r"Neural Lab · \?")
        desktop.key("Escape", "h")
        lab.wait("Neural Lab · 7")


def test_full_screen_and_back(desktop: Desktop) -> None:
    with running(desktop) as lab:
        desktop.key("F11")
        time.sleep(0.8)
        assert desktop.wait_window("Neural Lab")[2:] == desktop.size
        desktop.key("Escape")
        time.sleep(0.8)
        assert desktop.wait_window("Neural Lab")[2:] == SIZE
        assert lab.process.poll() is None


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_without_a_display_one_line_and_status_3(name: str) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    if name == "WAYLAND_DISPLAY":
        environment["DISPLAY"] = ":4711"  # nobody is there
    run = subprocess.run(
        [sys.executable, "main.py"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 3
    assert "neural-lab render --out" in run.stderr and run.stderr.count("\n") == 1
