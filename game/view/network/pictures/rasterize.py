"""Straight edges become density, with even coverage at any slope, in numpy.

An edge is walked along its longer side, with one sample in each line of pixels, and each sample is
shared between the two pixels that it falls between. (Sampling every edge column by column was
rejected: steep lines come out dotted. `bincount` and a sparse matrix were rejected for adding up:
each makes a new picture every time, which takes four to six times as long as `np.add.at`.)
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import Array

#: samples worked on together, one chunk: its temporaries stay in the processor's cache
_SAMPLES = 40_000
#: the numbers of samples of two edges of one chunk differ by this factor at most
_SPREAD = 1.03


class Edges(NamedTuple):
    """n straight edges, float32. ``start`` and ``end`` (n, 2), px of the picture; ``density`` (n,),
    of which the sign is the weight's."""

    start: Array
    end: Array
    density: Array

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_] | slice) -> Edges:
        """Some of the edges."""
        return Edges(self.start[which], self.end[which], self.density[which])

    def shrunk(self, by: int) -> Edges:
        """The edges for a picture of 1 / by of the size, as bright as before."""
        share = np.float32(1 / by)
        return Edges(self.start * share, self.end * share, self.density * share)


def rasterize(picture: Array, edges: Edges, fade_in: float, fade_out: float) -> None:
    """Add edges to ``picture``, (2, height, width): density of positive and negative ones.

    The density of an edge rises over the share ``fade_in`` of its length and falls over
    ``fade_out``, so that no seam shows where many begin. All edges must lie within the picture, a
    pixel or more from its rim.
    """
    run, rise = (edges.end - edges.start).T
    steep = np.abs(rise) > np.abs(run)
    groups = (
        (0, 1, ~steep & (run >= 0), run),
        (0, -1, ~steep & (run < 0), run),
        (1, 1, steep & (rise >= 0), rise),
        (1, -1, steep & (rise < 0), rise),
    )
    for axis, sense, which, way in groups:
        here = np.flatnonzero(which)
        length = np.ceil(np.abs(way[here])).astype(np.intp)
        order = np.argsort(length, kind="stable")
        length = length[order]
        lines = _lines_of(edges.take(here[order]), axis, sense, picture.shape)
        along, across = _steps(axis, picture.shape)
        begin = 0
        while begin < len(order):
            # The shortest of a chunk sets the pace: the others end a little early, under the
            # disc of their neuron, rather than beyond it.
            count = max(int(length[begin]), 1)
            same = int(np.searchsorted(length, count * _SPREAD + 1))
            end = min(begin + max(_SAMPLES // count, 1), same)
            _walk(
                picture,
                lines.column(slice(begin, end)),
                sense * along,
                across,
                _profile(count, fade_in, fade_out),
            )
            begin = end


@lru_cache(maxsize=256)
def _profile(count: int, fade_in: float, fade_out: float) -> Array:
    """Density along an edge of ``count`` samples, (count,), 0..1."""
    t = (np.arange(count, dtype=np.float32) + np.float32(0.5)) / np.float32(max(count, 1))
    level = np.clip(np.minimum(t / fade_in, (1 - t) / fade_out), 0, 1).astype(np.float32)
    return np.asarray(level * level * (3 - 2 * level))


class _Lines(NamedTuple):
    """n edges as they are walked, each (n,). Sample k lies k px along and ``slope``·k + ``base`` px
    across from ``corner``, which is a place in the flat picture."""

    slope: Array
    base: Array
    corner: NDArray[np.int32]
    density: Array

    def column(self, which: slice) -> _Lines:
        """Some of the lines, as arrays (n, 1)."""
        slope, base, corner, density = self
        return _Lines(
            slope[which, None], base[which, None], corner[which, None], density[which, None]
        )


def _steps(axis: int, shape: tuple[int, ...]) -> tuple[int, int]:
    """One pixel along and one across the axis (0: x, 1: y), as steps in the flat picture."""
    return (1, shape[2]) if axis == 0 else (shape[2], 1)


def _lines_of(edges: Edges, axis: int, sense: int, shape: tuple[int, ...]) -> _Lines:
    """Edges that run along ``axis`` (0: x, 1: y), all of them up (``sense`` 1) or all down (−1)."""
    half = np.float32(0.5)
    a, b = edges.start[:, axis], edges.start[:, 1 - axis]
    span = np.maximum(np.abs(edges.end[:, axis] - a), np.float32(1e-3))
    slope = (edges.end[:, 1 - axis] - b) / span
    first = np.floor(a)
    corner = first.astype(np.int32) * np.int32(_steps(axis, shape)[0])
    corner[edges.density < 0] += shape[1] * shape[2]
    return _Lines(
        slope=slope,
        # Samples are taken at the middles of pixels along the edge; pixel p covers p..p + 1.
        base=b - half + slope * (first + half - a) * np.float32(sense),
        corner=corner,
        density=np.abs(edges.density) * np.sqrt(1 + slope * slope),
    )


def _walk(picture: Array, lines: _Lines, along: int, across: int, profile: Array) -> None:
    """Add lines, (n, 1), with as many samples as the profile has."""
    steps = np.arange(len(profile), dtype=np.int32)
    place = lines.slope * steps.astype(np.float32)
    place += lines.base
    index = place.astype(np.int32)
    place -= index.astype(np.float32)
    amount = lines.density * profile
    place *= amount
    amount -= place
    if across > 1:
        index *= np.int32(across)
    index += lines.corner
    index += steps * np.int32(along)
    flat = picture.reshape(-1)
    where = index.ravel().astype(np.intp)
    np.add.at(flat, where, amount.ravel())
    where += across
    np.add.at(flat, where, place.ravel())
