"""The Readable view: the few neurons that matter most to this answer, large enough to read.

The input stands flat and frontal; 14 neurons of Hidden 1 and 10 of Hidden 2 are shown, the
others gather at a mark below their layer. A neuron keeps its place until another is clearly
stronger, so the picture stands still while the drawing changes little.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.insight.explain import Values, why
from game.core.model.arrays import fixed
from game.core.model.network import SIZES, Network, Trace
from game.core.model.unit import OFFSETS, SIDE
from game.lab.network.plan import CAPTION, UnitPlan, blend, divided, labelled, place
from game.lab.network.signals import Signals, scattered

#: neurons shown of Hidden 1 and of Hidden 2
COUNTS = (14, 10)
#: a neuron takes the place of one that is shown when its |contribution| is this many times as large
CLEARLY = 1.3
#: strongest pixels whose edges into a neuron of Hidden 1 are shown
PIXELS = 5
#: edges weaker than this share of their gap's strongest are left out, by gap
FAINT = (0.08, 0.2, 0.2)


class Shown(NamedTuple):
    """Neurons shown of Hidden 1 and of Hidden 2, by index, from top to bottom."""

    first: tuple[int, ...]
    second: tuple[int, ...]


#: what is shown before anything has been drawn: neurons at even distances
START = Shown(
    *(tuple(k * n // c for k in range(c)) for n, c in zip((128, 64), COUNTS, strict=True))
)


class Carried(NamedTuple):
    """Σ|contribution| of the neurons shown / Σ|contribution| of their whole layer, 0..1; NaN where
    that is not finite. Neurons that speak against the answer count like those that speak for it.

    A neuron's contribution is what it adds to the winner's logit (`explain`); biases are left out.
    """

    first: float
    second: float


def contributions(network: Network, trace: Trace) -> tuple[Values, Values]:
    """What each neuron of Hidden 1, (128,), and Hidden 2, (64,), adds to the winner's logit."""
    digit = int(np.argmax(np.nan_to_num(trace.probabilities)))
    chain = why(network, trace, digit, (0, 0, 0))
    return chain.levels[1].contributions, chain.levels[0].contributions


def shown(previous: tuple[int, ...], contribution: Values, count: int) -> tuple[int, ...]:
    """The ``count`` neurons to show; those of ``previous`` that stay keep their places.

    The strongest neuron that is not shown takes the place of the weakest one that is, as long as it
    is `CLEARLY` stronger. A contribution that is not a number counts as the strongest: it is what
    breaks the answer. Where nothing was shown before, the strongest are shown, in the order of
    their index.
    """
    size = np.abs(contribution)
    size = np.where(np.isfinite(size), size, np.finfo(float).max)
    if len(previous) != count:
        return tuple(sorted(np.argsort(-size, kind="stable")[:count].tolist()))
    places = list(previous)
    for rival in np.argsort(-size, kind="stable").tolist():
        if rival in places:
            continue
        weakest = min(range(count), key=lambda place: float(size[places[place]]))
        if float(size[rival]) / CLEARLY <= float(size[places[weakest]]):
            break
        places[weakest] = rival
    return tuple(places)


def follow(previous: Shown, network: Network, trace: Trace) -> Shown:
    """The neurons to show for a new answer, after those that were shown for the one before."""
    first, second = contributions(network, trace)
    return Shown(shown(previous.first, first, COUNTS[0]), shown(previous.second, second, COUNTS[1]))


def carried(network: Network, trace: Trace, chosen: Shown) -> Carried:
    """How much of their layers' part in this answer the neurons shown carry."""
    return Carried(
        *(
            _share(contribution, units)
            for contribution, units in zip(contributions(network, trace), chosen, strict=True)
        )
    )


def _share(contribution: Values, units: tuple[int, ...]) -> float:
    size = np.abs(contribution)
    total = float(size.sum())
    if not np.isfinite(total):
        return float("nan")
    return float(size[list(units)].sum()) / total if total > 0 else 0.0


def plan_of(rect: Rect, scale: float, view: float, chosen: Shown, bars: bool = False) -> UnitPlan:
    """Where all units stand at ``view``, 0 Everything … 1 Readable. ``bars``: whether the ten
    probabilities stand beside the output."""
    if view <= 0:
        return place(rect, scale, bars)
    if view >= 1:
        return readable(rect, scale, chosen, bars)
    return blend(place(rect, scale, bars), readable(rect, scale, chosen, bars), view)


@lru_cache(maxsize=16)
def readable(rect: Rect, scale: float, chosen: Shown, bars: bool = False) -> UnitPlan:
    """The plan of the Readable view; neurons that are not shown stand at their layer's mark."""
    everything = place(rect, scale, bars)
    body = divided(rect, scale, foot_of(rect, scale), bars).body
    pitch = 0.97 * body.h / 10
    output = min(0.4 * pitch, 0.034 * body.w)
    label, body = labelled(pitch, body, scale)
    beside = output + max(0.3 * output, 8 * scale)
    output_x = body.right - 0.66 * label - beside
    output_y = body.center[1] + pitch * (np.arange(10) - 4.5)

    side = min(0.36 * body.w, body.h)
    corner = np.array([body.x, body.center[1] - side / 2])
    steps = np.eye(2) * side / SIDE
    cells = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(-1, 2)

    mark = 1.2 * CAPTION * scale
    first, radius_1, middle_1 = _column(body, 128, chosen.first, 0.535, 0.034, mark)
    second, radius_2, middle_2 = _column(body, 64, chosen.second, 0.755, 0.02, mark)
    positions = np.concatenate(
        [
            corner + (cells + 0.5) @ steps,
            first,
            second,
            np.stack([np.full(10, output_x), output_y], 1),
        ]
    )
    seen = np.zeros(OFFSETS[-1])
    seen[: OFFSETS[1]] = seen[OFFSETS[3] :] = 1
    radii = np.repeat((side / SIDE / 2, 1.0, 1.0, output), SIZES)
    for layer, radius in ((1, radius_1), (2, radius_2)):
        here = OFFSETS[layer] + np.array(chosen[layer - 1], np.intp)
        seen[here], radii[here] = 1, radius
    middles = np.array([corner[0] + side / 2, middle_1, middle_2, output_x])
    return replace(
        everything,
        positions=fixed(positions),
        radii=fixed(radii),
        visibility=fixed(seen),
        plate_corner=fixed(corner),
        plate_steps=fixed(steps),
        caption_x=fixed(middles),
        label_x=output_x + beside,
        label_size=max(label, 1),
        chosen=tuple(chosen),
        view=1.0,
    )


def foot_of(rect: Rect, scale: float) -> float:
    """Height of the footnote below the layers, px: two lines, one or none."""
    lines = 2 if rect.h >= 400 * scale else 1 if rect.h >= 200 * scale else 0
    return 1.3 * CAPTION * scale * lines


def mark_of(plan: UnitPlan, layer: int) -> tuple[float, float]:
    """Middle of the mark that stands for the neurons of a layer that are not shown, window px."""
    others = np.flatnonzero(plan.visibility[plan.layer(layer)] < 1)
    x, y = plan.positions[OFFSETS[layer] + int(others[0])]
    return float(x), float(y)


def _column(
    body: Rect, count: int, chosen: tuple[int, ...], middle: float, half: float, mark: float
) -> tuple[np.ndarray, float, float]:
    """Centers, (count, 2), of a layer: the chosen neurons in a zigzag, the others at its mark. Also
    the radius of those shown, and the x of the layer's middle.

    ``middle`` and ``half``: the x of the middle and half the width of the zigzag, as shares of the
    body's width. ``mark``: least height of the mark, px.
    """
    rows = len(chosen)
    # The mark has a row of its own, where it can be read.
    pitch = min(body.h / (rows + 1), max(body.h - mark, 1) / rows)
    x = body.x + middle * body.w
    best = (0.0, 0.0, 1)
    for columns in (2, 3, 4):  # more columns where the picture is low
        away = half * body.w * (columns - 1) ** 0.6
        nearest = min(columns * pitch, float(np.hypot(2 * away / (columns - 1), pitch)))
        if nearest > 1.1 * best[0]:
            best = (nearest, away, columns)
    nearest, away, columns = best
    y = body.y + pitch * (np.arange(rows) + 0.5)
    radius = min(0.38 * nearest, 0.034 * body.w)
    below = max((y[-1] + pitch / 2 + body.bottom) / 2, y[-1] + radius + 0.6 * mark)
    centers = np.tile((x, below), (count, 1))
    turn = np.arange(rows) % columns
    centers[list(chosen), 0] = x + away * (2 * turn / (columns - 1) - 1)
    centers[list(chosen), 1] = y
    return centers, radius, x


class Flows(NamedTuple):
    """n edges of the Readable view: gap, the units' places among all 986, and value, each (n,)."""

    layer: np.ndarray
    source: np.ndarray
    target: np.ndarray
    #: w·a, or w where nothing is drawn, as a share of its gap's largest, −1..1
    value: np.ndarray


def flows(network: Network, trace: Trace | None, chosen: Shown) -> Flows:
    """The edges between the neurons shown, and from the pixels that do most to each of them."""
    sides = (np.arange(SIZES[0]), np.array(chosen.first), np.array(chosen.second), np.arange(10))
    found = []
    for layer in range(3):
        weights = network.weights[layer][np.ix_(sides[layer + 1], sides[layer])]
        if trace is not None:
            with np.errstate(all="ignore"):
                weights = weights * trace.activations[layer][sides[layer]]
        value = np.nan_to_num(weights, posinf=0, neginf=0)
        value = value / np.float32(np.abs(value).max(initial=0) or 1)
        if layer == 0:
            least = np.sort(np.abs(value), axis=1)[:, -PIXELS, None]
            value = np.where(np.abs(value) >= least, value, 0)
        row, column = np.nonzero(np.abs(value) >= FAINT[layer])
        source = OFFSETS[layer] + sides[layer][column]
        target = OFFSETS[layer + 1] + sides[layer + 1][row]
        found.append((np.full(len(row), layer), source, target, value[row, column]))
    return Flows(*(np.concatenate(values) for values in zip(*found, strict=True)))


def signals_of(edges: Flows, each: int = 1) -> Signals:
    """The pulses of the Readable view, ``each`` for every edge."""
    layer, source, target, value = (np.tile(values, each) for values in edges)
    number = source * 986 + target + np.repeat(np.arange(each), len(edges.layer)) * 986_000
    size = np.asarray(np.abs(value), np.float32)
    return Signals(layer, source, target, size, value > 0, scattered(number))
