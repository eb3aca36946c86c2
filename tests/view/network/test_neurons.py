"""Neurons as they are stamped."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.geometry import Rect
from game.lab.network.plan import place
from game.view.network.neurons import Neurons, disc, glow, level_of
from game.view.paint.theme import Theme
from tests.view.network.scenes import brush_on

RECT = Rect(30, 40, 480, 380)


def test_the_glows_of_a_layer_as_one_are_what_they_are_one_by_one() -> None:
    theme, plan = Theme(), place(RECT)
    neurons, chance = Neurons(plan, theme), np.random.default_rng(3)
    lights = tuple(chance.random(size).astype(np.float32) for size in (128, 64, 10))
    one, other = (pygame.Surface((600, 500), depth=32) for _ in range(2))
    for surface in (one, other):
        surface.fill((20, 40, 60))
    neurons.draw(brush_on(one, theme), lights, [1.0, 0.8, 1.0], 4)
    sprites = list[tuple[pygame.Surface, pygame.Rect]]()
    for layer, (light, gain) in enumerate(zip(lights, (1.0, 0.8, 1.0), strict=True), 1):
        part = plan.layer(layer)
        radius = max(round(float(plan.radii[part][0])), 1)
        for nth, level in enumerate(level_of(light, gain).tolist()):
            color = (255, 240, 214) if layer < 3 else theme.winner if nth == 4 else theme.muted
            at = np.floor(plan.positions[part][nth]).astype(int).tolist()
            stamp, light_of = disc(theme, radius, level, color), glow(theme, radius, level, color)
            sprites.append((stamp, stamp.get_rect(center=at)))
            if level > 2:
                other.blit(light_of, light_of.get_rect(center=at), None, pygame.BLEND_RGB_ADD)
    other.fblits(sprites, pygame.BLEND_PREMULTIPLIED)
    np.testing.assert_array_equal(pygame.surfarray.array2d(one), pygame.surfarray.array2d(other))
