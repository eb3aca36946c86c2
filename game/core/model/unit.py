"""How one neuron is named, and where it stands among all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.model.network import SIZES

#: side of the input, cells
SIDE = 28
#: the index of the first unit of each layer among all units, and at the end their number, 986
OFFSETS = tuple(int(n) for n in np.cumsum((0, *SIZES)))
#: the layer of the ten outputs
OUTPUT = 3


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A neuron: layer 0 (input) … 3 (output), and its index within the layer."""

    layer: int
    index: int
