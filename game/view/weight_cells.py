"""The 128 weights of one pixel as cells, one for each neuron of Hidden 1, row by row."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.layers_layout import STRETCH, grid_of
from game.core.network import Array
from game.view.theme import Theme
from game.view.widgets import box


def draw_weights(surface: pygame.Surface, theme: Theme, rect: Rect, weights: Array) -> None:
    """Signed numbers, (128,): orange above zero, blue below, by the largest |finite number|."""
    flat, tall = (grid_of(rect, columns, 128 // columns, STRETCH) for columns in (16, 8))
    grid = max(flat, tall, key=lambda one: min(one.cell))
    finite = np.abs(weights[np.isfinite(weights)])
    shares = np.abs(weights) / (finite.max(initial=0) or 1)
    for index, (weight, share) in enumerate(zip(weights.tolist(), shares.tolist(), strict=True)):
        cell = box(grid.rect(index))
        cell.size = cell.w - 1, cell.h - 1
        pygame.draw.rect(surface, theme.track, cell)
        if weight == 0:
            continue
        colour = theme.positive if weight > 0 else theme.negative
        colour = theme.alert if weight != weight else colour
        power = 1.0 if share != share else min(share, 1.0) ** 0.7
        mixed = [round(a + (b - a) * power) for a, b in zip(theme.track, colour, strict=True)]
        pygame.draw.rect(surface, mixed, cell)
