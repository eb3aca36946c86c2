"""The light of a lesson: around the parts that it speaks of all is dark for a while; then a ring
stays around each of them."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.core.geometry import Rect
from game.lab.lesson.parts import dark, lit
from game.lab.state.state import State
from game.view.paint.brush import Brush
from game.view.paint.widgets import box

#: what is left of the light where it is dark, 0..1
_LEFT = 0.4
#: thickness of the ring and of the dark seams on both sides of it, px at 1080 lines
_RING, _SEAM = 6, 3


class Light(NamedTuple):
    """``parts``: what is lit, window px; ``dark``: how dark it is around them, 0..1; ``band``: the
    lesson's band, which stays as bright as it is."""

    parts: tuple[Rect, ...]
    dark: float = 0.0
    band: tuple[Rect, ...] = ()


def light_of(state: State) -> Light:
    """The light of this state; its parts are () where none is cast."""
    parts = lit(state)
    names = ("lesson", "lesson.back", "lesson.on", "lesson.leave", "hint")
    band = tuple(state.stage.rect(name) for name in names if state.stage.has(name))
    return Light(parts, dark(state), band) if parts else Light(())


def draw_light(
    brush: Brush, stage: pygame.Surface, light: Light, changed: list[pygame.Rect]
) -> list[pygame.Rect]:
    """Show the changed parts of a stage in this light on the brush's surface; returns all changed
    parts, px."""
    # Half of a ring lies within its part: words beside that stay free.
    reach = brush.px(_RING) + 2 * brush.px(_SEAM)
    rings = [box(part).inflate(reach, reach) for part in light.parts]
    changed = [*changed, *(ring for ring in rings if ring.collidelist(changed) >= 0)]
    level = round(255 * (1 - (1 - _LEFT) * light.dark))
    for area in changed:
        brush.surface.blit(stage, area, area)
    if level < 255:
        bright = [box(part) for part in (*light.parts, *light.band)]
        for area in _apart(changed):
            for piece in _without(area, bright):
                brush.surface.fill((level, level, level), piece, pygame.BLEND_RGB_MULT)
    for ring in rings:
        if ring.collidelist(changed) >= 0:
            _draw_ring(brush, ring)
    return changed


def _draw_ring(brush: Brush, area: pygame.Rect) -> None:
    """A light ring between two dark seams, which is seen on any ground."""
    theme, seam, wide = brush.theme, brush.px(_SEAM), brush.px(_RING)
    radius = brush.px(14)
    pygame.draw.rect(brush.surface, theme.ground, area, wide + 2 * seam, radius)
    pygame.draw.rect(brush.surface, theme.text, area.inflate(-2 * seam, -2 * seam), wide, radius)


def _apart(areas: list[pygame.Rect]) -> list[pygame.Rect]:
    """The same places, but none of them twice: what is dark must not become darker."""
    found: list[pygame.Rect] = []
    for area in areas:
        found += _without(area, found)
    return found


def _without(area: pygame.Rect, others: list[pygame.Rect]) -> list[pygame.Rect]:
    """The pieces of an area that lie in none of the others."""
    pieces = [area]
    for other in others:
        pieces = [piece for one in pieces for piece in _cut(one, other)]
    return pieces


def _cut(area: pygame.Rect, hole: pygame.Rect) -> list[pygame.Rect]:
    """An area without a hole: the parts above, below, left and right of it."""
    hole = hole.clip(area)
    if not hole.w or not hole.h:
        return [area]
    parts = (
        pygame.Rect(area.left, area.top, area.w, hole.top - area.top),
        pygame.Rect(area.left, hole.bottom, area.w, area.bottom - hole.bottom),
        pygame.Rect(area.left, hole.top, hole.left - area.left, hole.h),
        pygame.Rect(hole.right, hole.top, area.right - hole.right, hole.h),
    )
    return [part for part in parts if part.w and part.h]
