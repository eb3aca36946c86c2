"""Neurons as cells: signed numbers, orange above zero and blue below, in rows and columns."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.network import Array
from game.view.heat_map import shares_of
from game.view.theme import Theme
from game.view.widgets import box

#: the dark middle of a cell below zero, as a share of its side: the second cue beside colour
_MIDDLE = 0.36


def draw_cells(
    surface: pygame.Surface, theme: Theme, rect: Rect, values: Array, columns: int
) -> None:
    """Numbers, (n,), by the largest |number| of them; ±∞ has the full colour, NaN an alert's."""
    area = box(rect)
    rows = len(values) // columns
    place, gap, middle = _plan(area.size, columns, rows)
    image = np.vstack([_colours(theme, values), np.array([theme.canvas], np.uint8)])
    below = np.append(np.nan_to_num(values) < 0, False)
    which = np.where(gap | (middle & below[place]), len(values), place)
    pixels = image[which]
    surface.blit(pygame.surfarray.make_surface(pixels), area)


def cell(rect: Rect, index: int, columns: int, count: int) -> Rect:
    """Where a cell stands."""
    row, column = divmod(index, columns)
    rows = count // columns
    wide, high = rect.w / columns, rect.h / rows
    return Rect(rect.x + column * wide, rect.y + row * high, wide, high)


def mark_cell(surface: pygame.Surface, theme: Theme, rect: Rect, place: Rect, pinned: bool) -> None:
    """A frame around a cell that is hovered, or pinned."""
    wide = theme.px(4 if pinned else 2.5)
    frame = box(place).inflate(wide, wide).clamp(box(rect))
    pygame.draw.rect(surface, theme.text, frame, wide, border_radius=wide)


def _colours(theme: Theme, values: Array) -> NDArray[np.uint8]:
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
