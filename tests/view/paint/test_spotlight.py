"""A spotlight leaves what it falls on as it is, and darkens the rest."""

from __future__ import annotations

import numpy as np
import pygame

from game.view.paint.brush import Brush
from game.view.paint.spotlight import draw_spotlight
from game.view.paint.theme import Theme
from tests.view.words import recorder

AREA, GROUND = pygame.Rect(40, 30, 500, 300), 150


def lit(at: tuple[float, float], share: float) -> np.ndarray:
    """The brightness of a plain gray picture, (x, y), under a spotlight at a place."""
    surface = pygame.Surface((600, 400), depth=32)
    surface.fill((GROUND, GROUND, GROUND))
    surface.set_clip(AREA)
    draw_spotlight(Brush(surface, Theme(), recorder()), AREA, at, 8, share)
    return pygame.surfarray.array3d(surface)[..., 1].astype(int)


def test_the_lit_place_stays_and_the_rest_goes_dark() -> None:
    seen = lit((300, 200), 1)
    assert abs(seen[300, 200] - GROUND) < 30, "as bright as before, but for the cone's light"
    corners = [seen[x, y] for x in (AREA.left, AREA.right - 1) for y in (40, AREA.bottom - 1)]
    assert max(corners) < 0.3 * GROUND
    outside = np.ones(seen.shape, bool)
    outside[AREA.left : AREA.right, AREA.top : AREA.bottom] = False
    assert (seen[outside] == GROUND).all(), "only in its area"


def test_it_comes_on_softly() -> None:
    levels = [int(lit((300, 200), share)[60, 300]) for share in (0, 0.25, 0.5, 1)]
    assert levels[0] == GROUND and levels == sorted(levels, reverse=True)
    assert len(set(levels)) == 4


def test_at_an_edge_all_the_rest_is_dark_once() -> None:
    """No part is darkened twice, and none left out."""
    for at in ((40, 30), (539, 329), (41, 200), (300, 329)):
        seen = lit(at, 1)[AREA.left : AREA.right, AREA.top : AREA.bottom]
        dark = seen[seen < 0.27 * GROUND]
        assert dark.size > 0.6 * seen.size and seen.min() >= 0.25 * GROUND - 1
