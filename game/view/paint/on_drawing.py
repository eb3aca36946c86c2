"""Numbers of the prepared 28×28, painted over the ink on the canvas."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.core.ink.digit import SIDE
from game.lab.card.paint import Paint
from game.view.paint.brush import Brush
from game.view.paint.widgets import box

#: the gap between two painted pixels, as a share of their side; pixels less painted than this stay
#: as they are
_SEAM, _LEAST = 0.08, 0.12
#: how much of the canvas's color lies over ink that shall only be gray, 0..255
_VEIL = 170
#: air around a label, px at 1080 lines
_AIR = 3


def draw_paint(brush: Brush, rect: Rect, scale: float, paint: Paint) -> None:
    """Paint pixels over the drawing in ``rect``; ``scale``: window px per canvas px. What speaks
    for is full, what speaks against is hollow: a second cue beside color."""
    values, theme = np.frombuffer(paint.values, np.float32), brush.theme
    # Where ink is gray, small parts are seen by the root of their size; a smudge by its size.
    strength = np.sqrt(np.abs(values)) if paint.alone else np.abs(values)
    if paint.alone:
        veil = pygame.Surface(box(rect).size)
        veil.fill(theme.canvas)
        veil.set_alpha(round(_VEIL * paint.share))
        brush.surface.blit(veil, box(rect))
    layer = pygame.Surface(box(rect).size, pygame.SRCALPHA)
    low, high, line = _SEAM / 2, 1 - _SEAM / 2, brush.px(2.5)
    square = ((low, low), (high, low), (high, high), (low, high))
    for pixel in np.flatnonzero(strength > _LEAST).tolist():
        row, column = divmod(pixel, SIDE)
        alpha = round(255 * float(strength[pixel]) * paint.share)
        corners = [_at(scale, paint, column + x, row + y) for x, y in square]
        if values[pixel] > 0:
            pygame.draw.polygon(layer, (*theme.positive, alpha), corners)
        else:
            pygame.draw.polygon(layer, (*theme.canvas, alpha), corners)
            pygame.draw.polygon(layer, (*theme.negative, alpha), corners, line)
    brush.surface.blit(layer, box(rect))
    for words, x, y in paint.labels:
        across, down = _at(scale, paint, x, y)
        draw_label(brush, words, (rect.x + across, rect.y + down))


def draw_label(brush: Brush, words: str, at: tuple[float, float]) -> None:
    """Words on a dark ground of their own, in the middle of a place."""
    size, air = brush.small, brush.px(_AIR)
    ground = pygame.Rect(0, 0, max(brush.width(words, size, True) + 2 * air, size), size + air)
    ground.center = round(at[0]), round(at[1])
    pygame.draw.rect(brush.surface, brush.theme.canvas, ground, border_radius=ground.h // 2)
    brush.write(words, ground.center, size, brush.theme.text, bold=True, anchor="center")


def _at(scale: float, paint: Paint, x: float, y: float) -> tuple[float, float]:
    """A place of the picture in the drawing's rect, px from its corner."""
    across, down = paint.placing.on_canvas(x, y)
    return across * scale, down * scale
