"""The network 784 → 128 ReLU → 64 ReLU → 10 softmax, and its forward pass, layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

#: units in each layer, input first
SIZES = (784, 128, 64, 10)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Network:
    """Weights and biases of the three layers, float32, read-only.

    ``weights[k]`` has shape (SIZES[k + 1], SIZES[k]): one row a unit of the later layer.
    """

    weights: tuple[Array, Array, Array]
    biases: tuple[Array, Array, Array]

    def __post_init__(self) -> None:
        for layer, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            expected = (SIZES[layer + 1], SIZES[layer])
            if weight.shape != expected or bias.shape != expected[:1]:
                raise ValueError(
                    f"layer {layer + 1}: weights {weight.shape} and biases {bias.shape}, "
                    f"expected {expected} and {expected[:1]}"
                )
            weight.flags.writeable = False
            bias.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Trace:
    """Every value of one forward pass, float32, read-only.

    ``pre_activations`` are z₁ (128), z₂ (64), z₃ (10: the logits); ``activations`` are
    x (784), a₁ (128), a₂ (64), and ``probabilities`` ŷ (10), which sum to 1.
    """

    pre_activations: tuple[Array, Array, Array]
    activations: tuple[Array, Array, Array]
    probabilities: Array

    @property
    def layers(self) -> tuple[Array, Array, Array, Array]:
        """The values the four drawn layers show: x, a₁, a₂, ŷ."""
        return (*self.activations, self.probabilities)


def softmax(logits: Array) -> Array:
    """exp(z − max z) / Σ over the last axis; the shift avoids overflow and cancels out.

    A row with a logit that is not finite (a broken network) becomes the answer "no idea": all
    equal. The other rows of the batch are not affected.
    """
    finite = np.isfinite(logits).all(axis=-1, keepdims=True)
    logits = np.where(finite, logits, 0)  # equal logits give equal probabilities
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def forward(network: Network, x: Array) -> Trace:
    """Run one input x, shape (784,), range 0..1, and keep every intermediate value."""
    (w1, w2, w3), (b1, b2, b3) = network.weights, network.biases
    with np.errstate(over="ignore", invalid="ignore"):
        z1 = w1 @ x + b1
        a1 = np.maximum(z1, 0)
        z2 = w2 @ a1 + b2
        a2 = np.maximum(z2, 0)
        z3 = w3 @ a2 + b3
        trace = Trace((z1, z2, z3), (x, a1, a2), softmax(z3))
    for values in (*trace.pre_activations, *trace.activations, trace.probabilities):
        values.flags.writeable = False
    return trace


def probabilities(network: Network, x: Array) -> Array:
    """Run a batch x, shape (n, 784); returns ŷ, shape (n, 10)."""
    (w1, w2, w3), (b1, b2, b3) = network.weights, network.biases
    with np.errstate(over="ignore", invalid="ignore"):
        a1 = np.maximum(x @ w1.T + b1, 0)
        a2 = np.maximum(a1 @ w2.T + b2, 0)
        return softmax(np.asarray(a2 @ w3.T + b3, np.float32))
