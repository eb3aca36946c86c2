"""Where X's monitors are now. SDL only knows where they were when the display was opened."""

from __future__ import annotations

import ctypes
from functools import cached_property
from typing import NamedTuple


class Monitor(NamedTuple):
    """The place and size of a monitor or a window, px of the desktop."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        return 0 <= x - self.x < self.width and 0 <= y - self.y < self.height


class _Info(ctypes.Structure):
    """XRRMonitorInfo of X11/extensions/Xrandr.h, RandR 1.5."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("mm_width", ctypes.c_int),
        ("mm_height", ctypes.c_int),
        ("output", ctypes.c_void_p),
    )


class XMonitors:
    """Asks the X server over a connection of its own; finds no monitors where there is no X."""

    def now(self) -> list[Monitor]:
        """All monitors; none where the server cannot be asked."""
        return [monitor for monitor, _ in self._asked()]

    def in_mm(self) -> dict[Monitor, tuple[int, int]]:
        """Width and height of each monitor in mm, as the server believes; 0 where it does not
        know."""
        return dict(self._asked())

    def _asked(self) -> list[tuple[Monitor, tuple[int, int]]]:
        if self._opened is None:
            return []
        x11, randr, display = self._opened
        count = ctypes.c_int()
        found = randr.XRRGetMonitors(
            display, x11.XDefaultRootWindow(display), True, ctypes.byref(count)
        )
        if not found:
            return []
        monitors = [
            (Monitor(m.x, m.y, m.width, m.height), (m.mm_width, m.mm_height))
            for m in found[: count.value]
        ]
        randr.XRRFreeMonitors(found)
        return monitors

    @cached_property
    def _opened(self) -> tuple[ctypes.CDLL, ctypes.CDLL, int] | None:
        try:
            x11, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
            x11.XOpenDisplay.restype = ctypes.c_void_p
            x11.XOpenDisplay.argtypes = (ctypes.c_char_p,)
            x11.XDefaultRootWindow.restype = ctypes.c_ulong
            x11.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
            randr.XRRGetMonitors.restype = ctypes.POINTER(_Info)
            randr.XRRGetMonitors.argtypes = (
                ctypes.c_void_p,
                ctypes.c_ulong,
                ctypes.c_int,
                ctypes.POINTER(ctypes.c_int),
            )
            randr.XRRFreeMonitors.restype = None
            randr.XRRFreeMonitors.argtypes = (ctypes.POINTER(_Info),)
        except (OSError, AttributeError):  # not there, or older than RandR 1.5
            return None
        display = x11.XOpenDisplay(None)
        return (x11, randr, display) if display and _knows_monitors(randr, display) else None


def _knows_monitors(randr: ctypes.CDLL, display: int) -> bool:
    """Whether the server speaks RandR 1.5. If it does not, asking it for monitors is an
    error, which ends the program."""
    major, minor, given = ctypes.c_int(), ctypes.c_int(), ctypes.c_void_p(display)
    # The first call gives the bases of its events and errors, which nothing here needs.
    if not randr.XRRQueryExtension(given, ctypes.byref(major), ctypes.byref(minor)):
        return False
    known = randr.XRRQueryVersion(given, ctypes.byref(major), ctypes.byref(minor))
    return bool(known) and (major.value, minor.value) >= (1, 5)
