"""The weights themselves: receptive fields on a wall, matrices as heat maps, biases as columns;
and the activations of the neurons they lead to."""

from __future__ import annotations

from functools import lru_cache
from math import isnan

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.blocks import is_bias, layer_of, values_of
from game.core.model.network import SIZES, Array, Network
from game.core.model.unit import SIDE
from game.lab.cells import Grid
from game.lab.weights.layout import BAR, BARS, BETWEEN, GUTTER
from game.view.paint.brush import Brush
from game.view.paint.signed_cells import color_table, packed, picture_of, shares_of
from game.view.paint.theme import Theme

#: steps of color on each side of zero
_STEPS = 127
#: These pictures are brighter than other maps: few weights are near the largest, and fields are
#: small.
_GAMMA = 0.5
#: the share of a column's height that its bias has; the rest is for its activation
_BIASES = 0.74


@kept(3)
def wall_picture(
    theme: Theme, network: Network, grid: Grid, units: tuple[int, ...]
) -> pygame.Surface:
    """The receptive fields of Hidden 1 in their cells, each by its own largest |w|.

    ``units``: the neuron of each cell; a number below 0 leaves its cell empty.
    """
    wide, high = grid.cell
    side = field_side(theme, grid)
    fields = _fields(theme, network, side)
    ground = packed(np.array(theme.panel, np.uint8))
    pixels = np.full((grid.rows, high, grid.columns, wide), ground, np.uint32)
    for place, unit in enumerate(units):
        if unit >= 0:
            row, column = divmod(place, grid.columns)
            pixels[row, :side, column, :side] = fields[unit]
    return picture_of(pixels.reshape(grid.rows * high, grid.columns * wide))


def field_side(theme: Theme, grid: Grid) -> int:
    """The side of a receptive field in its cell, px."""
    gap = BETWEEN * theme.scale
    side = min(grid.cell[0] - gap, grid.cell[1] - gap - (BAR + 2) * theme.scale)
    return max(int(side), 1)


@kept(2)
def _fields(theme: Theme, network: Network, side: int) -> NDArray[np.uint32]:
    """All 128 receptive fields as pixels, (128, side, side)."""
    shares = shares_of(network.weights[0], axis=1).astype(np.float32)
    return _colored(theme, shares.reshape(-1, SIDE, SIDE), (side, side))


@kept(4)
def matrix_picture(
    theme: Theme, network: Network, block: str, order: tuple[int, ...], size: tuple[int, int]
) -> pygame.Surface:
    """A weight matrix by its largest |w| as a picture of a size in px: one row for each neuron,
    in this order."""
    values = values_of(network, block)[list(order)]
    shares = shares_of(values).astype(np.float32)[None]
    rows, columns = values.shape
    if size[0] % columns or size[1] % rows:
        image = picture_of(_colored(theme, shares, size[::-1])[0])
    else:
        small = picture_of(_colored(theme, shares, values.shape)[0])
        image = pygame.transform.scale(small, size)
    if size[1] >= 8 * len(order):
        for n in range(1, len(order)):
            y = round(n * size[1] / len(order))
            pygame.draw.line(image, theme.panel, (0, y), (size[0], y), theme.px(1.5))
    return image


def matrix_rect(theme: Theme, grid: Grid, count: int) -> Rect:
    """Where a matrix of ``count`` columns stands among the rows of a grid.

    The columns have equal widths, in whole px, if each has at least 3 px: narrower ones would
    lose too much of the width, and nobody could tell them apart anyway.
    """
    left, right = theme.px(GUTTER), theme.px(BARS)
    room = grid.size[0] - left - right
    wide = room // count * count if room >= 3 * count else room
    return Rect(round(grid.x) + left, round(grid.y), wide, grid.size[1])


def draw_biases(
    brush: Brush, grid: Grid, biases: tuple[Array, Array], order: tuple[int, ...]
) -> None:
    """One column for each neuron: up for a positive bias, down for a negative one.

    ``biases``: those of now and those before the weights were changed. Where they differ, a tick
    stands where the bias was before.
    """
    theme, surface = brush.theme, brush.surface
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
            color = theme.damage
        else:
            area.h = round(abs(now[unit]) / largest * high / 2)
            area.y -= area.h if now[unit] > 0 else 0
            color = theme.positive if now[unit] > 0 else theme.negative
        pygame.draw.rect(surface, color, area)
        if now[unit] != before[unit]:
            y = round(middle - before[unit] / largest * (high / 2 - 1))
            pygame.draw.line(surface, theme.text, (area.x, y), (area.right - 1, y), brush.px(2))
    line = (grid.x, middle), (grid.x + grid.size[0], middle)
    pygame.draw.line(surface, theme.muted, *line, 1)


def activation_rect(theme: Theme, grid: Grid, place: int, block: str) -> Rect:
    """Where the activation of the neuron at a place of the grid is shown, window px."""
    cell = grid.rect(place)
    if block == "W1":
        side = field_side(theme, grid)
        return Rect(cell.x, cell.y + side + theme.px(2), side, theme.px(BAR))
    if not is_bias(block):
        start = matrix_rect(theme, grid, SIZES[layer_of(block) - 1]).right + theme.px(10)
        gap = 1 if cell.h < 12 else cell.h * 0.5
        return Rect(start, cell.y + gap / 2, cell.right - start, max(cell.h - gap, 1))
    gap = 1 if cell.w < 12 else theme.px(3)
    high = (1 - _BIASES) * cell.h - theme.px(8)
    return Rect(cell.x, cell.bottom - high, cell.w - gap, high)


def draw_activations(
    brush: Brush, grid: Grid, units: tuple[int, ...], block: str, values: Array | None
) -> None:
    """One bar for each neuron, by the largest activation of the layer. Bars grow upwards below
    biases, and to the right beside weights; those of receptive fields have a track, the others an
    axis. ``values``: (n,); None leaves all bars empty."""
    theme, surface = brush.theme, brush.surface
    shares = None if values is None else _activation_shares(values)
    for place, unit in enumerate(units):
        if unit < 0:
            continue
        rect = activation_rect(theme, grid, place, block)
        area = pygame.Rect(round(rect.x), round(rect.y), round(rect.w), round(rect.h))
        track = area.copy()
        if is_bias(block):
            track.y, track.h = area.bottom - 1, 1
        elif block != "W1":
            track.w = theme.px(2)
        pygame.draw.rect(surface, theme.track, track)
        if shares is None:
            continue
        share, color = float(shares[unit]), theme.ink
        if isnan(share):
            share, color = 1.0, theme.damage
        if is_bias(block):
            area.h = round(share * rect.h)
            area.bottom = round(rect.bottom)
        else:
            area.w = round(share * rect.w)
        if area.w and area.h:
            pygame.draw.rect(surface, color, area)


def _activation_shares(values: Array) -> Array:
    """Activations, ≥ 0, as shares of the largest finite one; ∞ gives 1, and NaN stays NaN."""
    finite = np.where(np.isfinite(values), values, 0)
    shares = np.where(np.isinf(values), 1, finite / (finite.max() or 1))
    return np.asarray(np.where(np.isnan(values), np.nan, shares))


def _colored(theme: Theme, shares: Array, size: tuple[int, int]) -> NDArray[np.uint32]:
    """Pictures of shares, −1..1 or NaN, (n, height, width), as pixels, (n, *size): the shares
    that fall into one pixel are averaged."""
    down, across = _averages(shares.shape[1], size[0]), _averages(shares.shape[2], size[1]).T
    missing = np.isnan(shares)
    scaled = down @ np.where(missing, 0, shares) @ across
    index = np.rint(scaled * _STEPS).astype(np.intp) + _STEPS
    if missing.any():
        index[down @ missing.astype(np.float32) @ across > 0.5] = 2 * _STEPS + 1
    return np.asarray(packed(color_table(theme, theme.canvas, _STEPS, _GAMMA))[index])


@lru_cache(maxsize=16)
def _averages(before: int, after: int) -> Array:
    """The matrix (after, before) that averages ``before`` cells into ``after`` pixels."""
    edges = np.linspace(0, before, after + 1)
    low = np.maximum(edges[:-1, None], np.arange(before))
    high = np.minimum(edges[1:, None], np.arange(1, before + 1))
    return np.asarray(np.clip(high - low, 0, None) * (after / before), np.float32)
