"""Why a unit has its value: its sum term by term, and an answer traced back to the pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.kept import Keeper
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import OUTPUT, Unit
from game.core.printed import Printed, printed

Index = NDArray[np.intp]
Values = NDArray[np.float64]

#: how many Hidden 2 units a chain shows, Hidden 1 units for each, and pixels for each of those
CHAIN = (5, 3, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A number as a sum: the ``contributions`` of all units of ``layer`` + ``bias`` = ``total``.

    ``contributions`` (n,) is in the order of the units, float64, read-only. ``total`` is what the
    float32 trace has, so the sum meets it up to float32 rounding only. Anything here may be
    ±inf or NaN when the network is damaged.
    """

    layer: int
    contributions: Values
    bias: float
    total: float

    @property
    def order(self) -> Index:
        """Units by |contribution|, the largest first. Contributions that are not finite come before
        all others, since they spoil the sum. Equal ones are in the order of their index."""
        size = np.abs(self.contributions)
        return np.argsort(-np.where(np.isfinite(size), size, np.inf), kind="stable")

    @property
    def absolute(self) -> float:
        """Σ|contribution| + |bias|, the whole that `share` gives shares of."""
        with np.errstate(all="ignore"):
            return float(np.abs(self.contributions).sum() + abs(self.bias))

    def share(self, contributions: Values | float) -> float:
        """Σ|contribution| of some parts as a share of ``absolute``, 0..1.

        The shares of all units and of the bias add up to 1, however much the parts cancel.
        NaN where ``absolute`` is not finite, 0 where nothing contributes.
        """
        if not np.isfinite(self.absolute):
            return float("nan")
        return float(np.abs(contributions).sum() / self.absolute) if self.absolute > 0 else 0.0

    def strongest(self, count: int) -> Index:
        """At most ``count`` units, largest |contribution| first, none that contributes 0."""
        first = self.order[:count]
        return np.asarray(first[self.contributions[first] != 0])


@dataclass(frozen=True, slots=True, eq=False)
class Sum(Keeper):
    """The sum that a unit of Hidden 1, Hidden 2 or Output computes: z = Σ w·a + bias.

    ``weights`` and ``activations`` (n,) belong to the n units of the layer before, in the order
    of ``parts.contributions``, which holds w·a. ``a`` is ReLU(z), or for an output the
    probability. ``rank``: 1 + the number of units of the layer with a larger activation (for an
    output: logit); None where the unit's own is not a number.
    """

    unit: Unit
    parts: Parts
    weights: Array
    activations: Array
    z: float
    a: float
    rank: int | None


@dataclass(frozen=True, slots=True)
class Softmax:
    """An output's way from logit to probability.

    The largest logit is subtracted first, so that exp cannot overflow; it cancels out:
    ``power`` = exp(logit − largest), ``probability`` = power / ``total``. ``finite`` is False
    when some logit is not a finite number; the answer then counts as "no idea", 1/10 each.
    """

    logit: float
    largest: float
    power: float
    total: float
    probability: float
    finite: bool


@dataclass(frozen=True, slots=True)
class SumInPrint:
    """The largest terms of a sum, the rest, the bias and z, in numbers that add up as printed.

    ``units``: indices of the terms in the layer before. ``terms``: their w·a. ``more``: how many
    inputs the rest has; ``rest``: what they contribute together, "" where ``more`` is 0. All in
    units of 10^``exponent``. ``adds_up`` is False when something is ∞ or NaN.
    """

    units: tuple[int, ...]
    terms: tuple[str, ...]
    more: int
    rest: str
    bias: str
    total: str
    exponent: int
    adds_up: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A connection of the chain, and what passes through it to the total, signed, in logits."""

    source: Unit
    target: Unit
    contribution: float


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Why the output ``digit`` has its logit, or how far that exceeds the logit of ``against``.

    ``levels``: ``total`` as a sum over Hidden 2, over Hidden 1 and over pixels, in this order;
    ``levels[2].contributions`` (784,) is the map of pixels that speak for (+) or against (−).
    ``edges``: the strongest connections from the outputs back to the pixels.
    """

    digit: int
    against: int | None
    total: float
    levels: tuple[Parts, Parts, Parts]
    edges: tuple[Edge, ...]


def terms(network: Network, trace: Trace, unit: Unit) -> Sum:
    """All terms of a unit's sum. ValueError for a unit of the input, IndexError beyond a layer."""
    layer, index = unit.layer, unit.index
    if not 1 <= layer <= OUTPUT:
        raise ValueError(f"{unit} makes no sum")
    if not 0 <= index < SIZES[layer]:
        raise IndexError(f"{unit}: layer {layer} has {SIZES[layer]} units")
    weights = network.weights[layer - 1][index]
    activations = trace.activations[layer - 1]
    with np.errstate(all="ignore"):
        # A product of two float32 is exact in float64.
        contribution = _fixed(weights.astype(float) * activations)
    values = trace.pre_activations[2] if layer == OUTPUT else trace.layers[layer]
    z = float(trace.pre_activations[layer - 1][index])
    bias = float(network.biases[layer - 1][index])
    return Sum(
        unit=unit,
        parts=Parts(layer - 1, contribution, bias, z),
        weights=weights,
        activations=activations,
        z=z,
        a=float(trace.layers[layer][index]),
        rank=_rank(values, index),
    )


def softmax_of(trace: Trace, digit: int) -> Softmax:
    """How an output's logit becomes its probability."""
    logits = trace.pre_activations[2].astype(float)
    with np.errstate(all="ignore"):
        powers = np.exp(logits - logits.max())
    return Softmax(
        logit=float(logits[digit]),
        largest=float(logits.max()),
        power=float(powers[digit]),
        total=float(powers.sum()),
        probability=float(trace.probabilities[digit]),
        finite=bool(np.isfinite(logits).all()),
    )


def alone(network: Network, trace: Trace, units: Sequence[int]) -> int | None:
    """The answer if of Hidden 2 only these neurons fired, as they do for this drawing; None where
    no logit is the largest."""
    few = list(units)
    with np.errstate(all="ignore"):
        logits = network.weights[2][:, few].astype(float) @ trace.activations[2][few]
        logits = logits + network.biases[2]
    largest = np.flatnonzero(logits == logits.max())
    return int(largest[0]) if np.isfinite(logits).all() and len(largest) == 1 else None


def sum_in_print(parts: Parts, count: int, decimals: int) -> SumInPrint:
    """The ``count`` largest terms, the rest, the bias and the total, rounded as `printed` does."""
    first = parts.strongest(count)
    others = np.delete(parts.contributions, first)
    with np.errstate(all="ignore"):
        rest = [float(others.sum())] if len(others) else []
    line: Printed = printed(
        [*parts.contributions[first].tolist(), *rest, parts.bias], parts.total, decimals
    )
    return SumInPrint(
        units=tuple(first.tolist()),
        terms=line.parts[: len(first)],
        more=len(others),
        rest=line.parts[-2] if rest else "",
        bias=line.parts[-1],
        total=line.total,
        exponent=line.exponent,
        adds_up=line.adds_up,
    )


def why(network: Network, trace: Trace, digit: int, counts: tuple[int, int, int] = CHAIN) -> Chain:
    """An output's logit traced back to Hidden 2, Hidden 1 and the pixels."""
    direction = np.zeros(SIZES[OUTPUT])
    direction[digit] = 1
    return _chain(network, trace, digit, None, direction, counts)


def why_not(
    network: Network, trace: Trace, digit: int, against: int, counts: tuple[int, int, int] = CHAIN
) -> Chain:
    """The difference of two logits, z[digit] − z[against], traced back in the same way."""
    direction = np.zeros(SIZES[OUTPUT])
    direction[digit] += 1
    direction[against] -= 1
    return _chain(network, trace, digit, against, direction, counts)


def _chain(
    network: Network,
    trace: Trace,
    digit: int,
    against: int | None,
    direction: Values,
    counts: tuple[int, int, int],
) -> Chain:
    """Trace direction·z₃ back to the pixels.

    A ReLU network is linear around any one input: with D₁ and D₂ the masks of the units that fire,
    z₃ = W₃a₂ + b₃ = W₃D₂W₂a₁ + W₃D₂b₂ + b₃ = W₃D₂W₂D₁W₁x + W₃D₂W₂D₁b₁ + W₃D₂b₂ + b₃, exactly.
    (Gradient × input with the biases kept: Shrikumar et al. 2016, Srinivas and Fleuret 2019.)
    """
    total = float(trace.pre_activations[2][digit])
    if against is not None:
        total -= float(trace.pre_activations[2][against])
    gradient, bias = direction, 0.0
    levels, gradients = [], []
    with np.errstate(all="ignore"):
        for layer in (2, 1, 0):
            # only terms that count: in the others 0·∞ would be NaN
            used = gradient != 0
            bias += float(gradient[used] @ network.biases[layer].astype(float)[used])
            gradient = gradient[used] @ network.weights[layer].astype(float)[used]
            if layer:  # NaN counts as firing, so that it shows
                gradient = np.where(trace.pre_activations[layer - 1] <= 0, 0, gradient)
            contribution = np.where(gradient == 0, 0, gradient * trace.activations[layer])
            levels.append(Parts(layer, _fixed(contribution), bias, total))
            gradients.append(gradient)
        edges = _edges(
            network, trace, direction, (levels[0], levels[1], levels[2]), gradients, counts
        )
    return Chain(digit, against, total, (levels[0], levels[1], levels[2]), edges)


def _edges(
    network: Network,
    trace: Trace,
    direction: Values,
    levels: tuple[Parts, Parts, Parts],
    gradients: list[Values],
    counts: tuple[int, int, int],
) -> tuple[Edge, ...]:
    """The strongest Hidden 2 units, for each its strongest Hidden 1 units, for each its pixels.

    An edge into an output contributes w·a (−w·a into the output that is compared with). One into a
    unit of Hidden 2 or Hidden 1 contributes w·a times ∂total/∂z of that unit. So the edges into one
    unit, with its bias times ∂total/∂z, add up to the unit's contribution in ``levels``.
    """
    edges: dict[tuple[Unit, Unit], float] = {}
    for second in levels[0].strongest(counts[0]).tolist():
        for output in np.flatnonzero(direction).tolist():
            contribution = direction[output] * float(network.weights[2][output, second])
            contribution *= float(trace.activations[2][second])
            edges[Unit(2, second), Unit(OUTPUT, output)] = contribution
        through = _into(network, trace, 2, second, gradients[0])
        for first in through.strongest(counts[1]).tolist():
            edges[Unit(1, first), Unit(2, second)] = float(through.contributions[first])
            pixels = _into(network, trace, 1, first, gradients[1])
            for pixel in pixels.strongest(counts[2]).tolist():
                edges[Unit(0, pixel), Unit(1, first)] = float(pixels.contributions[pixel])
    return tuple(
        Edge(source, target, contribution) for (source, target), contribution in edges.items()
    )


def _into(network: Network, trace: Trace, layer: int, index: int, gradient: Values) -> Parts:
    """What each input of one unit contributes to the total through this unit.

    ``gradient``: ∂total/∂z of all units of its layer.
    """
    weights = network.weights[layer - 1][index].astype(float)
    bias = float(gradient[index]) * float(network.biases[layer - 1][index])
    contribution = gradient[index] * weights * trace.activations[layer - 1]
    return Parts(layer - 1, _fixed(contribution), bias, float(np.sum(contribution) + bias))


def _rank(values: Array, index: int) -> int | None:
    """1 for the largest; equal values share a rank; None for a value that is not a number."""
    if np.isnan(values[index]):
        return None
    return 1 + int(np.count_nonzero(values > values[index]))


def _fixed(values: Values) -> Values:
    values.flags.writeable = False
    return values
