"""The words on the network's picture: captions and tooltips stay in it, and none covers another."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.model.unit import Unit
from game.lab.network.plan import place
from game.view.network.captions import captions
from game.view.network.tooltip import draw_tooltip, tooltip
from game.view.paint.theme import Theme
from tests.view.network.scenes import OUTSIDE, brush_on, network_of, scene_of


@pytest.mark.parametrize("size", [(960, 860), (940, 480), (400, 300), (320, 240), (500, 900)])
def test_captions_neither_overlap_nor_leave_the_picture(size: tuple[int, int]) -> None:
    rect = Rect(10, 10, *size)
    brush = brush_on(pygame.Surface((1, 1)), Theme())
    lines = captions(brush, place(rect))
    assert len(lines) >= 4
    boxes = [
        pygame.Rect(
            round(line.x - brush.width(line.words, line.size, line.name) / 2),
            round(line.y),
            brush.width(line.words, line.size, line.name),
            line.size,
        )
        for line in lines
    ]
    for i, box in enumerate(boxes):
        assert pygame.Rect(9, 9, size[0] + 2, size[1] + 2).contains(box)
        assert box.collidelist(boxes[:i] + boxes[i + 1 :]) == -1


@pytest.mark.parametrize("size", [(963, 860, 1.0), (455, 430, 0.711), (320, 240, 0.7)])
def test_a_tooltip_never_leaves_the_picture(size: tuple[int, int, float]) -> None:
    rect, network = Rect(20, 20, *size[:2]), network_of(0)
    plan, scene = place(rect, size[2]), scene_of(rect, network, 300)
    surface = pygame.Surface((size[0] + 40, size[1] + 40), depth=32)
    brush = brush_on(surface, Theme(scale=size[2]))
    for unit in (Unit(0, 0), Unit(0, 783), Unit(1, 0), Unit(1, 127), Unit(2, 63), Unit(3, 9)):
        surface.fill(OUTSIDE)
        lines = tooltip(brush.say, network, scene.trace, unit)
        draw_tooltip(brush, plan, unit, lines)
        drawn = (pygame.surfarray.array3d(surface) != OUTSIDE).any(axis=2)
        assert drawn.any() and not np.delete(drawn, np.s_[20 : 20 + size[0]], axis=0).any()
        assert not np.delete(drawn, np.s_[20 : 20 + size[1]], axis=1).any()
        assert len(lines) == (2 if unit.layer == 0 else 3)
