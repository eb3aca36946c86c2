"""The file of the not-a-digit gauge: it holds numbers only, and its SHA-256 is checked first."""

from __future__ import annotations

import io
import zipfile

import numpy as np

from game.core.ink.doubt import SIZES, Gauge
from game.core.model.network import Array
from game.shell.files.assets import CURE, GAUGE, AssetError, Assets

#: most bytes that its arrays may have, unpacked
_LARGEST = 8 << 20


def load_gauge(assets: Assets) -> Gauge:
    """The shipped gauge; AssetError when it cannot be used."""
    data = assets.read(GAUGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise ValueError(f"more than {_LARGEST:,} bytes unpacked")
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            layers = range(1, len(SIZES))
            weights = tuple(_floats(stored[f"W{layer}"]) for layer in layers)
            biases = tuple(_floats(stored[f"b{layer}"]) for layer in layers)
        return Gauge(weights, biases)
    except Exception as error:  # numpy's and zipfile's errors share no base class of their own
        cause = str(error).strip("'\"").splitlines()[0] if str(error) else type(error).__name__
        raise AssetError(f"{assets.root / GAUGE}: not a gauge ({cause}); {CURE}") from None


def _floats(stored: Array) -> Array:
    return np.ascontiguousarray(stored, np.float32)
