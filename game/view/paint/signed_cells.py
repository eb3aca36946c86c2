"""Neurons as cells: signed numbers, orange above zero and blue below, in rows and columns."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.network import Array
from game.view.paint.brush import Brush
from game.view.paint.heat_map import shares_of
from game.view.paint.theme import Theme
from game.view.paint.widgets import box

#: the dark middle of a cell below zero, as a share of its side: the second cue beside color
_MIDDLE = 0.36


def draw_cells(brush: Brush, rect: Rect, values: Array, columns: int) -> None:
    """Numbers, (n,), by the largest |number| of them; ±∞ has the full color, NaN an alert's."""
    area = box(rect)
    rows = len(values) // columns
    place, gap, middle = _plan(area.size, columns, rows)
    image = np.vstack([_colors(brush.theme, values), np.array([brush.theme.canvas], np.uint8)])
    below = np.append(np.nan_to_num(values) < 0, False)
    which = np.where(gap | (middle & below[place]), len(values), place)
    pixels = image[which]
    brush.surface.blit(pygame.surfarray.make_surface(pixels), area)


def cell(rect: Rect, index: int, columns: int, count: int) -> Rect:
    """Where a cell stands."""
    row, column = divmod(index, columns)
    rows = count // columns
    wide, high = rect.w / columns, rect.h / rows
    return Rect(rect.x + column * wide, rect.y + row * high, wide, high)


def mark_cell(brush: Brush, rect: Rect, place: Rect, pinned: bool) -> None:
    """A frame around a cell that is hovered, or pinned."""
    wide = brush.px(4 if pinned else 2.5)
    frame = box(place).inflate(wide, wide).clamp(box(rect))
    pygame.draw.rect(brush.surface, brush.theme.text, frame, wide, border_radius=wide)


def _colors(theme: Theme, values: Array) -> NDArray[np.uint8]:
    share = shares_of(values)[:, None]
    ground = np.array(theme.track, float)
    full = np.where(share < 0, theme.negative, theme.positive)
    # Brightness as the eye counts it: half of the largest looks half as bright, not a fifth.
    mixed = ground + (full - ground) * np.abs(share) ** 0.7
    mixed[share[:, 0] == 0] = np.array(theme.panel)
    mixed = np.where(np.isnan(values)[:, None], theme.alert, mixed)
    return np.rint(mixed).astype(np.uint8)


@lru_cache(maxsize=8)
def _plan(
    size: tuple[int, int], columns: int, rows: int
) -> tuple[NDArray[np.intp], NDArray[np.bool_], NDArray[np.bool_]]:
    """For each pixel, (w, h): its cell, whether it is a gap, whether it is a cell's middle."""
    parts = [axis(length, count) for length, count in zip(size, (columns, rows), strict=True)]
    (column, side, in_x), (row, top, in_y) = parts
    place = row[None, :] * columns + column[:, None]
    return place, side[:, None] | top[None, :], in_x[:, None] & in_y[None, :]


def axis(length: int, count: int) -> tuple[NDArray[np.intp], NDArray[np.bool_], NDArray[np.bool_]]:
    """For each px along ``count`` cells: which one it is in, whether it is the gap behind that one,
    whether it is in its middle."""
    at = (np.arange(length) + 0.5) * count / length
    which = at.astype(np.intp)
    gap = np.append(which[1:] != which[:-1], True)
    return which, gap, np.abs(at - which - 0.5) < _MIDDLE / 2


Pixels = NDArray[np.uint32]
#: steps of color from 0 to full
_STEPS = 255
#: few weights are far larger than all others: this share of them gets less than full color
_FULL = 0.99


def colors_of(theme: Theme, values: Array, full_at: float = 1.0) -> NDArray[np.uint8]:
    """Signed numbers, (…,), as colors, (…, 3), by the largest |finite number| of them, or by
    what a share of ``full_at`` of them does not exceed; what is not a number is an alert."""
    finite = np.nan_to_num(values, nan=0, posinf=0, neginf=0)
    size = np.abs(finite)
    largest = float(size.max(initial=0))
    if full_at < 1:
        nth = int(full_at * (size.size - 1))
        largest = float(np.partition(size, nth, axis=None)[nth]) or largest
    with np.errstate(all="ignore"):
        steps = np.clip(values / np.float32(largest or 1), -1, 1) * _STEPS + _STEPS
    steps = np.where(np.isnan(values), 2 * _STEPS + 1, steps)
    return _table(theme)[np.rint(steps).astype(np.intp)]


@kept(1)
def _table(theme: Theme) -> NDArray[np.uint8]:
    """The colors of −1 … 1 in steps, and of what is not a number, (2·_STEPS + 2, 3)."""
    share = np.linspace(-1, 1, 2 * _STEPS + 1)[:, None]
    full = np.where(share < 0, theme.negative, theme.positive)
    ground = np.array(theme.canvas)
    # Brightness as the eye counts it: half of the largest looks half as bright, not a fifth.
    mixed = ground + (full - ground) * np.abs(share) ** 0.7
    return np.rint(np.vstack([mixed, theme.alert])).astype(np.uint8)


def draw_vector(brush: Brush, rect: Rect, values: Array, columns: int) -> None:
    """Signed numbers, (n,), as cells, row by row; a dark middle where they are below zero."""
    area = box(rect)
    index = _places(area.size, columns, len(values) // columns)
    shades = colors_of(brush.theme, values)
    middle = np.where((values < 0)[:, None], np.array(brush.theme.panel, np.uint8), shades)
    gap = np.broadcast_to(np.array(brush.theme.panel, np.uint8), shades.shape)
    table = _packed(np.stack([shades, gap, middle], axis=1).reshape(-1, 3))
    image = pygame.Surface(area.size, depth=32)
    pygame.surfarray.pixels2d(image).T[:] = table.take(index)
    brush.surface.blit(image, area)


def _packed(colors: NDArray[np.uint8]) -> Pixels:
    red, green, blue = colors.astype(np.uint32).T
    return np.asarray(red << 16 | green << 8 | blue, np.uint32)


@lru_cache(maxsize=16)
def _places(size: tuple[int, int], columns: int, rows: int) -> NDArray[np.intp]:
    """For each pixel, (h, w): three times its cell, + 1 in a gap, + 2 in a cell's middle."""
    (column, side, in_x), (row, top, in_y) = (
        axis(length, count) for length, count in zip(size, (columns, rows), strict=True)
    )
    place = 3 * (row[:, None] * columns + column[None])
    gap = top[:, None] | side[None]
    middle = ~gap & in_y[:, None] & in_x[None]
    return np.asarray(place + gap + 2 * middle, np.intp)


def painted(theme: Theme, values: Array, size: tuple[int, int]) -> pygame.Surface:
    """A matrix, (rows, columns), as a picture of a size in px."""
    colors = colors_of(theme, values, _FULL)
    small = pygame.surfarray.make_surface(colors.transpose(1, 0, 2))
    # Cells of equal size: enlarged by a whole number, then averaged down to what there is.
    times = [-(-size[n] // small.get_size()[n]) for n in (0, 1)]
    wide, high = small.get_size()
    image = pygame.transform.scale(small, (wide * times[0], high * times[1]))
    return image if image.get_size() == size else pygame.transform.smoothscale(image, size)
