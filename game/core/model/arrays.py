"""Arrays that nobody may write to."""

from __future__ import annotations

import numpy as np

from game.core.model.network import Array


def fixed(values: np.ndarray) -> Array:
    """float32, read-only."""
    array = np.asarray(values, np.float32)
    array.flags.writeable = False
    return array
