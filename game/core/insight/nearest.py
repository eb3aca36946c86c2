"""The nearest other answers: small changes of a picture that make the network answer otherwise.

Where no ReLU switches, the network is linear, and "digit k beats digit j" is a half-space of
pictures. For every other digit the search keeps a few such half-spaces, its *cuts*: from each
iterate it learns one more, then goes to the nearest point of all of them and of the box of pictures
with values 0..1. (Cutting planes. With one cut it would be DeepFool, Moosavi-Dezfooli et al. 2016,
which circles for ever where three digits meet.) What it finds is the smallest change *found*: that
there is none smaller is not proven.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.insight.cuts import Cuts
from game.core.model.network import SIZES, Array, Layers, Network, layers_of

Index = NDArray[np.intp]
Flags = NDArray[np.bool_]

#: how far beyond the border between two answers each step aims, as a share of the spread of the
#: logits: far at first, to find any change at all, then ever nearer to the border
AIMS = (0.1, 0.08, 0.05, 0.03, 0.03)
#: the aim of a digit that no change was found for yet
_FAR = 0.12
#: by how much the digit must lead, as a share of the same: so much that arithmetic in another order
#: agrees, and far less than anybody sees
MARGIN = 1e-3
#: cuts that each digit keeps; in the first steps two rivals give one each, not only the strongest
_CUTS, _TWO = 6, 3
#: cuts made where the answer is far from changing: dropped once a change is found
_BLIND = 2
#: how far along its way each iterate is tried
_TRIED = np.array([0.5, 0.7, 0.85, 1.0], np.float32)
#: in the first steps a cut is the mean of those at all places tried: that smooths the many small
#: kinks of the network
_SMOOTH = 5
#: where the border lies between two places tried: asked twice, in ever smaller steps
_CLOSER = np.linspace(0, 1, 7, dtype=np.float32)
#: all other digits, as rows
_OTHERS = SIZES[3] - 1
_ROWS = np.arange(_OTHERS)


@dataclass(frozen=True, slots=True, eq=False)
class Neighbor:
    """The nearest picture found that the network takes for ``digit``.

    ``change`` (784,): what to add to each pixel, float32, read-only; the sum stays within 0..1.
    ``size``: its length √Σ change², in full pixels of ink. Both are None where no change was found.
    """

    digit: int
    change: Array | None
    size: float | None

    @property
    def added(self) -> float:
        """The ink that the change adds, px."""
        return 0.0 if self.change is None else float(np.maximum(self.change, 0).sum())

    @property
    def erased(self) -> float:
        """The ink that the change takes away, px."""
        return 0.0 if self.change is None else float(np.maximum(-self.change, 0).sum())


def nearest(network: Network, x: Array) -> tuple[Neighbor, ...]:
    """For a picture x, (784,), 0..1, the nearest change found for each of the nine digits that are
    not the answer, in their order.

    Where the network has no answer, since logits are not finite, no change is looked for.
    """
    layers = layers_of(network, x)
    logits = layers.logits
    answer = int(np.nan_to_num(logits, nan=-np.inf).argmax())
    digits = np.delete(np.arange(SIZES[3]), answer)
    if not np.isfinite(logits).all():
        return tuple(Neighbor(digit, None, None) for digit in digits.tolist())
    with np.errstate(all="ignore"):
        found = _Search(network, x, layers, digits)
        for number in range(len(AIMS)):
            found.step(number)
        changes, reached = found.result()
    sizes = np.sqrt(np.square(changes, dtype=np.float64).sum(axis=1))
    changes.flags.writeable = False
    return tuple(
        Neighbor(digit, changes[n], float(sizes[n])) if reached[n] else Neighbor(digit, None, None)
        for n, digit in enumerate(digits.tolist())
    )


class _Tried(NamedTuple):
    """How the network takes the iterates, tried at t shares of their changes, ``_TRIED``.

    ``z1`` (9, t, 128) and ``z2`` (9, t, 64). ``leads`` (9, t, 10): by how much each digit leads
    over every other one. ``at`` (9,): the first place at which it leads over all of them, else the
    last place.
    """

    z1: Array
    z2: Array
    leads: Array
    at: Index


class _Search:
    """The search for all other digits at once: row n of everything is digit ``digits[n]``'s."""

    def __init__(self, network: Network, x: Array, layers: Layers, digits: Index) -> None:
        self._network, self._x, self._digits = network, x, digits
        self._start, _, logits = layers.pre_activations
        self._spread = logits.max() - logits.min()
        self._margin = np.float32(MARGIN) * self._spread
        self._cuts = Cuts(x, _OTHERS, _CUTS)
        # The iterates: changes, and how these change Hidden 1's sums.
        self._change = np.zeros((_OTHERS, SIZES[0]), np.float32)
        self._way = np.zeros((_OTHERS, SIZES[1]), np.float32)
        # The best so far: its length, the change it lies on and the way that goes, and between
        # which shares of it the border lies.
        self._length = np.full(_OTHERS, np.inf, np.float32)
        self._best, self._best_way = self._change.copy(), self._way.copy()
        self._low, self._high = np.zeros((2, _OTHERS), np.float32)

    def step(self, number: int) -> None:
        """Try the iterates, learn cuts from them, and go to the next ones."""
        self._learn(self._tried(), 1 + (number < _TWO), number < _SMOOTH)
        found = np.isfinite(self._length)
        if number >= _TWO - 1:
            self._cuts.forget(found, _BLIND)
        aims = np.where(found, np.float32(AIMS[number]), np.float32(_FAR))
        self._change = self._cuts.nearest(aims * self._spread)
        self._way = self._change @ self._network.weights[0].T

    def result(self) -> tuple[Array, Flags]:
        """The changes, (9, 784), and which of them do make the network answer their digit."""
        self._tried()
        for _ in range(2):
            places = self._low[:, None] + (self._high - self._low)[:, None] * _CLOSER
            leads = self._leads(self._along(self._best_way, places)[2]).min(axis=2)
            leading = leads >= self._margin
            leading[:, -1] = True
            first = leading.argmax(axis=1)
            self._low = places[_ROWS, np.maximum(first - 1, 0)]
            self._high = places[_ROWS, first]
        pictures = np.clip(self._x + self._high[:, None] * self._best, 0, 1)
        # At the last place the lead may be a rounding error less than it was.
        reached = np.isfinite(self._length) & (leads[_ROWS, first] > self._margin / 2)
        return pictures - self._x, reached

    def _tried(self) -> _Tried:
        """Try the iterates, and keep those that are better than the best so far."""
        places = np.broadcast_to(_TRIED, (_OTHERS, len(_TRIED)))
        z1, z2, z3 = self._along(self._way, places)
        leads = self._leads(z3)
        least = leads.min(axis=2)
        leading = least >= self._margin
        reached = leading.any(axis=1)
        at = np.where(reached, leading.argmax(axis=1), len(_TRIED) - 1)
        # Where the border about lies between two places.
        before = np.maximum(at - 1, 0)
        ahead, behind = least[_ROWS, at], least[_ROWS, before]
        part = np.clip((self._margin - behind) / (ahead - behind), 0, 1)
        low = np.where(at > 0, _TRIED[before], np.float32(0))
        place = np.where(at > 0, low + part * (_TRIED[at] - low), _TRIED[0])
        length = place * np.sqrt(np.einsum("ij,ij->i", self._change, self._change))
        better = reached & (length < self._length)
        self._length[better], self._low[better] = length[better], low[better]
        self._high[better] = _TRIED[at[better]]
        self._best[better], self._best_way[better] = self._change[better], self._way[better]
        return _Tried(z1, z2, leads, at)

    def _along(self, way: Array, places: Array) -> tuple[Array, Array, Array]:
        """z₁, z₂ and z₃ at some shares, (9, t), of changes that go a way; (9, t, units) each."""
        _, second, third = self._network.weights
        z1 = self._start + places[:, :, None] * way[:, None]
        z2 = np.maximum(z1, 0).reshape(-1, SIZES[1]) @ second.T + self._network.biases[1]
        z3 = np.maximum(z2, 0) @ third.T + self._network.biases[2]
        return z1, z2.reshape(*places.shape, -1), z3.reshape(*places.shape, -1)

    def _leads(self, logits: Array) -> Array:
        """By how much each digit leads over every other one, (9, t, 10); ∞ over itself."""
        leads = logits[_ROWS, :, self._digits][:, :, None] - logits
        leads[_ROWS, :, self._digits] = np.inf
        return np.asarray(leads)

    def _learn(self, tried: _Tried, count: int, smooth: bool) -> None:
        """Add cuts: how the leads of the digits over their ``count`` strongest rivals change with
        the pixels at the border. ``smooth``: in the mean of all places tried."""
        z1, z2, leads, at = tried
        near = np.arange(len(_TRIED)) == at[:, None]
        weight = np.full(near.shape, 1 / len(_TRIED), np.float32) if smooth else near
        leads = leads[_ROWS, at]
        rivals = leads.argsort(axis=1)[:, :count].T
        # For rivals (r, 9) and places (9, t): the gradient in Hidden 2, then in Hidden 1.
        third = self._network.weights[2]
        gradient = (third[self._digits] - third[rivals])[:, :, None] * (z2 > 0)
        gradient = gradient.reshape(-1, SIZES[2]) @ self._network.weights[1]
        gradient = gradient.reshape(count, *near.shape, -1) * (weight[:, :, None] * (z1 > 0))
        mean = gradient.sum(axis=2)
        normals = mean.reshape(-1, SIZES[1]) @ self._network.weights[0]
        gone = (mean * (_TRIED[at][:, None] * self._way)).sum(axis=2)
        for n, rival in enumerate(rivals):
            need = self._margin - leads[_ROWS, rival] + gone[n]
            self._cuts.add(normals[n * _OTHERS : (n + 1) * _OTHERS], need)
