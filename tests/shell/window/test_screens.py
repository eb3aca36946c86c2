"""The screens that other tests stand on deliver real events to a real window."""

from __future__ import annotations

import select
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
        place = getattr(event, "pos", (0, 0))
        if name.startswith("Finger"):
            place = round(event.x * 1920), round(event.y * 1080)
        print(name, *place, flush=True)
"""


@contextmanager
def program(screen: Desktop) -> Iterator[subprocess.Popen[bytes]]:
    run = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        env=screen.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )
    try:
        assert run.stdout
        while run.stdout.readline() != b"open\n":
            assert run.poll() is None
        assert screen.wait_window() == (0, 0, 1920, 1080)
        yield run
    finally:
        run.kill()  # SDL would turn a polite SIGTERM into an event
        run.wait()


def says(run: subprocess.Popen[bytes], event: str, x: int = 0, y: int = 0) -> None:
    """Read on until the program has seen this event there, within a pixel."""
    assert run.stdout
    said = []
    while select.select([run.stdout], [], [], 10)[0]:
        said.append(run.stdout.readline().decode().strip())
        name, *place = said[-1].split()
        if name == event and np.allclose([float(number) for number in place], [x, y], atol=1):
            return
    raise AssertionError(f"never saw {event} at {x}, {y}, only {said}")


def test_mouse_and_keys(desktop: Desktop) -> None:
    with program(desktop) as run:
        desktop.drag([(300, 400), (350, 450), (500, 600)])
        says(run, "MouseButtonDown", 300, 400)
        says(run, "MouseButtonUp", 500, 600)
        desktop.press(20, 30)
        says(run, "MouseButtonDown", 20, 30)
        desktop.key("c")
        says(run, "KeyDown")
        picture = desktop.picture()
        assert picture.shape == (1080, 1920, 3)
        assert np.median(picture, axis=(0, 1)).tolist() == [200, 30, 10]


def test_touches(touch_screen: TouchDesktop) -> None:
    with program(touch_screen) as run:
        touch_screen.touch.stroke([(300, 400), (350, 450), (500, 600)])
        says(run, "FingerDown", 300, 400)
        says(run, "FingerUp", 500, 600)
        assert np.median(touch_screen.picture(), axis=(0, 1)).tolist() == [200, 30, 10]
