"""The 128 weights of one pixel as cells, one for each neuron of Hidden 1, row by row."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.network import Array
from game.lab.cells import grid_of
from game.lab.layers.layout import STRETCH
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme


def draw_weights(brush: Brush, rect: Rect, weights: Array) -> None:
    """Signed numbers, (128,): orange above zero, blue below, by the largest |finite number|."""
    flat, tall = (grid_of(rect, columns, 128 // columns, STRETCH) for columns in (16, 8))
    grid = max(flat, tall, key=lambda one: min(one.cell))
    values = np.asarray(weights, np.float32).tobytes()
    image = _image(brush.theme, values, grid.columns, grid.cell)
    brush.surface.blit(image, (round(grid.x), round(grid.y)))


@kept(4)  # while one draws, the pixel looked at seldom changes
def _image(theme: Theme, values: bytes, columns: int, cell: tuple[int, int]) -> pygame.Surface:
    weights = np.frombuffer(values, np.float32)
    finite = np.abs(weights[np.isfinite(weights)])
    largest = float(finite.max(initial=0)) or 1.0
    shares = np.minimum(np.abs(np.nan_to_num(weights)).astype(float) / largest, 1)
    shares = np.where(np.isnan(weights), 1, shares)[:, None]
    dark = np.array(theme.track)
    colors = np.where(weights[:, None] > 0, theme.positive, theme.negative)
    colors = np.where(np.isnan(weights)[:, None], theme.alert, colors)
    # Brightness as the eye counts it, as in the other maps.
    mixed = np.rint(dark + (colors - dark) * shares**0.7).astype(np.uint8)
    small = pygame.surfarray.make_surface(mixed.reshape(-1, columns, 3).transpose(1, 0, 2))
    wide, high = cell
    size = columns * wide, len(weights) // columns * high
    image = pygame.transform.scale(small, size)
    for x in range(wide - 1, size[0], wide):
        pygame.draw.line(image, theme.panel, (x, 0), (x, size[1]))
    for y in range(high - 1, size[1], high):
        pygame.draw.line(image, theme.panel, (0, y), (size[0], y))
    return image
