"""The pictures of all weights and of contributions as finished surfaces. The worker makes them."""

from __future__ import annotations

from collections.abc import Generator, Hashable
from typing import NamedTuple

import numpy as np
import pygame

from game.core.kept import kept
from game.core.model.network import Network, Trace
from game.lab.network.plan import UnitPlan
from game.view.network.pictures.all_weights import (
    FINE,
    Levels,
    Picture,
    colored,
    paint_contributions,
    paint_weights,
)
from game.view.paint.light import blending
from game.view.paint.theme import Theme

#: brightness of all weights when nothing is drawn, and behind a drawing's contributions, 0..255
_BRIGHT = 205
_DIM = 84
#: from this area on, px, as across two screens, contributions are painted at half the size, lines
#: two pixels wide, as they are where pixels are `FINE`: all of it would take too much memory
_LARGE = 4_000_000
#: how many pictures of a network's weights are kept
_PAINTED = 4
#: lines of the ground worked on at a time
_STRIPE = 64


class Rest(NamedTuple):
    """All weights on the ground: ``bright`` where they are alone, ``dim`` behind contributions; and
    the ground alone."""

    bright: pygame.Surface
    dim: pygame.Surface
    ground: pygame.Surface


class Lit(NamedTuple):
    """All weights, and over them the contributions of one drawing."""

    surface: pygame.Surface


def rest_of(
    plan: UnitPlan, network: Network, theme: Theme, quick: bool = False
) -> Generator[None, None, Rest]:
    """The pictures for one plan and one set of weights, in steps. ``quick``: coarse, for a first
    look, unless they were painted lately."""
    painted, shape = _painted(network), _shape_of(plan)
    levels = painted.pop(shape, None)
    coarse = quick and levels is None
    if levels is None:
        levels = yield from paint_weights(plan, network.weights, quick)
    weights = surface_of(colored(levels, theme))
    if coarse:
        size = round(plan.rect.w), round(plan.rect.h)
        weights = pygame.transform.smoothscale(weights, size)
    else:
        painted[shape] = levels  # the newest is the last
        for oldest in list(painted)[:-_PAINTED]:
            del painted[oldest]
    ground = ground_of(theme, weights.get_size())
    bright, dim = (_lit(theme, ground, weights, level) for level in (_BRIGHT, _DIM))
    return Rest(bright, dim, ground.copy())


@kept(1)
def _painted(network: Network) -> dict[Hashable, Levels]:
    """All weights of a network as they were painted last. A panel that opens and closes again, or a
    blow that heals, would have them painted anew each time."""
    return {}


def _shape_of(plan: UnitPlan) -> Hashable:
    """Plans of one shape stand a whole number of px from each other."""
    x, y, *size = plan.rect
    return x % 1, y % 1, *size, plan.scale, plan.bars is None


def lit_by(
    plan: UnitPlan, network: Network, trace: Trace, theme: Theme, rest: Rest, quick: bool = False
) -> Lit:
    """The picture of one drawing. ``quick``: a little coarser; it takes half the time."""
    large = plan.scale >= FINE or plan.rect.w * plan.rect.h >= _LARGE
    shrink = (2 if large else 1) + quick
    live = surface_of(paint_contributions(plan, network, trace, theme, shrink))
    picture = rest.dim.copy()
    if shrink > 1:
        live = pygame.transform.smoothscale(live, picture.get_size())
    picture.blit(live, (0, 0), special_flags=blending(theme))
    picture.blit(_bloom(theme, live), (0, 0), special_flags=blending(theme))
    return Lit(picture)


def surface_of(picture: Picture) -> pygame.Surface:
    """A picture's pixels as a surface."""
    height, width = picture.shape
    surface = pygame.Surface((width, height), depth=32)
    pygame.surfarray.pixels2d(surface).T[:] = picture
    return surface


def _lit(
    theme: Theme, ground: pygame.Surface, weights: pygame.Surface, level: int
) -> pygame.Surface:
    """A copy of the ground with the weights' light on it, dimmed to ``level``, 0..255."""
    dimmed = weights.copy()
    dimmed.fill((level, level, level), special_flags=pygame.BLEND_RGB_MULT)
    picture = ground.copy()
    picture.blit(dimmed, (0, 0), special_flags=blending(theme))
    return picture


def _bloom(theme: Theme, live: pygame.Surface) -> pygame.Surface:
    """The picture out of focus and dimmed: a glow around bright lines; on paper, ink that runs."""
    width, height = live.get_size()
    small = pygame.transform.smoothscale(live, (max(width // 6, 1), max(height // 6, 1)))
    small.fill((theme.bloom,) * 3, special_flags=pygame.BLEND_RGB_MULT)
    soft = pygame.transform.gaussian_blur(small, 3)
    return pygame.transform.smoothscale(soft, (width, height))


@kept(2)  # with a panel open and without
def ground_of(theme: Theme, size: tuple[int, int]) -> pygame.Surface:
    """The ground, a little lighter in the middle; at its edges it becomes the panel's color.

    Noise of half a level hides the steps that so faint a gradient would show. The surface is the
    worker's own: what is drawn is a copy.
    """
    width, height = size
    glow_x, glow_y = (
        np.exp(-share * np.linspace(-1, 1, n, dtype=np.float32) ** 2)
        for share, n in ((1.6, width), (2.2, height))
    )
    near_x, near_y = (
        np.minimum(np.arange(n) + 0.5, n - np.arange(n) - 0.5).astype(np.float32)
        for n in (width, height)
    )
    border, noise = np.float32(theme.px(22)), np.random.default_rng(0)
    pixels = np.empty((height, width), np.uint32)
    # In stripes: the whole would need ten times the picture's memory, 500 MB at 4K.
    for rows in (slice(top, top + _STRIPE) for top in range(0, height, _STRIPE)):
        glow = glow_y[rows, None] * glow_x
        near = np.minimum(near_y[rows, None], near_x)
        rim = np.clip(1 - near / border, 0, 1) ** 2
        grain = noise.random(glow.shape, np.float32)
        mixed = np.zeros(glow.shape, np.uint32)
        for edge, middle, panel in zip(theme.ground, theme.middle, theme.panel, strict=True):
            color = np.float32(edge) + glow * np.float32(middle - edge)
            color += rim * (np.float32(panel) - color)
            mixed = mixed << 8 | (color + grain).astype(np.uint32)
        pixels[rows] = mixed
    return surface_of(pixels)
