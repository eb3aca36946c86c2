"""Networks and traces to try things on: healthy, huge, broken. Seeded, so the same each time."""

from __future__ import annotations

import itertools

import numpy as np

from game.core.model.network import SIZES, Network, Trace, forward


def some_network(seed: int = 0, scale: float = 1.0) -> Network:
    """Random weights (He et al. 2015) times ``scale``."""
    chance = np.random.default_rng(seed)
    weights, biases = [], []
    for before, after in itertools.pairwise(SIZES):
        spread = scale * np.sqrt(2 / before)
        weights.append(chance.normal(0, spread, (after, before)).astype(np.float32))
        biases.append(chance.normal(0, 0.1 * scale, after).astype(np.float32))
    return Network(tuple(weights), tuple(biases))


def broken_network(value: float, seed: int = 0) -> Network:
    """One weight of each layer is ``value``: huge, infinite or not a number."""
    healthy = some_network(seed)
    weights = [weight.copy() for weight in healthy.weights]
    for weight in weights:
        weight[3, 5] = value
    weights[0][3, :] = value
    return Network(tuple(weights), healthy.biases)


def some_drawing(seed: int = 0) -> np.ndarray:
    """784 pixels, most of them blank, 0..1."""
    chance = np.random.default_rng(seed)
    x = np.where(chance.random(784) < 0.15, chance.random(784), 0).astype(np.float32)
    return x


def some_trace(network: Network, seed: int = 0) -> Trace:
    return forward(network, some_drawing(seed))
