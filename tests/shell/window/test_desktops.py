"""The window among others: under a window manager, on two monitors, on keyboards of all kinds."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from game.shell.files.assets import Assets
from tests.screens import Desktop
from tests.shell.window.test_window import Lab, becomes, draw, running, settled

#: a window of another program, as large as it is told
OTHER = """
import os, sys, time
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
import pygame
pygame.display.set_mode((240, 180)); pygame.display.set_caption("Other")
while True:
    pygame.event.get(); time.sleep(0.02)
"""


@contextmanager
def another_window(desktop: Desktop, x: int, y: int) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, "-c", OTHER], env=desktop.environment)
    try:
        desktop.wait_window("Other")
        window = desktop.window("^Other$")
        desktop.xdotool("windowmove", window, str(x), str(y), "sleep", "0.3")
        yield window
    finally:
        process.kill()
        process.wait()


def still(desktop: Desktop, lab: Lab, assets: Assets) -> None:
    """A drawing, paused: nothing would be drawn again by itself."""
    draw(lab, assets.samples.digits[7][0], desktop.drag)
    lab.wait("Neural Lab · 7")
    desktop.key("space")
    desktop.move(lab.x + 400, lab.y + 8)


def content(desktop: Desktop) -> NDArray[np.uint8]:
    """What the lab's window shows; a manager may have moved it."""
    x, y, width, height = desktop.wait_window("^Neural Lab")
    return desktop.picture()[y : y + height, x : x + width]


def minimized_and_back(desktop: Desktop, meanwhile: tuple[str, ...] = ()) -> None:
    window = desktop.window("^Neural Lab")
    desktop.xdotool("windowminimize", window)
    time.sleep(0.7)
    if meanwhile:
        desktop.xdotool(*meanwhile)
    desktop.xdotool("windowmap", window)
    time.sleep(1)
    desktop.xdotool("windowfocus", window)
    time.sleep(0.3)


def test_nothing_is_missing_after_minimizing_or_under_another_window(
    managed_desktop: Desktop, assets: Assets
) -> None:
    desktop = managed_desktop
    with running(desktop) as lab:
        still(desktop, lab, assets)
        settled(desktop)
        before = content(desktop)

        def as_before() -> bool:
            return bool((content(desktop) != before).mean() < 0.005)

        minimized_and_back(desktop)
        becomes(as_before)
        x, y, *_ = desktop.wait_window("^Neural Lab")
        with another_window(desktop, x + 300, y + 200):
            assert not as_before()
        becomes(as_before)


def test_the_press_that_raises_the_window_begins_a_stroke(
    managed_desktop: Desktop, assets: Assets
) -> None:
    desktop = managed_desktop
    with running(desktop) as lab, another_window(desktop, 1600, 800) as other:
        desktop.xdotool("windowfocus", other, "mousemove", "1700", "900", "click", "1")
        time.sleep(0.4)
        draw(lab, assets.samples.digits[7][0], desktop.drag)
        lab.wait("Neural Lab · 7")


def interrupted_stroke(desktop: Desktop, lab: Lab) -> None:
    """The button goes down over the canvas, and comes up while the window is minimized."""
    desktop.move(*lab.middle("canvas"))
    desktop.xdotool("mousedown", "1", "mousemove_relative", "20", "20", "sleep", "0.1")
    minimized_and_back(desktop, meanwhile=("mouseup", "1"))
    lab.follow()


def test_a_stroke_that_minimizing_interrupts_costs_neither_stroke_nor_click(
    managed_desktop: Desktop, assets: Assets
) -> None:
    desktop = managed_desktop
    with running(desktop) as lab:
        interrupted_stroke(desktop, lab)
        desktop.key("Delete")
        lab.wait("Neural Lab")
        draw(lab, assets.samples.digits[7][0], desktop.drag)
        lab.wait("Neural Lab · 7")
        interrupted_stroke(desktop, lab)
        desktop.press(*lab.middle("clear"))
        lab.wait("Neural Lab")


def test_keys_work_on_layouts_of_all_kinds(managed_desktop: Desktop, assets: Assets) -> None:
    """C, Ctrl+Z and Alt+C by their places on the board, which xdotool presses by number."""
    desktop = managed_desktop
    ink = next(ink for ink in assets.samples.digits[7] if len(ink.strokes) == 1)
    with running(desktop) as lab:
        for layout in ("ru", "il", "fr", "de"):  # more in tests/shell/window/test_keys.py
            subprocess.run(["setxkbmap", layout], env=desktop.environment, check=True)
            time.sleep(0.3)
            undo = "25" if layout == "fr" else "29" if layout == "de" else "52"  # where Z is
            draw(lab, ink, desktop.drag)
            lab.wait("Neural Lab · 7")
            desktop.xdotool("keydown", "ctrl", "key", undo, "keyup", "ctrl")
            lab.wait("Neural Lab")
            draw(lab, ink, desktop.drag)
            lab.wait("Neural Lab · 7")
            desktop.xdotool("keydown", "alt", "key", "54", "keyup", "alt")  # not ours
            time.sleep(0.3)
            lab.wait("Neural Lab · 7", 1)
            desktop.xdotool("key", "54")
            lab.wait("Neural Lab")
    with running(desktop, "--letters", "alt") as lab:
        desktop.key("4")
        desktop.key("alt+7")
        lab.wait("Neural Lab · 7")
        desktop.key("c")
        time.sleep(0.3)
        lab.wait("Neural Lab · 7", 1)
        desktop.key("alt+c")
        lab.wait("Neural Lab")
    subprocess.run(["setxkbmap", "us"], env=desktop.environment, check=True)


Place = tuple[int, int, int, int]


def reaches(desktop: Desktop, fits: Callable[[Place], bool], seconds: float = 6) -> None:
    """Wait until the window stands where it should."""
    end = time.monotonic() + seconds
    while not fits(place := desktop.wait_window("Neural Lab")):
        assert time.monotonic() < end, place
        time.sleep(0.1)


def stands(desktop: Desktop, *place: int) -> None:
    reaches(desktop, lambda now: now == place)


def started(desktop: Desktop, *options: str, **environment: str) -> subprocess.Popen[str]:
    process = desktop.start(*options, **environment)
    desktop.wait_window("Neural Lab")
    time.sleep(1)
    return process


def ended(process: subprocess.Popen[str]) -> str:
    process.terminate()
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 0 and "Traceback" not in errors, errors
    return errors


def full_screen_key(desktop: Desktop) -> None:
    x, y, *_ = desktop.wait_window("Neural Lab")  # without a manager, keys go where the pointer is
    desktop.move(max(x, 0) + 300, max(y, 0) + 200)
    desktop.key("F11")


def test_full_screen_is_on_the_windows_own_monitor_and_back(two_monitors: Desktop) -> None:
    process = started(two_monitors, "--size", "900x600", "--display", "1")
    for _ in range(2):
        reaches(two_monitors, lambda now: now[0] >= 1280 and now[2:] == (900, 600))
        full_screen_key(two_monitors)
        stands(two_monitors, 1280, 0, 1024, 768)
        full_screen_key(two_monitors)
    reaches(two_monitors, lambda now: now[0] >= 1280 and now[2:] == (900, 600))
    assert ended(process) == ""


def test_pygames_own_variable_counts_and_a_monitor_that_is_not_there_is_named(
    two_monitors: Desktop,
) -> None:
    process = started(two_monitors, "--fullscreen", PYGAME_DISPLAY="1")
    stands(two_monitors, 1280, 0, 1024, 768)
    assert ended(process) == ""
    process = started(two_monitors, "--fullscreen", "--display", "7")
    stands(two_monitors, 0, 0, 1280, 800)
    assert ended(process) == "neural-lab: there is no display 7, only 0 to 1; display 0 is used\n"


def test_full_screen_follows_each_change_of_mode_without_a_window_manager(
    two_monitors: Desktop,
) -> None:
    def mode(name: str) -> None:
        two_monitors.xrandr("--output", "DUMMY0", "--mode", name)

    process = started(two_monitors, "--fullscreen")
    try:
        for _ in range(2):
            stands(two_monitors, 0, 0, 1280, 800)
            mode("1024x768")
            stands(two_monitors, 0, 0, 1024, 768)
            full_screen_key(two_monitors)
            reaches(two_monitors, lambda now: now[2] != 1024)
            mode("1280x800")
            full_screen_key(two_monitors)
    finally:
        mode("1280x800")
    ended(process)


def test_full_screen_follows_a_monitor_that_moves_and_leaves_one_that_goes(
    two_monitors: Desktop,
) -> None:
    process = started(two_monitors, "--fullscreen", "--display", "1")
    try:
        stands(two_monitors, 1280, 0, 1024, 768)
        two_monitors.xrandr("--output", "DUMMY1", "--pos", "1400x0")
        stands(two_monitors, 1400, 0, 1024, 768)
        two_monitors.xrandr("--output", "DUMMY1", "--off")
        stands(two_monitors, 0, 0, 1280, 800)
    finally:
        two_monitors.xrandr("--output", "DUMMY1", "--mode", "1024x768x", "--right-of", "DUMMY0")
    ended(process)
