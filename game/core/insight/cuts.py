"""The nearest point of a few half-spaces and a box, for several searches at once.

It is found by Newton's method on the dual problem: with multipliers λ ≥ 0 the nearest change is
clip(Σ λᵢ·normalᵢ), so a small system of equations a step is all there is to solve.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import Array

#: Newton's steps; a few pixels more or less at their limits after that change nothing one sees
_STEPS = 2
#: added to the diagonal, so that two equal cuts do no harm
_ROUND = np.float32(1e-3)
#: what a cut needs that asks for nothing
_NOTHING = np.float32(-1e30)


class Cuts:
    """For each of ``rows`` searches the newest ``most`` half-spaces normal·change ≥ need.

    ``x`` (784,): the picture that is changed; x + change stays within 0..1.
    """

    def __init__(self, x: Array, rows: int, most: int) -> None:
        self._low, self._high = -x, 1 - x
        # Normals of length 1, their squares, and the products of each two of them.
        self._normals = np.zeros((rows, most, len(x)), np.float32)
        self._squares = np.zeros_like(self._normals)
        self._products = np.zeros((rows, most, most), np.float32)
        self._lengths = np.ones((rows, most), np.float32)
        self._needs: Array = np.full((rows, most), _NOTHING, np.float32)
        self._factors = np.zeros((rows, most), np.float32)
        self._diagonal = np.eye(most, dtype=np.float32)
        self._count = 0

    def add(self, normals: Array, needs: Array) -> None:
        """One more half-space for each search, in the place of its oldest: normals (rows, 784),
        needs (rows,). Where numbers are not finite it asks for nothing."""
        place = self._count % self._needs.shape[1]
        self._count += 1
        lengths = np.sqrt(np.einsum("ij,ij->i", normals, normals))
        sound = np.isfinite(lengths) & (lengths > 0) & np.isfinite(needs)
        lengths[~sound] = 1
        normals = np.where(sound[:, None], normals, np.float32(0)) / lengths[:, None]
        self._normals[:, place], self._squares[:, place] = normals, normals * normals
        products = (self._normals @ normals[:, :, None])[:, :, 0]
        self._products[:, place], self._products[:, :, place] = products, products
        self._lengths[:, place] = lengths
        self._needs[:, place] = np.where(sound, needs / lengths, _NOTHING)
        self._factors[:, place] = 0

    def forget(self, rows: NDArray[np.bool_], first: int) -> None:
        """Drop the cuts of some searches that were among the ``first`` added to them."""
        most = self._needs.shape[1]
        newest = self._count - 1 - (self._count - 1 - np.arange(most)) % most
        self._needs[:, newest < first] = np.where(
            rows[:, None], _NOTHING, self._needs[:, newest < first]
        )

    def nearest(self, beyond: Array) -> Array:
        """The smallest changes, (rows, 784), that meet all cuts and exceed them by ``beyond``
        (rows,), which is in the cuts' own unit."""
        goals = self._needs + beyond[:, None] / self._lengths
        factors = np.where(self._needs > _NOTHING, self._factors, 0)
        for _ in range(_STEPS):
            free, changes = self._changes(factors)
            missing = goals - (self._normals @ changes[:, :, None])[:, :, 0]
            active = (factors > 0) | (missing > 0)
            # What pixels at their limits take from the squares is taken from products alike:
            # exact ones would cost three times as much as all the rest.
            left = np.sqrt((self._squares @ free[:, :, None])[:, :, 0])
            system = self._products * left[:, :, None] * left[:, None]
            factors = np.maximum(factors + self._solved(system, missing, active), 0)
        self._factors = factors
        return self._changes(factors)[1]

    def _changes(self, factors: Array) -> tuple[Array, Array]:
        """Which pixels are not at their limits, 1 or 0, and the changes, (rows, 784) each."""
        wanted = (factors[:, None] @ self._normals)[:, 0]
        changes = np.minimum(np.maximum(wanted, self._low), self._high)
        return (changes == wanted).astype(np.float32), changes

    def _solved(self, system: Array, missing: Array, active: NDArray[np.bool_]) -> Array:
        """The solution for the active cuts, (rows, most); 0 for the others."""
        on = active.astype(np.float32)
        system = system * (on[:, :, None] * on[:, None])
        system += self._diagonal * np.where(active, _ROUND, 1)[:, None]
        return np.asarray(np.linalg.solve(system, (missing * on)[:, :, None])[:, :, 0])
