"""28×28 pictures: ink in white, signed numbers in orange (+) and blue (−)."""

from __future__ import annotations

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.ink.digit import SIDE
from game.core.kept import kept
from game.core.model.network import Array
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box

Pixels = NDArray[np.float32]


def draw_ink_map(brush: Brush, rect: Rect, x: Array) -> None:
    """A drawing, (784,), 0..1, in white on black, filling a square rect."""
    _paint(
        brush, rect, _ink_image(brush.theme, np.asarray(x, np.float32).tobytes(), box(rect).size)
    )


def draw_signed_map(brush: Brush, rect: Rect, values: Array) -> None:
    """Signed numbers, (784,): orange above zero, blue below, black at zero, by the largest
    |number|. ±∞ has the full color, what is not a number that of an alert."""
    _paint(
        brush,
        rect,
        _signed_image(brush.theme, np.asarray(values, np.float32).tobytes(), box(rect).size),
    )


def draw_worth_on_ink(brush: Brush, rect: Rect, worth: Array, x: Array) -> None:
    """What each pixel is worth, painted on the drawing; both (784,). Ink that is worth little
    stays gray. As a second cue beside color, pixels against have a dark middle."""
    ink = _blend(brush.theme.canvas, brush.theme.track, np.clip(np.nan_to_num(x), 0, 1)[:, None])
    strength = np.where(np.isnan(worth), np.nan_to_num(x), np.abs(shares_of(worth)))
    strength = np.clip(strength, 0, 1)[:, None]
    mixed = ink + (_signed(brush.theme, np.sign(worth)) - ink) * np.sqrt(strength)
    image = _paint(brush, rect, _image(mixed, box(rect).size))
    cell = rect.w / SIDE
    if cell < 5:
        return
    for pixel in np.flatnonzero((np.nan_to_num(worth) < 0) & (strength[:, 0] > 0.02)):
        row, column = divmod(int(pixel), SIDE)
        middle = pygame.Rect(0, 0, max(round(cell * 0.34), 2), max(round(cell * 0.34), 2))
        middle.center = (
            round(image.x + (column + 0.5) * cell),
            round(image.y + (row + 0.5) * cell),
        )
        pygame.draw.rect(brush.surface, brush.theme.canvas, middle)


# While one draws, weights, favorite and test digits stay: only what changed is painted anew.
@kept(16)
def _ink_image(theme: Theme, x: bytes, size: tuple[int, int]) -> pygame.Surface:
    share = np.clip(np.nan_to_num(np.frombuffer(x, np.float32)), 0, 1)[:, None]
    return _image(_blend(theme.canvas, theme.ink, share), size)


@kept(8)
def _signed_image(theme: Theme, values: bytes, size: tuple[int, int]) -> pygame.Surface:
    return _image(_signed(theme, np.frombuffer(values, np.float32)), size)


def _signed(theme: Theme, values: Array) -> Pixels:
    share = shares_of(values)[:, None]
    # Brightness as the eye counts it: half of the largest looks half as bright, not a fifth.
    colors = np.where(share < 0, theme.negative, theme.positive) * np.abs(share) ** 0.7
    return np.where(np.isnan(values)[:, None], theme.alert, colors).astype(np.float32)


def shares_of(values: Array) -> Array:
    """Numbers as shares of the largest |finite number|, −1..1; NaN gives 0."""
    finite = np.where(np.isfinite(values), values, 0).astype(float)
    largest = np.abs(finite).max()
    share = finite / largest if largest > 0 else finite
    return np.where(np.isinf(values), np.sign(np.nan_to_num(values)), share).astype(np.float32)


def _blend(low: Color, high: Color, share: Array) -> Pixels:
    bottom, top = np.array(low, np.float32), np.array(high, np.float32)
    return np.asarray(bottom + (top - bottom) * share, np.float32)


def _image(colors: Pixels, size: tuple[int, int]) -> pygame.Surface:
    """28×28 colors, (784, 3), 0..255, at a size in px."""
    pixels = np.rint(colors).astype(np.uint8).reshape(SIDE, SIDE, 3).transpose(1, 0, 2)
    small = pygame.surfarray.make_surface(pixels)
    # Cells of equal size: enlarged by a whole number, then averaged down to what there is.
    times = -(-max(*size, 1) // SIDE)
    image = pygame.transform.scale(small, (SIDE * times, SIDE * times))
    return image if image.get_size() == size else pygame.transform.smoothscale(image, size)


def _paint(brush: Brush, rect: Rect, image: pygame.Surface) -> pygame.Rect:
    """Put a picture into its square with a thin edge around it; returns the square."""
    area = box(rect)
    brush.surface.blit(image, area)
    pygame.draw.rect(brush.surface, brush.theme.panel_edge, area, brush.px(1))
    return area
