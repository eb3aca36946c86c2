"""The front of the wave: a soft edge between dim and lit, and the light that moves with it."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.kept import kept
from game.view.paint.brush import Brush
from game.view.paint.theme import Color, Theme

#: brightness of the beam's middle, 0..255
_BEAM = 190
#: the ground's own light, which is taken off, so that only lines become brighter
_GROUND = (14, 19, 36)


def reveal(
    brush: Brush,
    dim: pygame.Surface,
    lit: pygame.Surface,
    area: pygame.Rect,
    front: float,
    soft: int,
) -> None:
    """Show the lit picture left of the front; over ``soft`` px it becomes the dim one.

    ``front``: px from the area's left. The dim picture must be on the surface already.
    """
    edge = round(front) - soft
    if edge > 0:
        brush.surface.blit(lit, area.topleft, (0, 0, edge, area.h))
    window = pygame.Rect(edge, 0, soft, area.h)
    _put(brush, dim, area, window, "down", 0)
    _put(brush, lit, area, window, "up", pygame.BLEND_RGB_ADD)


def reveal_back(
    brush: Brush,
    dim: pygame.Surface,
    lit: pygame.Surface,
    area: pygame.Rect,
    front: float,
    soft: int,
) -> None:
    """The same for a wave that comes from the right: the lit picture is right of the front."""
    edge = round(front) + soft
    if edge < area.w:
        brush.surface.blit(lit, (area.x + edge, area.y), (edge, 0, area.w - edge, area.h))
    window = pygame.Rect(edge - soft, 0, soft, area.h)
    _put(brush, dim, area, window, "up", 0)
    _put(brush, lit, area, window, "down", pygame.BLEND_RGB_ADD)


def beam(
    brush: Brush,
    lit: pygame.Surface,
    area: pygame.Rect,
    front: float,
    width: int,
    color: Color | None = None,
) -> None:
    """Add the lines of the lit picture once more, over ``width`` px around the front; in a color,
    or as they are."""
    window = pygame.Rect(round(front) - width // 2, 0, width, area.h)
    _put(brush, lit, area, window, "beam", pygame.BLEND_RGB_ADD, _GROUND)
    if color is not None:
        _tint(brush, area, window, color)


def _put(
    brush: Brush,
    picture: pygame.Surface,
    area: pygame.Rect,
    window: pygame.Rect,
    shape: str,
    flags: int,
    less: tuple[int, int, int] | None = None,
) -> None:
    """Blit a window of the picture, its columns multiplied by a shape of `_columns`.

    ``less``: a color that is taken off first.
    """
    seen = window.clip(picture.get_rect())
    if not seen.w:
        return
    part = picture.subsurface(seen).copy()
    if less:
        part.fill(less, special_flags=pygame.BLEND_RGB_SUB)
    weights = _columns(brush.theme, shape, window.w, window.h)
    part.blit(weights, (window.x - seen.x, 0), special_flags=pygame.BLEND_RGB_MULT)
    brush.surface.blit(part, (area.x + seen.x, area.y), special_flags=flags)


def _tint(brush: Brush, area: pygame.Rect, window: pygame.Rect, color: Color) -> None:
    """Add a color's light in the middle of a window."""
    weights = _columns(brush.theme, "beam", window.w, window.h).copy()
    weights.fill(color, special_flags=pygame.BLEND_RGB_MULT)
    seen = window.clip((0, 0, area.w, area.h))
    part = (seen.x - window.x, 0, seen.w, seen.h)
    brush.surface.blit(weights, (area.x + seen.x, area.y), part, special_flags=pygame.BLEND_RGB_ADD)


@kept(12)
def _columns(theme: Theme, shape: str, width: int, height: int) -> pygame.Surface:
    """Gray columns to multiply with: "up" lets the left through, "down" the right, and "beam" the
    middle."""
    t = (np.arange(width) + 0.5) / width
    ease = t * t * (3 - 2 * t)
    weight = {"up": 255 * (1 - ease), "down": 255 * ease, "beam": _BEAM * np.sin(np.pi * t) ** 2}
    columns = pygame.Surface((width, height), depth=32)
    for x, level in enumerate(np.rint(weight[shape]).astype(int).tolist()):
        columns.fill((level, level, level), (x, 0, 1, height))
    return columns
