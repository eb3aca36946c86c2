"""Fault table, rows "SIGTERM, SIGINT", "second instance" and "ten fingers and key mashing": what a
visitor can do to a locked window, and what ends it all the same."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.shell.files.assets import Assets
from game.shell.files.kiosk_values import hash_pin
from tests.faults.kiosk import Kiosk, kiosk, places, strokes, until
from tests.processes import patience
from tests.screens import Desktop, TouchDesktop

PIN = f'staff_pin = "{hash_pin("2468", bytes(16))}"\n'
#: all keys that a lab has, and those by which windows are closed, moved and left
KEYS = (
    *("F11", "Escape", "q", "ctrl+q", "ctrl+w", "ctrl+c", "ctrl+v", "F1", "e", "c", "h", "ctrl+z"),
    *("Tab", "Return", "space", "Delete", "b", "t", "w", "question", "super", "alt+F4", "alt+Tab"),
    *("plus", "minus", "Left", "Up", "Page_Up", "F4", "Print", "7", "ctrl+plus"),
)


def cursor(desktop: Desktop) -> int:
    """How many pixels of the pointer's picture can be seen, asked of the X server."""
    script = """if True:
        import ctypes
        class Image(ctypes.Structure):
            _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short), ("w", ctypes.c_ushort),
                        ("h", ctypes.c_ushort), ("xhot", ctypes.c_ushort),
                        ("yhot", ctypes.c_ushort), ("serial", ctypes.c_ulong),
                        ("pixels", ctypes.POINTER(ctypes.c_ulong))]
        x, fixes = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXfixes.so.3")
        x.XOpenDisplay.restype = ctypes.c_void_p
        fixes.XFixesGetCursorImage.restype = ctypes.POINTER(Image)
        image = fixes.XFixesGetCursorImage(ctypes.c_void_p(x.XOpenDisplay(None))).contents
        print(sum(image.pixels[n] >> 24 & 255 > 0 for n in range(image.w * image.h)))
    """
    words = [sys.executable, "-c", script]
    said = subprocess.run(words, env=desktop.environment, capture_output=True, check=True)
    return int(said.stdout)


def touched(lab: Kiosk) -> None:
    """A visit begins: a click at a place where nothing else can be pressed."""
    visits = lab.status["visits"]
    lab.desktop.press(960, 30)
    lab.wait(phase="visit", visits=visits + 1)


def changes(lab: Kiosk, do: object) -> None:
    """What is done changes much of what the screen shows."""
    assert callable(do)
    before = lab.desktop.picture().astype(int)
    do()
    until(lambda: abs(lab.desktop.picture() - before).mean() > 3, 20, "nothing opens")


def staff_corner(lab: Kiosk) -> None:
    """Hold the corner until the PIN is asked for."""
    lab.desktop.move(20, 20)
    lab.desktop.xdotool("mousedown", "1", "sleep", "5.5", "mouseup", "1")


def alone(lab: Kiosk) -> bool:
    """Whether the window still covers the whole screen, and lives."""
    return lab.process.poll() is None and lab.desktop.wait_window("^Neural Lab")[2:] == (1920, 1080)


@pytest.mark.storm
def test_a_visitor_can_neither_close_nor_leave_it_and_sigterm_ends_it_under_a_sheet(
    managed_desktop: Desktop, assets: Assets, tmp_path: Path
) -> None:
    """Rows "SIGTERM" and "key mashing": every key, the window manager's own and a request to
    close; no cursor; then SIGTERM while the PIN is asked for."""
    desktop = managed_desktop
    with kiosk(desktop, tmp_path, settings=PIN) as lab:
        desktop.move(900, 500)
        until(lambda: cursor(desktop) == 0, 5, "a cursor is seen in attract mode")
        touched(lab)
        for key in KEYS:
            desktop.key(key)
        time.sleep(0.5)
        assert alone(lab) and cursor(desktop) == 0
        lab.shown("Neural Lab", 1)  # neither 7 nor any other key has drawn
        for points in strokes(assets, 7, places(1920, 1080)["canvas"]):
            desktop.drag(points)
        lab.shown("Neural Lab · 7")
        desktop.key("Delete", "c", "ctrl+z", "b", "alt+F4", "F11", "Escape", "q", "Return")
        close(desktop)
        time.sleep(1)
        assert alone(lab) and lab.status["phase"] == "visit"
        lab.shown("Neural Lab · 7", 1)
        changes(lab, lambda: staff_corner(lab))
        assert lab.errors == []
        status, seconds = lab.end(signal.SIGTERM)
        assert status == 0 and seconds <= patience(), (status, seconds)
        assert lab.errors == [] and lab.status["errors"] == 0


def close(desktop: Desktop) -> None:
    """Ask the window to close, as a window manager does."""
    script = """if True:
        import ctypes, sys
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XInternAtom.restype = ctypes.c_ulong
        display, window = ctypes.c_void_p(x.XOpenDisplay(None)), int(sys.argv[1])
        atoms = [x.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")]
        class Message(ctypes.Structure):
            _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("sent", ctypes.c_int),
                        ("display", ctypes.c_void_p), ("window", ctypes.c_ulong),
                        ("kind", ctypes.c_ulong), ("format", ctypes.c_int),
                        ("data", ctypes.c_long * 5), ("rest", ctypes.c_long * 16)]
        data = (ctypes.c_long * 5)(atoms[1])
        message = Message(33, 0, 1, display, window, atoms[0], 32, data)
        x.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
        x.XSync(display, 0)
    """
    words = [sys.executable, "-c", script, desktop.window("^Neural Lab")]
    subprocess.run(words, env=desktop.environment, check=True, timeout=20)


@pytest.mark.storm
def test_an_ordinary_lab_heeds_both_requests_to_close(
    managed_desktop: Desktop, tmp_path: Path
) -> None:
    """That the test above really asks: without --kiosk the same two requests end it."""
    for ask in (close, lambda desktop: desktop.key("alt+F4")):
        lab = managed_desktop.start("--size", "800x600", HOME=str(tmp_path))
        managed_desktop.wait_window("^Neural Lab$")
        time.sleep(1)
        ask(managed_desktop)
        assert lab.wait(timeout=10) == 0


@pytest.mark.storm
def test_a_second_one_is_refused_until_kill_9_and_sigint_ends_it_under_a_sheet(
    desktop: Desktop, tmp_path: Path
) -> None:
    """Rows "second instance in kiosk mode" and "SIGINT"."""
    with kiosk(desktop, tmp_path, settings=PIN) as first:
        touched(first)
        number = first.process.pid
        with kiosk(desktop, tmp_path, settings=PIN, phase="") as second:
            assert second.process.wait(20) == 1
            (line,) = second.errors
            assert f"process {number}" in line and "kiosk.lock" in line
        assert first.process.poll() is None and first.status["pid"] == number
        first.process.kill()
        first.process.wait()
    with kiosk(desktop, tmp_path, settings=PIN) as third:
        assert third.errors == [] and third.status["pid"] == third.process.pid
        assert (third.status["starts"], third.status["visits"]) == (2, 1)
        touched(third)
        changes(third, lambda: desktop.press(*places(1920, 1080)["help"].center))
        status, seconds = third.end(signal.SIGINT)
        assert status == 0 and seconds <= patience(), (status, seconds)


@pytest.mark.storm
def test_ten_fingers_and_mashed_keys_leave_nothing_stuck(
    touch_screen: TouchDesktop, assets: Assets, tmp_path: Path
) -> None:
    """Row "ten fingers and key mashing", in a real window; what frames cost meanwhile `bench`
    measures."""
    touch, chance = touch_screen.touch, random.Random(12)
    with kiosk(touch_screen, tmp_path, "--idle", "30", "--countdown", "1") as lab:
        touch.tap(960, 30)
        lab.wait(phase="visit")
        for _ in range(12):
            mashing = subprocess.Popen(
                ["xdotool", "key", "--delay", "5", *chance.choices(KEYS, k=60)],
                env=touch_screen.environment,
            )
            at = [(chance.randrange(1920), chance.randrange(140, 1080)) for _ in range(10)]
            fingers = [(touch.down(x, y), x, y) for x, y in at]
            for _ in range(30):
                for finger, x, y in fingers:
                    touch.move(finger, x + chance.gauss(0, 20), y + chance.gauss(0, 20))
                time.sleep(0.01)
            for finger, x, y in chance.sample(fingers, 10):
                touch.up(finger, x, y)
            assert mashing.wait(20) == 0
        assert lab.process.poll() is None and lab.status["pid"] == lab.process.pid
        lab.wait(phase="attract", resets=1)  # nothing is held down, and nobody is there
        touch.tap(960, 30)
        lab.wait(phase="visit", visits=2)
        for points in strokes(assets, 7, places(1920, 1080)["canvas"]):
            touch.stroke(points)
        lab.shown("Neural Lab · 7")
        assert lab.status["errors"] == 0 and "ERROR" not in lab.log
