"""What the hidden neurons respond to, measured on labeled digits.

It is often said that each hidden neuron looks for one thing: a loop, a stroke, a digit. These
numbers say how far that is true of a network.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.model.arrays import fixed
from game.core.model.network import SIZES, Array, Network, layers_of

#: a selective unit's mean for one digit is at least this many times that for any other
SELECTIVE = 2.0
#: digits in one pass: 1000 × 784 float32 = 3 MB, and 0.8 MB for all activations
_CHUNK = 1000
_DIGITS = SIZES[3]


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """How the n units of a hidden layer respond to digits; float32, read-only.

    A unit fires when its activation is > 0; an activation that is not a number counts as 0.
    A digit without examples has mean and share 0.
    """

    #: mean activation over all examples of each digit, also those that do not fire it, (n, 10)
    means: Array
    #: share of each digit's examples that fire the unit, (n, 10), 0..1
    shares: Array
    #: share of all examples that fire the unit, (n,), 0..1
    fired: Array

    @property
    def favorite_digit(self) -> NDArray[np.intp]:
        """The digit with the largest mean, (n,); the first of equal ones: 0 for a silent unit."""
        return np.asarray(self.means.argmax(axis=1), np.intp)

    @property
    def selective(self) -> NDArray[np.bool_]:
        """(n,): whether the mean for one digit is at least twice that for every other."""
        ranked = np.sort(self.means, axis=1).astype(float)
        second, first = ranked[:, -2], ranked[:, -1]
        # > leaves out units without any response, and those with two infinite ones
        return np.asarray((first > second) & (first >= SELECTIVE * second))

    @property
    def digits_fired(self) -> NDArray[np.intp]:
        """Digits of which more than half of the examples fire the unit, (n,), 0..10."""
        return np.asarray((self.shares > 0.5).sum(axis=1), np.intp)

    @property
    def silent(self) -> NDArray[np.bool_]:
        """(n,): whether no example fires the unit."""
        return np.asarray(self.fired == 0)


def responses(
    network: Network, images: NDArray[np.uint8] | Array, labels: NDArray[np.uint8]
) -> tuple[Responses, Responses]:
    """Measure Hidden 1 and Hidden 2 on images (n, 784) with labels (n,), 0..9.

    Images are float32, 0..1, or uint8, 0..255. Works in chunks that need less than 10 MB whatever
    n is. ValueError when there are not as many labels as images, or one is no digit.
    """
    if labels.shape != images.shape[:1]:
        raise ValueError(f"{labels.shape} labels for {images.shape[:1]} images")
    if labels.size and not 0 <= labels.min() <= labels.max() < _DIGITS:
        raise ValueError(f"labels are 0 to {_DIGITS - 1}, not {labels.min()} to {labels.max()}")
    sums = [np.zeros((size, _DIGITS)) for size in SIZES[1:3]]
    fires = [np.zeros((size, _DIGITS), np.intp) for size in SIZES[1:3]]
    for start in range(0, len(images), _CHUNK):
        which = labels[start : start + _CHUNK]
        layers = _activations(network, images[start : start + _CHUNK])
        for layer, activations in enumerate(layers):
            for digit in range(_DIGITS):  # not a product with one-hot labels: 0·∞ would be NaN
                of_digit = activations[which == digit]
                sums[layer][:, digit] += of_digit.sum(axis=0, dtype=float)
                fires[layer][:, digit] += (of_digit > 0).sum(axis=0)
    counts = np.bincount(labels, minlength=_DIGITS)
    return _responses(sums[0], fires[0], counts), _responses(sums[1], fires[1], counts)


def _activations(network: Network, images: NDArray[np.uint8] | Array) -> tuple[Array, Array]:
    """a₁ (n, 128) and a₂ (n, 64) of a batch; what is not a number becomes 0."""
    x = images.astype(np.float32)
    if images.dtype == np.uint8:
        x /= 255
    a1, a2 = layers_of(network, x).activations
    return _without_nan(a1), _without_nan(a2)


def _without_nan(values: Array) -> Array:
    return np.asarray(np.where(np.isnan(values), 0, values), np.float32)


def _responses(
    sums: NDArray[np.float64], fires: NDArray[np.intp], counts: NDArray[np.intp]
) -> Responses:
    """Means and shares from sums and counts (n, 10) over ``counts`` (10,) examples."""
    each = np.maximum(counts, 1)
    return Responses(
        means=fixed(sums / each),
        shares=fixed(fires / each),
        fired=fixed(fires.sum(axis=1) / max(int(counts.sum()), 1)),
    )
