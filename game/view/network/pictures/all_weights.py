"""The picture of all 109,184 weights, and that of one drawing's contributions, as pixels.

Positive and negative density are painted apart (`rasterize`). One table gives each pixel its color:
the sign that dominates chooses the hue, and the amount chooses the brightness. (Adding the colors
of both signs was rejected: it gives pink mush.)
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

from game.core.kept import kept
from game.core.model.network import SIZES, Array, Network, Trace
from game.lab.network.plan import UnitPlan
from game.lab.network.signals import strongest
from game.view.network.pictures.rasterize import Edges, rasterize
from game.view.paint.light import hue_of
from game.view.paint.theme import Theme

#: (height, width), 0xRRGGBB
Picture = NDArray[np.uint32]
#: (height, width), places in the table of colors
Levels = NDArray[np.uint16]

#: the share of its length over which an edge fades in, by the gap between layers that it crosses,
#: so that the plate stays readable; and over which it fades out
_FADE_IN = (0.3, 0.1, 0.12)
_FADE_OUT = (0.06, 0.05, 0.1)
#: the mean density of each gap, for all weights and for contributions; brightness follows from it
_REST = (0.75, 0.6, 0.55)
_LIVE = (0.26, 0.26, 0.26)
#: density is |w| or |w·a| to this power: the higher, the more strong edges stand out
_CONTRAST = 1.8
_LIVE_CONTRAST = 1.25
#: the weakest weights into Hidden 1, this share of them, are painted at half resolution, as a haze
_HAZE = 0.75
#: from this scale on pixels are so fine that the haze is painted at a quarter
FINE = 1.6
#: the share of them that a first look leaves out
_QUICK = 0.86
#: how many contributions are painted, the strongest of each gap; the others would not be seen
_LIVE_COUNT = (5000, 1800, 640)
#: edges painted in one step of the work
_PORTION = 20_000
#: lines of a picture colored at a time
_STRIPE = 64
#: levels of each sign in the table
_LEVELS = 192


def paint_weights(
    plan: UnitPlan, weights: tuple[Array, Array, Array], quick: bool = False
) -> Generator[None, None, Levels]:
    """All weights, (rect.h, rect.w), in steps, between which other work may go first.

    ``quick``: without the haze and at half the size, rounded up; it takes a fifth of the time.
    """
    width, height = round(plan.rect.w), round(plan.rect.h)
    halvings = 2 if plan.scale >= FINE else 1
    small, tiny = ((2, -(-height // n), -(-width // n)) for n in (2, 2**halvings))
    picture = np.zeros(small if quick else (2, height, width), np.float32)
    haze = np.zeros(tiny, np.float32)
    for layer, weight in enumerate(weights):
        values = np.nan_to_num(weight, posinf=0, neginf=0).ravel()
        edges = _edges(plan, layer, np.arange(len(values)), values, _CONTRAST, _REST[layer])
        if layer == 0:
            size = np.abs(values)
            weak = size < np.quantile(size, _QUICK if quick else _HAZE)
            if not quick:
                faint = edges.take(weak & (size > 0)).shrunk(2**halvings)
                yield from _rasterized(haze, faint, layer)
            edges = edges.take(~weak)
        edges = edges.take(edges.density != 0)  # what is cut or pruned leaves nothing to see
        yield from _rasterized(picture, edges.shrunk(2) if quick else edges, layer)
    if not quick:
        for sign in (0, 1):  # not both at once: on the largest screens that takes 45 MB more
            large = haze[sign : sign + 1]
            for _ in range(halvings):
                large = doubled(large)
            picture[sign] += large[0, :height, :width]
    _sharpen(picture, max(round(7 * plan.scale / (2 if quick else 1)), 2) * 2 + 1)
    return leveled(picture)


def _rasterized(picture: Array, edges: Edges, layer: int) -> Generator[None, None, None]:
    """Add the edges of a gap to a picture, one portion in each step."""
    for start in range(0, len(edges.density), _PORTION):
        part = edges.take(slice(start, start + _PORTION))
        rasterize(picture, part, _FADE_IN[layer], _FADE_OUT[layer])
        yield


def paint_contributions(
    plan: UnitPlan, network: Network, trace: Trace, theme: Theme, shrink: int = 1
) -> Picture:
    """The strongest contributions w·a of a drawing, as light (`light`) on nothing.

    ``shrink``: paint at 1 / shrink of the size, for screens so fine that a line of one pixel
    is hard to see; the result is rect.h / shrink by rect.w / shrink, rounded up.
    """
    width, height = -(-round(plan.rect.w) // shrink), -(-round(plan.rect.h) // shrink)
    picture = np.zeros((2, height, width), np.float32)
    for layer in range(3):
        which, flow = strongest(network, trace, layer, _LIVE_COUNT[layer])
        edges = _edges(plan, layer, which, flow, _LIVE_CONTRAST, _LIVE[layer])
        rasterize(picture, edges.shrunk(shrink), _FADE_IN[layer], _FADE_OUT[layer])
    return colored(leveled(picture), theme)


def _edges(
    plan: UnitPlan,
    layer: int,
    which: NDArray[np.intp],
    value: Array,
    contrast: float,
    mean: float,
) -> Edges:
    """The edges at the places ``which`` of a layer's flat weights, with their ``value``, both (n,).

    Their mean density over the gap is ``mean``, so that a picture of any size and of any network
    is neither dark nor blinding.
    """
    rows, columns = np.divmod(which, SIZES[layer])
    origin = np.array((plan.rect.x, plan.rect.y), np.float32)
    start = (plan.positions[plan.layer(layer)] - origin)[columns]
    end = (plan.positions[plan.layer(layer + 1)] - origin)[rows]
    largest = float(np.abs(value).max(initial=0)) or 1.0
    density = np.sign(value) * (np.abs(value) / np.float32(largest)) ** np.float32(contrast)
    both = plan.positions[plan.layer(layer).start : plan.layer(layer + 1).stop]
    low, high = both.min(axis=0), both.max(axis=0)
    length = np.hypot(*(end - start).T)
    total = float(np.abs(density) @ length) or 1.0
    gain = mean * float(np.prod(high - low)) / total if len(which) else 0.0
    return Edges(start, end, np.asarray(density * np.float32(gain), np.float32))


def _sharpen(picture: Array, size: int) -> None:
    """Take most of the mean over size × size pixels away, so that single lines stand out."""
    from scipy import ndimage  # loaded in the worker, not before the first frame

    for sign in picture:
        sign -= 0.72 * ndimage.uniform_filter(sign, size)
        np.maximum(sign, 0, out=sign)


def doubled(picture: Array) -> Array:
    """A picture (signs, height, width) twice as large, with linear interpolation. `ndimage.zoom`
    was rejected: it takes three times as long."""
    from scipy import ndimage

    for axis in (1, 2):
        pair = [
            ndimage.correlate1d(picture, weights, axis, mode="nearest")
            for weights in ((0.25, 0.75, 0.0), (0.0, 0.75, 0.25))
        ]
        shape = list(picture.shape)
        shape[axis] *= 2
        picture = np.stack(pair, axis + 1).reshape(shape)
    return picture


def leveled(picture: Array) -> Levels:
    """Density (2, height, width) of positive and negative edges, in levels."""
    found = np.empty(picture.shape[1:], np.uint16)
    for top in range(0, len(found), _STRIPE):  # the temporaries stay in the cache
        rows = slice(top, top + _STRIPE)
        levels = np.sqrt(picture[:, rows])
        levels *= _LEVELS / 2
        np.minimum(levels, _LEVELS - 1, out=levels)
        index = levels.astype(np.uint16)
        index[0] *= _LEVELS
        index[0] += index[1]
        found[rows] = index[0]
    return found


def colored(levels: Levels, theme: Theme) -> Picture:
    """Levels as light (`light`) on nothing."""
    table = _table(theme)
    colors = np.empty(levels.shape, np.uint32)
    for top in range(0, len(colors), _STRIPE):
        rows = slice(top, top + _STRIPE)
        table.take(levels[rows], out=colors[rows], mode="clip")  # it never needs to
    return colors


@kept(1)
def _table(theme: Theme) -> NDArray[np.uint32]:
    """Light 0xRRGGBB by level of positive (row) and negative (column) density, flat."""
    level = (np.arange(_LEVELS) + 0.5) / (_LEVELS / 2)
    plus, minus = level[:, None] ** 2, level[None, :] ** 2
    plus = np.where(np.arange(_LEVELS) == 0, 0, plus.T).T + 0 * minus
    minus = np.where(np.arange(_LEVELS) == 0, 0, minus) + 0 * plus
    plus = plus * 1.3  # orange is the darker of the two to the eye
    total = plus + minus
    light = 1 - np.exp(-0.8 * total)
    share = plus / np.maximum(total, 1e-9)
    side = np.clip((share - 0.3) / 0.4, 0, 1)
    side = (side * side * (3 - 2 * side))[..., None]
    plus_hue, minus_hue = (np.array(hue_of(theme, c)) for c in (theme.positive, theme.negative))
    hue = side * plus_hue + (1 - side) * minus_hue
    hue = hue * (0.5 + 0.5 * np.abs(2 * side - 1))  # where the signs are even: dark, not gray
    color = hue * np.minimum(1.2 * light, 1)[..., None]
    hot = (np.clip((light - 0.8) / 0.2, 0, 1) ** 2 * 0.5 * theme.heat)[..., None]
    color += (255 - color) * hot
    red, green, blue = np.moveaxis(np.clip(np.rint(color), 0, 255).astype(np.uint32), -1, 0)
    return np.asarray(red << 16 | green << 8 | blue, np.uint32).ravel()
