"""The window: opening it, full screen, presenting what was drawn."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

import pygame

from game.shell.window.screen_mm import screen_mm
from game.shell.window.x_monitors import Monitor, XMonitors

# SDL presents through OpenGL by default, which costs 13–60 ms a frame where that is software.
# The plain framebuffer needs 0.4 ms at 1080p, and only with it are changed rectangles cheaper than
# the whole window.
_ENVIRONMENT = {
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
    "SDL_TOUCH_MOUSE_EVENTS": "0",
    "SDL_MOUSE_TOUCH_EVENTS": "0",
    # The press that brings the window to the front is the first stroke's beginning.
    "SDL_MOUSE_FOCUS_CLICKTHROUGH": "1",
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_WINDOWS_DPI_AWARENESS": "permonitorv2",
}
#: drivers that show nothing; SDL falls back to them without an error
_BLIND = ("offscreen", "dummy")
#: share of the desktop that a window takes when no size is asked for
_SHARE = 0.9
_SMALLEST = (320, 240)
#: events after which what the window shows is unknown
_UNCOVERED = (
    pygame.WINDOWEXPOSED,
    pygame.WINDOWSHOWN,
    pygame.WINDOWRESTORED,
    pygame.WINDOWMAXIMIZED,
    pygame.WINDOWSIZECHANGED,
    pygame.VIDEOEXPOSE,
)


class DisplayError(Exception):
    """There is no display to open a window on; one line says what to do."""


def prepare_environment() -> None:
    """Settings SDL reads when it starts; those a person has set are left alone."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    if sys.platform == "linux":
        # Left to itself SDL also asks servers that nobody named, and their libraries complain
        # on stderr. Without any server it may still drive the screen itself.
        named = {"wayland": "WAYLAND_DISPLAY", "x11": "DISPLAY"}
        drivers = [driver for driver, name in named.items() if os.environ.get(name)]
        os.environ.setdefault("SDL_VIDEODRIVER", ",".join(drivers) or "kmsdrm")


class Window:
    """One window with a software surface. Raises DisplayError where there is no display."""

    def __init__(
        self,
        size: tuple[int, int] | None,
        fullscreen: bool,
        title: str,
        display: int | None = None,
        before_shown: Callable[[], object] | None = None,
    ) -> None:
        """``size``: px; None: what fits the desktop. ``display``: which monitor to open on, from 0;
        None: the one in the variable PYGAME_DISPLAY, else the first. Where there is no such
        monitor, ``notices`` says so. ``before_shown`` is called whenever a window is opened, while
        it is still hidden."""
        prepare_environment()
        try:
            pygame.display.init()
            pygame.font.init()
        except pygame.error as error:
            raise DisplayError(_no_display(str(error))) from error
        self.driver = pygame.display.get_driver()
        if self.driver in _BLIND and os.environ.get("SDL_VIDEODRIVER") != self.driver:
            pygame.display.quit()
            raise DisplayError(_no_display("no display server answers"))
        self._title = ""
        self._before_shown = before_shown
        self._cursor = True
        #: how often it was opened
        self.opened = 0
        self._icon: pygame.Surface | None = None
        self.title(title)
        self.notices: list[str] = []
        self._monitors = XMonitors()
        #: the place or size that `follow_desktop` last opened the window for, so that it tries
        #: none twice
        self._followed: object = None
        self._display = self._existing(_display_asked_for() if display is None else display)
        self._size = size or self._default_size()
        self.fullscreen = False
        self._open(fullscreen)

    @property
    def surface(self) -> pygame.Surface:
        surface = pygame.display.get_surface()
        assert surface is not None
        return surface

    def title(self, words: str) -> None:
        """Set the window's title where it differs."""
        if words != self._title:
            self._title = words
            pygame.display.set_caption(words)

    def set_icon(self, png: bytes) -> None:
        """Show an icon, a PNG file's bytes. One that cannot be read is left out: it is not worth
        failing for."""
        try:
            self._icon = pygame.image.load(io.BytesIO(png), "icon.png")
        except (OSError, pygame.error):
            return
        self._show_icon()

    def _show_icon(self) -> None:
        if self._icon:
            pygame.display.set_icon(self._icon)

    def set_fullscreen(self, on: bool) -> None:
        if on == self.fullscreen:
            return
        if on:
            self._size = self.surface.get_size()
        self._followed = None
        self._open_anew(on)

    def follow_desktop(self) -> bool:
        """In full screen, fill the monitor as it is now, or another one if it is gone: X changes a
        monitor's mode, moves it and takes it away without an event. Returns whether the window is a
        new one: then no release will come of what was held down on the old one."""
        if not self.fullscreen:
            return False
        wanted, here = self._filling()
        # Once for each change: where a monitor cannot be filled, the window must not flicker every
        # second.
        followed, self._followed = self._followed, None if wanted == here else wanted
        if self._followed in (None, followed):
            return False
        self._open_anew(True)
        return True

    def hide_cursor(self) -> None:
        """Show no cursor over the window."""
        self._cursor = False
        pygame.mouse.set_visible(False)

    def look(self, events: list[pygame.Event]) -> bool:
        """Note what events tell of the window. Returns whether all of it must be presented again,
        because another window lay over it or it was away."""
        for event in events:
            index = event.dict.get("display_index")
            if event.type == pygame.WINDOWDISPLAYCHANGED and isinstance(index, int):
                self._display = index
        return any(event.type in _UNCOVERED for event in events)

    def button_held(self) -> bool | None:
        """Whether the left button is down, asked of the system rather than of SDL; None where the
        system does not tell."""
        if self.driver not in ("x11", "windows", "cocoa"):
            return None
        return bool(pygame.mouse.get_pressed(desktop=True)[0])

    def present(self, changed: list[pygame.Rect]) -> None:
        """Bring the changed parts of the surface to the screen."""
        if changed:
            pygame.display.update(changed)

    def close(self) -> None:
        pygame.quit()

    def _open(self, fullscreen: bool) -> None:
        flags = pygame.FULLSCREEN if fullscreen else pygame.RESIZABLE
        sizes = pygame.display.get_desktop_sizes()
        index = min(self._display, len(sizes) - 1)  # it may have been unplugged
        size = sizes[index] if fullscreen else self._size
        try:
            if self._before_shown:
                pygame.display.set_mode(size, flags | pygame.HIDDEN, 0, index)
                self._before_shown()
                flags |= pygame.SHOWN
            pygame.display.set_mode(size, flags, 0, index)
        except pygame.error as error:
            raise DisplayError(_no_display(str(error))) from error
        self.fullscreen = fullscreen
        self.opened += 1
        pygame.mouse.set_visible(self._cursor)

    def _open_anew(self, fullscreen: bool) -> None:
        """A new window, not a changed one: without a window manager (a bare kiosk) X neither moves
        a window that becomes full screen nor gives it its old size back; and SDL asks for the sizes
        of monitors only when a display is opened."""
        self._display = self._own_display(self._x_monitors())
        pygame.display.quit()
        pygame.display.init()
        pygame.display.set_caption(self._title)
        self._show_icon()
        self._open(fullscreen)

    def _existing(self, display: int) -> int:
        """The monitor's number if there is such a monitor; otherwise 0, and a notice."""
        count = pygame.display.get_num_displays()
        if display < count:
            return display
        self.notices.append(
            f"there is no display {display}, only 0 to {count - 1}; display 0 is used"
        )
        return 0

    def _own_display(self, monitors: list[Monitor]) -> int:
        """The number of the monitor that the window is on. SDL tells when the window moves to
        another one, but not on which one it was opened."""
        middle = _middle(self.place)
        on = [n for n, monitor in enumerate(monitors) if monitor.holds(*middle)]
        return on[0] if on else self._display

    def _filling(self) -> tuple[object, object]:
        """What a window that fills its monitor would take, and what this one takes: place and
        size where X tells them, else the size alone."""
        monitors, sizes = self._x_monitors(), pygame.display.get_desktop_sizes()
        index = self._own_display(monitors)
        if monitors:
            return monitors[min(index, len(monitors) - 1)], self.place
        return sizes[min(index, len(sizes) - 1)], self.surface.get_size()

    def screen_mm(self) -> tuple[float, float] | None:
        """Width and height in mm of the screen that the window fills; None where it fills none, or
        none is known."""
        if not self.fullscreen:
            return None
        known = self._monitors.in_mm() if self.driver == "x11" else {}
        return screen_mm(self.surface.get_size(), self.place if known else None, known)

    def _x_monitors(self) -> list[Monitor]:
        """Where X's monitors are now; none where the window is not X's."""
        return self._monitors.now() if self.driver == "x11" else []

    @property
    def place(self) -> Monitor:
        """Where the window is, px of the desktop; its corner is (0, 0) where the system does not
        tell."""
        try:
            x, y = pygame.display.get_window_position()
        except pygame.error:
            x, y = 0, 0
        return Monitor(x, y, *self.surface.get_size())

    def _default_size(self) -> tuple[int, int]:
        """The size of a window that fits the desktop with room for its frame, px."""
        width, height = pygame.display.get_desktop_sizes()[self._display]
        return (
            max(int(width * _SHARE), _SMALLEST[0]),
            max(int(height * _SHARE), _SMALLEST[1]),
        )


def _display_asked_for() -> int:
    """The monitor that the variable PYGAME_DISPLAY names; 0 where it names none."""
    words = os.environ.get("PYGAME_DISPLAY", "")
    return int(words) if words.isdecimal() and len(words) < 4 else 0


def _middle(place: Monitor) -> tuple[int, int]:
    return place.x + place.width // 2, place.y + place.height // 2


def _no_display(cause: str) -> str:
    return (
        f"no display to open a window on ({cause}); set DISPLAY or WAYLAND_DISPLAY, "
        "or draw a picture without one: neural-lab render --out lab.png"
    )
