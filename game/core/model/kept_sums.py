"""The first layer's sums for the test digits, kept because most damage leaves W₁ as it is.

W₁ has 92 % of the weights. With X·W₁ᵀ kept, 10,000 digits are read in a fifth of the time after a
cut, after a neuron or the biases were switched off, or at another softmax temperature. Numbers are
added in another order than in onnxruntime and so rounded differently: an answer whose two largest
logits are nearly equal is therefore reported as not certain.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import Array, Network, onwards

#: two logits that differ by less than this share of the largest |logit| may be in either order
EDGE = 1e-4
#: digits that are worked on together, so few that their values stay in the processor's cache
_PORTION = 1000
#: the same where each digit is tried with each of 192 neurons off
_FEW = 50

#: digits, 0..9, and whether each is certain, both (n, …)
Answers = tuple[NDArray[np.intp], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True, eq=False)
class KeptSums:
    """``weights``: W₁, (128, 784). ``sums``: X·W₁ᵀ of n digits, (n, 128), read-only."""

    weights: Array
    sums: Array


def answers(kept: KeptSums, network: Network) -> Answers | None:
    """The digits (n,) that a network says, and whether each is certain, (n,).

    None where its W₁ has a row that is neither that of ``kept`` nor all zeros: the sums are of no
    use then.
    """
    same = (network.weights[0] == kept.weights).all(axis=1)
    off = ~network.weights[0].any(axis=1)
    if not (same | off).all():
        return None
    sums = kept.sums * (~off).astype(np.float32)
    return answers_from(KeptSums(network.weights[0], sums), network)


def answers_from(kept: KeptSums, network: Network) -> Answers:
    """The same as `answers`, for a network that has the W₁ of ``kept``."""
    starts = range(0, len(kept.sums), _PORTION)
    found = [_portion(kept.sums[n : n + _PORTION], network) for n in starts]
    digits, certain = zip(*found, strict=True)
    return np.concatenate(digits), np.concatenate(certain)


def each_off(kept: KeptSums, network: Network) -> Generator[None, None, Answers]:
    """The digits (n, 192) that a network says with one hidden neuron off, Hidden 1 before
    Hidden 2, and whether each is certain; in steps of some ms.

    ``network`` has the W₁ of ``kept``. A neuron that is off takes only its own contribution from
    the sums of the next layer, so these need not be computed anew.
    """
    _, w2, w3 = network.weights
    found = []
    for start in range(0, len(kept.sums), _FEW):
        with np.errstate(all="ignore"):
            layers = onwards(network, kept.sums[start : start + _FEW] + network.biases[0])
            a1, a2 = layers.activations
            without = layers.pre_activations[1][:, None] - a1[:, :, None] * w2.T
            one_off = onwards(network, without, 2).logits
            two_off = layers.logits[:, None] - a2[:, :, None] * w3.T
            found.append(_most_likely(np.concatenate([one_off, two_off], axis=1)))
        yield
    digits, certain = zip(*found, strict=True)
    return np.concatenate(digits), np.concatenate(certain)


def with_noise(kept: KeptSums, noise_sums: Array, size: np.float32, weights: Array) -> KeptSums:
    """The sums after ``size``·N was added to the W₁ of ``kept``, which made it ``weights``.

    ``noise_sums``: X·Nᵀ, (n, 128). This one product serves every amount of noise of one seed.
    """
    return KeptSums(weights, kept.sums + size * noise_sums)


def _portion(sums: Array, network: Network) -> Answers:
    """The answers to some digits from their first-layer ``sums``, (n, 128)."""
    with np.errstate(all="ignore"):
        return _most_likely(onwards(network, sums + network.biases[0]).logits)


def _most_likely(logits: Array) -> Answers:
    """The digits with the largest of logits (…, 10), and whether each is certain."""
    two = np.partition(logits, -2, axis=-1)[..., -2:]
    scale = np.abs(logits).max(axis=-1)
    certain = np.isfinite(scale) & (two[..., 1] - two[..., 0] > EDGE * scale)
    return logits.argmax(axis=-1), certain
