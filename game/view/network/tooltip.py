"""The words beside the neuron under the mouse: what it is, and why it has its value."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pygame

from game.core.insight.explain import terms
from game.core.model.network import Network, Trace
from game.core.model.unit import OFFSETS, SIDE, Unit
from game.lab.card.sentences import card_of
from game.lab.network.plan import UnitPlan
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.words.numbers import figure

#: how many inputs are named, the strongest
_STRONGEST = 3


class _About(NamedTuple):
    """What a tooltip is about."""

    network: Network | None
    trace: Trace | None
    unit: Unit


class Tooltip:
    """Keeps the lines about the hovered unit from frame to frame."""

    def __init__(self) -> None:
        self._lines: tuple[_About, tuple[str, ...]] | None = None

    def draw(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """The tooltip of the hovered unit, if there is one. While a card is open it would cover
        what that is about."""
        if scene.hovered is None or scene.focused:
            self._lines = None
            return
        about = _About(scene.network, scene.trace, scene.hovered)
        if self._lines is None or self._lines[0] != about:
            self._lines = (about, tooltip(brush.say, *about))
        draw_tooltip(brush, plan, scene.hovered, self._lines[1])


def tooltip(
    say: Callable[..., str], network: Network | None, trace: Trace | None, unit: Unit
) -> tuple[str, ...]:
    """Lines about a unit, its name first; none while there is no network."""
    if network is None:
        return ()
    if unit.layer == 0:
        row, column = divmod(unit.index, SIDE)
        name = say("tip.pixel", row=row, column=column)
        if trace is None:
            return (name,)
        x = figure(float(trace.activations[0][unit.index]), 2, signed=False)
        return name, say("tip.x", x=x)
    card = card_of(network, trace, unit)
    if trace is None:
        return (card.title,)
    parts = terms(network, trace, unit).parts
    named = []
    for index in parts.strongest(_STRONGEST).tolist():
        contribution = figure(float(parts.contributions[index]), 2)
        if unit.layer == 1:
            row, column = divmod(index, SIDE)
            words = say("tip.term.pixel", row=row, column=column, contribution=contribution)
        else:
            words = say("tip.term.neuron", index=index, contribution=contribution)
        named.append(words)
    strongest = say("tip.strongest", terms=" · ".join(named)) if named else say("tip.none")
    return card.title, " · ".join(card.facts), strongest


def draw_tooltip(brush: Brush, plan: UnitPlan, unit: Unit, lines: tuple[str, ...]) -> None:
    """A box beside a unit that never leaves the picture."""
    if not lines:
        return
    theme, size, pad = brush.theme, brush.small, brush.px(14)
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
    here = OFFSETS[unit.layer] + unit.index
    (x, y), radius = plan.positions[here].tolist(), float(plan.radii[here])
    away = radius + brush.px(18)
    area = pygame.Rect(*(round(value) for value in plan.rect)).inflate(-4, -4)
    # The box stands on the side where there is more room, else below or above the unit.
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
    pygame.draw.rect(veil, (*theme.panel, 244), veil.get_rect(), border_radius=corner)
    pygame.draw.rect(veil, theme.muted, veil.get_rect(), brush.px(1.5), border_radius=corner)
    brush.surface.blit(veil, box)
    for i, (line, bold) in enumerate(rows):
        at = box.x + pad, box.y + pad + (i + 0.5) * step
        color = theme.text if bold else theme.muted
        brush.write(line, at, size, color, bold=bold, anchor="midleft")
