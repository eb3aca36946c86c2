"""The screens that other tests stand on deliver real events to a real window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from tests.screens import Desktop, TouchDesktop

# Says each event once, on a red window.
_PROGRAM = """
import os, pygame
os.environ["SDL_TOUCH_MOUSE_EVENTS"] = "0"
pygame.init()
window = pygame.display.set_mode((1920, 1080))
window.fill((200, 30, 10))
pygame.display.flip()
print("open", flush=True)
while True:
    event = pygame.event.wait()
    name = pygame.event.event_name(event.type)
    if name in ("MouseButtonDown", "MouseButtonUp", "FingerDown", "FingerUp", "KeyDown"):
        place = getattr(event, "pos", getattr(event, "unicode", ""))
        if name.startswith("Finger"):
            place = round(event.x * 1920), round(event.y * 1080)
        print(name, place, flush=True)
"""


@contextmanager
def program(screen: Desktop) -> Iterator[subprocess.Popen[str]]:
    run = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        env=screen.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert run.stdout
        while run.stdout.readline() != "open\n":
            assert run.poll() is None
        assert screen.wait_window() == (0, 0, 1920, 1080)
        yield run
    finally:
        run.kill()  # SDL would turn a polite SIGTERM into an event
        run.wait()


def says(run: subprocess.Popen[str], expected: str) -> None:
    """Read on until the program says this."""
    assert run.stdout
    said = []
    while not said or said[-1] != expected:
        said.append(run.stdout.readline().strip())
        assert said[-1], f"never said {expected!r}, only {said}"


def test_mouse_and_keys(desktop: Desktop) -> None:
    with program(desktop) as run:
        desktop.drag([(300, 400), (350, 450), (500, 600)])
        says(run, "MouseButtonDown (300, 400)")
        says(run, "MouseButtonUp (500, 600)")
        desktop.press(20, 30)
        says(run, "MouseButtonDown (20, 30)")
        desktop.key("c")
        says(run, "KeyDown c")
        picture = desktop.picture()
        assert picture.shape == (1080, 1920, 3)
        assert np.median(picture, axis=(0, 1)).tolist() == [200, 30, 10]


def test_touches(touch_screen: TouchDesktop) -> None:
    with program(touch_screen) as run:
        touch_screen.touch.stroke([(300, 400), (350, 450), (500, 600)])
        says(run, "FingerDown (300, 400)")
        says(run, "FingerUp (500, 600)")
        assert np.median(touch_screen.picture(), axis=(0, 1)).tolist() == [200, 30, 10]
