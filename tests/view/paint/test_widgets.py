"""The widgets that all rooms share."""

from __future__ import annotations

import pygame
import pytest

from game.core.geometry import Rect
from game.view.paint.brush import Brush
from game.view.paint.theme import Theme
from game.view.paint.widgets import draw_ring
from tests.view.words import recorder


@pytest.mark.parametrize("size", [(1, 200), (3, 200), (4, 270), (9, 9), (12, 40), (200, 2)])
def test_a_ring_stays_around_its_cell_and_shows_it(size: tuple[int, int]) -> None:
    """However narrow: pygame fills much more where the two edges of a rounded rectangle meet."""
    ground, cell = (12, 200, 34), (90, 90, 90)
    surface, theme = pygame.Surface((500, 500), depth=32), Theme()
    surface.fill(ground)
    place = Rect(200, 100, *size)
    pygame.draw.rect(surface, cell, pygame.Rect(*place))
    draw_ring(Brush(surface, theme, recorder()), place, theme.text)
    middle = tuple(surface.get_at((200 + size[0] // 2, 100 + size[1] // 2)))[:3]
    assert middle == cell
    around = pygame.Rect(*place).inflate(2 * 3 + 10, 2 * 3 + 10)
    surface.fill(ground, around)
    assert pygame.mask.from_threshold(surface, ground, (1, 1, 1)).count() == 500 * 500
