"""The test digits' way through the first layer, kept: most damage leaves it as it is.

W₁ has 92 % of the weights, so whoever keeps X·W₁ᵀ reads 10,000 digits in a fifth of the time after
a cut, a switched-off neuron, biases, a temperature. Sums are rounded in another order than
onnxruntime rounds them, so digits that stand on the edge between two answers are named as such.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import Array, Network, onwards

#: two logits nearer than this share of the largest |logit| might be rounded either way
EDGE = 1e-4
#: digits worked on together: what is made of them stays in the cache
_PORTION = 1000
#: the same where each of them is tried with each of 192 neurons off
_FEW = 50

Told = tuple[NDArray[np.intp], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True, eq=False)
class KeptSums:
    """``weights``: W₁, (128, 784). ``sums``: X·W₁ᵀ of n digits, (n, 128), read-only."""

    weights: Array
    sums: Array


def answers(first: KeptSums, network: Network) -> Told | None:
    """The digits (n,) that a network says, and whether each is certain, (n,).

    None where its W₁ has other rows than ``first`` and zeros: then nothing kept is of use.
    """
    same = (network.weights[0] == first.weights).all(axis=1)
    off = ~network.weights[0].any(axis=1)
    if not (same | off).all():
        return None
    return told(KeptSums(network.weights[0], first.sums * (~off).astype(np.float32)), network)


def told(first: KeptSums, network: Network) -> Told:
    """The same of a network that has the W₁ of ``first``."""
    starts = range(0, len(first.sums), _PORTION)
    found = [_portion(first.sums[n : n + _PORTION], network) for n in starts]
    digits, certain = zip(*found, strict=True)
    return np.concatenate(digits), np.concatenate(certain)


def each_off(first: KeptSums, network: Network) -> Generator[None, None, Told]:
    """The digits (n, 192) that a network says with one hidden neuron off, Hidden 1 before
    Hidden 2, and whether each is certain; in steps of some ms.

    ``network`` has the W₁ of ``first``. A neuron that is off takes no more than its own share
    from the sums of the next layer, so these need not be made anew.
    """
    _, w2, w3 = network.weights
    found = []
    for start in range(0, len(first.sums), _FEW):
        with np.errstate(all="ignore"):
            layers = onwards(network, first.sums[start : start + _FEW] + network.biases[0])
            a1, a2 = layers.activations
            without = layers.pre_activations[1][:, None] - a1[:, :, None] * w2.T
            one_off = onwards(network, without, 2).logits
            two_off = layers.logits[:, None] - a2[:, :, None] * w3.T
            found.append(_said(np.concatenate([one_off, two_off], axis=1)))
        yield
    digits, certain = zip(*found, strict=True)
    return np.concatenate(digits), np.concatenate(certain)


def shaken(first: KeptSums, throw: Array, size: np.float32, weights: Array) -> KeptSums:
    """What ``first`` is once ``size``·N has been added to W₁, which made it ``weights``.

    ``throw``: X·Nᵀ, (n, 128). So one product serves for every amount of the same throw.
    """
    return KeptSums(weights, first.sums + size * throw)


def _portion(sums: Array, network: Network) -> Told:
    """The rest of the way for some digits with these ``sums``, (n, 128)."""
    with np.errstate(all="ignore"):
        return _said(onwards(network, sums + network.biases[0]).logits)


def _said(logits: Array) -> Told:
    """The digits that logits (…, 10) say, and whether each is certain."""
    two = np.partition(logits, -2, axis=-1)[..., -2:]
    scale = np.abs(logits).max(axis=-1)
    certain = np.isfinite(scale) & (two[..., 1] - two[..., 0] > EDGE * scale)
    return logits.argmax(axis=-1), certain
