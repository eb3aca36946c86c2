"""Fault table, rows "resize, rotate, 4K ↔ 1080p, screen unplugged" and "touch screen unplugged in
mid-stroke" in kiosk mode, on a real Xorg with monitors and a touch screen that come and go."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.shell.files.assets import Assets
from tests.faults.kiosk import Kiosk, kiosk, places, strokes, until
from tests.processes import patience
from tests.screens import TouchDesktop, _free_display, _needs
from tests.touch import Screen

#: monitors' modes by name, px. Rotated by hand: the dummy driver has no rotation of its own, and a
#: program sees the same of both
MODES = {"4k": (3840, 2160), "hd": (1920, 1080), "tall": (1080, 1920)}


@pytest.fixture(scope="module")
def wall() -> Iterator[TouchDesktop]:
    """A 4K screen that knows all MODES, and a second monitor that can be plugged in."""
    _needs("Xorg", "xdotool", "xrandr", "xinput")
    if os.geteuid() != 0 or not Path("/usr/lib/xorg/modules/drivers/dummy_drv.so").exists():
        pytest.skip("needs root, and xserver-xorg-video-dummy (.ci/run installs it)")
    with Screen(_free_display(), MODES["4k"]) as screen:
        desktop = TouchDesktop(screen)
        for name, (width, height) in MODES.items():
            places(width, height)  # so that no test waits for it
            wide, high = width + width // 4, height + 40
            across = (width, width + 48, width + 96, wide)
            down = (height, height + 3, height + 8, high)
            clock = f"{wide * high * 60 / 1e6:.2f}"
            desktop.xrandr("--newmode", name, clock, *map(str, (*across, *down)))
            for output in ("DUMMY0", "DUMMY1"):
                desktop.xrandr("--addmode", output, name)
        yield desktop


@pytest.fixture(autouse=True)
def let_go(wall: TouchDesktop) -> Iterator[None]:
    """No button stays down, whatever became of a test."""
    yield
    wall.xdotool("mouseup", "1")


def set_mode(desktop: TouchDesktop, name: str, *more: str) -> None:
    desktop.xrandr("--output", "DUMMY0", "--mode", name, *more)


def covers(lab: Kiosk, size: tuple[int, int], x: int = 0) -> None:
    """Wait until the window fills a monitor."""
    place = (x, 0, *size)
    until(lambda: lab.desktop.wait_window("^Neural Lab") == place, 20, f"{place}")


def followed(lab: Kiosk, size: tuple[int, int]) -> float:
    """Wait until the window fills another screen, and the ink so far stands on the canvas where
    that now is; s that took."""
    begun = time.monotonic()
    covers(lab, size)
    until(lambda: inked(lab, size), 20, "no layout")
    return time.monotonic() - begun


def inked(lab: Kiosk, size: tuple[int, int], x: int = 0) -> int:
    """How many pixels of the canvas are ink."""
    left, top, width, height = (int(px) for px in places(*size)["canvas"].inset(8))
    part = lab.desktop.picture((left + x, top, width, height))
    return int((part.min(axis=2) > 200).sum())


def begin_stroke(lab: Kiosk, size: tuple[int, int], x: int = 0) -> None:
    """The button goes down on the canvas, and is not let go."""
    at = places(*size)["canvas"].center
    lab.desktop.move(at[0] + x, at[1])
    lab.desktop.xdotool("mousedown", "1", "mousemove_relative", "30", "40", "sleep", "0.2")
    until(lambda: inked(lab, size, x), 20, "nothing is drawn")


def cancelled(lab: Kiosk, assets: Assets, size: tuple[int, int]) -> None:
    """The stroke has ended, though the button is still down; the next one counts in full."""
    before, canvas = inked(lab, size), places(*size)["canvas"]
    for share in (0.3, 0.5, 0.7):
        lab.desktop.move(canvas.x + share * canvas.w, canvas.y + 0.8 * canvas.h)
    time.sleep(0.3)
    assert inked(lab, size) == before, "it goes on"
    lab.desktop.xdotool("mouseup", "1")
    lab.desktop.press(*places(*size)["clear"].center)
    lab.shown("Neural Lab")
    for points in strokes(assets, 7, canvas):
        lab.desktop.drag(points)
    lab.shown("Neural Lab · 7")
    lab.desktop.press(*places(*size)["clear"].center)
    lab.shown("Neural Lab")


@pytest.mark.storm
def test_a_stroke_ends_and_the_layout_follows_whatever_becomes_of_the_screen(
    wall: TouchDesktop, assets: Assets, tmp_path: Path
) -> None:
    """Row "resize, rotate, 4K ↔ 1080p, screen unplugged while a stroke is drawn"."""
    set_mode(wall, "hd")
    took = list[float]()
    with kiosk(wall, tmp_path) as lab:
        covers(lab, MODES["hd"])
        wall.press(900, 20)
        lab.wait(phase="visit")
        size = MODES["hd"]
        for name in ("4k", "hd", "tall", "hd"):
            begin_stroke(lab, size)
            set_mode(wall, name)
            size = MODES[name]
            took.append(followed(lab, size))
            cancelled(lab, assets, size)
        assert lab.status["phase"] == "visit" and lab.status["visits"] == 1
        assert lab.status["errors"] == 0
        assert max(took) <= patience(), took


@pytest.mark.storm
def test_a_screen_unplugged_in_mid_stroke_leaves_the_other_one(
    wall: TouchDesktop, assets: Assets, tmp_path: Path
) -> None:
    """Row "screen unplugged while a stroke is drawn": the lab was on the second of two."""
    set_mode(wall, "tall")
    wall.xrandr("--output", "DUMMY1", "--mode", "hd", "--right-of", "DUMMY0")
    wall.xrandr()
    try:
        with kiosk(wall, tmp_path, "--display", "1") as lab:
            covers(lab, MODES["hd"], 1080)
            wall.press(1080 + 900, 20)
            lab.wait(phase="visit")
            begin_stroke(lab, MODES["hd"], 1080)
            wall.xrandr("--output", "DUMMY1", "--off")
            seconds = followed(lab, MODES["tall"])
            cancelled(lab, assets, MODES["tall"])
            assert lab.status["errors"] == 0 and seconds <= patience(), seconds
    finally:
        wall.xrandr("--output", "DUMMY1", "--off")


def plug(desktop: TouchDesktop, how: str) -> None:
    """Take the touch screen away from the X server ("disable"), or give it back ("enable")."""
    subprocess.run(["xinput", how, "touch0"], env=desktop.environment, check=True)


@pytest.mark.storm
def test_a_touch_screen_unplugged_in_mid_stroke_leaves_mouse_and_keys(
    wall: TouchDesktop, assets: Assets, tmp_path: Path
) -> None:
    """Row "touch screen unplugged in mid-stroke": the stroke ends; a mouse draws, allowed keys
    work, and the idle time runs."""
    set_mode(wall, "4k")
    size, touch = MODES["4k"], wall.touch
    settings = 'kiosk_keys = ["4"]\n'
    options = ("--idle", "30", "--countdown", "1")
    with kiosk(wall, tmp_path, *options, settings=settings) as lab:
        touch.tap(1800, 40)
        lab.wait(phase="visit")
        canvas = places(*size)["canvas"]
        finger = touch.down(*canvas.center)
        for n in range(10):
            touch.move(finger, canvas.center[0] + 4 * n, canvas.center[1] + 6 * n)
            time.sleep(0.02)
        until(lambda: inked(lab, size), 20, "nothing is drawn")
        plug(wall, "disable")
        time.sleep(3.5)  # a silent finger counts as lost
        wall.press(*places(*size)["clear"].center)
        lab.shown("Neural Lab")
        for points in strokes(assets, 7, canvas):
            wall.drag(points)
        lab.shown("Neural Lab · 7")
        wall.key("4")
        lab.shown("Neural Lab · 4")
        assert lab.process.poll() is None and lab.status["errors"] == 0
        lab.wait(50, phase="attract", resets=1)  # no finger holds it
        wall.press(1800, 40)
        lab.wait(phase="visit", visits=2)
