"""A neuron's sum as it grows: every term, the sum after it, and numbers that add up in print."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from game.core.insight.explain import Sum, Values
from game.core.printed import MINUS, figure, printed


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """A sum's n terms that are not 0, the largest first, and last its bias: n + 1 entries.

    ``units``: the n inputs that the terms come from. ``contributions`` and ``sums``, n + 1 each:
    what an entry adds and what the sum is after it, in print, in units of 10^``exponent``. The last
    of ``sums`` is ``total``. ``path``, (n + 2,): the same sums as numbers, beginning with 0.
    ``adds_up`` is False when something is ∞ or NaN.
    """

    units: tuple[int, ...]
    contributions: tuple[str, ...]
    sums: tuple[str, ...]
    total: str
    path: Values
    exponent: int
    adds_up: bool

    def rest(self, first: int) -> str:
        """What all terms after the ``first`` ones contribute together, in print."""
        last = len(self.units)
        if self.adds_up:
            low = _units(self.sums[first - 1]) if first else 0
            return _words(_units(self.sums[last - 1]) - low, _decimals(self.total))
        with np.errstate(all="ignore"):
            return figure(float(self.path[last] - self.path[first]), _decimals(self.total))


def running(total: Sum, decimals: int) -> Running:
    """Write a sum out, term by term, rounded as `printed` rounds one that is ``growing``."""
    parts = total.parts
    units = parts.strongest(len(parts.contributions))
    contributions = [*parts.contributions[units].tolist(), parts.bias]
    line = printed(contributions, parts.total, decimals, growing=True)
    with np.errstate(all="ignore"):
        path = np.concatenate([[0.0], np.cumsum(contributions)])
    if line.adds_up:
        digits = _decimals(line.total)
        sums = tuple(_words(n, digits) for n in accumulate(map(_units, line.parts)))
    else:
        sums = tuple(figure(float(value), decimals) for value in path[1:])
    path.flags.writeable = False
    inputs = tuple(units.tolist())
    return Running(inputs, line.parts, sums, line.total, path, line.exponent, line.adds_up)


def _units(words: str) -> int:
    """A printed number in units of its last digit."""
    return int(words.replace(MINUS, "-").replace(".", ""))


def _words(units: int, decimals: int) -> str:
    """So many units of the last digit in print; unlike `figure` never with its own power of ten."""
    sign = MINUS if units < 0 else "+" if units > 0 else ""
    return f"{sign}{abs(units) / 10**decimals:.{decimals}f}"


def _decimals(words: str) -> int:
    return len(words.partition(".")[2])
