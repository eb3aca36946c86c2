"""What damage looks like on the network: neurons that are off, layers that are cut, sparks."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.model.damage import Damage
from game.core.model.unit import OFFSETS
from game.lab.network.plan import UnitPlan
from game.view.paint.brush import Brush

#: ticks between two sparks: two a second, which is as much as a public screen may flicker
SPARK_EVERY = 30
#: ticks that a spark glows
_GLOW = 14
#: half of the size of a cross, as a share of its disc's radius
_CROSS = 0.75
#: keys of the words for a layer whose weights are gone, by the layer that they lead into
_CUT = {1: "cut.1", 2: "cut.2", 3: "cut.3"}


def draw_damage_marks(brush: Brush, plan: UnitPlan, damage: Damage) -> None:
    """A cross on each neuron that is off, a ring around each that was adjusted, and a jagged line
    where a layer's weights are gone."""
    surface, theme = brush.surface, brush.theme
    for unit in damage.ablated:
        here = OFFSETS[unit.layer] + unit.index
        if plan.visibility[here] < 0.5:
            continue
        (x, y), radius = plan.positions[here].tolist(), max(float(plan.radii[here]), 3.0)
        pygame.draw.aacircle(surface, theme.damage_ground, (x, y), radius + 1)
        reach, width = _CROSS * radius + 1, max(round(radius / 3), 2)
        for way in (1, -1):
            start, end = (x - reach, y - way * reach), (x + reach, y + way * reach)
            pygame.draw.line(surface, theme.damage, start, end, width)
    for change in damage.adjusted:
        here = OFFSETS[change.unit.layer] + change.unit.index
        if plan.visibility[here] >= 0.5:
            at, radius = plan.positions[here].tolist(), float(plan.radii[here]) + brush.px(4)
            pygame.draw.aacircle(surface, theme.damage, at, radius, brush.px(2))
    for layer in damage.cuts:
        _draw_cut(brush, plan, layer)


def _draw_cut(brush: Brush, plan: UnitPlan, layer: int) -> None:
    """A jagged line through the gap before a layer, and below it in words what it means."""
    left = plan.positions[plan.layer(layer - 1), 0].max()
    right = plan.positions[plan.layer(layer), 0].min()
    x, tooth = float(left + right) / 2, brush.px(9)
    both = plan.positions[plan.layer(layer - 1).start : plan.layer(layer).stop, 1]
    top, bottom = float(both.min()), float(both.max())
    count = max(int((bottom - top) / (2 * tooth)), 2)
    y = np.linspace(top, bottom, count)
    points = np.stack([x + tooth * (1 - 2 * (np.arange(count) % 2)), y], axis=1).tolist()
    pygame.draw.lines(brush.surface, brush.theme.damage, False, points, brush.px(4))
    words, size = brush.say(_CUT[layer]), brush.small
    wide, high = brush.width(words, size, True) + brush.px(20), round(1.5 * size)
    place = pygame.Rect(0, 0, wide, high)
    place.midtop = round(x), round(bottom) - brush.px(6)
    place.clamp_ip(pygame.Rect(*(round(v) for v in plan.rect)))
    pygame.draw.rect(brush.surface, brush.theme.damage_ground, place, border_radius=brush.px(8))
    brush.write(words, place.center, size, brush.theme.text, bold=True, anchor="center")


def draw_spark(brush: Brush, plan: UnitPlan, damage: Damage, tick: float) -> None:
    """Now and then a spark flies from where the network is damaged. The tick alone tells when, from
    where and how it looks."""
    nth, age = divmod(int(tick), SPARK_EVERY)
    if age >= _GLOW or damage.none:
        return
    chance = np.random.default_rng(nth)
    damaged = [OFFSETS[unit.layer] + unit.index for unit in damage.ablated]
    for layer in damage.cuts:
        damaged.append(int(chance.integers(OFFSETS[layer], OFFSETS[layer + 1])))
    if not damaged:  # noise and the like are everywhere
        damaged = [int(chance.integers(OFFSETS[1], OFFSETS[-1]))]
    here = damaged[int(chance.integers(len(damaged)))]
    if plan.visibility[here] < 0.5:
        return
    x, y = plan.positions[here].tolist()
    left = 1 - age / _GLOW
    for angle in chance.uniform(0, 2 * np.pi, 7).tolist():
        far = brush.px(30) * (1 - left**2)
        near = far * 0.55
        dx, dy = float(np.cos(angle)), float(np.sin(angle))
        color = tuple(round(c * left) for c in (255, 200, 120))
        start, end = (x + near * dx, y + near * dy), (x + far * dx, y + far * dy)
        pygame.draw.line(brush.surface, color, start, end, brush.px(2))
