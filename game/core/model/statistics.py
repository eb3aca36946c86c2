"""What a block of weights looks like: its moments, its range, its histogram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import Array

#: a weight within this many σ of 0 counts as near zero: in a normal distribution 8 % are
NEAR = 0.1


@dataclass(frozen=True, slots=True)
class Statistics:
    """A summary of a block of numbers. All fields but ``count`` and ``finite`` are about its finite
    values only, and are NaN when there is none."""

    #: how many numbers, and how many of them are neither ±inf nor NaN
    count: int
    finite: int
    mean: float
    #: σ around the mean, of these values themselves (divided by n, not n − 1)
    sigma: float
    low: float
    high: float
    #: share that is > 0, 0..1
    positive: float
    #: share with |w| ≤ NEAR·``sigma``, 0..1; so it is 1 when all are 0
    near_zero: float


def statistics(values: Array) -> Statistics:
    """Describe an array of any shape. Computed in float64, where float32 cannot overflow."""
    finite = _finite(values)
    if not finite.size:
        nan = float("nan")
        return Statistics(values.size, 0, nan, nan, nan, nan, nan, nan)
    sigma = float(finite.std())
    return Statistics(
        count=values.size,
        finite=finite.size,
        mean=float(finite.mean()),
        sigma=sigma,
        low=float(finite.min()),
        high=float(finite.max()),
        positive=float((finite > 0).mean()),
        near_zero=float((np.abs(finite) <= NEAR * sigma).mean()),
    )


def histogram(values: Array, low: float, high: float, bins: int) -> NDArray[np.intp]:
    """Count values in ``bins`` equal parts of [low, high]; read-only.

    A value on a border belongs to the part above it, ``high`` itself to the last. Values outside
    count into the first or last part, so that none is lost; those that are not finite do not count.
    ValueError without a bin or unless low < high.
    """
    if bins < 1 or not low < high:
        raise ValueError(f"cannot count into {bins} bins from {low} to {high}")
    inside = np.clip(_finite(values), low, high)
    counts = np.histogram(inside, bins, (low, high))[0].astype(np.intp)
    counts.flags.writeable = False
    return counts


def shared_range(arrays: Iterable[Array]) -> tuple[float, float]:
    """The smallest range (−m, m) that holds all finite values of all arrays, so that their
    pictures can be compared; (−1, 1) when there are none, or none but 0."""
    largest = max((float(np.abs(_finite(a)).max(initial=0)) for a in arrays), default=0.0)
    return (-largest, largest) if largest > 0 else (-1.0, 1.0)


def _finite(values: Array) -> NDArray[np.float64]:
    """The finite values, (n,), in float64."""
    return values[np.isfinite(values)].astype(float)
