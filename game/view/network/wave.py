"""The front of the wave: a soft edge between dim and lit, and the light that moves with it."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.kept import kept
from game.view.paint.brush import Brush
from game.view.paint.light import blending, hue_of
from game.view.paint.theme import Color, Theme

#: brightness of the beam's middle, 0..255
_BEAM = 190


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
    """Lay the lines of the lit picture on it once more, over ``width`` px around the front; in a
    color, or as they are."""
    window = pygame.Rect(round(front) - width // 2, 0, width, area.h)
    seen = window.clip(lit.get_rect())
    if seen.w:
        lines = _lines(brush.theme, lit.subsurface(seen))
        weights = _columns(brush.theme, "beam", window.w, window.h)
        lines.blit(weights, (window.x - seen.x, 0), special_flags=pygame.BLEND_RGB_MULT)
        place = area.x + seen.x, area.y
        brush.surface.blit(lines, place, special_flags=blending(brush.theme))
    if color is not None:
        _tint(brush, area, window, color)


def _put(
    brush: Brush,
    picture: pygame.Surface,
    area: pygame.Rect,
    window: pygame.Rect,
    shape: str,
    flags: int,
) -> None:
    """Blit a window of the picture, its columns multiplied by a shape of `_columns`."""
    seen = window.clip(picture.get_rect())
    if not seen.w:
        return
    part = picture.subsurface(seen).copy()
    weights = _columns(brush.theme, shape, window.w, window.h)
    part.blit(weights, (window.x - seen.x, 0), special_flags=pygame.BLEND_RGB_MULT)
    brush.surface.blit(part, (area.x + seen.x, area.y), special_flags=flags)


def _lines(theme: Theme, picture: pygame.Surface) -> pygame.Surface:
    """The light of a picture's lines, without that of the ground they are on."""
    if not theme.paper:
        lines = picture.copy()
        lines.fill(theme.lines_from, special_flags=pygame.BLEND_RGB_SUB)
        return lines
    lines = pygame.Surface(picture.get_size(), depth=32)
    lines.fill(theme.lines_from)
    lines.blit(picture, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    return lines


def _tint(brush: Brush, area: pygame.Rect, window: pygame.Rect, color: Color) -> None:
    """Lay a color's light in the middle of a window."""
    weights = _columns(brush.theme, "beam", window.w, window.h).copy()
    weights.fill(hue_of(brush.theme, color), special_flags=pygame.BLEND_RGB_MULT)
    seen = window.clip((0, 0, area.w, area.h))
    part = (seen.x - window.x, 0, seen.w, seen.h)
    place, flags = (area.x + seen.x, area.y), blending(brush.theme)
    brush.surface.blit(weights, place, part, special_flags=flags)


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
