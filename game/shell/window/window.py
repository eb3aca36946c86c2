"""The window: opening it, full screen, presenting what was drawn."""

from __future__ import annotations

import io
import os
import sys

import pygame

from game.shell.window.x_monitors import Monitor, XMonitors

# SDL presents through OpenGL by default, which costs 13–60 ms a frame where that is software.
# The plain framebuffer needs 0.4 ms at 1080p and makes dirty rectangles real (RENDERING.md).
_ENVIRONMENT = {
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
    "SDL_TOUCH_MOUSE_EVENTS": "0",
    "SDL_MOUSE_TOUCH_EVENTS": "0",
    # The press that brings the window to the front is the first stroke's beginning.
    "SDL_MOUSE_FOCUS_CLICKTHROUGH": "1",
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_WINDOWS_DPI_AWARENESS": "permonitorv2",
}
#: drivers that show nothing; SDL falls back to them without a word
_BLIND = ("offscreen", "dummy")
#: share of the desktop that a window takes when no size is asked for
_SHARE = 0.9
_SMALLEST = (320, 240)
#: after these a window may show anything
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
    ) -> None:
        """``display``: which monitor to open on, from 0; None: the one that pygame is told in
        PYGAME_DISPLAY, else the first. ``notices``: what of that could not be done."""
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
        self._icon: pygame.Surface | None = None
        self.title(title)
        self.notices: list[str] = []
        self._monitors = XMonitors()
        #: what of the desktop has last been opened for, so that nothing is tried twice
        self._followed: object = None
        self._display = self._there(_told() if display is None else display)
        self._size = size or self._fitting()
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
        """An icon that cannot be drawn is not worth failing for."""
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
        """In full screen, keep to the monitor, or to another one where it is gone: X changes its
        mode, moves it and takes it away without telling. Returns whether the window is a new one;
        what was held down on the old one will not be heard of again."""
        if not self.fullscreen:
            return False
        wanted, here = self._filling()
        # Once for each change: a monitor that cannot be filled must not flicker every second.
        followed, self._followed = self._followed, None if wanted == here else wanted
        if self._followed in (None, followed):
            return False
        self._open_anew(True)
        return True

    def look(self, events: list[pygame.Event]) -> bool:
        """What events tell of the window; whether all of it must be presented again, because
        another one lay over it or it was away."""
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
        try:
            pygame.display.set_mode(sizes[index] if fullscreen else self._size, flags, 0, index)
        except pygame.error as error:
            raise DisplayError(_no_display(str(error))) from error
        self.fullscreen = fullscreen

    def _open_anew(self, fullscreen: bool) -> None:
        """A new window, not a changed one: without a window manager (a bare kiosk) X neither moves
        a window that becomes full screen nor gives it its old size back; and SDL asks for the sizes
        of monitors only when a display is opened."""
        self._display = self._own_display(self._now())
        pygame.display.quit()
        pygame.display.init()
        pygame.display.set_caption(self._title)
        self._show_icon()
        self._open(fullscreen)

    def _there(self, display: int) -> int:
        """A monitor's number if there is one of that number, else 0 and a notice."""
        count = pygame.display.get_num_displays()
        if display < count:
            return display
        self.notices.append(
            f"there is no display {display}, only 0 to {count - 1}; display 0 is used"
        )
        return 0

    def _own_display(self, monitors: list[Monitor]) -> int:
        """The monitor that the window is on. SDL tells when it moves to another, but not where it
        was put in the first place."""
        middle = _middle(self._place())
        on = [n for n, monitor in enumerate(monitors) if monitor.holds(*middle)]
        return on[0] if on else self._display

    def _filling(self) -> tuple[object, object]:
        """What a window that fills its monitor would take, and what this one takes: place and
        size where X tells them, else the size alone."""
        monitors, sizes = self._now(), pygame.display.get_desktop_sizes()
        index = self._own_display(monitors)
        if monitors:
            return monitors[min(index, len(monitors) - 1)], self._place()
        return sizes[min(index, len(sizes) - 1)], self.surface.get_size()

    def _now(self) -> list[Monitor]:
        return self._monitors.now() if self.driver == "x11" else []

    def _place(self) -> Monitor:
        """Where the window is, px of the desktop; at its corner where a window cannot know."""
        try:
            x, y = pygame.display.get_window_position()
        except pygame.error:
            x, y = 0, 0
        return Monitor(x, y, *self.surface.get_size())

    def _fitting(self) -> tuple[int, int]:
        """A window that fits the desktop with room for its frame."""
        width, height = pygame.display.get_desktop_sizes()[self._display]
        return (
            max(int(width * _SHARE), _SMALLEST[0]),
            max(int(height * _SHARE), _SMALLEST[1]),
        )


def _told() -> int:
    """The monitor that pygame's own variable names; 0 where it names none."""
    words = os.environ.get("PYGAME_DISPLAY", "")
    return int(words) if words.isdecimal() and len(words) < 4 else 0


def _middle(place: Monitor) -> tuple[int, int]:
    return place.x + place.width // 2, place.y + place.height // 2


def _no_display(cause: str) -> str:
    return (
        f"no display to open a window on ({cause}); set DISPLAY or WAYLAND_DISPLAY, "
        "or draw a picture without one: neural-lab render --out lab.png"
    )
