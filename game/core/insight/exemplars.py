"""For every neuron, the real digits that fire it most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.model.damage import SILENT_LOGIT
from game.core.model.network import SIZES, Array, Network, layers_of
from game.core.model.unit import OFFSETS, Unit

#: digits kept for each neuron
COUNT = 6
#: digits in one pass: 1000 × 784 float32 = 3 MB, and 0.8 MB for all activations
_CHUNK = 1000
#: 128 + 64 + 10
NEURONS = sum(SIZES[1:])


@dataclass(frozen=True, slots=True, eq=False)
class Exemplars:
    """The digits that fire each neuron most, strongest first; rows are Hidden 1, Hidden 2, Output.

    ``indices`` (202, 6): the images' numbers. ``activations`` (202, 6), float32: a₁ and a₂ for
    the hidden layers, the logit for an output, −inf where that is not a number. The last of a
    hidden neuron that fewer than six images fire are 0; those of an output that is off are
    SILENT_LOGIT.
    """

    indices: NDArray[np.intp]
    activations: Array

    def of(self, unit: Unit) -> tuple[NDArray[np.intp], Array]:
        """Images (≤ 6,) that fire this unit, and how much; ValueError for a unit of the input."""
        if unit.layer < 1:
            raise ValueError(f"{unit} is no neuron")
        row = OFFSETS[unit.layer] - OFFSETS[1] + unit.index
        activations = self.activations[row]
        fired = activations > (SILENT_LOGIT if unit.layer == 3 else 0)
        return self.indices[row][fired], np.asarray(activations[fired])


def exemplars(network: Network, images: NDArray[np.uint8] | Array, count: int = COUNT) -> Exemplars:
    """Rank images (n, 784), n ≥ ``count``, for all 202 neurons in one pass.

    Images are float32, 0..1, or uint8, 0..255. Equal activations stand in the order of the
    images. Works in chunks that need less than 10 MB whatever n is.
    """
    best = np.full((NEURONS, 0), -np.inf, np.float32)
    which = np.zeros((NEURONS, 0), np.intp)
    for start in range(0, len(images), _CHUNK):
        values = _activations(network, images[start : start + _CHUNK])
        new = np.broadcast_to(np.arange(start, start + values.shape[1]), values.shape)
        best = np.concatenate([best, values], axis=1)
        which = np.concatenate([which, new], axis=1)
        # Some BLAS kernels give equal images other last bits in other rows.
        with np.errstate(over="ignore"):  # a damaged network's numbers may be that large
            order = np.nan_to_num(-best).round(4)
        first = np.argsort(order, axis=1, kind="stable")[:, :count]
        best = np.take_along_axis(best, first, axis=1)
        which = np.take_along_axis(which, first, axis=1)
    best.flags.writeable = which.flags.writeable = False
    return Exemplars(which, best)


def _activations(network: Network, images: NDArray[np.uint8] | Array) -> Array:
    """a₁, a₂ and logits of a batch, shape (202, n); what is not a number becomes −inf."""
    x = images.astype(np.float32)
    if images.dtype == np.uint8:
        x /= 255
    layers = layers_of(network, x)
    values = np.concatenate([*layers.activations, layers.logits], axis=1).T
    return np.asarray(np.where(np.isnan(values), -np.inf, values), np.float32)
