"""Light on a dark ground and ink on paper: the same marks."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.lab.state.screen import PROFILES
from game.view.paint.light import blending, dim, hue_of, stamp_of, stamping
from game.view.paint.theme import Color, theme_of

WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)
NOTHING = np.zeros((4, 4, 3), np.uint8)


def ground(color: Color) -> pygame.Surface:
    surface = pygame.Surface((4, 4), depth=32)
    surface.fill(color)
    return surface


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("color", [(255, 166, 0), (40, 148, 180), (172, 0, 255)])
def test_light_in_full_is_the_color(profile: str, color: Color) -> None:
    theme = theme_of(profile, 1.0)
    bare = ground(WHITE if theme.paper else BLACK)
    stamp = stamp_of(theme, NOTHING + np.array(hue_of(theme, color), np.uint8))
    stamped, washed = bare.copy(), bare.copy()
    for _ in range(3):  # a stream of marks keeps its color
        stamped.blit(stamp, (0, 0), special_flags=pygame.BLEND_RGB_MIN if theme.paper else 0)
    light = ground(hue_of(theme, color))
    washed.blit(light, (0, 0), special_flags=blending(theme))
    assert stamped.get_at((1, 1))[:3] == washed.get_at((1, 1))[:3] == color


@pytest.mark.parametrize("profile", PROFILES)
def test_no_light_changes_nothing(profile: str) -> None:
    theme = theme_of(profile, 1.0)
    stage = ground(theme.ground)
    stage.blit(stamp_of(theme, NOTHING), (0, 0), special_flags=stamping(theme))
    stage.blit(ground(BLACK), (0, 0), special_flags=blending(theme))
    assert stage.get_at((1, 1))[:3] == theme.ground


def test_much_light_is_bright_in_the_dark_and_much_ink_is_dark() -> None:
    for profile, brighter in (("dark", True), ("light", False)):
        theme = theme_of(profile, 1.0)
        stage, light = ground(theme.ground), ground((40, 40, 40))
        levels = [stage.get_at((1, 1))[0]]
        for _ in range(3):
            stage.blit(light, (0, 0), special_flags=blending(theme))
            levels.append(stage.get_at((1, 1))[0])
        assert levels == sorted(levels, reverse=not brighter) and len(set(levels)) == 4


def test_what_is_dimmed_goes_into_its_ground() -> None:
    for profile in PROFILES:
        theme = theme_of(profile, 1.0)
        mark = ground(theme.text)
        dim(theme, mark, 30)
        left = [abs(a - b) for a, b in zip(mark.get_at((1, 1))[:3], theme.ground, strict=True)]
        assert 0 < max(left) < 60
