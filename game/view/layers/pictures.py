"""Pictures of a layer: its units as lit cells, the output as bars, means by digit as columns."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.kept import kept
from game.core.model.network import Array
from game.core.printed import figure
from game.lab.cells import Grid
from game.lab.layers.layout import grid_in
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.theme import Color, Theme
from game.view.paint.widgets import box, draw_bar
from game.words.catalogue import percent

#: steps of a cell's light and of its cover at soft corners; one more light is "not a number"
_LIGHTS, _COVERS = 64, 16
#: gap and corner as a share of a cell's shorter side
_GAP, _CORNER = 0.1, 0.24


def draw_lights(brush: Brush, rect: Rect, layer: int, values: Array | None) -> Grid:
    """x, a₁ or a₂ as cells, None: all dark. Returns where they are."""
    grid = grid_in(rect, layer)
    lights = _lights(layer, values) if values is not None else _DARK[layer]
    image = _cells(brush.theme, lights.tobytes(), grid.columns, grid.cell, layer == 0)
    brush.surface.blit(image, (round(grid.x), round(grid.y)))
    return grid


def _lights(layer: int, values: Array) -> NDArray[np.uint8]:
    """Steps of light; of hidden neurons by the square root, as the network has them."""
    share = np.clip(np.nan_to_num(values, posinf=np.inf), 0, None)
    if layer:
        finite = share[np.isfinite(share)]
        share = np.sqrt(share / (finite.max(initial=0) or 1))
    steps = np.rint(np.clip(share, 0, 1) * (_LIGHTS - 1))
    return np.where(np.isnan(values), _LIGHTS, steps).astype(np.uint8)


_DARK = tuple(np.zeros(n, np.uint8) for n in (784, 128, 64))


@kept(12)
def _cells(
    theme: Theme, lights: bytes, columns: int, cell: tuple[int, int], square: bool
) -> pygame.Surface:
    steps = np.frombuffer(lights, np.uint8)
    index = _index(len(steps), columns, cell, square)
    # One look-up a pixel: the colors of all covers of each cell come first.
    colors = _table(theme, square)[steps].ravel()
    image = pygame.Surface(index.shape[::-1], depth=32)
    pygame.surfarray.pixels2d(image).T[:] = colors.take(index)
    return image


@lru_cache(maxsize=12)
def _index(count: int, columns: int, cell: tuple[int, int], square: bool) -> NDArray[np.int32]:
    """For every pixel, (height, width), its cell × _COVERS + how much the cell covers it."""
    wide, high = cell
    gap = max(round(_GAP * min(cell)), 1)
    radius = 0.0 if square else _CORNER * min(cell)
    half = np.array([(wide - gap) / 2, (high - gap) / 2]) - radius
    x = np.abs(np.arange(wide) + 0.5 - (wide - gap) / 2) - half[0]
    y = np.abs(np.arange(high) + 0.5 - (high - gap) / 2) - half[1]
    out = np.hypot(np.maximum(x[None], 0), np.maximum(y[:, None], 0)) - radius
    out += np.minimum(np.maximum(x[None], y[:, None]), 0)
    cover = np.rint(np.clip(0.5 - out, 0, 1) * (_COVERS - 1)).astype(np.int32)
    if square:
        cover = np.where(cover > _COVERS / 2, _COVERS - 1, 0).astype(np.int32)
    units = np.arange(count, dtype=np.int32).reshape(-1, columns) * _COVERS
    index = np.repeat(np.repeat(units, high, axis=0), wide, axis=1)
    return np.asarray(index + np.tile(cover, units.shape), np.int32)


@kept(2)
def _table(theme: Theme, square: bool) -> NDArray[np.uint32]:
    """Colors of all lights at all covers, (_LIGHTS + 1, _COVERS); pixels stand in a grid."""
    ground = np.array(theme.track if square else theme.panel, float)
    dark = np.array(theme.canvas if square else theme.track, float)
    share = np.linspace(0, 1, _LIGHTS)[:, None]
    lit = np.vstack([dark + (np.array(theme.ink) - dark) * share, theme.alert])
    cover = np.linspace(0, 1, _COVERS)[None, :, None]
    red, green, blue = np.rint(ground + (lit[:, None] - ground) * cover).astype(np.uint32).T
    return np.asarray((red << 16 | green << 8 | blue).T, np.uint32)


def draw_ring(brush: Brush, rect: Rect, color: Color) -> None:
    """The mark of one cell."""
    width, round_ = brush.px(3), brush.px(6)
    area = box(rect).inflate(width, width)
    pygame.draw.rect(
        brush.surface, brush.theme.canvas, area.inflate(2, 2), width + 2, border_radius=round_
    )
    pygame.draw.rect(brush.surface, color, area, width, border_radius=round_)


def draw_shares(brush: Brush, grid: Grid, answer: Array | None) -> None:
    """ŷ as ten rows: digit, bar, percentage."""
    size = min(brush.small, int(0.92 * grid.cell[1]))
    top = None if answer is None else decided(answer)
    left, right = brush.px(32), figure_width(brush.text, "> 99.9 %", size) + brush.px(14)
    for digit in range(10):
        row = grid.rect(digit)
        y = row.center[1]
        wins = digit == top
        shade = brush.theme.winner if wins else brush.theme.muted
        at = row.x + brush.px(4), y
        brush.write(str(digit), at, size, shade, bold=wins, anchor="midleft")
        high = 0.5 * row.h
        bar = Rect(row.x + left, y - high / 2, row.w - left - right, high)
        share = 0.0 if answer is None else float(np.nan_to_num(answer[digit]))
        draw_bar(brush, bar, share if share >= 0.0005 else 0, shade)
        if answer is not None:
            at = row.right - brush.px(4), y
            draw_figure(brush, percent(share), at, size, brush.theme.text if wins else shade)


def draw_columns(brush: Brush, rect: Rect, values: Array | None) -> None:
    """Ten columns for ten shares, 0..1, without words; the winner's in its color."""
    top = None if values is None else decided(values)
    for digit, column in enumerate(rect.columns(10, max(round(rect.w / 50), 1))):
        radius = round(column.w / 5)
        pygame.draw.rect(brush.surface, brush.theme.track, box(column), border_radius=radius)
        share = 0.0 if values is None else float(np.clip(np.nan_to_num(values[digit]), 0, 1))
        filled = column._replace(y=column.bottom - share * column.h, h=share * column.h)
        color = brush.theme.winner if digit == top else brush.theme.muted
        if share >= 0.01:
            pygame.draw.rect(brush.surface, color, box(filled), border_radius=radius)


def draw_means(
    brush: Brush,
    rect: Rect,
    means: Array | None,
    answer: int | None,
) -> None:
    """A neuron's mean for each digit, (10,), ≥ 0, None: not known yet. The number is the largest;
    the digit that is now read, ``answer``, has the winner's color."""
    rect = rect.inset(brush.px(2), 0)  # a digit is wider than a narrow column
    size = min(brush.small, int(1.35 * rect.w / 10))
    above, rest = rect.top_part(1.15 * size)
    columns, names = rest.top_part(rest.h - 1.15 * size)
    shares = np.zeros(10)
    first = None
    if means is not None and means.max() > 0:
        first = int(means.argmax())
        largest = float(means[first])
        shares = means / largest if np.isfinite(largest) else np.isinf(means).astype(float)
    for digit, column in enumerate(columns.columns(10, max(round(0.03 * rect.w), 1))):
        pygame.draw.rect(brush.surface, brush.theme.track, box(column))
        high = float(shares[digit]) * column.h
        filled = column._replace(y=column.bottom - high, h=high)
        reads = digit == answer
        color = (
            brush.theme.winner
            if reads
            else brush.theme.text
            if digit == first
            else brush.theme.muted
        )
        pygame.draw.rect(brush.surface, color, box(filled))
        at = column.center[0], names.center[1]
        bold = reads or digit == first
        brush.write(str(digit), at, size, color, bold=bold, anchor="center")
        if digit == first and means is not None:
            words = figure(float(means[digit]), 2, signed=False)
            half = brush.width(words, size) / 2
            x = min(max(column.center[0], rect.x + half), rect.right - half)
            brush.write(words, (x, above.center[1]), size, brush.theme.text, anchor="center")
