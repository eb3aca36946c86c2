"""The input as the network sees it: 28×28 cells on a plate that leans away."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.network import Array
from game.core.model.unit import SIDE
from game.lab.network.plan import UnitPlan
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme

#: steps of a cell's brightness, and of how much of a pixel it covers at its soft edges
_LEVELS = 64
_COVERS = 16
#: opacity of a cell without ink, 0..1: the lines behind it shine through
_EMPTY_COVER = 0.72
#: gap between cells, px at 1080 lines
_GAP = 1.1


class Plate:
    """The plate where a plan has it, painted again only when the picture x changes."""

    def __init__(self, theme: Theme, plan: UnitPlan) -> None:
        area = plan.plate
        self.corner = int(np.floor(area.x)), int(np.floor(area.y))
        size = int(np.ceil(area.right)) - self.corner[0], int(np.ceil(area.bottom)) - self.corner[1]
        self.surface = pygame.Surface(size, pygame.SRCALPHA)
        self._index = _cells_of(theme, plan)
        self._pixels = np.empty(self._index.shape, np.uint32)
        self._table = _table(theme)
        self._shown: Array | None = None
        self._blank = np.zeros(SIDE * SIDE, np.float32)
        self.show(None)

    def show(self, x: Array | None) -> None:
        """Paint the picture x, (784,), 0..1; None is an empty plate."""
        x = self._blank if x is None else x
        if x is self._shown:
            return
        self._shown = x
        # The last cell stands for everything off the plate.
        level = np.zeros(SIDE * SIDE + 1, np.intp)
        level[:-1] = np.rint(np.clip(np.nan_to_num(x), 0, 1) * (_LEVELS - 1))
        # First the colors of each cell at every cover, then one look-up for each pixel.
        colors = self._table.reshape(_LEVELS, _COVERS)[level].ravel()
        colors.take(self._index, out=self._pixels, mode="clip")
        pygame.surfarray.pixels2d(self.surface).T[:] = self._pixels


def draw_plate_between(brush: Brush, plan: UnitPlan, x: Array | None) -> None:
    """The plate on its way from one view to the other: its ground, cells with ink, its grid.
    ``x``: the picture, (784,), 0..1; None is an empty plate."""
    surface, theme = brush.surface, brush.theme
    colors = _table(theme).reshape(_LEVELS, _COVERS)[:, -1, None]
    # An empty cell lets some of what is behind it through; here both are mixed beforehand.
    mixed = (colors >> np.array((16, 8, 0), np.uint32) & 255).astype(float)
    mixed += np.array(theme.ground) * (1 - (colors >> 24) / 255)
    palette = mixed.astype(int).tolist()
    x = np.zeros(SIDE * SIDE, np.float32) if x is None else x
    level = np.rint(np.clip(np.nan_to_num(x), 0, 1) * (_LEVELS - 1)).astype(int).tolist()
    square = np.array([(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE)])
    corners = (plan.plate_corner + square @ plan.plate_steps).tolist()
    pygame.draw.polygon(surface, palette[0], corners)
    for index in np.flatnonzero(level).tolist():
        pygame.draw.polygon(surface, palette[level[index]], outline(plan, index))
    width = max(round(_GAP * plan.scale), 1)
    for k in range(SIDE + 1):
        lines = np.array([[(0, k), (SIDE, k)], [(k, 0), (k, SIDE)]]) @ plan.plate_steps
        for start, end in (lines + plan.plate_corner).tolist():
            pygame.draw.line(surface, theme.ground, start, end, width)


def outline(plan: UnitPlan, index: int) -> list[list[float]]:
    """The corners of a cell, window px."""
    row, column = divmod(index, SIDE)
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) + np.array((column, row))
    points: list[list[float]] = (plan.plate_corner + corners @ plan.plate_steps).tolist()
    return points


def _cells_of(theme: Theme, plan: UnitPlan) -> np.ndarray:
    """For every pixel of the plate's rectangle the place in `_table`'s rows: the cell it shows, and
    how much of it that cell covers."""
    steps = tuple(plan.plate_steps.ravel().tolist())
    return _cells(theme, plan.plate, tuple(plan.plate_corner.tolist()), steps)


@kept(4)  # of both views, and of two places: where the picture stands with a panel open and without
def _cells(
    theme: Theme, area: Rect, origin: tuple[float, ...], steps: tuple[float, ...]
) -> np.ndarray:
    left, top = int(np.floor(area.x)), int(np.floor(area.y))
    x = np.arange(left, int(np.ceil(area.right))) + 0.5
    y = np.arange(top, int(np.ceil(area.bottom))) + 0.5
    sides = np.array(steps).reshape(2, 2)
    gap = min(_GAP * max(theme.scale, 0.7), 0.3 * float(sides[0, 0]))
    inside: np.ndarray = np.ones((len(y), len(x)), bool)
    cell, cover = np.intp(0), np.float32(1)
    # Column and row of every pixel, in cells: sums of a term by x and one by y.
    for axis, times in ((0, 1), (1, SIDE)):
        by_x, by_y = np.linalg.inv(sides)[:, axis].tolist()
        along_x = np.asarray((x - origin[0]) * by_x, np.float32)
        along_y = np.asarray((y - origin[1]) * by_y, np.float32)
        place = along_x[None, :] + along_y[:, None]
        inside &= (place >= 0) & (place < SIDE)
        index = np.floor(place)
        within = place - index
        # The sides of a cell run along x and along the plate's slope; distances to them, px.
        edge = np.minimum(within, 1 - within) * np.float32(sides[axis, axis])
        cover = cover * np.clip(edge + np.float32(0.5 - gap / 2), 0, 1)
        cell = cell + index.astype(np.intp) * times
    cell = cell * _COVERS + np.rint(cover * (_COVERS - 1)).astype(np.intp)
    return np.where(inside, cell, SIDE * SIDE * _COVERS)


@kept(1)
def _table(theme: Theme) -> np.ndarray:
    """0xAARRGGBB by the cell's brightness (row) and cover (column), flat, the colors times the
    alpha."""
    level = (np.arange(_LEVELS) / (_LEVELS - 1))[:, None, None]
    cover = (np.arange(_COVERS) / (_COVERS - 1))[None, :, None]
    empty, warm = np.array(theme.pixel), np.array(theme.pixel_warm)
    color = empty + (warm - empty) * np.minimum(level * 1.4, 1)
    color = color + (np.array(theme.ink) - color) * np.clip(level * 1.6 - 0.6, 0, 1)
    opacity = cover * (_EMPTY_COVER + (1 - _EMPTY_COVER) * np.minimum(level * 2, 1))
    color = color * opacity
    red, green, blue = np.moveaxis(np.rint(color).astype(np.uint32), -1, 0)
    alpha = np.rint(opacity[..., 0] * 255).astype(np.uint32)
    return np.asarray(alpha << 24 | red << 16 | green << 8 | blue, np.uint32).ravel()
