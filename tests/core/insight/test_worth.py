"""What pieces of ink are worth: Shapley's four rules hold, and the sum is the logit, as printed."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.digit import prepare
from game.core.ink.pieces import pieces
from game.core.insight.worth import MOST, worth
from game.core.model.network import Network, forward
from game.core.printed import printed
from tests.networks import broken_network, some_drawing, some_network


def shared_out(x, count, seed):
    """Every pixel of ink given to some piece by chance."""
    owner = np.random.default_rng(seed).integers(0, count, 784)
    return np.where(x > 0, owner, -1)


def logits_of(network, x):
    return forward(network, x.astype(np.float32)).pre_activations[2].astype(float)


def in_all_orders(network, x, owner, count):
    """By its definition: what a piece adds when it comes, on average over all orders."""
    found, orders = np.zeros((count, 10)), list(permutations(range(count)))
    for order in orders:
        on = np.zeros(784, bool)
        before = logits_of(network, np.where(on, x, 0))
        for piece in order:
            on |= owner == piece
            after = logits_of(network, np.where(on, x, 0))
            found[piece] += (after - before) / len(orders)
            before = after
    return found


@settings(max_examples=10, derandomize=True, deadline=None)
@given(seed=st.integers(0, 999), count=st.integers(1, 4))
def test_it_is_the_mean_over_all_orders(seed, count):
    network, x = some_network(seed), some_drawing(seed)
    owner = shared_out(x, count, seed)
    found = worth(network, x, owner, count)
    assert np.allclose(found.values, in_all_orders(network, x, owner, count), atol=1e-5)
    assert np.allclose(found.blank, logits_of(network, np.zeros(784)), atol=1e-6)


@settings(max_examples=15, derandomize=True, deadline=None)
@given(
    seed=st.integers(0, 999),
    count=st.integers(0, MOST),
    scale=st.sampled_from([0.1, 1.0, 10.0]),
    digits=st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)),
)
def test_printed_values_add_up_to_the_printed_logit_or_lead(seed, count, scale, digits):
    network, x = some_network(seed, scale), some_drawing(seed)
    x = x if count else np.zeros(784, np.float32)
    found = worth(network, x, shared_out(x, max(count, 1), seed), count)
    digit, against = digits
    blank, values = found.of(digit, against)
    logits = forward(network, x).pre_activations[2]
    total = float(logits[digit]) - (float(logits[against]) if against is not None else 0.0)
    line = printed([blank, *values.tolist()], total, 2)
    assert line.adds_up
    if line.exponent == 0 and max(abs(logits)) < 100:
        units = [round(float(p.replace("−", "-")) * 100) for p in (*line.parts, line.total)]
        assert sum(units[:-1]) == units[-1]
        assert abs(float(line.total.replace("−", "-")) - total) <= 0.005 + 1e-9


def test_equal_pieces_are_worth_the_same_and_idle_ones_nothing():
    network, x = some_network(4), np.zeros(784, np.float32)
    x[[100, 200, 300]] = 0.8
    w = [weight.copy() for weight in network.weights]
    w[0][:, 200] = w[0][:, 100]
    w[0][:, 300] = 0
    network = Network(tuple(w), network.biases)
    owner = np.full(784, -1)
    owner[[100, 200, 300]] = 0, 1, 2
    values = worth(network, x, owner, 3).values
    assert np.allclose(values[0], values[1], atol=1e-6) and np.abs(values[0]).max() > 0.01
    assert np.abs(values[2]).max() < 1e-6


def test_onnxruntime_agrees_on_pictures_of_some_pieces(model, assets):
    """The 4,096 logits are not guessed by linearity: those of a set are those of its picture."""
    ink = assets.samples.digits[8][0]
    x = prepare(ink.strokes)
    found = pieces(ink.strokes, x)
    sets = np.random.default_rng(0).random((40, found.count)) < 0.5
    pictures = np.where(sets[:, found.owner] & (found.owner >= 0), x, 0).astype(np.float32)
    network = model.network
    rows = model.probabilities(pictures)
    singles = [np.exp(z - z.max()) for z in (logits_of(network, p) for p in pictures)]
    assert np.allclose(rows, [s / s.sum() for s in singles], atol=1e-5)
    whole = worth(network, x, found.owner, found.count)
    assert np.allclose(whole.values.sum(axis=0) + whole.blank, logits_of(network, x), atol=1e-4)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [float("nan"), float("inf"), 3e38])
def test_a_broken_network_neither_raises_nor_warns(value):
    network, x = broken_network(value), some_drawing()
    blank, values = worth(network, x, shared_out(x, 5, 0), 5).of(3, 4)
    printed([blank, *values.tolist()], float("nan"), 2)


def test_more_pieces_than_can_be_tried_are_refused():
    with pytest.raises(ValueError, match="at most 12"):
        worth(some_network(), some_drawing(), np.zeros(784, int), MOST + 1)
