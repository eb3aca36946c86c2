"""The words beside the neuron under the mouse: what it is, and why it has its value."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.insight.explain import terms
from game.core.model.network import SIZES, Network, Trace
from game.core.model.unit import OUTPUT, SIDE, Unit
from game.lab.card.sentences import card_of
from game.lab.network.plan import CAPTION, UnitPlan, point_of
from game.view.network.pictures.chosen_edges import pinned_edges
from game.view.network.scene import NetworkScene
from game.view.paint.brush import Brush
from game.view.paint.text import LINE
from game.words.catalogue import spoken
from game.words.numbers import figure

#: how many inputs are named, the strongest
_STRONGEST = 3
#: a box's largest width as a share of the picture's; and places tried for it along each side
_WIDE, _TRIED = 0.4, 9
#: edges that a box keeps off, the strongest, and points on each; how fast they count less with
#: their distance from the unit, as a share of the picture's width
_EDGES, _ALONG, _NEAR = 14, 16, 0.2
#: what covering the unit costs, a caption, and any unit by its layer; the nearest point of an edge
#: costs about 1
_NEVER, _CAPTION, _UNITS = 1000.0, 2.0, (0.004, 0.05, 0.06, 3.0)


class _About(NamedTuple):
    """What a tooltip is about."""

    network: Network | None
    trace: Trace | None
    unit: Unit


class Points(NamedTuple):
    """What a box keeps off: where the unit is, (2,), and n places, (n, 2), window px, and what
    covering each of them costs, (n,)."""

    unit: NDArray[np.float64]
    at: NDArray[np.float64]
    cost: NDArray[np.float64]


class Tooltip:
    """Keeps the lines about the hovered unit, and where they stand, from frame to frame."""

    def __init__(self) -> None:
        self._lines: tuple[tuple[_About, str], tuple[str, ...]] | None = None
        self._kept_off: tuple[Hashable, Points] | None = None

    def draw(self, brush: Brush, scene: NetworkScene, plan: UnitPlan) -> None:
        """The tooltip of the hovered unit; none while something is pinned, or "Why?" is asked:
        then that has the picture."""
        if scene.hovered is None or scene.focused:
            self._lines = self._kept_off = None
            return
        untold = scene.hovered.layer == OUTPUT and not scene.told
        about = _About(scene.network, None if untold else scene.trace, scene.hovered)
        key = (about, plan.key)
        said = about, spoken()
        if self._lines is None or self._lines[0] != said:
            self._lines = (said, tooltip(brush.say, *about))
        if self._kept_off is None or self._kept_off[0] != key:
            self._kept_off = (key, asked_about(plan, *about))
        draw_tooltip(brush, plan, self._lines[1], self._kept_off[1])


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


def asked_about(plan: UnitPlan, network: Network | None, trace: Trace | None, unit: Unit) -> Points:
    """What a tooltip had best not cover: above all the unit, then its strongest edges, the more so
    the nearer to it, the captions and the output, and a little whatever else there is."""
    here = np.array([point_of(plan, unit)])
    cost = np.repeat(_UNITS, SIZES) * (plan.visibility > 0.5)
    parts = [(here, np.full(1, _NEVER)), (plan.positions, cost)]
    captions = [(x, plan.caption_y + CAPTION * plan.scale) for x in plan.caption_x.tolist()]
    parts.append((np.array(captions), np.full(len(captions), _CAPTION)))
    if network is not None:
        source, target, value = pinned_edges(plan, network, trace, unit)
        best = np.argsort(-np.abs(value), kind="stable")[:_EDGES]
        ends = plan.positions[source[best]][:, None], plan.positions[target[best]][:, None]
        along = np.linspace(0, 1, _ALONG)[:, None]
        points = (ends[0] + (ends[1] - ends[0]) * along).reshape(-1, 2)
        near = np.exp(-np.hypot(*(points - here).T) / (_NEAR * plan.rect.w))
        parts.append((points, np.repeat(np.abs(value[best]), _ALONG) * (0.15 + near)))
    at, cost = (np.concatenate(values) for values in zip(*parts, strict=True))
    return Points(here[0], at, cost)


def placed(area: pygame.Rect, size: tuple[int, int], off: Points, margin: int) -> pygame.Rect:
    """Where a box of ``size`` px covers least of what it must keep off, and of such places the one
    nearest to the unit. ``margin``: px that it stays away."""
    x = np.linspace(area.left, max(area.right - size[0], area.left), _TRIED)
    y = np.linspace(area.top, max(area.bottom - size[1], area.top), _TRIED)
    corner = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 1, 2)
    inside = (off.at > corner - margin) & (off.at < corner + np.array(size) + margin)
    covered = inside.all(axis=-1) @ off.cost
    away = np.hypot(*(corner[:, 0] + np.array(size) / 2 - off.unit).T) / area.w
    left, top = corner[int((covered + away).argmin()), 0].tolist()
    return pygame.Rect((round(left), round(top)), size)


def draw_tooltip(brush: Brush, plan: UnitPlan, lines: tuple[str, ...], off: Points) -> None:
    """A box that keeps off what it is about, and never leaves the picture."""
    if not lines:
        return
    theme, size, pad = brush.theme, brush.small, brush.px(14)
    area = pygame.Rect(*(round(value) for value in plan.rect)).inflate(-4, -4)
    room = min(max(_WIDE * plan.rect.w, brush.px(300)), area.w) - 2 * pad
    rows = [
        (line, i == 0)
        for i, words in enumerate(lines)
        for line in brush.wrap(words, size, room, i == 0)
    ]
    step = LINE * size
    wide = max(brush.width(line, size, bold) for line, bold in rows) + 2 * pad
    box = placed(area, (wide, round(step * len(rows)) + 2 * pad), off, brush.px(22))
    corner = brush.px(10)
    veil = pygame.Surface(box.size, pygame.SRCALPHA)
    pygame.draw.rect(veil, (*theme.panel, 244), veil.get_rect(), border_radius=corner)
    pygame.draw.rect(veil, theme.edge, veil.get_rect(), brush.px(1.5), border_radius=corner)
    brush.surface.blit(veil, box)
    for i, (line, bold) in enumerate(rows):
        at = box.x + pad, box.y + pad + (i + 0.5) * step
        color = theme.text if bold else theme.muted
        brush.write(line, at, size, color, bold=bold, anchor="midleft")
