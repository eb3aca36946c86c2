"""How the weights or biases of a block are distributed: bars, and the outline of what they were
before."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from game.core.geometry import Rect
from game.core.kept import kept
from game.core.model.blocks import BLOCKS, values_of
from game.core.model.network import Network
from game.core.model.statistics import Statistics, histogram, shared_range, statistics
from game.view.paint.brush import Brush
from game.view.paint.theme import Color

#: number of bars; it is odd, so that the middle bar has 0 in its middle
BINS = 31
#: The axis ends this many σ (root mean square) from 0, or at the largest |number| if that is
#: nearer. The outermost bars count all numbers beyond.
REACH = 4

Shares = NDArray[np.float64]


class Shape(NamedTuple):
    """Shares of a block's finite numbers in BINS equal parts of (−limit, limit), (BINS,): before
    the weights were changed, and now."""

    limit: float
    #: whether numbers lie beyond the limit
    cut: bool
    #: the share whose bar is as high as the picture: the largest of all but the middle bar, which
    #: is cut off where it has more
    top: float
    before: Shares | None
    now: Shares


@kept(8)
def statistics_of(network: Network, block: str) -> Statistics:
    """The statistics of a block, computed once for each network."""
    return statistics(values_of(network, block))


@kept(16)
def _shares(network: Network, block: str, limit: float) -> Shares:
    counts = histogram(values_of(network, block), -limit, limit, BINS)
    return np.asarray(counts / max(int(counts.sum()), 1))


def _limit(networks: tuple[Network, ...], block: str) -> float:
    """Where the axis of a block ends, so that it suits all of these networks."""
    limits = []
    for network in networks:
        found = statistics_of(network, block)
        if found.finite:
            largest = max(abs(found.low), abs(found.high))
            limits.append(min(largest, REACH * float(np.hypot(found.sigma, found.mean))))
    return max(limits, default=0.0) or 1.0


def shape_of(healthy: Network, network: Network, block: str, shared: bool) -> Shape:
    """The histogram of a block, and that of the healthy network if it is another one.

    ``shared``: both axes are chosen so that they suit all blocks.
    """
    return _shape(network, None if network is healthy else healthy, block, shared)


@kept(16)
def _shape(network: Network, healthy: Network | None, block: str, shared: bool) -> Shape:
    networks = (network,) if healthy is None else (healthy, network)
    blocks = BLOCKS if shared else (block,)
    limit = max(_limit(networks, one) for one in blocks)
    middle = BINS // 2
    heights = [np.delete(_shares(one, name, limit), middle) for one in networks for name in blocks]
    top = max(float(height.max()) for height in heights)
    now = _shares(network, block, limit)
    before = None if healthy is None else _shares(healthy, block, limit)
    largest = shared_range([values_of(one, block) for one in networks])[1]
    return Shape(limit, largest > limit * (1 + 1e-6), top or 1.0, before, now)


def draw_histogram(brush: Brush, rect: Rect, shape: Shape, before: Color) -> bool:
    """Bars: orange above zero, blue below, and white around zero; ``before``: the color of the
    outline of what was before. Returns whether the white bar would be higher than the rect, and so
    is cut off."""
    theme, surface = brush.theme, brush.surface
    edges = [round(rect.x + rect.w * n / BINS) for n in range(BINS + 1)]
    floor, middle = round(rect.bottom), BINS // 2
    gap = 1 if edges[1] - edges[0] > 3 else 0
    for n, share in enumerate(shape.now):
        shade: Color = theme.positive if n > middle else theme.negative
        high = round(min(share / shape.top, 1) * rect.h)
        high = max(high, 1) if share > 0 else 0
        area = pygame.Rect(edges[n], floor - high, edges[n + 1] - edges[n] - gap, high)
        pygame.draw.rect(surface, theme.ink if n == middle else shade, area)
    line = (edges[0], floor), (edges[-1], floor)
    pygame.draw.line(surface, theme.muted, *line, brush.px(1.5))
    if shape.before is not None:
        _draw_outline(brush, rect, shape.before / shape.top, edges, before)
    return bool(shape.now[middle] > shape.top)


def _draw_outline(
    brush: Brush, rect: Rect, heights: Shares, edges: list[int], color: Color
) -> None:
    """The shares before the weights were changed, as a line of steps."""
    theme, surface = brush.theme, brush.surface
    points = [(edges[0], round(rect.bottom))]
    for n, height in enumerate(heights):
        y = round(rect.bottom - min(height, 1) * rect.h)
        points += [(edges[n], y), (edges[n + 1], y)]
    points.append((edges[-1], round(rect.bottom)))
    if edges[1] - edges[0] < brush.px(8):  # a dark seam around the line would hide narrow bars
        pygame.draw.lines(surface, color, False, points, brush.px(1))
        return
    pygame.draw.lines(surface, theme.canvas, False, points, brush.px(3) + 2)
    pygame.draw.lines(surface, color, False, points, brush.px(3))
