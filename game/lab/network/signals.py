"""Signals: pulses that run along the strongest contributions, as a function of the tick.

A new drawing sends a wave through the layers: the pulses of one gap set off together when the
wave reaches their layer. When it has passed, the same pulses go on as a quiet steady flow.
All functions are pure: the same trace, plan and ticks give the same pulses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import OFFSETS
from game.lab.network.plan import UnitPlan

Indices = NDArray[np.intp]
Bools = NDArray[np.bool_]

#: ticks (1/60 s) after its beginning at which the wave reaches each layer, and at which it ends
ARRIVALS = (0.0, 24.0, 43.0, 60.0)
WAVE_TICKS = 84
#: ticks before the wave's arrival in which each layer lights up
_DAWN = (4.0, 4.0, 4.0, 1e-3)
#: ticks that the answer's landing is seen, as a ring that spreads and fades
BEAT = 20.0
#: share of the pulses that each gap between two layers gets
SHARES = (0.5, 0.28, 0.22)
#: ticks that a pulse of the steady flow needs from layer to layer, weakest first. Few speeds: if
#: speed followed strength smoothly, a pulse would jump along its edge at every change
PERIODS = (190.0, 160.0, 130.0, 104.0)
#: ticks at the wave's end in which its pulses become the quiet flow
EBB = 24.0


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """The n edges that pulses run along. Arrays have shape (n,)."""

    #: gap that the edge crosses, 0..2, and its units' places among all 986
    layer: Indices
    source: Indices
    target: Indices
    #: |contribution| against the largest of its layer, 0..1, and whether it is positive
    strength: Array
    positive: Bools
    #: where along the edge the pulse is at tick 0, 0..1
    phase: Array


class Pulses(NamedTuple):
    """The n pulses that are seen at one tick; there may be fewer of them than signals."""

    #: index of each pulse's signal, (n,)
    signal: Indices
    #: (n, 2), window px
    position: Array
    #: direction of travel, (n,), radians, clockwise from right as y points down
    angle: Array
    #: brightness, (n,), 0..1
    strength: Array
    #: sign of the contribution, (n,)
    positive: Bools
    #: how far each has come from its unit, (n,), px
    run: Array


def choose(network: Network, trace: Trace, budget: int) -> Signals:
    """The strongest contributions w·a of each layer, ``budget`` of them at most."""
    chosen = []
    for layer in range(3):
        edge, flow = strongest(network, trace, layer, round(budget * SHARES[layer]))
        row, column = np.divmod(edge, SIZES[layer])
        size = np.abs(flow)
        chosen.append(
            (
                np.full(len(edge), layer, np.intp),
                OFFSETS[layer] + column,
                OFFSETS[layer + 1] + row,
                size / (size.max(initial=0) or np.float32(1)),
                flow > 0,
                scattered(edge + layer * 200_003),
            )
        )
    return Signals(*(np.concatenate(values) for values in zip(*chosen, strict=True)))


def strongest(network: Network, trace: Trace, layer: int, count: int) -> tuple[Indices, Array]:
    """The largest contributions w·a into ``layer`` + 1, at most ``count``, none of them zero.

    Returns places in the flat weights, rising, and the contributions, each (n,).
    """
    # Most inputs are zero: leaving them out first is ten times as fast as sorting zeros.
    active = np.flatnonzero(trace.activations[layer])
    with np.errstate(over="ignore", invalid="ignore"):
        flow = network.weights[layer][:, active] * trace.activations[layer][active]
    flow = flow.ravel()
    if not np.isfinite(flow.sum()):
        flow = np.nan_to_num(flow, posinf=0, neginf=0)
    size = np.abs(flow)
    best = np.flatnonzero(size)
    if len(best) > count:
        best = np.sort(np.argpartition(size, len(size) - max(count, 1))[len(size) - count :])
    row, column = np.divmod(best, max(len(active), 1))
    return row * SIZES[layer] + active[column], np.asarray(flow[best])


def scattered(number: NDArray[np.intp]) -> Array:
    """A share 0..1 for each whole number, the same every time (multiplicative hashing)."""
    mixed = (number.astype(np.uint64) + 1) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.asarray((mixed >> np.uint64(40)) / np.float32(1 << 24), np.float32)


def pulses(
    signals: Signals, plan: UnitPlan, tick: float, since: float, dark: bool = False
) -> Pulses:
    """Where the pulses are. ``since``: ticks since the wave set off; long ago: any large number.

    ``dark``: before the wave there was no drawing, so nothing flows ahead of it. Otherwise half
    of the pulses stay in the steady flow while the wave goes by.
    """
    place, strength = _steady(signals, tick)
    if since < WAVE_TICKS:
        arrivals = np.array(ARRIVALS, np.float32)
        left, arrived = arrivals[signals.layer], arrivals[signals.layer + 1]
        # Behind the front they stream, each as far behind it as its phase says, and come again.
        front = (since - left) / (arrived - left) - signals.phase
        settled = min(max((since - WAVE_TICKS) / EBB + 1, 0), 1)
        streams = signals.phase < (1 if dark else 0.5)
        wave = np.where(front > 0, 0.45 + 0.55 * np.sqrt(signals.strength), 0)
        ebbing = settled > 0.5  # first the stream fades, then the quiet flow comes
        fade = abs(2 * settled - 1)
        quiet = strength * (fade if ebbing else 0) if dark else strength
        strength = np.where(streams, quiet if ebbing else wave * fade, quiet)
        place = np.where(streams & (not ebbing), front % 1, place)
    # Pulses fade in as they leave a unit, and fade out before the next.
    strength = strength * np.clip(np.minimum(place / 0.12, (1 - place) / 0.05), 0, 1)
    seen = np.flatnonzero(strength > 0.02)
    start = plan.positions[signals.source[seen]]
    way = plan.positions[signals.target[seen]] - start
    return Pulses(
        signal=seen,
        position=np.asarray(start + way * place[seen, None], np.float32),
        angle=np.arctan2(way[:, 1], way[:, 0]),
        strength=np.asarray(strength[seen], np.float32),
        positive=signals.positive[seen],
        run=np.asarray(np.hypot(*way.T) * place[seen], np.float32),
    )


def _steady(signals: Signals, tick: float) -> tuple[Array, Array]:
    """Place along the edge, 0..1, and brightness of the pulses of the quiet flow."""
    level = np.minimum(np.sqrt(signals.strength) * len(PERIODS), len(PERIODS) - 1).astype(np.intp)
    pace = 1 / np.array(PERIODS)
    place = ((signals.phase + tick * pace[level]) % 1).astype(np.float32)
    return place, np.asarray(0.14 + 0.72 * signals.strength ** np.float32(0.8), np.float32)


def reached_at(since: float) -> float:
    """How far the wave has come ``since`` ticks after it set out: 0 at the input … 3 at the output,
    in between on its way."""
    for layer in (3, 2, 1):
        left, there = ARRIVALS[layer - 1 : layer + 1]
        if since >= left:
            return layer - 1 + min((since - left) / (there - left), 1.0)
    return 0.0


def arrived(since: float) -> Array:
    """How far each layer has lit up, (4,), 0..1, ``since`` ticks after the wave set out: it is lit
    when the wave arrives. The output has no light at all before."""
    share = (since - np.array(ARRIVALS)) / np.array(_DAWN) + 1
    return np.asarray(np.clip(share, 0, 1), np.float32)


def flash(since: float) -> Array:
    """The flare of each layer as the wave arrives, (4,), 0..1: one soft rise and fall."""
    t = (since - np.array(ARRIVALS)) / 9
    return np.asarray(np.where(t > -1, np.exp(-np.abs(t) * np.where(t < 0, 3, 1)), 0), np.float32)


def trace_x(plan: UnitPlan, traced: float) -> float:
    """How far a chain has come back, window px: ``traced`` layers from the pixels, 3 … 0."""
    places = [plan.plate.x, *(float(x) for x in plan.caption_x[1:])]
    return float(np.interp(traced, range(4), places))


def front_x(plan: UnitPlan, since: float) -> float:
    """How far to the right the wave has come, window px."""
    places = [plan.plate.x, *(float(x) for x in plan.caption_x[1:])]
    beyond = places[-1] + 0.1 * plan.rect.w
    return float(np.interp(since, (*ARRIVALS, WAVE_TICKS), (*places, beyond)))
