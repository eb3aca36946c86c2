"""Arrays that nobody may write to."""

from __future__ import annotations

import numpy as np

from game.core.model.network import Array


def fixed(values: np.ndarray) -> Array:
    """The values as float32, read-only; a float32 array is not copied."""
    array = np.asarray(values, np.float32)
    array.flags.writeable = False
    return array
