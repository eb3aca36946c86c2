"""Real screens for tests of the real window: Xvfb for mouse and keys, Xorg for touches.

The fixtures `desktop` and `touch_screen` (known to every test through /conftest.py) each start one
X server for the whole run, and skip with the reason where it is not installed. `.ci/run` installs
both.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from tests.touch import Screen

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1920, 1080)

Point = tuple[float, float]
#: left, top, width and height, px
Part = tuple[int, int, int, int]


class Desktop:
    """A running X server: starts the lab on it, moves its pointer, and sees what it shows."""

    def __init__(self, display: str, size: tuple[int, int]) -> None:
        self.display, self.size = display, size

    @property
    def environment(self) -> dict[str, str]:
        """Environment for a program that is to open its window here."""
        hidden = {"WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}
        kept = {key: value for key, value in os.environ.items() if key not in hidden}
        return kept | {"DISPLAY": self.display, "SDL_VIDEODRIVER": "x11"}

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """`main.py` with these arguments, its output in pipes; the caller ends it. Without
        --autosave it offers nothing that an earlier test has drawn."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "--no-autosave", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_window(self, title: str = "", seconds: float = 20) -> tuple[int, int, int, int]:
        """Left, top, width, height of the visible window whose title has this pattern."""
        end = time.monotonic() + seconds
        name = ""
        while time.monotonic() < end:
            # By class, which every window has: where no window manager runs, xdotool's own
            # search finds no names, though it can tell them.
            found = self._xdotool("search", "--onlyvisible", "--class", ".*", check=False).split()
            for window in found:
                name = self._xdotool("getwindowname", window, check=False).rstrip("\n")
                words = self._xdotool("getwindowgeometry", "--shell", window, check=False)
                place = dict(line.split("=") for line in words.split())
                if re.search(title, name) and "HEIGHT" in place:
                    x, y, w, h = (int(place[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))
                    return x, y, w, h
            time.sleep(0.05)
        raise TimeoutError(f"no window {title!r} within {seconds} s; the last one was {name!r}")

    def window(self, title: str) -> str:
        """xdotool's number of the visible window whose title has this pattern."""
        found = self._xdotool("search", "--onlyvisible", "--class", ".*", check=False).split()
        return next(w for w in found if re.search(title, self._xdotool("getwindowname", w)))

    def move(self, x: float, y: float) -> None:
        """Put the pointer at a pixel of the screen."""
        self._xdotool("mousemove", str(round(x)), str(round(y)))

    def press(self, x: float, y: float) -> None:
        """Click the left button."""
        self.move(x, y)
        self._xdotool("click", "1")

    def drag(self, points: Sequence[Point], step: float = 0.008) -> None:
        """Draw a stroke with the left button down, a point every ``step`` seconds."""
        words = [*_moved(points[0]), "mousedown", "1"]
        for point in points[1:]:
            words += ["sleep", str(step), *_moved(point)]
        self._xdotool(*words, "sleep", str(step), "mouseup", "1")

    def key(self, *names: str) -> None:
        """Press keys by their X names: "c", "Escape", "ctrl+z", "F11"."""
        self._xdotool("key", *names)

    def picture(self, part: Part | None = None) -> NDArray[np.uint8]:
        """What the screen, or a part of it, shows: (height, width, 3), red green blue."""
        return screenshot(self.display, part)

    def save(self, path: Path) -> None:
        """Write what the screen shows as PNG."""
        pixels = self.picture()
        size = pixels.shape[1::-1]
        pygame.image.save(pygame.image.frombytes(pixels.tobytes(), size, "RGB"), path)

    def xrandr(self, *words: str, check: bool = True) -> int:
        """Change monitors; returns xrandr's exit status."""
        run = subprocess.run(
            ["xrandr", *words], env=self.environment, capture_output=True, check=check
        )
        return run.returncode

    def xdotool(self, *words: str) -> str:
        """Anything else xdotool does."""
        return self._xdotool(*words)

    def _xdotool(self, *words: str, check: bool = True) -> str:
        run = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=check,
        )
        return run.stdout


class TouchDesktop(Desktop):
    """A screen with real touches; ``touch`` puts fingers down (tests/touch.py)."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen.display, screen.size)
        self.touch = screen.touch


def _moved(point: Point) -> list[str]:
    return ["mousemove", str(round(point[0])), str(round(point[1]))]


def screenshot(display: str, part: Part | None = None) -> NDArray[np.uint8]:
    """The root window's pixels, (height, width, 3), red green blue; ``part``: only of this, which
    lies within it: all of a 4K screen takes a fifth of a second.

    Asked of the server in its own protocol: xwd and ImageMagick would each be one more package
    to install, and Xvfb's -fbdir does not exist on Xorg.
    """
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(f"/tmp/.X11-unix/X{display.lstrip(':')}")
        server.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        accepted, length = struct.unpack("<B5xH", _receive(server, 8))
        greeting = _receive(server, length * 4)
        assert accepted == 1, f"the X server refused: {greeting!r}"
        vendor, formats = struct.unpack_from("<16xH3xB", greeting)
        root, width, height = struct.unpack_from(
            "<I16xHH", greeting, 32 + (vendor + 3) // 4 * 4 + formats * 8
        )
        x, y, width, height = part or (0, 0, width, height)
        get_image, as_pixels, all_planes = 73, 2, 0xFFFFFFFF
        server.sendall(
            struct.pack(
                "<BBHIhhHHI", get_image, as_pixels, 5, root, x, y, width, height, all_planes
            )
        )
        kind, length = struct.unpack_from("<B3xI", _receive(server, 32))
        assert kind == 1, "the X server gave no picture"
        pixels = np.frombuffer(_receive(server, length * 4), np.uint8)
    return np.ascontiguousarray(pixels.reshape(height, width, 4)[:, :, 2::-1])


def _receive(server: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        part = server.recv(count - len(data))
        assert part, "the X server hung up"
        data += part
    return bytes(data)


def _needs(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (.ci/run installs it)")


@contextmanager
def _xvfb() -> Iterator[Desktop]:
    reader, writer = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as chosen:
        number = chosen.readline().strip()  # once it stands here, the server is ready
    assert number, "Xvfb did not start"
    yield Desktop(f":{number}", SIZE)
    server.terminate()
    server.wait()


@contextmanager
def _managed(desktop: Desktop) -> Iterator[None]:
    """A window manager on a screen."""
    manager = subprocess.Popen(
        ["openbox"],
        env=desktop.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1)
    yield
    manager.terminate()
    manager.wait()


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    """A screen of 1920×1080 with mouse and keys."""
    _needs("Xvfb", "xdotool")
    with _xvfb() as screen:
        yield screen


@pytest.fixture(scope="module")
def managed_desktop() -> Iterator[Desktop]:
    """The same with a window manager, and keyboard layouts to choose."""
    _needs("Xvfb", "xdotool", "openbox", "setxkbmap")
    with _xvfb() as screen, _managed(screen):
        yield screen


@pytest.fixture(scope="module")
def two_monitors() -> Iterator[Desktop]:
    """Monitors of 1280×800 and, right of it, 1024×768. Without a window manager."""
    _needs("Xorg", "xdotool", "xrandr")
    if os.geteuid() != 0 or not Path("/usr/lib/xorg/modules/drivers/dummy_drv.so").exists():
        pytest.skip("needs root, and xserver-xorg-video-dummy (.ci/run installs it)")
    display = _free_display()
    config = Path(__file__).parent / "data" / "two_monitors.conf"
    words = ("-noreset", "-nolisten", "tcp", "-logfile")
    server = subprocess.Popen(
        ["Xorg", display, "-config", config, *words, os.devnull],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    screen = Desktop(display, (3200, 1080))
    end = time.monotonic() + 20
    while screen.xrandr(check=False) and time.monotonic() < end:
        time.sleep(0.2)
    timing = "65 1024 1048 1184 1344 768 771 777 806 -hsync -vsync"
    screen.xrandr("--newmode", "1024x768x", *timing.split())
    screen.xrandr("--addmode", "DUMMY1", "1024x768x")
    screen.xrandr("--output", "DUMMY1", "--mode", "1024x768x", "--right-of", "DUMMY0")
    screen.xrandr()  # SDL sees a new monitor only after such a query
    yield screen
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def touch_screen() -> Iterator[TouchDesktop]:
    """A screen of 1920×1080 with a ten-finger touch screen."""
    _needs("Xorg", "xdotool")
    modules = Path("/usr/lib/xorg/modules")
    if not (modules / "drivers" / "dummy_drv.so").exists():
        pytest.skip("xserver-xorg-video-dummy is not installed (.ci/run installs it)")
    if os.geteuid() != 0:
        pytest.skip("Xorg with a configuration of its own needs root")
    with Screen(_free_display(), SIZE) as screen:
        yield TouchDesktop(screen)


def _free_display() -> str:
    taken = {path.name.lstrip(".X").removesuffix("-lock") for path in Path("/tmp").glob(".X*-lock")}
    return next(f":{number}" for number in range(70, 200) if str(number) not in taken)
