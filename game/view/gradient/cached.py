"""The gradient that the panels show, worked out once for each answer, and how it is printed."""

from __future__ import annotations

from math import floor, isfinite, log10
from typing import NamedTuple

import numpy as np

from game.core.kept import kept
from game.core.model.gradient import Gradient, norms
from game.core.model.network import Array
from game.core.model.statistics import histogram, shared_range
from game.core.printed import MINUS, power_of_ten
from game.lab.gradient.update import slope_of, target_of
from game.lab.state.state import State

#: bars of a histogram
BINS = 25


class Block(NamedTuple):
    """Part of a gradient: its name, its length √Σ(∂L/∂θ)², and a histogram of its values ≠ 0."""

    name: str
    norm: float
    counts: Array


class Slopes:
    """Remembers the newest gradient; all panels of one frame ask for the same."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._slope: Gradient | None = None

    def of(self, state: State) -> Gradient | None:
        """The gradient of a state's loss; None without a drawing."""
        current = state.current
        asked = (state.network, state.prediction.trace, target_of(state), current)
        # Networks and traces are equal only if they are the very same.
        if asked != self._of:
            self._of, self._slope = asked, slope_of(state)
        return self._slope


def slope_key(state: State) -> tuple[object, ...]:
    """Changes whenever the gradient does."""
    return state.prediction.trace, state.network_revision, target_of(state)


@kept(1)
def blocks(slope: Gradient) -> tuple[Block, ...]:
    """The way back, from the output to the pixels: z₃, W₃, z₂, W₂, z₁, W₁, x."""
    lengths = norms(slope)
    found = []
    for layer in (3, 2, 1):
        values = slope.pre_activations[layer - 1]
        found.append(Block(f"z{layer}", lengths[f"b{layer}"], _counts(values)))
        found.append(Block(f"W{layer}", lengths[f"W{layer}"], _counts(_alive(slope, layer))))
    return (*found, Block("x", lengths["x"], _counts(slope.x)))


def _alive(slope: Gradient, layer: int) -> Array:
    """The rows of a weight's gradient whose neuron has one: all others are 0."""
    return slope.weights[layer - 1][slope.pre_activations[layer - 1] != 0]


def _counts(values: Array) -> Array:
    """Shares of the fullest bar, (BINS,), as square roots: single values are seen as well."""
    some = values[values != 0]
    low, high = shared_range([some])
    counts = np.sqrt(histogram(some, low, high, BINS).astype(np.float32))
    return np.asarray(counts / max(float(counts.max()), 1), np.float32)


def digits(value: float) -> str:
    """A number ≥ 0 to three digits: "348", "10.5", "0.015", "8.7·10⁻⁴"."""
    if not isfinite(value):
        return "NaN" if value != value else "∞"
    if value == 0:
        return "0"
    if 0.001 <= value < 99_999.5:
        return f"{value:.{min(max(2 - floor(log10(value)), 0), 3)}f}"
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}·{power_of_ten(int(exponent))}"


def signed(value: float) -> str:
    """The same with its sign."""
    return ("" if value == 0 else MINUS if value < 0 else "+" if value > 0 else "") + digits(
        abs(value)
    )
