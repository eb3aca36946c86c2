"""The digits that fire a neuron most: the same as sorting all of them, in little memory."""

import tracemalloc

import numpy as np
import pytest

from game.core.insight.exemplars import COUNT, exemplars
from game.core.model.network import forward
from game.core.model.unit import Unit
from tests.networks import broken_network, some_network

NETWORK = some_network()
IMAGES = (np.random.default_rng(2).random((2300, 784)) ** 6 * 255).astype(np.uint8)
FOUND = exemplars(NETWORK, IMAGES)


@pytest.mark.parametrize("unit", [Unit(1, 0), Unit(1, 127), Unit(2, 13), Unit(3, 0), Unit(3, 9)])
def test_they_are_those_that_sorting_all_would_give(unit):
    x = IMAGES.astype(np.float32) / 255
    values = []
    for row in x:
        trace = forward(NETWORK, row)
        layer = trace.pre_activations[2] if unit.layer == 3 else trace.activations[unit.layer]
        values.append(float(layer[unit.index]))
    order = np.argsort(-np.array(values).round(4), kind="stable")[:COUNT]
    indices, activations = FOUND.of(unit)
    fired = [i for i in order if unit.layer == 3 or values[i] > 0]
    assert indices.tolist() == fired
    assert np.allclose(activations, [values[i] for i in fired], atol=1e-4)


def test_floats_and_bytes_rank_alike():
    again = exemplars(NETWORK, IMAGES.astype(np.float32) / 255)
    assert (again.indices == FOUND.indices).mean() > 0.99
    assert np.allclose(again.activations, FOUND.activations, atol=1e-5)


def test_equal_images_stand_in_their_order():
    found = exemplars(NETWORK, np.repeat(IMAGES[:1], 1500, axis=0))
    assert (found.indices == np.arange(COUNT)).all()


def test_a_neuron_that_nothing_fires_has_none():
    biases = tuple(np.array(b) for b in NETWORK.biases)
    biases[0][7] = -1e6
    silent = type(NETWORK)(tuple(np.array(w) for w in NETWORK.weights), biases)
    indices, activations = exemplars(silent, IMAGES[:50]).of(Unit(1, 7))
    assert len(indices) == len(activations) == 0


def test_what_is_not_a_number_never_ranks():
    found = exemplars(broken_network(float("nan")), IMAGES[:50])
    assert not np.isnan(found.activations).any()
    assert len(found.of(Unit(1, 3))[0]) == 0
    assert len(found.of(Unit(1, 4))[0]) > 0


def test_memory_stays_below_10_mb():
    tracemalloc.start()
    exemplars(NETWORK, IMAGES)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10e6


def test_a_pixel_has_none():
    with pytest.raises(ValueError):
        FOUND.of(Unit(0, 3))
