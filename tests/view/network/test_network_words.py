"""The words on the network's picture: captions and tooltips stay in it, and none covers another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.core.geometry import Rect
from game.core.model.unit import Unit
from game.lab.network.plan import place, point_of
from game.lab.network.signals import WAVE_TICKS
from game.view.network.captions import captions
from game.view.network.pictures.chosen_edges import pinned_edges
from game.view.network.scene import NetworkScene
from game.view.network.tooltip import Tooltip, asked_about, draw_tooltip, placed, tooltip
from game.view.paint.theme import Theme
from tests.view.network.scenes import OUTSIDE, RECT, THEME, brush_on, network_of, scene_of


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


@pytest.mark.parametrize("size", [(963, 860, 1.0), (455, 430, 0.75), (320, 240, 0.75)])
def test_a_tooltip_never_leaves_the_picture_nor_covers_what_it_is_about(
    size: tuple[int, int, float],
) -> None:
    rect, network = Rect(20, 20, *size[:2]), network_of(0)
    plan, scene = place(rect, size[2]), scene_of(rect, network, 300)
    surface = pygame.Surface((size[0] + 40, size[1] + 40), depth=32)
    brush = brush_on(surface, Theme(scale=size[2]))
    for unit in (Unit(0, 0), Unit(0, 783), Unit(1, 0), Unit(1, 127), Unit(2, 63), Unit(3, 9)):
        surface.fill(OUTSIDE)
        lines = tooltip(brush.say, network, scene.trace, unit)
        draw_tooltip(brush, plan, lines, asked_about(plan, network, scene.trace, unit))
        drawn = (pygame.surfarray.array3d(surface) != OUTSIDE).any(axis=2)
        assert drawn.any() and not np.delete(drawn, np.s_[20 : 20 + size[0]], axis=0).any()
        assert not np.delete(drawn, np.s_[20 : 20 + size[1]], axis=1).any()
        x, y = (round(value) for value in point_of(plan, unit))
        radius = round(float(plan.radii[plan.layer(unit.layer)].max()))
        assert not drawn[x - radius : x + radius + 1, y - radius : y + radius + 1].any()
        assert len(lines) == (2 if unit.layer == 0 else 3)


def test_a_tooltip_keeps_off_the_strongest_edges_near_its_neuron() -> None:
    rect, network = Rect(0, 0, 1400, 780), network_of(0)
    plan, scene = place(rect), scene_of(rect, network, 300)
    for unit in (Unit(1, 3), Unit(1, 90), Unit(2, 31), Unit(3, 5)):
        off = asked_about(plan, network, scene.trace, unit)
        box = placed(pygame.Rect(0, 0, 1400, 780), (420, 150), off, 22)
        source, target, value = pinned_edges(plan, network, scene.trace, unit)
        best = np.argsort(-np.abs(value))[:6]
        here = np.array(point_of(plan, unit))
        for end in (source[best], target[best]):
            for share in (0.1, 0.2, 0.3):
                near = here + (plan.positions[end] - here) * share
                assert not any(box.collidepoint(*point) for point in near.tolist())


def test_a_tooltip_is_gone_while_something_is_pinned_and_tells_no_answer_before_the_wave() -> None:
    network = network_of(0)
    hovered = replace(scene_of(RECT, network, 300), hovered=Unit(1, 4))
    pinned = replace(hovered, pinned=Unit(2, 3))
    assert shown_tip(hovered).any() and not shown_tip(pinned).any()
    waiting = replace(scene_of(RECT, network, 20), dark=True, hovered=Unit(3, 2))
    told = replace(waiting, tick=waiting.tick + WAVE_TICKS)
    assert shown_tip(waiting).any() and shown_tip(waiting).sum() < shown_tip(told).sum()


def shown_tip(scene: NetworkScene) -> np.ndarray:
    """Where a tooltip stands."""
    surface = pygame.Surface((560, 460), depth=32)
    surface.fill(OUTSIDE)
    Tooltip().draw(brush_on(surface, THEME), scene, place(scene.rect, THEME.scale))
    return np.asarray((pygame.surfarray.array3d(surface) != OUTSIDE).any(axis=2))
