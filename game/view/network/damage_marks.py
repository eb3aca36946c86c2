"""What damage looks like on the network: neurons that are off, layers that are cut, sparks."""

from __future__ import annotations

import numpy as np
import pygame

from game.core.model.damage import Damage
from game.core.model.network import Network
from game.core.model.unit import OFFSETS, Unit
from game.lab.network.plan import UnitPlan
from game.view.network.pictures.chosen_edges import pinned_edges
from game.view.network.scene import NetworkScene
from game.view.network.shock import draw_shock
from game.view.paint.brush import Brush
from game.view.paint.theme import mixed

#: ticks between two sparks: two a second, which is as much as a public screen may flicker
SPARK_EVERY = 30
#: ticks that a spark glows
_GLOW = 14
#: half of the size of a cross, as a share of its disc's radius
_CROSS = 0.75
#: keys of the words for a layer whose weights are gone, by the layer that they lead into
_CUT = {1: "cut.1", 2: "cut.2", 3: "cut.3"}
_CUT_SHORT = {1: "cut.short.1", 2: "cut.short.2", 3: "cut.short.3"}
#: wires of a neuron that goes out that are seen to die
_WIRES = 48


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
        draw_cross(brush, (x, y), _CROSS * radius + 1)
    for change in damage.adjusted:
        here = OFFSETS[change.unit.layer] + change.unit.index
        if plan.visibility[here] >= 0.5:
            at, radius = plan.positions[here].tolist(), float(plan.radii[here]) + brush.px(4)
            pygame.draw.aacircle(surface, theme.damage, at, radius, brush.px(2))
    for layer in damage.cuts:
        _draw_cut(brush, plan, layer)


def draw_cross(brush: Brush, at: tuple[float, float], reach: float) -> None:
    """What marks a neuron that is off; ``reach``, px."""
    (x, y), width = at, max(round(0.45 * reach), 2)
    for way in (1, -1):
        start, end = (x - reach, y - way * reach), (x + reach, y + way * reach)
        pygame.draw.line(brush.surface, brush.theme.damage, start, end, width)


def draw_shocks(brush: Brush, plan: UnitPlan, scene: NetworkScene) -> None:
    """A shock runs from each neuron that goes out."""
    for unit, share in scene.going_out:
        here = OFFSETS[unit.layer] + unit.index
        if plan.visibility[here] >= 0.5:
            at, radius = plan.positions[here].tolist(), float(plan.radii[here])
            draw_shock(brush, at, radius, share, brush.theme.damage)


def draw_dying_wires(brush: Brush, plan: UnitPlan, scene: NetworkScene) -> None:
    """The strongest wires of each neuron that goes out glow and die."""
    for unit, share in scene.going_out:
        if scene.before is not None and plan.visibility[OFFSETS[unit.layer] + unit.index] >= 0.5:
            _draw_wires(brush, plan, scene.before, unit, (1 - share) ** 1.5)


def _draw_wires(brush: Brush, plan: UnitPlan, network: Network, unit: Unit, light: float) -> None:
    """The strongest wires of a neuron; ``light``, 0..1."""
    source, target, value = pinned_edges(plan, network, None, unit)
    best = np.argsort(-np.abs(value), kind="stable")[:_WIRES]
    starts, ends = plan.positions[source[best]].tolist(), plan.positions[target[best]].tolist()
    for start, end, size in zip(starts, ends, np.abs(value[best]).tolist(), strict=True):
        color = mixed(brush.theme.ground, brush.theme.damage, light * (0.3 + 0.7 * size))
        pygame.draw.aaline(brush.surface, color, start, end, brush.px(2))


def _draw_cut(brush: Brush, plan: UnitPlan, layer: int) -> None:
    """A jagged line through the gap before a layer, and in words what it means, where the gap is
    widest: beside no neuron."""
    left = plan.positions[plan.layer(layer - 1), 0].max()
    right = plan.positions[plan.layer(layer), 0].min()
    x, tooth = float(left + right) / 2, brush.px(9)
    both = plan.positions[plan.layer(layer - 1).start : plan.layer(layer).stop, 1]
    top, bottom = float(both.min()), float(both.max())
    count = max(int((bottom - top) / (2 * tooth)), 2)
    y = np.linspace(top, bottom, count)
    points = np.stack([x + tooth * (1 - 2 * (np.arange(count) % 2)), y], axis=1).tolist()
    pygame.draw.lines(brush.surface, brush.theme.damage, False, points, brush.px(4))
    size, pad = brush.small, brush.px(10)
    reach = float(plan.radii[plan.layer(layer)].max() + plan.radii[plan.layer(layer - 1)].max())
    room = float(right - left) - reach - 2 * pad
    words = brush.choose((brush.say(_CUT[layer]), brush.say(_CUT_SHORT[layer])), size, room, True)
    place = pygame.Rect(0, 0, brush.width(words, size, True) + 2 * pad, round(1.5 * size))
    place.center = round(x), round((top + bottom) / 2)
    pygame.draw.rect(brush.surface, brush.theme.damage_ground, place, border_radius=brush.px(8))
    pygame.draw.rect(brush.surface, brush.theme.damage, place, brush.px(2), brush.px(8))
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
        color = mixed(brush.theme.ground, brush.theme.spark, left)
        start, end = (x + near * dx, y + near * dy), (x + far * dx, y + far * dy)
        pygame.draw.line(brush.surface, color, start, end, brush.px(2))
