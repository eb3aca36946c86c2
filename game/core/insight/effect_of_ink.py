"""What ink in each pixel does to a neuron."""

from __future__ import annotations

import numpy as np

from game.core.model.network import Array, Network, Trace
from game.core.model.unit import Unit


def effect_of_ink(network: Network, trace: Trace, unit: Unit) -> Array:
    """∂z/∂x of a neuron, (784,): what a little more ink in a pixel adds to its z.

    For Hidden 1 these are its weights, whatever is drawn. For later layers the effect goes through
    the neurons that fire for this drawing: W₂D₁W₁ and W₃D₂W₂D₁W₁, where D₁ and D₂ are the masks of
    these. ValueError for a pixel. NaN and ±inf of a damaged network stay.
    """
    if not 1 <= unit.layer <= 3:
        raise ValueError(f"{unit} has no field")
    gradient = network.weights[unit.layer - 1][unit.index]
    with np.errstate(all="ignore"):
        for layer in range(unit.layer - 1, 0, -1):
            # Only terms that count: in others 0·∞ would be NaN, and half of the neurons are silent.
            used = (gradient != 0) & ~(trace.pre_activations[layer - 1] <= 0)
            gradient = gradient[used] @ network.weights[layer - 1][used]
    return np.asarray(gradient, np.float32)
