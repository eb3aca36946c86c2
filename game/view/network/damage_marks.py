"""What damage looks like on the network: neurons that are off, layers that are cut, sparks."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.model.damage import Damage
from game.core.model.unit import OFFSETS
from game.lab.network.plan import UnitPlan
from game.view.paint.brush import Brush

#: ticks between two sparks: two a second, as much flicker as a public screen may have
SPARK_EVERY = 30
#: ticks that a spark glows
_GLOW = 14
#: a cross on a disc: half of its size, as a share of the disc's radius
_CROSS = 0.75


def draw_wounds(brush: Brush, plan: UnitPlan, damage: Damage) -> None:
    """A cross on each neuron that is off, a ring around each that was adjusted, and a torn band
    where a layer's weights are gone."""
    for unit in damage.killed:
        here = OFFSETS[unit.layer] + unit.index
        if plan.visibility[here] < 0.5:
            continue
        (x, y), radius = plan.positions[here].tolist(), max(float(plan.radii[here]), 3.0)
        pygame.draw.aacircle(brush.surface, brush.theme.wound, (x, y), radius + 1)
        reach, width = _CROSS * radius + 1, max(round(radius / 3), 2)
        for slope in (1, -1):
            start, end = (x - reach, y - slope * reach), (x + reach, y + slope * reach)
            pygame.draw.line(brush.surface, brush.theme.alert, start, end, width)
    for change in damage.adjusted:
        here = OFFSETS[change.unit.layer] + change.unit.index
        if plan.visibility[here] >= 0.5:
            at, radius = plan.positions[here].tolist(), float(plan.radii[here])
            pygame.draw.aacircle(
                brush.surface, brush.theme.positive, at, radius + brush.px(4), brush.px(2)
            )
    for layer in damage.cuts:
        _draw_cut(brush, plan, layer)


def _draw_cut(brush: Brush, plan: UnitPlan, layer: int) -> None:
    """A jagged line through the gap before a layer, and what it means."""
    left = plan.positions[plan.layer(layer - 1), 0].max()
    right = plan.positions[plan.layer(layer), 0].min()
    x, tooth = float(left + right) / 2, brush.px(9)
    both = plan.positions[plan.layer(layer - 1).start : plan.layer(layer).stop, 1]
    top, bottom = float(both.min()), float(both.max())
    count = max(int((bottom - top) / (2 * tooth)), 2)
    y = np.linspace(top, bottom, count)
    points = np.stack([x + tooth * (1 - 2 * (np.arange(count) % 2)), y], axis=1).tolist()
    pygame.draw.lines(brush.surface, brush.theme.alert, False, points, brush.px(4))
    words, size = brush.say(f"cut.{layer}"), brush.small
    wide, high = brush.width(words, size, True) + brush.px(20), round(1.5 * size)
    place = pygame.Rect(0, 0, wide, high)
    place.midtop = round(x), round(bottom) - brush.px(6)
    place.clamp_ip(pygame.Rect(*(round(v) for v in plan.rect)))
    pygame.draw.rect(brush.surface, brush.theme.wound, place, border_radius=brush.px(8))
    brush.write(words, place.center, size, brush.theme.text, bold=True, anchor="center")


def draw_spark(brush: Brush, plan: UnitPlan, damage: Damage, tick: float) -> None:
    """Now and then a spark flies from a wound: where, follows from the tick alone."""
    nth, age = divmod(int(tick), SPARK_EVERY)
    if age >= _GLOW or damage.none:
        return
    chance = np.random.default_rng(nth)
    wounds = [OFFSETS[unit.layer] + unit.index for unit in damage.killed]
    for layer in damage.cuts:
        wounds.append(int(chance.integers(OFFSETS[layer], OFFSETS[layer + 1])))
    if not wounds:  # noise and the like are everywhere
        wounds = [int(chance.integers(OFFSETS[1], OFFSETS[-1]))]
    here = wounds[int(chance.integers(len(wounds)))]
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
