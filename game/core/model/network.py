"""The network 784 → 128 ReLU → 64 ReLU → 10 softmax, and its forward pass, layer by layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from game.core.kept import Keeper

Array = NDArray[np.float32]

#: units in each layer, input first
SIZES = (784, 128, 64, 10)


@dataclass(frozen=True, slots=True, eq=False)
class Network(Keeper):
    """Weights and biases of the three layers, float32, read-only.

    ``weights[k]`` has shape (SIZES[k + 1], SIZES[k]): one row for each unit of the later layer.
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


@dataclass(frozen=True, slots=True, eq=False)
class Trace(Keeper):
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


class Parameters(Protocol):
    """Weights (units, units before) and biases (units,) of some layers, ReLU between them."""

    @property
    def weights(self) -> tuple[Array, ...]: ...

    @property
    def biases(self) -> tuple[Array, ...]: ...


class Layers(NamedTuple):
    """The values that the layers of a network compute from one input or from n, float32.

    ``pre_activations`` of a whole pass are z₁ (…, 128), z₂ (…, 64), z₃ (…, 10: the logits), and
    ``activations`` are a₁ (…, 128), a₂ (…, 64).
    """

    pre_activations: tuple[Array, ...]
    activations: tuple[Array, ...]

    @property
    def logits(self) -> Array:
        """The pre-activations of the last layer."""
        return self.pre_activations[-1]


def softmax(logits: Array) -> Array:
    """exp(z − max z) / Σ over the last axis; the shift avoids overflow and cancels out.

    A row with a logit that is not finite (a broken network) becomes the answer "no idea": all
    equal. The other rows of the batch are not affected.
    """
    finite = np.isfinite(logits).all(axis=-1, keepdims=True)
    logits = np.where(finite, logits, 0)  # equal logits give equal probabilities
    with np.errstate(over="ignore", under="ignore"):
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def layers_of(network: Parameters, x: Array) -> Layers:
    """Run one input or a batch x, shape (…, 784), range 0..1, and keep every layer's values.

    This is the one place where the forward pass is written down. Values that overflow become ±inf
    or NaN without a warning.
    """
    with np.errstate(all="ignore"):
        z = x @ network.weights[0].T
        z += network.biases[0]
    return onwards(network, z)


def onwards(network: Parameters, z: Array, layer: int = 1) -> Layers:
    """Compute the rest of a forward pass from a layer's pre-activations z, shape (…, units).

    ``layer``: 1 to 3. A caller that has kept the sums of a layer need not compute them again.
    """
    pre_activations, activations = [z], []
    with np.errstate(all="ignore"):
        for weight, bias in zip(network.weights[layer:], network.biases[layer:], strict=True):
            a = np.maximum(z, 0)
            z = a @ weight.T
            z += bias
            activations.append(a)
            pre_activations.append(z)
    return Layers(tuple(pre_activations), tuple(activations))


def forward(network: Network, x: Array) -> Trace:
    """Run one input x, shape (784,), range 0..1, and keep every intermediate value."""
    layers = layers_of(network, x)
    (z1, z2, z3), (a1, a2) = layers.pre_activations, layers.activations
    trace = Trace((z1, z2, z3), (x, a1, a2), softmax(z3))
    for values in (*trace.pre_activations, *trace.activations, trace.probabilities):
        values.flags.writeable = False
    return trace


def probabilities(network: Network, x: Array) -> Array:
    """Run a batch x, shape (n, 784); returns ŷ, shape (n, 10)."""
    return softmax(layers_of(network, x).logits)
