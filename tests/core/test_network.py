"""The network: its softmax, and that all ways through its layers agree."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.model.network import forward, layers_of, onwards, probabilities, softmax
from tests.networks import broken_network, some_drawing, some_network


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_row_that_is_not_finite_is_uniform_and_the_others_are_themselves(value: float) -> None:
    logits = np.random.default_rng(0).normal(0, 3, (5, 10)).astype(np.float32)
    expected = softmax(logits)
    logits[2, 7] = value
    found = softmax(logits)
    assert found.dtype == np.float32 and (found[2] == np.float32(0.1)).all()
    rest = [0, 1, 3, 4]
    np.testing.assert_array_equal(found[rest], expected[rest])
    np.testing.assert_array_equal(softmax(logits[2]), found[2])


def test_softmax_is_that_of_float64() -> None:
    logits = np.random.default_rng(1).normal(0, 30, (50, 10)).astype(np.float32)
    powers = np.exp(logits.astype(float) - logits.max(axis=1, keepdims=True))
    expected = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(softmax(logits), expected, rtol=1e-5, atol=1e-12)


def test_one_drawing_without_numbers_leaves_the_others_their_answers() -> None:
    network = some_network()
    x = np.stack([some_drawing(seed) for seed in range(4)])
    expected = probabilities(network, x)
    x[1, 0] = np.nan
    found = probabilities(network, x)
    assert (found[1] == np.float32(0.1)).all()
    np.testing.assert_allclose(found[[0, 2, 3]], expected[[0, 2, 3]], rtol=1e-5)


def test_the_layers_of_a_batch_are_those_of_each_trace() -> None:
    network = some_network()
    x = np.stack([some_drawing(seed) for seed in range(5)])
    layers = layers_of(network, x)
    for row in range(5):
        trace = forward(network, x[row])
        for found, expected in zip(layers.pre_activations, trace.pre_activations, strict=True):
            np.testing.assert_allclose(found[row], expected, rtol=1e-4, atol=1e-5)
        for found, expected in zip(layers.activations, trace.activations[1:], strict=True):
            np.testing.assert_allclose(found[row], expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(softmax(layers.logits), probabilities(network, x))


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_onwards_from_any_layer_gives_the_same_values_to_the_bit(layer: int) -> None:
    network = some_network()
    whole = layers_of(network, np.stack([some_drawing(seed) for seed in range(5)]))
    rest = onwards(network, whole.pre_activations[layer - 1], layer)
    pairs = [*zip(rest.pre_activations, whole.pre_activations[layer - 1 :], strict=True)]
    pairs += zip(rest.activations, whole.activations[layer - 1 :], strict=True)
    for found, expected in pairs:
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38])
def test_what_overflows_does_so_without_a_warning(value: float) -> None:
    with np.errstate(all="raise"):
        assert np.isfinite(probabilities(broken_network(value), some_drawing()[None])).all()
