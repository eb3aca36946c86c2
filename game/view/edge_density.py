"""Straight edges to density, with even coverage at any slope, in numpy.

An edge is walked along its longer side, one sample a line of pixels, and each sample is shared
between the two pixels it falls between, so a line has even coverage at any slope. (Sampling
every edge column by column was rejected: steep lines come out dotted.) Positive and negative
density are kept apart until the end.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse._sparsetools import coo_matvec

from game.core.network import Array

#: samples worked on together: the temporaries of one chunk stay in the cache, and `add.at`,
#: which holds the interpreter, holds it for about 0.1 ms
_SAMPLES = 60_000
#: edges of one chunk share their number of samples up to this factor
_SPREAD = 1.03


class Edges(NamedTuple):
    """n straight edges, float32, px of the picture; the sign of ``density`` is the weight's."""

    start: Array
    end: Array
    density: Array

    def take(self, which: np.ndarray) -> Edges:
        return Edges(self.start[which], self.end[which], self.density[which])


def rasterise(picture: Array, edges: Edges, fade_in: float, fade_out: float) -> None:
    """Add edges to ``picture``, (2, height, width): density of positive and negative ones.

    The density of an edge comes up over the share ``fade_in`` of its length and goes down over
    ``fade_out``: no seam shows where many begin. All edges must lie within the picture.
    """
    run, rise = np.abs(edges.end - edges.start).T
    steep = rise > run
    for axis, which in ((0, ~steep), (1, steep)):
        length = np.ceil((run, rise)[axis][which]).astype(np.intp)
        order = np.flatnonzero(which)[np.argsort(length, kind="stable")]
        length = np.sort(length)
        begin = 0
        while begin < len(order):
            end = begin + max(_SAMPLES // max(length[begin], 1), 1)
            end = min(end, int(np.searchsorted(length, length[begin] * _SPREAD + 1)))
            count = int(length[min(end, len(order)) - 1])
            profile = _profile(count, fade_in, fade_out)
            _walk(picture, edges.take(order[begin:end]), axis, profile)
            begin = end


def _profile(count: int, fade_in: float, fade_out: float) -> Array:
    """Density along an edge of ``count`` samples, (count,), 0..1."""
    t = (np.arange(count, dtype=np.float32) + 0.5) / max(count, 1)
    level = np.clip(np.minimum(t / fade_in, (1 - t) / fade_out), 0, 1)
    return np.asarray(level * level * (3 - 2 * level))


def _walk(picture: Array, edges: Edges, axis: int, profile: Array) -> None:
    """Add edges of about the same length along ``axis`` (0: x, 1: y)."""
    _, height, width = picture.shape
    along, across = ((1, width), (width, 1))[axis]  # steps in the flat picture
    a, b = edges.start[:, axis], edges.end[:, axis]
    sense = np.where(b < a, np.int32(-1), np.int32(1))
    span = np.maximum(np.abs(b - a), np.float32(1e-3))
    slope = (edges.end[:, 1 - axis] - edges.start[:, 1 - axis]) / span
    first = np.floor(a)
    # Samples are taken at the middles of pixels along the edge; pixel p covers p..p + 1.
    base = (
        edges.start[:, 1 - axis] - np.float32(0.5) + slope * (first + np.float32(0.5) - a) * sense
    )
    corner = first.astype(np.int32) * np.int32(along)
    corner[edges.density < 0] += height * width
    density = np.abs(edges.density) * np.sqrt(1 + slope * slope)

    steps = np.arange(len(profile), dtype=np.int32)
    place = slope[:, None] * steps.astype(np.float32)
    place += base[:, None]
    index = place.astype(np.int32)
    place -= index.astype(np.float32)
    amount = density[:, None] * profile
    place *= amount
    amount -= place
    index *= np.int32(across)
    index += corner[:, None]
    index += (sense * np.int32(along))[:, None] * steps
    flat = picture.reshape(-1)
    _scatter(flat, index.ravel(), amount.ravel())
    index += np.int32(across)
    _scatter(flat, index.ravel(), place.ravel())


def _scatter(flat: Array, index: np.ndarray, amount: Array) -> None:
    """flat[index] += amount, also where indices repeat.

    The product of a sparse column with one is this sum, half as dear as `np.add.at` and
    without holding the interpreter; `bincount` would want float64 and a new picture a time.
    """
    column = np.zeros(len(index), np.int32)
    coo_matvec(len(index), index, column, amount, np.ones(1, np.float32), flat)
