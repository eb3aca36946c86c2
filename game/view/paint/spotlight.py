"""A spotlight: a cone of light from above falls on one place, and all around it goes dark."""

from __future__ import annotations

import numpy as np
import pygame

from game.view.paint.brush import Brush

#: the lit disc's radius, in radii of what is lit and in px at 1080 lines beyond these
_RADII, _BEYOND = 1.5, 26.0
#: brightness that the cone adds, and its half width at its source, px at 1080 lines
_CONE, _SOURCE = 26, 6.0


def draw_spotlight(
    brush: Brush, area: pygame.Rect, at: tuple[float, float], radius: float, share: float
) -> None:
    """Darken ``area`` but for a disc around what has ``radius`` px; ``share``: how far the rest has
    gone dark, 0..1."""
    reach = round(_RADII * radius + brush.px(_BEYOND))
    dark = 1 - (1 - brush.theme.shade) * min(max(share, 0.0), 1.0)
    side = 4 * reach
    disc = pygame.Rect(0, 0, side, side)
    disc.center = round(at[0]), round(at[1])
    level = round(255 * dark)
    for part in _around(area, disc):
        brush.surface.fill((level, level, level), part, pygame.BLEND_RGB_MULT)
    brush.surface.blit(_disc(side, reach, dark), disc, special_flags=pygame.BLEND_RGB_MULT)
    _add_cone(brush, area, at, reach, share)


def _around(area: pygame.Rect, disc: pygame.Rect) -> list[pygame.Rect]:
    """The parts of the area above, below, left and right of the disc's square."""
    inner = disc.clip(area)
    if not inner:
        return [area]
    return [
        pygame.Rect(area.left, area.top, area.w, inner.top - area.top),
        pygame.Rect(area.left, inner.bottom, area.w, area.bottom - inner.bottom),
        pygame.Rect(area.left, inner.top, inner.left - area.left, inner.h),
        pygame.Rect(inner.right, inner.top, area.right - inner.right, inner.h),
    ]


def _disc(side: int, reach: int, dark: float) -> pygame.Surface:
    """Full light within ``reach`` px of the middle, and a soft edge to ``dark`` at twice that."""
    line = np.arange(side) - (side - 1) / 2
    far = np.hypot(line[:, None], line) / reach
    light = np.interp(far, (0.85, 1.6), (1.0, dark))
    values = np.repeat(np.round(255 * light).astype(np.uint8)[..., None], 3, axis=2)
    return pygame.surfarray.make_surface(values)


def _add_cone(
    brush: Brush, area: pygame.Rect, at: tuple[float, float], reach: int, share: float
) -> None:
    """The light's way from the middle of the upper edge down to the disc."""
    level, source = round(_CONE * min(max(share, 0.0), 1.0)), brush.px(_SOURCE)
    top = area.centerx, area.top
    down = max(at[1] - area.top, 1.0)
    place = pygame.Rect(0, 0, area.w, round(down))
    cone = pygame.Surface(place.size, depth=32)
    left, right = top[0] - area.left - source, top[0] - area.left + source
    ends = (at[0] - area.left + 0.9 * reach, down), (at[0] - area.left - 0.9 * reach, down)
    pygame.draw.polygon(cone, (level, level, level), ((left, 0), (right, 0), *ends))
    brush.surface.blit(cone, area.topleft, special_flags=pygame.BLEND_RGB_ADD)
