"""Pictures of a layer: its units as lit cells, the output as bars, and the means of a neuron for
each digit as columns."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.network import Array
from game.lab.cells import Grid
from game.lab.layers.layout import grid_in
from game.view.paint.brush import Brush
from game.view.paint.figures import draw_figure, figure_width
from game.view.paint.theme import Theme
from game.view.paint.widgets import box, draw_bar
from game.words.numbers import figure, percent

#: brightnesses that a cell can have (one more stands for "not a number"), and steps of how much of
#: a pixel it covers at its soft corners
_LIGHTS, _COVERS = 64, 16
#: the gap between cells, the radius of their corners, and the width of their edges, as shares of a
#: cell's shorter side
_GAP, _CORNER, _EDGE = 0.1, 0.24, 0.07
#: cells with a shorter side than this, px, have no room for edges
_EDGED = 10


def draw_lights(brush: Brush, rect: Rect, layer: int, values: Array | None) -> Grid:
    """A layer's values, x (784,), a₁ (128,) or a₂ (64,), as cells; None: all of them dark. Returns
    where the cells stand."""
    grid = grid_in(rect, layer)
    lights = _lights(layer, values) if values is not None else _DARK[layer]
    image = _cells(brush.theme, lights.tobytes(), grid.columns, grid.cell, layer == 0)
    brush.surface.blit(image, (round(grid.x), round(grid.y)))
    return grid


def _lights(layer: int, values: Array) -> NDArray[np.uint8]:
    """The brightness of each cell, 0 … _LIGHTS − 1, or _LIGHTS for "not a number". That of a hidden
    neuron is the square root of its share of the largest value, as in the network's picture."""
    share = np.clip(np.nan_to_num(values, posinf=np.inf), 0, None)
    if layer:
        finite = share[np.isfinite(share)]
        share = np.sqrt(share / (finite.max(initial=0) or 1))
    steps = np.rint(np.clip(share, 0, 1) * (_LIGHTS - 1))
    return np.where(np.isnan(values), _LIGHTS, steps).astype(np.uint8)


#: the cells of each layer while nothing is drawn
_DARK = tuple(np.zeros(n, np.uint8) for n in (784, 128, 64))


@kept(12)
def _cells(
    theme: Theme, lights: bytes, columns: int, cell: tuple[int, int], square: bool
) -> pygame.Surface:
    """Cells, row by row, of brightnesses ``lights``; ``square``: without corners and edges."""
    steps = np.frombuffer(lights, np.uint8)
    index = _index(len(steps), columns, cell, square)
    # Each cell has a row of colors, one for each step of cover: a pixel then takes one look-up.
    colors = _table(theme, square, _edge(cell, square) > 0)[steps].ravel()
    image = pygame.Surface(index.shape[::-1], depth=32)
    pygame.surfarray.pixels2d(image).T[:] = colors.take(index)
    return image


def _edge(cell: tuple[int, int], square: bool) -> int:
    """The width of the edge of a cell, px."""
    return 0 if square or min(cell) < _EDGED else max(round(_EDGE * min(cell)), 1)


@lru_cache(maxsize=12)
def _index(count: int, columns: int, cell: tuple[int, int], square: bool) -> NDArray[np.int32]:
    """For every pixel, (height, width): its cell × (2·_COVERS) + how much of it the cell covers
    and how much the cell within its edge."""
    wide, high = cell
    gap = max(round(_GAP * min(cell)), 1)
    radius = 0.0 if square else _CORNER * min(cell)
    half = np.array([(wide - gap) / 2, (high - gap) / 2]) - radius
    x = np.abs(np.arange(wide) + 0.5 - (wide - gap) / 2) - half[0]
    y = np.abs(np.arange(high) + 0.5 - (high - gap) / 2) - half[1]
    out = np.hypot(np.maximum(x[None], 0), np.maximum(y[:, None], 0)) - radius
    out += np.minimum(np.maximum(x[None], y[:, None]), 0)
    covers = [np.clip(0.5 - out - by, 0, 1) for by in (0, _edge(cell, square))]
    cover = sum(np.rint(one * (_COVERS - 1)).astype(np.int32) for one in covers)
    if square:
        cover = np.where(cover > _COVERS, 2 * _COVERS - 2, 0).astype(np.int32)
    units = np.arange(count, dtype=np.int32).reshape(-1, columns) * 2 * _COVERS
    index = np.repeat(np.repeat(units, high, axis=0), wide, axis=1)
    return np.asarray(index + np.tile(cover, units.shape), np.int32)


@kept(4)
def _table(theme: Theme, square: bool, edged: bool) -> NDArray[np.uint32]:
    """The color of each brightness at each cover, (_LIGHTS + 1, 2·_COVERS), as 0xRRGGBB.

    ``square``: those of the input's pixels, which have lines between them; ``edged``: cells have
    edges."""
    ground = np.array(theme.panel_edge if square else theme.panel, float)
    dark = theme.canvas if square else theme.button if edged else theme.panel_edge
    share = np.linspace(0, 1, _LIGHTS)[:, None]
    low = np.array(dark, float)
    lit = np.vstack([low + (np.array(theme.ink) - low) * share, theme.damage])[:, None]
    stronger = np.minimum if theme.paper else np.maximum
    edge = stronger(lit, theme.edge) if edged else lit
    cover = np.linspace(0, 1, _COVERS)[None, :, None]
    outer, inner = ground + (edge - ground) * cover, edge + (lit - edge) * cover
    colors = np.concatenate([outer, inner[:, 1:], inner[:, -1:]], axis=1)
    red, green, blue = np.moveaxis(np.rint(colors).astype(np.uint32), -1, 0)
    return np.asarray(red << 16 | green << 8 | blue, np.uint32)


def draw_shares(brush: Brush, grid: Grid, answer: Array | None, sure: int | None) -> None:
    """The ten probabilities ŷ, (10,), as ten rows: digit, bar, percentage. None: empty bars.
    ``sure``: the digit that is the sure answer."""
    theme, size = brush.theme, brush.small
    left, right = brush.px(32), figure_width(brush.text, percent(1), size) + brush.px(14)
    for digit in range(10):
        row = grid.rect(digit)
        y = row.center[1]
        wins = digit == sure
        shade = theme.winner if wins else theme.muted
        at = row.x + brush.px(4), y
        brush.write(str(digit), at, size, shade, bold=wins, anchor="midleft")
        high = 0.5 * row.h
        bar = Rect(row.x + left, y - high / 2, row.w - left - right, high)
        share = 0.0 if answer is None else float(np.nan_to_num(answer[digit]))
        draw_bar(brush, bar, share if share >= 0.0005 else 0, shade)
        if answer is not None:
            at = row.right - brush.px(4), y
            draw_figure(brush, percent(share), at, size, theme.text if wins else shade)


def draw_columns(brush: Brush, rect: Rect, values: Array | None, sure: int | None) -> None:
    """Ten shares, (10,), 0..1, as columns without words. None: empty columns. ``sure``: the digit
    that is the sure answer."""
    theme = brush.theme
    for digit, column in enumerate(rect.columns(10, max(round(rect.w / 50), 1))):
        radius = round(column.w / 5)
        pygame.draw.rect(brush.surface, theme.panel_edge, box(column), border_radius=radius)
        share = 0.0 if values is None else float(np.clip(np.nan_to_num(values[digit]), 0, 1))
        filled = column._replace(y=column.bottom - share * column.h, h=share * column.h)
        color = theme.winner if digit == sure else theme.muted
        if share >= 0.01:
            pygame.draw.rect(brush.surface, color, box(filled), border_radius=radius)


def draw_means(brush: Brush, rect: Rect, means: Array | None) -> None:
    """A neuron's mean for each digit, (10,), ≥ 0, as columns; None: not known yet. The largest one
    has its number above it."""
    theme, size = brush.theme, brush.small
    rect = rect.inset(brush.px(2), 0)  # a digit is wider than a narrow column
    above, rest = rect.top_part(1.25 * size)
    columns, names = rest.top_part(rest.h - 1.25 * size)
    shares: Array = np.zeros(10, np.float32)
    first = None
    if means is not None and means.max() > 0:
        first = int(means.argmax())
        largest = means[first]
        shares = means / largest if np.isfinite(largest) else np.isinf(means).astype(np.float32)
    line = round(columns.x), round(columns.bottom), round(columns.w), brush.px(2)
    for digit, column in enumerate(columns.columns(10, max(round(0.03 * rect.w), 1))):
        high = float(shares[digit]) * column.h
        filled = column._replace(y=column.bottom - high, h=high)
        most = digit == first
        color = theme.text if most else theme.muted
        pygame.draw.rect(brush.surface, color, box(filled))
        at = column.center[0], names.center[1]
        brush.write(str(digit), at, size, color, bold=most, anchor="center")
        if most and means is not None:
            words = figure(float(means[digit]), 2, signed=False)
            half = brush.width(words, size) / 2
            x = min(max(column.center[0], rect.x + half), rect.right - half)
            brush.write(words, (x, above.center[1]), size, theme.text, anchor="center")
    pygame.draw.rect(brush.surface, theme.track, line)
