"""What is true of each layer of a network, measured on labeled digits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.insight.selectivity import SELECTIVE, Responses, responses
from game.core.model.accuracy import tally
from game.core.model.arrays import fixed
from game.core.model.network import SIZES, Array, Network, probabilities

_CHUNK = 1000
_DIGITS = SIZES[3]
#: the digits that are written with a closed loop
LOOPS = (0, 6, 8, 9)


@dataclass(frozen=True, slots=True, eq=False)
class LayerFacts:
    """Arrays are float32, read-only. Shares are 0..1; NaN where there is nothing to measure."""

    #: how many digits were looked at
    count: int
    #: mean of each layer's units over each digit's examples: x (784, 10), a₁ (128, 10),
    #: a₂ (64, 10), ŷ (10, 10)
    means: tuple[Array, Array, Array, Array]
    hidden: tuple[Responses, Responses]
    #: how many pixels no example inks; the digit with the least ink, and how many pixels an example
    #: of it inks on average
    blank: int
    thinnest: tuple[int, float]
    #: how many pixels hold half of a unit's Σw², the median over Hidden 1; NaN if all weights are 0
    spread: float
    #: how many digits are read right; the mean of the largest probability where they are not, 0..1
    right: int
    sure_when_wrong: float

    @property
    def own_outputs(self) -> int:
        """Outputs whose mean for one digit is at least twice that for every other."""
        first, second = np.sort(self.means[3], axis=1)[:, :-3:-1].T
        return int(((first > second) & (first >= SELECTIVE * second)).sum())

    def digits_of(self, layer: int, index: int) -> tuple[int, ...]:
        """The digits of which more than half of the examples fire a hidden unit."""
        return tuple(np.flatnonzero(self.hidden[layer - 1].shares[index] > 0.5).tolist())

    def loop_detectors(self, layer: int) -> int:
        """How many hidden units fire for exactly the digits with a loop, see `digits_of`."""
        wanted = np.isin(np.arange(_DIGITS), LOOPS)
        return int(((self.hidden[layer - 1].shares > 0.5) == wanted).all(axis=1).sum())


def layer_facts(
    network: Network, images: NDArray[np.uint8], labels: NDArray[np.uint8]
) -> LayerFacts:
    """Measure a network on images (n, 784), 0..255, with labels (n,), 0..9; n ≥ 1."""
    hidden = responses(network, images, labels)
    parts = (images[n : n + _CHUNK] for n in range(0, len(images), _CHUNK))
    rows = np.concatenate(
        [probabilities(network, np.divide(part, 255, dtype=np.float32)) for part in parts]
    )
    found = tally(rows, labels)
    wrong = rows.argmax(axis=1) != labels
    inked = (images > 0).sum(axis=1)
    by_digit = [float(inked[labels == d].mean()) if d in labels else np.inf for d in range(_DIGITS)]
    thin = int(np.argmin(by_digit))
    return LayerFacts(
        count=len(images),
        means=(
            fixed(_means(images, labels) / 255),
            hidden[0].means,
            hidden[1].means,
            fixed(_means(rows, labels)),
        ),
        hidden=hidden,
        blank=int((~images.any(axis=0)).sum()),
        thinnest=(thin, by_digit[thin]),
        spread=_spread(network.weights[0]),
        right=found.right,
        sure_when_wrong=float(rows[wrong].max(axis=1).mean()) if wrong.any() else float("nan"),
    )


def _means(values: NDArray[np.uint8] | Array, labels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Mean over each digit's rows, (m, 10), of values (n, m); 0 for a digit without any."""
    rows = (values[labels == digit] for digit in range(_DIGITS))
    return np.stack([r.sum(axis=0, dtype=float) / max(len(r), 1) for r in rows], axis=1)


def _spread(weights: Array) -> float:
    """The smallest number of inputs that hold half of a unit's Σw², the median over the units
    (m, n) that have weights; what is not finite counts as 0."""
    power = np.where(np.isfinite(weights), weights, 0).astype(float) ** 2
    power = power[power.any(axis=1)]
    if not len(power):
        return float("nan")
    held = np.cumsum(np.sort(power, axis=1)[:, ::-1], axis=1)
    return float(np.median((held < held[:, -1:] / 2).sum(axis=1) + 1))
