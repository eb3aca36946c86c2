"""The window: opening it, full screen, presenting what was drawn."""

from __future__ import annotations

import io
import os
import sys

import pygame

# SDL presents through OpenGL by default, which costs 13–60 ms a frame where that is software.
# The plain framebuffer needs 0.4 ms at 1080p and makes dirty rectangles real (RENDERING.md).
_ENVIRONMENT = {
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
    "SDL_TOUCH_MOUSE_EVENTS": "0",
    "SDL_MOUSE_TOUCH_EVENTS": "0",
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_WINDOWS_DPI_AWARENESS": "permonitorv2",
}
#: drivers that show nothing; SDL falls back to them without a word
_BLIND = ("offscreen", "dummy")
#: share of the desktop that a window takes when no size is asked for
_SHARE = 0.9
_SMALLEST = (320, 240)


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

    def __init__(self, size: tuple[int, int] | None, fullscreen: bool, title: str) -> None:
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
        # A new window, not a changed one: without a window manager (a bare kiosk) X neither
        # moves a window that becomes full screen nor gives it its old size back.
        pygame.display.quit()
        pygame.display.init()
        pygame.display.set_caption(self._title)
        self._show_icon()
        self._open(on)

    def follow_desktop(self) -> None:
        """In full screen, take the desktop's new size: X changes mode without telling."""
        if self.fullscreen and pygame.display.get_desktop_sizes()[0] != self.surface.get_size():
            self._open(True)

    def present(self, changed: list[pygame.Rect]) -> None:
        """Bring the changed parts of the surface to the screen."""
        if changed:
            pygame.display.update(changed)

    def close(self) -> None:
        pygame.quit()

    def _open(self, fullscreen: bool) -> None:
        flags = pygame.FULLSCREEN if fullscreen else pygame.RESIZABLE
        size = pygame.display.get_desktop_sizes()[0] if fullscreen else self._size
        try:
            pygame.display.set_mode(size, flags)
        except pygame.error as error:
            raise DisplayError(_no_display(str(error))) from error
        self.fullscreen = fullscreen

    def _fitting(self) -> tuple[int, int]:
        """A window that fits the desktop with room for its frame."""
        width, height = pygame.display.get_desktop_sizes()[0]
        return (
            max(int(width * _SHARE), _SMALLEST[0]),
            max(int(height * _SHARE), _SMALLEST[1]),
        )


def _no_display(cause: str) -> str:
    return (
        f"no display to open a window on ({cause}); set DISPLAY or WAYLAND_DISPLAY, "
        "or draw a picture without one: neural-lab render --out lab.png"
    )
