"""What each layer does, measured for the worker."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.insight.layer_facts import layer_facts
from game.core.model.network import Network
from game.lab.intents.layers import ResponsesMeasured


def find_responses(
    network: Network, revision: int, pictures: NDArray[np.uint8], labels: NDArray[np.uint8]
) -> ResponsesMeasured:
    """Measure the layers on the test digits, (10000, 784) and (10000,)."""
    return ResponsesMeasured(revision, layer_facts(network, pictures, labels))
