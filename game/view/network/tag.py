"""Which network a picture shows, where two stand side by side."""

from __future__ import annotations

import pygame

from game.lab.network.plan import UnitPlan
from game.view.network.damage_marks import draw_cross
from game.view.paint.brush import Brush


def draw_tag(brush: Brush, plan: UnitPlan, key: str) -> None:
    """Some words in the picture's lower left corner; on a damaged network's with a cross."""
    theme, size, pad = brush.theme, brush.body, brush.px(12)
    words, damaged = brush.say(key), key == "side.damaged"
    mark = brush.px(26) if damaged else 0
    place = pygame.Rect(0, 0, brush.width(words, size, True) + 2 * pad + mark, round(1.5 * size))
    place.bottomleft = round(plan.rect.x) + pad, round(plan.rect.bottom) - pad
    edge = theme.damage if damaged else theme.learning if key == "side.taught" else theme.edge
    ground = theme.damage_ground if damaged else theme.panel
    pygame.draw.rect(brush.surface, ground, place, border_radius=brush.px(10))
    pygame.draw.rect(brush.surface, edge, place, brush.px(2), border_radius=brush.px(10))
    if damaged:
        draw_cross(brush, (place.x + pad + brush.px(8), place.centery), brush.px(8))
    at = place.x + pad + mark, place.centery
    brush.write(words, at, size, theme.text, bold=True, anchor="midleft")
