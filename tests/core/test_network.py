"""The network: its softmax, and that all ways through its layers agree."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.network import probabilities, softmax
from tests.networks import some_drawing, some_network


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
