"""What each piece of ink is worth to the answer: its exact Shapley value (Shapley, 1953).

A piece may help beside one piece and harm beside another. So it is added to every set of the other
pieces, all orders of adding counting the same, and its worth is what it changes on average. These
values are the only ones that add up to the whole, are equal for equal pieces, and 0 for a piece
that never changes anything. With at most 12 pieces there are 4,096 pictures: each is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import Array, Network, onwards

Index = NDArray[np.intp]
Values = NDArray[np.float64]

#: most pieces: twice as many pictures for each one more
MOST = 12
#: pictures in one batch: so few that their sums stay in the processor's cache
_BATCH = 512


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """``values`` (n, 10): what each of n pieces is worth to each digit's logit. ``blank`` (10,):
    the logits of a blank page; that and all values add up to the logits of the whole picture, up to
    float32 rounding. Read-only; may be ±inf or NaN when the network is damaged."""

    values: Values
    blank: Values

    def of(self, digit: int, against: int | None = None) -> tuple[float, Values]:
        """The blank page's part and the pieces' values, (n,), of a digit's logit, or of its lead
        over another digit's."""
        if against is None:
            return float(self.blank[digit]), self.values[:, digit]
        with np.errstate(all="ignore"):
            lead = self.values[:, digit] - self.values[:, against]
            return float(self.blank[digit] - self.blank[against]), lead


def worth(network: Network, x: Array, owner: Index, count: int) -> Worth:
    """The worth of ``count`` pieces of a picture x, (784,); ``owner`` (784,): the piece each pixel
    belongs to, −1 for none. ValueError for more than MOST pieces."""
    if not 0 <= count <= MOST:
        raise ValueError(f"{count} pieces: at most {MOST}")
    pictures = np.where(owner == np.arange(count)[:, None], x, np.float32(0))
    with np.errstate(all="ignore"):
        sums = pictures @ network.weights[0].T
        sets = _sets(count)
        logits = np.concatenate(
            [
                onwards(network, sets[at : at + _BATCH] @ sums + network.biases[0]).logits
                for at in range(0, len(sets), _BATCH)
            ]
        ).astype(np.float64)
        values = _shares(count) @ logits
    values.flags.writeable = logits.flags.writeable = False
    return Worth(values, logits[0])


@cache
def _sets(count: int) -> Array:
    """All sets of pieces, (2ⁿ, n): 1 for a piece that is in it. The first is empty."""
    numbers = np.arange(2**count)[:, None]
    return (numbers >> np.arange(count) & 1).astype(np.float32)


@cache
def _shares(count: int) -> Values:
    """By what the value of each set counts for each piece, (n, 2ⁿ): a set of s pieces stands for
    1 / (n·C(n − 1, s − 1)) of what its own piece adds to it, and so on."""
    sets = _sets(count).astype(bool).T
    sizes = sets.sum(axis=0).tolist()
    ways = [comb(count - 1, size) for size in range(count)]
    joined = np.array([1 / (count * ways[s - 1]) if s else 0.0 for s in sizes])
    apart = np.array([1 / (count * ways[s]) if s < count else 0.0 for s in sizes])
    return np.where(sets, joined, -apart)
