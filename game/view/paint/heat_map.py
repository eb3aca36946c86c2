"""28×28 pictures: ink as on the canvas, signed numbers in orange (+) and blue (−)."""

from __future__ import annotations

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.ink.digit import SIDE
from game.core.kept import kept
from game.core.model.network import Array
from game.view.paint.brush import Brush
from game.view.paint.signed_cells import ramp, scaled, shares_of
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box

#: the side of the dark middle of pixels that contribute less than 0, as a share of their own side
_MIDDLE = 0.34
#: shares of the largest number from which on a number is far below 0
_FAR = 0.15
#: pixels smaller than this, px, have no room for a dark middle
_LEAST = 5


def draw_ink_map(brush: Brush, rect: Rect, x: Array) -> None:
    """A drawing, (784,), 0..1, in ink on the canvas's color, filling a square rect."""
    key = np.asarray(x, np.float32).tobytes()
    _paint(brush, rect, _ink_image(brush.theme, key, box(rect).size))


def draw_signed_map(brush: Brush, rect: Rect, values: Array, dark: bool = False) -> None:
    """Signed numbers, (784,), filling a square rect: orange above zero, blue below, `Theme.zero` at
    zero, by the largest |finite number|. ±∞ has the full color, and NaN that of damage. ``dark``:
    as a second cue beside color, pixels far below 0 have a middle of the canvas's color."""
    key = np.asarray(values, np.float32).tobytes()
    image = _paint(brush, rect, _signed_image(brush.theme, key, box(rect).size))
    if dark:
        _darken(brush, image, shares_of(values) < -_FAR)


def draw_contributions_on_ink(brush: Brush, rect: Rect, contributions: Array, x: Array) -> None:
    """The contribution of each pixel, painted on the drawing; both (784,). The less a pixel
    contributes, the more its ink stays gray. As a second cue beside color, pixels that
    contribute less than 0 have a dark middle."""
    theme, drawn = brush.theme, np.nan_to_num(x)
    ink = _blend(theme.canvas, theme.track, np.clip(drawn, 0, 1)[:, None])
    strength = np.abs(shares_of(contributions)).astype(np.float32)
    strength = np.clip(np.where(np.isnan(contributions), drawn, strength), 0, 1)
    full = ramp(theme, np.sign(contributions), theme.zero).astype(np.float32)
    mixed = ink + (full - ink) * np.sqrt(strength)[:, None]
    image = _paint(brush, rect, _image(mixed, box(rect).size))
    _darken(brush, image, (np.nan_to_num(contributions) < 0) & (strength > 0.02))


def _darken(brush: Brush, image: pygame.Rect, pixels: NDArray[np.bool_]) -> None:
    """Give these pixels, (784,), of a picture a dark middle, if they have room for it."""
    cell = image.w / SIDE
    if cell < _LEAST:
        return
    side = max(round(cell * _MIDDLE), 2)
    for pixel in np.flatnonzero(pixels):
        row, column = divmod(int(pixel), SIDE)
        middle = pygame.Rect(0, 0, side, side)
        middle.center = round(image.x + (column + 0.5) * cell), round(image.y + (row + 0.5) * cell)
        pygame.draw.rect(brush.surface, brush.theme.canvas, middle)


# While a person draws, weights, favorites and test digits stay as they are: only pictures that
# have changed are painted anew.
@kept(16)
def _ink_image(theme: Theme, x: bytes, size: tuple[int, int]) -> pygame.Surface:
    share = np.clip(np.nan_to_num(np.frombuffer(x, np.float32)), 0, 1)[:, None]
    return _image(_blend(theme.canvas, theme.ink, share), size)


@kept(8)
def _signed_image(theme: Theme, values: bytes, size: tuple[int, int]) -> pygame.Surface:
    shares = shares_of(np.frombuffer(values, np.float32)).astype(np.float32)
    return _image(ramp(theme, shares, theme.zero).astype(np.float32), size)


def _blend(low: Color, high: Color, share: Array) -> NDArray[np.float32]:
    bottom, top = np.array(low, np.float32), np.array(high, np.float32)
    return np.asarray(bottom + (top - bottom) * share, np.float32)


def _image(colors: NDArray[np.floating], size: tuple[int, int]) -> pygame.Surface:
    """28×28 colors, (784, 3), 0..255, at a size in px."""
    return scaled(np.rint(colors).astype(np.uint8).reshape(SIDE, SIDE, 3), size)


def _paint(brush: Brush, rect: Rect, image: pygame.Surface) -> pygame.Rect:
    """Put a picture into its square with a thin edge around it; returns the square."""
    area = box(rect)
    brush.surface.blit(image, area)
    pygame.draw.rect(brush.surface, brush.theme.panel_edge, area, brush.px(1))
    return area
