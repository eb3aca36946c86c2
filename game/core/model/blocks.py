"""The six blocks of numbers a network is made of, and the orders its neurons can be sorted in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.kept import kept
from game.core.model.network import SIZES, Array, Network

#: weights and biases of the three layers
BLOCKS = ("W1", "b1", "W2", "b2", "W3", "b3")
#: what neurons can be sorted by
SORTS = ("index", "activation", "norm", "digit")
#: stands for the favorite digit of a neuron that has none
NONE = 10


def layer_of(block: str) -> int:
    """The layer whose neurons a block belongs to, 1..3."""
    return int(block[1])


def is_bias(block: str) -> bool:
    return block.startswith("b")


def values_of(network: Network, block: str) -> Array:
    """The numbers of a block: for each neuron one row of weights, or one bias."""
    arrays = network.biases if is_bias(block) else network.weights
    return arrays[layer_of(block) - 1]


@kept(4)
def weight_norms(network: Network, layer: int) -> NDArray[np.float64]:
    """√Σw² over the incoming weights of each neuron, (n,); in float64, which cannot overflow."""
    with np.errstate(all="ignore"):
        norms = np.sqrt((network.weights[layer - 1].astype(float) ** 2).sum(axis=1))
    norms.flags.writeable = False
    return np.asarray(norms)


@kept(8)
def logit_paths(network: Network, layer: int) -> NDArray[np.float64]:
    """How much each logit grows with the activation of each neuron if all later ReLUs let it
    through, (10, n): W₃·W₂ for Hidden 1, W₃ for Hidden 2, and the unit matrix for the output."""
    with np.errstate(all="ignore"):
        paths = np.eye(SIZES[3])
        for later in range(3, layer, -1):
            paths = paths @ network.weights[later - 1].astype(float)
    paths.flags.writeable = False
    return paths


def favorite_digits(network: Network, layer: int) -> NDArray[np.intp]:
    """The digit whose logit each neuron raises most along `logit_paths`, (n,); NaN counts as the
    least. NONE for a neuron that raises all logits alike."""
    paths = logit_paths(network, layer)
    paths = np.where(np.isnan(paths), -np.inf, paths)
    alike = paths.max(axis=0) == paths.min(axis=0)
    return np.asarray(np.where(alike, NONE, paths.argmax(axis=0)), np.intp)


@kept(8)
def unit_order(network: Network, layer: int, sort: str) -> tuple[int, ...]:
    """The neurons of a layer, sorted; equal ones stay in the order of their index.

    ``sort``: "norm", the largest first, NaN before all; "digit", by favorite digit, and for one
    digit those first that raise it most; with any other, by index.
    """
    if sort == "norm":
        return descending(weight_norms(network, layer))
    if sort != "digit":
        return tuple(range(SIZES[layer]))
    digits = favorite_digits(network, layer)
    raised = logit_paths(network, layer)[digits % NONE, np.arange(SIZES[layer])]
    return tuple(int(i) for i in np.lexsort((_descending_key(raised), digits)))


def descending(values: Array | NDArray[np.float64]) -> tuple[int, ...]:
    """The indices of numbers, the largest first, NaN before all; equal ones by index."""
    return tuple(int(i) for i in np.argsort(_descending_key(values), kind="stable"))


def _descending_key(values: Array | NDArray[np.float64]) -> NDArray[np.float64]:
    """Numbers that sort the values in descending order when they ascend; NaN comes first."""
    return np.asarray(-np.where(np.isnan(values), np.inf, values).astype(float))


@kept(4)
def with_headings(network: Network, layer: int) -> tuple[int, ...]:
    """The neurons by favorite digit; before each group stands its heading, as −1 − digit."""
    digits, places, last = favorite_digits(network, layer), list[int](), -1
    for unit in unit_order(network, layer, "digit"):
        if digits[unit] != last:
            last = int(digits[unit])
            places.append(-1 - last)
        places.append(unit)
    return tuple(places)
