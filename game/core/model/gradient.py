"""The backward pass: how the loss changes with every weight, bias and value of one forward pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.kept import Keeper
from game.core.model.network import SIZES, Array, Network, Trace


@dataclass(frozen=True, slots=True, eq=False)
class Gradient(Keeper):
    """∂L/∂ everything for one drawing that should have been ``target``; arrays are read-only.

    L = −ln ŷ[target], the cross-entropy, in nats. Arrays are in the order and shapes of
    `Network` and `Trace`; float32 where those are. Anything may be ±inf or NaN when the network
    is damaged.
    """

    #: the digit that the drawing should have been, 0..9
    target: int
    #: L ≥ 0; NaN when some logit is not finite, for then there is no answer to measure
    loss: float
    #: ∂L/∂z₁ (128), ∂L/∂z₂ (64), ∂L/∂z₃ (10), which is ŷ − onehot(target)
    pre_activations: tuple[Array, Array, Array]
    #: ∂L/∂a₁ (128), ∂L/∂a₂ (64)
    activations: tuple[Array, Array]
    #: ∂L/∂W₁ (128, 784), ∂L/∂W₂ (64, 128), ∂L/∂W₃ (10, 64)
    weights: tuple[Array, Array, Array]
    #: ∂L/∂x (784,)
    x: Array

    @property
    def biases(self) -> tuple[Array, Array, Array]:
        """∂L/∂b₁, ∂L/∂b₂, ∂L/∂b₃: z = W·a + b, so each equals that of its pre-activation."""
        return self.pre_activations


def gradient(network: Network, trace: Trace, target: int) -> Gradient:
    """Lead the loss back from the output to the pixels (Rumelhart, Hinton and Williams 1986).

    ReLU'(z) counts as 1 for z > 0 and as 0 otherwise, also at 0, where there is no derivative.
    ``trace`` must be a forward pass of ``network``. ValueError for a target beyond 0..9.
    """
    if target not in range(SIZES[-1]):
        raise ValueError(f"target {target}: digits are 0 to {SIZES[-1] - 1}")
    target = int(target)
    (w1, w2, w3), (z1, z2, z3) = network.weights, trace.pre_activations
    x, a1, a2 = trace.activations
    with np.errstate(all="ignore"):
        dz3 = _output(trace.probabilities, target)
        da2 = dz3 @ w3
        # np.where, not a product with the mask, in which 0·∞ would be NaN
        dz2 = np.where(z2 > 0, da2, 0)
        da1 = dz2 @ w2
        dz1 = np.where(z1 > 0, da1, 0)
        dx = dz1 @ w1
        dw1, dw2, dw3 = dz1[:, None] * x, dz2[:, None] * a1, dz3[:, None] * a2
    for values in (dz1, dz2, dz3, da1, da2, dw1, dw2, dw3, dx):
        values.flags.writeable = False
    return Gradient(
        target=target,
        loss=_loss(z3, target),
        pre_activations=(dz1, dz2, dz3),
        activations=(da1, da2),
        weights=(dw1, dw2, dw3),
        x=dx,
    )


def descend(network: Network, grad: Gradient, rate: float) -> Network:
    """One step of gradient descent, θ − rate·∂L/∂θ for all weights and biases.

    A rate of 0 gives back the very same network, whatever the gradient is.
    """
    if rate == 0:  # 0·∞ would be NaN, and −0 would become 0
        return network
    rate = float(rate)  # a numpy float64 would turn everything into float64
    (w1, w2, w3), (b1, b2, b3) = network.weights, network.biases
    (dw1, dw2, dw3), (db1, db2, db3) = grad.weights, grad.biases
    with np.errstate(all="ignore"):
        return Network(
            (w1 - rate * dw1, w2 - rate * dw2, w3 - rate * dw3),
            (b1 - rate * db1, b2 - rate * db2, b3 - rate * db3),
        )


def moved(before: Network, after: Network) -> int:
    """How many of the 109,386 weights and biases differ from what they were."""
    old, new = (*before.weights, *before.biases), (*after.weights, *after.biases)
    return sum(int((a != b).sum()) for a, b in zip(old, new, strict=True))


def norms(grad: Gradient) -> dict[str, float]:
    """√Σ(∂L/∂θ)² of each block: W1, b1, W2, b2, W3, b3, x, in this order.

    In float64, where no square of a float32 overflows or vanishes.
    """
    blocks: dict[str, Array] = {}
    for layer, (weight, bias) in enumerate(zip(grad.weights, grad.biases, strict=True), start=1):
        blocks |= {f"W{layer}": weight, f"b{layer}": bias}
    blocks["x"] = grad.x
    with np.errstate(all="ignore"):
        return {name: float(np.linalg.norm(part.astype(float))) for name, part in blocks.items()}


def _output(probabilities: Array, target: int) -> Array:
    """ŷ − onehot(target).

    ŷ[target] − 1 is computed as −Σ of the others, since 0.9999999 − 1 has no exact digits left.
    """
    grad = probabilities.copy()
    grad[target] = 0
    grad[target] = -grad.sum()
    return grad


def _loss(logits: Array, target: int) -> float:
    """−ln softmax(z)[target] = (max z − z[target]) + ln(1 + Σ exp(z − max z)), where Σ
    leaves out the largest: accurate from a loss of 10⁻³⁰⁰ to any that float32 logits can make."""
    values = logits.astype(float)
    if not np.isfinite(values).all():
        return float("nan")
    top = int(values.argmax())
    below = values - values[top]
    with np.errstate(under="ignore"):
        powers = np.exp(below)
    powers[top] = 0
    return float(np.log1p(powers.sum()) - below[target])
