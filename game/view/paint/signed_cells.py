"""Signed numbers in color, orange above zero and blue below: as cells and as pictures."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import ArrayLike, NDArray

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.network import Array
from game.lab.cells import grid_of
from game.lab.layers.layout import STRETCH
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box

#: colors, 0..255, (…, 3); and pixels as a surface of 32 bits has them, 0xRRGGBB
Colors = NDArray[np.uint8]
Pixels = NDArray[np.uint32]

#: Color grows with this power of a share, which is brightness as the eye counts it: half of the
#: largest number looks half as bright, not a fifth.
GAMMA = 0.7
#: steps of color on each side of zero where colors come from a table
_STEPS = 255
#: A few weights are far larger than all others: matrices have full color from this quantile of
#: |w| on.
_FULL = 0.99
#: The side of the dark middle that cells below zero have, as a share of their own side: a second
#: cue beside color.
_MIDDLE = 0.36


def shares_of(values: Array, axis: int | None = None) -> NDArray[np.float64]:
    """Numbers as shares, −1..1, of the largest |finite number| of all, or along an axis.

    ±∞ gives ±1, and NaN stays NaN.
    """
    finite = np.where(np.isfinite(values), values, 0).astype(float)
    largest = np.abs(finite).max(axis=axis, keepdims=True)
    shares = finite / np.where(largest > 0, largest, 1)
    shares = np.where(np.isinf(values), np.sign(values), shares)
    return np.asarray(np.where(np.isnan(values), np.nan, shares))


def ramp(
    theme: Theme, shares: Array | NDArray[np.float64], ground: ArrayLike, gamma: float = GAMMA
) -> NDArray[np.float64]:
    """The one way from a share to a color: from ``ground`` at 0 to the theme's positive color at
    1 and to its negative color at −1.

    ``shares``: (…,); ``ground``: one color, (3,), or one for each share, (…, 3). Returns
    (…, 3), 0..255, not rounded. NaN has the color of an alert.
    """
    shares, low = shares[..., None], np.asarray(ground, float)
    full = np.where(shares < 0, theme.negative, theme.positive)
    mixed = low + (full - low) * np.abs(shares) ** gamma
    return np.where(np.isnan(shares), theme.damage, mixed)


@kept(4)
def color_table(theme: Theme, ground: Color, steps: int, gamma: float = GAMMA) -> Colors:
    """The `ramp` from −1 to 1 with ``steps`` steps on each side of 0, and NaN's color at its end,
    (2·steps + 2, 3)."""
    shares = np.append(np.arange(-steps, steps + 1) / steps, np.nan)
    return np.rint(ramp(theme, shares, ground, gamma)).astype(np.uint8)


def colors_of(theme: Theme, values: Array, full_at: float = 1.0) -> Colors:
    """The colors of signed numbers, (…,), as (…, 3): full at the largest |finite number| of them,
    or at the quantile ``full_at``, 0..1, of their |numbers|. NaN has the color of an alert."""
    finite = np.nan_to_num(values, nan=0, posinf=0, neginf=0)
    size = np.abs(finite)
    largest = float(size.max(initial=0))
    if full_at < 1:
        nth = int(full_at * (size.size - 1))
        largest = float(np.partition(size, nth, axis=None)[nth]) or largest
    with np.errstate(all="ignore"):
        steps = np.clip(values / np.float32(largest or 1), -1, 1) * _STEPS + _STEPS
    steps = np.where(np.isnan(values), 2 * _STEPS + 1, steps)
    return color_table(theme, theme.canvas, _STEPS)[np.rint(steps).astype(np.intp)]


def draw_cells(brush: Brush, rect: Rect, values: Array, columns: int) -> None:
    """The gradient of a layer, (n,), as cells, row by row, by the largest |finite number|.

    A cell below zero has a dark middle, and a cell that is exactly 0 has the panel's color.
    ±∞ has the full color, and NaN that of an alert.
    """
    theme, shares = brush.theme, shares_of(values).astype(np.float32)
    colors = np.rint(ramp(theme, shares, theme.track)).astype(np.uint8)
    colors[shares == 0] = theme.panel
    _draw(brush, box(rect), (colors, shares < 0), columns, theme.canvas)


def draw_vector(brush: Brush, rect: Rect, values: Array, columns: int) -> None:
    """The values of a layer, (n,), as cells, row by row, in `colors_of`; a cell below zero has a
    dark middle."""
    cells = colors_of(brush.theme, values), values < 0
    _draw(brush, box(rect), cells, columns, brush.theme.panel)


def draw_weights(brush: Brush, rect: Rect, weights: Array) -> Rect:
    """The weights to or from a layer's neurons, (128,) or (64,), as cells, row by row, by the
    largest |finite weight|; in 16 or 8 columns, whichever makes larger cells. A weight below zero
    has a dark middle. Returns where the cells stand."""
    grids = [grid_of(rect, columns, len(weights) // columns, STRETCH) for columns in (16, 8)]
    grid = max(grids, key=lambda one: min(one.cell))
    colors = np.rint(ramp(brush.theme, shares_of(weights), brush.theme.button)).astype(np.uint8)
    area = pygame.Rect((round(grid.x), round(grid.y)), grid.size)
    _draw(brush, area, (colors, weights < 0), grid.columns, brush.theme.panel)
    return Rect(*area)


def _draw(
    brush: Brush,
    area: pygame.Rect,
    cells: tuple[Colors, NDArray[np.bool_]],
    columns: int,
    between: Color,
) -> None:
    """Cells, row by row: their colors, (n, 3), and which have a dark middle, (n,). ``between`` is
    the color of the gaps and of the dark middles."""
    colors, dark = cells
    gap = np.broadcast_to(np.array(between, np.uint8), colors.shape)
    middle = np.where(dark[:, None], gap, colors)
    # One look-up a pixel: the three colors that each cell may have come first.
    table = packed(np.stack([colors, gap, middle], axis=1).reshape(-1, 3))
    index = _places(area.size, columns, len(colors) // columns)
    brush.surface.blit(picture_of(table.take(index)), area)


def packed(colors: Colors) -> Pixels:
    """Colors, (…, 3), as pixels, (…,)."""
    red, green, blue = np.moveaxis(colors.astype(np.uint32), -1, 0)
    return np.asarray(red << 16 | green << 8 | blue, np.uint32)


def picture_of(pixels: Pixels) -> pygame.Surface:
    """Pixels, (height, width), as a surface."""
    image = pygame.Surface(pixels.shape[::-1], depth=32)
    pygame.surfarray.pixels2d(image).T[:] = pixels
    return image


@lru_cache(maxsize=16)
def _places(size: tuple[int, int], columns: int, rows: int) -> NDArray[np.intp]:
    """For each pixel, (height, width): three times the index of its cell, plus 1 if it is in a gap,
    or plus 2 if it is in the middle of its cell."""
    (column, side, in_x), (row, top, in_y) = (
        _axis(length, count) for length, count in zip(size, (columns, rows), strict=True)
    )
    place = 3 * (row[:, None] * columns + column[None])
    gap = top[:, None] | side[None]
    middle = ~gap & in_y[:, None] & in_x[None]
    return np.asarray(place + gap + 2 * middle, np.intp)


def _axis(length: int, count: int) -> tuple[NDArray[np.intp], NDArray[np.bool_], NDArray[np.bool_]]:
    """For each px along ``count`` cells: the cell it is in, whether it is the gap at that cell's
    end, whether it is in that cell's middle."""
    at = (np.arange(length) + 0.5) * count / length
    which = at.astype(np.intp)
    gap = np.append(which[1:] != which[:-1], True)
    return which, gap, np.abs(at - which - 0.5) < _MIDDLE / 2


def cell(rect: Rect, index: int, columns: int, count: int) -> Rect:
    """Where one of ``count`` cells stands."""
    row, column = divmod(index, columns)
    rows = count // columns
    wide, high = rect.w / columns, rect.h / rows
    return Rect(rect.x + column * wide, rect.y + row * high, wide, high)


def mark_cell(brush: Brush, rect: Rect, place: Rect, pinned: bool) -> None:
    """A frame around a cell that is pinned, or only hovered."""
    wide = brush.px(4 if pinned else 2.5)
    frame = box(place).inflate(wide, wide).clamp(box(rect))
    pygame.draw.rect(brush.surface, brush.theme.text, frame, wide, border_radius=wide)


def painted(theme: Theme, values: Array, size: tuple[int, int]) -> pygame.Surface:
    """A matrix, (rows, columns), as a picture of a size in px."""
    return scaled(colors_of(theme, values, _FULL), size)


def scaled(colors: Colors, size: tuple[int, int]) -> pygame.Surface:
    """Cells of equal size, (rows, columns, 3), as a picture of a size in px.

    They are enlarged by whole numbers, then averaged down to the size.
    """
    small = pygame.surfarray.make_surface(colors.transpose(1, 0, 2))
    wide, high = small.get_size()
    times = -(-size[0] // wide), -(-size[1] // high)
    image = pygame.transform.scale(small, (wide * times[0], high * times[1]))
    return image if image.get_size() == size else pygame.transform.smoothscale(image, size)
