"""Pictures of chosen edges on the ground: the Readable view, a pinned neuron, "Why 7?".

Made in the worker; each is a whole opaque surface, so that a frame only has to copy it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame

from game.core.insight.explain import Edge
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import OFFSETS, Unit
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import Shown, flows
from game.view.network.pictures.ribbons import Ribbons, paint
from game.view.network.pictures.weight_surfaces import ground_of, surface_of
from game.view.paint.light import blending, dim
from game.view.paint.theme import Theme

#: what is left of the picture behind a pin and behind a chain, 0..255
_BEHIND, _BEHIND_CHAIN = 84, 34
#: widths, px at 1080 lines: of Readable's strongest edge, of a chain's, and of Readable's weakest
_WIDE, _CHAIN_WIDE, _THIN = 5.0, 7.0, 1.0
#: brightness of Readable's edges while nothing is drawn, as a share of that with a drawing
_ALONE = 0.5
#: the share of a pinned edge's light that its weight gives; its contribution gives the rest
_WEIGHT = 0.3


class Focus(NamedTuple):
    """What has all the light: the edges of a chain or, where there are none, a pinned neuron."""

    pinned: Unit | None
    chain: tuple[Edge, ...]


def readable_picture(
    plan: UnitPlan, network: Network, trace: Trace | None, theme: Theme
) -> pygame.Surface:
    """The edges between the few neurons of the Readable view, (plan.rect.w, plan.rect.h) px."""
    ground = ground_of(theme, (round(plan.rect.w), round(plan.rect.h)))
    edges = flows(network, trace, Shown(*plan.chosen))
    size = np.abs(edges.value)
    strong = 1.0 if trace is not None else _ALONE
    light = np.sign(edges.value) * (0.15 + 0.75 * size) * strong
    width = (_THIN + (_WIDE - _THIN) * size) * _room(plan)
    # Those from the pixels are narrower: they come in bundles, which are wide together.
    fine = edges.layer == 0
    width, light = np.where(fine, 0.5 * width, width), np.where(fine, 0.75 * light, light)
    ribbons = _between(plan, edges.source, edges.target, width, light)
    return _on(theme, ground, paint(ground.get_size(), ribbons, theme))


def focus_picture(
    plan: UnitPlan,
    network: Network,
    trace: Trace | None,
    theme: Theme,
    behind: pygame.Surface,
    focus: Focus,
) -> pygame.Surface:
    """The picture ``behind``, dimmed, and on it all edges of a neuron or those of a chain."""
    unit, chain = focus
    dimmed = darkened(theme, behind, _BEHIND_CHAIN if chain else _BEHIND)
    if chain:
        picture = paint(dimmed.get_size(), _chain_ribbons(plan, chain), theme)
    elif unit is not None:
        source, target, value = pinned_edges(plan, network, trace, unit)
        light = np.asarray(np.sign(value) * np.abs(value) ** np.float32(0.75) * 0.85)
        width = (0.5 + 1.6 * np.abs(value)) * max(theme.scale, 0.6)
        ribbons = _between(plan, source, target, width, light)
        picture = paint(dimmed.get_size(), ribbons, theme, dashed=False)
    else:
        return dimmed
    return _on(theme, dimmed, picture)


def darkened(theme: Theme, behind: pygame.Surface, left: int = _BEHIND_CHAIN) -> pygame.Surface:
    """A copy with ``left`` of 255 of the light, by default as much as a chain leaves."""
    picture = behind.copy()
    picture.set_alpha(None)  # the picture behind may be fading just now
    dim(theme, picture, left)
    return picture


def pinned_edges(
    plan: UnitPlan, network: Network, trace: Trace | None, unit: Unit
) -> tuple[np.ndarray, np.ndarray, Array]:
    """All edges into and out of a neuron that the plan shows: n sources and n targets, as places
    among all 986 units, and n values −1..1. A value has the weight's sign; its size is a mixture
    of |w| and, with a trace, |w·a|, each as a share of the largest."""
    found = []
    here = OFFSETS[unit.layer] + unit.index
    if unit.layer > 0:
        others = np.arange(SIZES[unit.layer - 1])
        before = None if trace is None else trace.activations[unit.layer - 1]
        value = _values(network.weights[unit.layer - 1][unit.index], before)
        found.append((OFFSETS[unit.layer - 1] + others, np.full(len(others), here), value))
    if unit.layer < 3:
        others = np.arange(SIZES[unit.layer + 1])
        own = None if trace is None else trace.activations[unit.layer][unit.index]
        value = _values(network.weights[unit.layer][:, unit.index], own)
        found.append((np.full(len(others), here), OFFSETS[unit.layer + 1] + others, value))
    source, target, value = (np.concatenate(values) for values in zip(*found, strict=True))
    seen = (plan.visibility[source] > 0) & (plan.visibility[target] > 0) & (np.abs(value) > 0.02)
    return source[seen], target[seen], value[seen]


def _values(weight: Array, activation: Array | np.float32 | None) -> Array:
    """The values of `pinned_edges` for the weights of one side of a neuron, (n,)."""
    weight = np.nan_to_num(weight, posinf=0, neginf=0)
    size = _shares(np.abs(weight))
    if activation is not None:
        flow = np.abs(weight * np.nan_to_num(activation, posinf=0, neginf=0))
        size = _WEIGHT * size + (1 - _WEIGHT) * _shares(flow)
    return np.asarray(np.sign(weight) * size, np.float32)


def _shares(size: Array) -> Array:
    """Sizes as shares of the largest, 0..1."""
    return np.asarray(size / (size.max(initial=0) or np.float32(1)), np.float32)


def _chain_ribbons(plan: UnitPlan, chain: tuple[Edge, ...]) -> Ribbons:
    """The edges of a chain, the wider and brighter the more goes through them."""
    source, target = chain_ends(chain)
    through = np.array([edge.contribution for edge in chain])
    contribution = np.nan_to_num(through, posinf=0, neginf=0)
    size = np.abs(contribution)
    # Each gap is measured by its own strongest edge: what one neuron of Hidden 1 adds is far
    # smaller than what a neuron of Hidden 2 adds.
    gap = np.searchsorted(OFFSETS[1:4], source, side="right")
    for layer in range(3):
        size[gap == layer] = _shares(size[gap == layer].astype(np.float32))
    width = (1.5 + (_CHAIN_WIDE - 1.5) * size) * _room(plan)
    light = np.sign(contribution) * (0.45 + 0.55 * size)
    return _between(plan, source, target, width, light)


def _room(plan: UnitPlan) -> float:
    """What the widths of ribbons, px at 1080 lines, are multiplied with: less where the picture is
    low."""
    return plan.scale * float(np.clip(plan.rect.h / (700 * plan.scale), 0.5, 1))


def chain_ends(chain: tuple[Edge, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Sources and targets among all 986 units, each (n,)."""
    source = [OFFSETS[edge.source.layer] + edge.source.index for edge in chain]
    target = [OFFSETS[edge.target.layer] + edge.target.index for edge in chain]
    return np.array(source, np.intp), np.array(target, np.intp)


def _between(
    plan: UnitPlan, source: np.ndarray, target: np.ndarray, width: np.ndarray, light: np.ndarray
) -> Ribbons:
    """Ribbons between units, whose places among all 986 are given."""
    corner = np.array((round(plan.rect.x), round(plan.rect.y)), np.float32)
    return Ribbons(
        plan.positions[source] - corner,
        plan.positions[target] - corner,
        np.asarray(width, np.float32),
        np.asarray(light, np.float32),
    )


def _on(theme: Theme, ground: pygame.Surface, picture: np.ndarray) -> pygame.Surface:
    """A copy of the ground with the picture's light on it."""
    surface = ground.copy()
    surface.blit(surface_of(picture), (0, 0), special_flags=blending(theme))
    return surface
