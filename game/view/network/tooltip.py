"""The words beside the neuron under the mouse: what it is, and why."""

from __future__ import annotations

import pygame

from game.core.insight.explain import terms
from game.core.model.unit import OFFSETS, SIDE
from game.core.printed import figure
from game.lab.card.sentences import card_of
from game.lab.network.plan import UnitPlan
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.words.catalogue import say

#: inputs named
_STRONGEST = 3


def tooltip(scene: NetworkScene) -> tuple[str, ...]:
    """Lines about the hovered unit, its name first."""
    unit = scene.hovered
    if unit is None or scene.network is None:
        return ()
    if unit.layer == 0:
        row, column = divmod(unit.index, SIDE)
        name = say("tip.pixel", row=row, column=column)
        if scene.trace is None:
            return (name,)
        x = figure(float(scene.trace.activations[0][unit.index]), 2, signed=False)
        return name, say("tip.x", x=x)
    card = card_of(scene.network, scene.trace, unit)
    if scene.trace is None:
        return (card.title,)
    total = terms(scene.network, scene.trace, unit)
    named = []
    for index in total.parts.strongest(_STRONGEST).tolist():
        label = "{}, {}".format(*divmod(index, SIDE)) if unit.layer == 1 else f"#{index}"
        named.append(f"({label}) " + figure(float(total.parts.worth[index]), 2))
    words = say("tip.strongest", terms=" · ".join(named)) if named else say("tip.none")
    return card.title, " · ".join(card.facts), words


def draw_tooltip(
    brush: Brush,
    plan: UnitPlan,
    scene: NetworkScene,
    lines: tuple[str, ...],
) -> None:
    """A box beside the hovered unit that never leaves the picture."""
    if not lines or scene.hovered is None:
        return
    size, pad = brush.small, brush.px(14)
    room = plan.rect.w - 2 * pad - brush.px(8)
    rows = [
        (line, i == 0)
        for i, words in enumerate(lines)
        for line in brush.wrap(words, size, room, i == 0)
    ]
    step = LINE * size
    box = pygame.Rect(0, 0, 0, 0)
    box.w = max(brush.width(line, size, bold) for line, bold in rows) + 2 * pad
    box.h = round(step * len(rows)) + 2 * pad
    here = OFFSETS[scene.hovered.layer] + scene.hovered.index
    (x, y), radius = plan.positions[here].tolist(), float(plan.radii[here])
    away = radius + brush.px(18)
    area = pygame.Rect(*(round(value) for value in plan.rect)).inflate(-4, -4)
    # To the side where there is more room; the hand is on the other.
    box.midleft = round(x + away), round(y)
    if x > plan.rect.center[0]:
        box.midright = round(x - away), round(y)
    if not area.left <= box.left <= box.right <= area.right:
        box.midbottom = round(x), round(y - away)
        if box.top < area.top:
            box.midtop = round(x), round(y + away)
    box.clamp_ip(area)
    corner = brush.px(10)
    veil = pygame.Surface(box.size, pygame.SRCALPHA)
    pygame.draw.rect(veil, (*brush.theme.panel, 244), veil.get_rect(), border_radius=corner)
    pygame.draw.rect(veil, brush.theme.muted, veil.get_rect(), brush.px(1.5), border_radius=corner)
    brush.surface.blit(veil, box)
    for i, (line, bold) in enumerate(rows):
        at = box.x + pad, box.y + pad + (i + 0.5) * step
        color = brush.theme.text if bold else brush.theme.muted
        brush.write(line, at, size, color, bold=bold, anchor="midleft")
