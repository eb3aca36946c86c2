"""What neurons respond to: the same as looking at every digit in turn, in little memory."""

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.core.insight.selectivity import Responses, responses
from game.core.model.network import Network, forward
from tests.networks import broken_network, some_network

NETWORK = some_network()
CHANCE = np.random.default_rng(2)
IMAGES = (CHANCE.random((2300, 784)) ** 6 * 255).astype(np.uint8)
LABELS = CHANCE.integers(0, 10, 2300).astype(np.uint8)
means = hnp.arrays(np.float32, (5, 10), elements=st.sampled_from([0, 0.5, 1, 2, 3, math.inf]))


def made_of(rows, shares=None):
    rows = np.asarray(rows, np.float32)
    shares = np.zeros_like(rows) if shares is None else np.asarray(shares, np.float32)
    return Responses(rows, shares, shares.mean(axis=1))


def test_they_are_what_looking_at_every_digit_gives():
    seen = [[[] for _ in range(10)] for _ in range(2)]
    for row, label in zip(IMAGES.astype(np.float32) / 255, LABELS.tolist(), strict=True):
        trace = forward(NETWORK, row)
        for layer in range(2):
            seen[layer][label].append(trace.activations[layer + 1])
    for layer, found in enumerate(responses(NETWORK, IMAGES, LABELS)):
        n = (128, 64)[layer]
        assert found.means.shape == found.shares.shape == (n, 10) and found.fired.shape == (n,)
        for digit in range(10):
            activations = np.array(seen[layer][digit])
            assert np.allclose(found.means[:, digit], activations.mean(axis=0), atol=1e-4)
            # a sum in another order may land on the other side of 0
            fired = (activations > 0).mean(axis=0)
            assert np.allclose(found.shares[:, digit], fired, atol=1.5 / len(activations))
        weighted = found.shares @ np.bincount(LABELS, minlength=10) / len(LABELS)
        assert np.allclose(found.fired, weighted, atol=1e-5)
        for values in (found.means, found.shares, found.fired):
            assert values.dtype == np.float32 and not values.flags.writeable


def test_floats_and_bytes_respond_alike():
    one = responses(NETWORK, IMAGES, LABELS)
    for a, b in zip(one, responses(NETWORK, IMAGES / np.float32(255), LABELS), strict=True):
        assert np.allclose(a.means, b.means, atol=1e-5)
        assert np.allclose(a.shares, b.shares, atol=0.01)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(means, hnp.arrays(np.float32, (5, 10), elements=st.sampled_from([0, 0.4, 0.5, 0.6, 1])))
def test_selective_and_broad_are_what_they_say(rows, shares):
    found = made_of(rows, shares)
    for unit in range(5):
        row = [float(v) for v in rows[unit]]
        favorite = row.index(max(row))
        others = row[:favorite] + row[favorite + 1 :]
        alone = max(others) < row[favorite]
        assert found.favorite_digit[unit] == favorite
        assert found.selective[unit] == (alone and all(row[favorite] >= 2 * v for v in others))
        assert found.digits_fired[unit] == sum(float(v) > 0.5 for v in shares[unit])
        assert found.silent[unit] == (not shares[unit].any())


@pytest.mark.filterwarnings("error")
def test_twice_is_selective_and_a_little_less_is_not():
    rows = [
        [2, 1] + [0] * 8,
        [1.99, 1] + [0] * 8,
        [0] * 10,
        [0] * 9 + [1e-3],
        [3e38, 2e38] + [0] * 8,
    ]
    assert made_of(rows).selective.tolist() == [True, False, False, True, False]


def test_a_neuron_that_nothing_fires_is_silent():
    biases = tuple(np.array(b) for b in NETWORK.biases)
    biases[0][7] = biases[1][9] = -1e6
    network = Network(tuple(np.array(w) for w in NETWORK.weights), biases)
    for found, unit in zip(responses(network, IMAGES, LABELS), (7, 9), strict=True):
        assert found.silent[unit] and found.digits_fired[unit] == 0
        assert not found.means[unit].any() and not found.selective[unit]
        assert not found.silent.all()


def test_a_neuron_that_one_digit_in_a_thousand_fires_is_not_silent():
    weights = tuple(np.array(w) for w in NETWORK.weights)
    biases = tuple(np.array(b) for b in NETWORK.biases)
    weights[0][7], biases[0][7] = 0, -0.5
    weights[0][7, 400] = 1
    images = np.zeros((1000, 784), np.float32)
    images[123, 400] = 1
    labels = np.full(1000, 6, np.uint8)
    found, _ = responses(Network(weights, biases), images, labels)
    assert not found.silent[7] and found.favorite_digit[7] == 6
    assert found.fired[7] == pytest.approx(1e-3) and found.means[7, 6] == pytest.approx(5e-4)


def test_means_of_huge_activations_do_not_overflow():
    biases = tuple(np.array(b) for b in NETWORK.biases)
    biases[0][7] = 3e38
    network = Network(tuple(np.array(w) for w in NETWORK.weights), biases)
    found, _ = responses(network, IMAGES, LABELS)
    assert np.allclose(found.means[7], 3e38) and found.digits_fired[7] == 10


def test_digits_without_examples_count_as_nothing():
    for found in responses(NETWORK, IMAGES[:20], np.full(20, 3, np.uint8)):
        assert not np.delete(found.means, 3, axis=1).any()
        fires = found.means[:, 3] > 0
        assert (found.favorite_digit[fires] == 3).all() and fires.any()
        assert np.allclose(found.fired, found.shares[:, 3])
    for found in responses(NETWORK, IMAGES[:0], LABELS[:0]):
        assert found.silent.all() and not found.selective.any()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 3e38, -3e38])
def test_a_broken_network_never_raises(value):
    for found in responses(broken_network(value), IMAGES[:300], LABELS[:300]):
        assert not np.isnan(found.means).any()
        assert ((found.shares >= 0) & (found.shares <= 1)).all()
        assert found.selective.shape == found.silent.shape == found.favorite_digit.shape
    first, _ = responses(broken_network(math.nan), IMAGES[:300], LABELS[:300])
    assert first.silent[3] and not first.silent[4]


@pytest.mark.parametrize("labels", [LABELS[:9], np.full(10, 10, np.uint8), np.full(10, -1)])
def test_labels_must_fit(labels):
    with pytest.raises(ValueError, match="labels"):
        responses(NETWORK, IMAGES[:10], labels)


def test_memory_stays_below_10_mb():
    tracemalloc.start()
    responses(NETWORK, IMAGES, LABELS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10e6


def test_what_the_screen_says_of_the_shipped_network(model, assets):
    first, second = responses(model.network, assets.test_pictures(), assets.test_digits()[1])
    assert not first.silent.any() and not second.silent.any()
    # most neurons answer to several digits; few to one alone
    assert first.selective.mean() < 0.25 and second.selective.mean() < 0.25
    assert np.median(first.digits_fired) >= 3 and np.median(second.digits_fired) >= 4
