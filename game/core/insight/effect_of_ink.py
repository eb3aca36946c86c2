"""What ink in each pixel does to a neuron."""

from __future__ import annotations

import numpy as np

from game.core.model.network import Array, Network, Trace
from game.core.model.unit import Unit


def effect_of_ink(network: Network, trace: Trace, unit: Unit) -> Array:
    """∂z/∂x of a neuron, (784,): what a little more ink in a pixel adds to its z.

    For Hidden 1 these are its weights, whatever is drawn. Later layers see through the neurons
    that fire for this drawing: W₂D₁W₁ and W₃D₂W₂D₁W₁, with D the masks of those. ValueError for
    a pixel. NaN and ±inf of a damaged network stay.
    """
    if not 1 <= unit.layer <= 3:
        raise ValueError(f"{unit} has no field")
    slope = network.weights[unit.layer - 1][unit.index]
    with np.errstate(all="ignore"):
        for layer in range(unit.layer - 1, 0, -1):
            # Only what counts: 0·∞ would be NaN, and half of the neurons are silent.
            used = (slope != 0) & ~(trace.pre_activations[layer - 1] <= 0)
            slope = slope[used] @ network.weights[layer - 1][used]
    return np.asarray(slope, np.float32)
