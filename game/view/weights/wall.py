"""The weights themselves: receptive fields on a wall, matrices as heat maps, biases as columns."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.blocks import layer_of, values_of
from game.core.model.network import Array, Network
from game.core.model.unit import SIDE
from game.lab.cells import Grid
from game.lab.weights.layout import BAR, BARS, BETWEEN, GUTTER
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme

#: steps of color on each side of zero; the last color is that of what is not a number
_STEPS = 127
#: share of a column's height that biases have; the rest is for activations
_BIASES = 0.74


@kept(3)
def wall_picture(
    network: Network, theme: Theme, grid: Grid, units: tuple[int, ...]
) -> pygame.Surface:
    """The fields of the neurons in their cells, each by its own largest |w|."""
    wide, high = grid.cell
    side = field_side(theme, grid)
    fields = _fields(network, theme, side)
    ground = _pixel(theme.panel)
    pixels = np.full((grid.rows, high, grid.columns, wide), ground, np.uint32)
    for place, unit in enumerate(units):
        if unit >= 0:
            row, column = divmod(place, grid.columns)
            pixels[row, :side, column, :side] = fields[unit]
    return _surface(pixels.reshape(grid.rows * high, grid.columns * wide))


def field_side(theme: Theme, grid: Grid) -> int:
    """The side of a field, px."""
    gap = BETWEEN * theme.scale
    side = min(grid.cell[0] - gap, grid.cell[1] - gap - (BAR + 2) * theme.scale)
    return max(int(side), 1)


@kept(2)
def _fields(network: Network, theme: Theme, side: int) -> NDArray[np.uint32]:
    """All 128 fields as pixels, (128, side, side)."""
    return _colored(theme, _by_row(network.weights[0]).reshape(-1, SIDE, SIDE), (side, side))


@kept(4)
def matrix_picture(
    network: Network, theme: Theme, block: str, order: tuple[int, ...], size: tuple[int, int]
) -> pygame.Surface:
    """A matrix by its largest |w|, a row a neuron, of a size in px."""
    values = values_of(network, block)[list(order)]
    shares = _by_row(values.reshape(1, -1)).reshape(1, *values.shape)
    rows, columns = values.shape
    if size[0] % columns or size[1] % rows:
        image = _surface(_colored(theme, shares, size[::-1])[0])
    else:
        small = _surface(_colored(theme, shares, values.shape)[0])
        image = pygame.transform.scale(small, size)
    if size[1] >= 8 * len(order):
        for n in range(1, len(order)):
            y = round(n * size[1] / len(order))
            pygame.draw.line(image, theme.panel, (0, y), (size[0], y), theme.px(1.5))
    return image


def matrix_rect(theme: Theme, grid: Grid, count: int) -> Rect:
    """Where the matrix stands among the rows of a grid, ``count`` columns, of equal widths where
    they are wide enough to tell."""
    left, right = theme.px(GUTTER), theme.px(BARS)
    room = grid.size[0] - left - right
    wide = room // count * count if room >= 3 * count else room
    return Rect(round(grid.x) + left, round(grid.y), wide, grid.size[1])


def draw_biases(
    brush: Brush,
    grid: Grid,
    biases: tuple[Array, Array],
    order: tuple[int, ...],
) -> None:
    """A column a neuron, up for a positive bias; a tick where it was before: ``biases`` are
    now's and before's."""
    now, before = (np.nan_to_num(values.astype(float)) for values in biases)
    high = _BIASES * grid.size[1]
    largest = float(max(np.abs(now).max(), np.abs(before).max())) or 1.0
    middle = grid.y + high / 2
    gap = 1 if grid.cell[0] < 12 else brush.px(3)
    for place, unit in enumerate(order):
        cell = grid.rect(place)
        area = pygame.Rect(round(cell.x), round(middle), round(cell.w) - gap, 0)
        if not np.isfinite(biases[0][unit]):
            area.y, area.h = round(grid.y), round(high)
            color: Color = brush.theme.alert
        else:
            area.h = round(abs(now[unit]) / largest * high / 2)
            area.y -= area.h if now[unit] > 0 else 0
            color = brush.theme.positive if now[unit] > 0 else brush.theme.negative
        pygame.draw.rect(brush.surface, color, area)
        if now[unit] != before[unit]:
            y = round(middle - before[unit] / largest * (high / 2 - 1))
            pygame.draw.line(
                brush.surface, brush.theme.text, (area.x, y), (area.right - 1, y), brush.px(2)
            )
    line = (grid.x, middle), (grid.x + grid.size[0], middle)
    pygame.draw.line(brush.surface, brush.theme.muted, *line, 1)


def activation_rect(theme: Theme, grid: Grid, place: int, block: str) -> Rect:
    """Where the activation of the neuron in a cell is shown."""
    cell = grid.rect(place)
    if block == "W1":
        side = field_side(theme, grid)
        return Rect(cell.x, cell.y + side + theme.px(2), side, theme.px(BAR))
    if block.startswith("W"):
        count = (0, 784, 128, 64)[layer_of(block)]
        start = matrix_rect(theme, grid, count).right + theme.px(10)
        gap = 1 if cell.h < 12 else cell.h * 0.5
        return Rect(start, cell.y + gap / 2, cell.right - start, max(cell.h - gap, 1))
    gap = 1 if cell.w < 12 else theme.px(3)
    high = (1 - _BIASES) * cell.h - theme.px(8)
    return Rect(cell.x, cell.bottom - high, cell.w - gap, high)


def draw_activations(
    brush: Brush,
    grid: Grid,
    units: tuple[int, ...],
    block: str,
    values: Array | None,
) -> None:
    """A bar a neuron: upwards below biases, else to the right; by the largest of the layer."""
    shares = None if values is None else _parts(values)
    for place, unit in enumerate(units):
        if unit < 0:
            continue
        rect = activation_rect(brush.theme, grid, place, block)
        area = pygame.Rect(round(rect.x), round(rect.y), round(rect.w), round(rect.h))
        pygame.draw.rect(brush.surface, brush.theme.track, area)
        if shares is None:
            continue
        share, color = float(shares[unit]), brush.theme.ink
        if share != share:
            share, color = 1.0, brush.theme.alert
        if block.startswith("b"):
            area.h = round(share * rect.h)
            area.bottom = round(rect.bottom)
        else:
            area.w = round(share * rect.w)
        if area.w and area.h:
            pygame.draw.rect(brush.surface, color, area)


def _parts(values: Array) -> Array:
    """Activations as shares of the largest finite one; ∞ is 1, NaN stays."""
    finite = np.where(np.isfinite(values), values, 0)
    shares = np.where(np.isinf(values), 1, finite / (finite.max() or 1))
    return np.asarray(np.where(np.isnan(values), np.nan, shares))


def _by_row(values: Array) -> Array:
    """Numbers as shares of the largest finite |number| of their row, −1..1; NaN stays."""
    finite = np.where(np.isfinite(values), values, 0)
    largest = np.abs(finite).max(axis=1, keepdims=True)
    shares = finite / np.where(largest > 0, largest, 1)
    shares = np.where(np.isinf(values), np.sign(values), shares)
    return np.asarray(np.where(np.isnan(values), np.nan, shares), np.float32)


def _colored(theme: Theme, shares: Array, size: tuple[int, int]) -> NDArray[np.uint32]:
    """Pictures (n, h, w) of shares, −1..1 or NaN, as pixels (n, *size): what of a picture falls
    into one pixel is averaged."""
    down, across = _averages(shares.shape[1], size[0]), _averages(shares.shape[2], size[1]).T
    missing = np.isnan(shares)
    scaled = down @ np.where(missing, 0, shares) @ across
    index = np.rint(scaled * _STEPS).astype(np.intp) + _STEPS
    if missing.any():
        index[down @ missing.astype(np.float32) @ across > 0.5] = 2 * _STEPS + 1
    return np.asarray(_colors(theme)[index])


@lru_cache(maxsize=16)
def _averages(before: int, after: int) -> Array:
    """The matrix (after, before) that averages ``before`` cells into ``after`` pixels."""
    edges = np.linspace(0, before, after + 1)
    low = np.maximum(edges[:-1, None], np.arange(before))
    high = np.minimum(edges[1:, None], np.arange(1, before + 1))
    return np.asarray(np.clip(high - low, 0, None) * (after / before), np.float32)


@kept(1)
def _colors(theme: Theme) -> NDArray[np.uint32]:
    """Pixels for −_STEPS … _STEPS, and last for what is not a number."""
    share = np.arange(-_STEPS, _STEPS + 1)[:, None] / _STEPS
    ground = np.array(theme.canvas, float)
    full = np.where(share < 0, theme.negative, theme.positive)
    # Brighter than in larger maps: few weights are near the largest, and fields are small.
    mixed = np.vstack([ground + (full - ground) * np.sqrt(np.abs(share)), theme.alert])
    red, green, blue = np.rint(mixed).astype(np.uint32).T
    return np.asarray(red << 16 | green << 8 | blue)


def _pixel(color: Color) -> int:
    return color[0] << 16 | color[1] << 8 | color[2]


def _surface(pixels: NDArray[np.uint32]) -> pygame.Surface:
    image = pygame.Surface(pixels.shape[::-1], depth=32)
    pygame.surfarray.pixels2d(image).T[:] = pixels
    return image
