"""The nearest other answers: they are answers, they are near, and none is found in vain."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from game.core.insight.cuts import Cuts
from game.core.insight.nearest import MARGIN, nearest
from game.core.model.network import SIZES, Network, forward, layers_of
from tests.networks import broken_network, some_drawing, some_network


def lead_of(network, x, digit):
    logits = forward(network, x).pre_activations[2].astype(float)
    return logits[digit] - np.delete(logits, digit).max()


def linear_network(seed, force=1.0):
    """A network whose neurons all fire for every picture: linear, so that its nearest answers are
    known exactly."""
    network = some_network(seed, force)
    b1, b2, b3 = (bias.copy() for bias in network.biases)
    b1 += np.abs(network.weights[0]).sum(axis=1)
    largest = np.abs(network.weights[0]).sum(axis=1) * 2 + b1
    b2 += np.abs(network.weights[1]) @ largest
    z3 = layers_of(Network(network.weights, (b1, b2, b3)), np.zeros(784, np.float32)).logits
    return Network(network.weights, (b1, b2, b3 - z3))


def least_size(network, x, digit, margin):
    """The exact size of the smallest change for a linear network: the largest value of the dual."""
    w1, w2, w3 = (w.astype(float) for w in network.weights)
    full = w3 @ w2 @ w1
    others = [d for d in range(10) if d != digit]
    normals = full[digit] - full[others]
    logits = forward(network, x).pre_activations[2].astype(float)
    needs = margin - (logits[digit] - logits[others])

    def dual(factors):
        change = np.clip(factors @ normals, -x, 1 - x)
        gap = needs - normals @ change
        return -(change @ change / 2 + factors @ gap), -gap

    unit = 1 / (normals**2).sum(axis=1).mean()
    found = minimize(
        lambda f: dual(f * unit)[0],
        np.zeros(9),
        jac=lambda f: dual(f * unit)[1] * unit,
        bounds=[(0, None)] * 9,
        method="L-BFGS-B",
        options={"maxiter": 3000, "ftol": 1e-15, "gtol": 1e-10},
    )
    return np.sqrt(max(-2 * found.fun, 0))


def check(network, x, found):
    logits = forward(network, x).pre_activations[2]
    answer = int(logits.argmax())
    spread = float(logits.max() - logits.min())
    assert [near.digit for near in found] == [d for d in range(10) if d != answer]
    for near in found:
        if near.change is None:
            assert near.size is None and near.added == near.erased == 0
            continue
        picture = x + near.change
        assert picture.min() >= 0 and picture.max() <= 1
        assert 0 < lead_of(network, picture, near.digit) < 0.05 * spread
        assert near.size == pytest.approx(np.linalg.norm(near.change.astype(float)))
        assert near.added - near.erased == pytest.approx(float(near.change.sum()), abs=1e-3)


def test_onnxruntime_answers_every_ghost_with_its_digit(model, assets):
    reached = 0
    for x in assets.test_digits()[0][:100]:
        found = [near for near in nearest(model.network, x) if near.change is not None]
        rows = model.probabilities(np.stack([x + near.change for near in found]))
        assert rows.argmax(axis=1).tolist() == [near.digit for near in found]
        reached += len(found)
    assert reached >= 0.99 * 900


def test_no_test_digit_shows_a_shorter_way(model, assets):
    """On the straight way to any of 400 real digits the answer changes later."""
    network = model.network
    digits = assets.test_digits()[0][:500]
    shares = np.linspace(0.04, 1, 25, dtype=np.float32)
    for x in digits[:5]:
        found = nearest(network, x)
        check(network, x, found)
        sizes = {near.digit: near.size for near in found if near.size}
        for other in digits[100:]:
            answers = layers_of(network, x + shares[:, None] * (other - x)).logits.argmax(axis=1)
            for digit in set(answers.tolist()) & set(sizes):
                share = float(shares[int((answers == digit).argmax())])
                assert sizes[digit] <= share * np.linalg.norm(other - x)


def test_a_found_change_is_no_longer_than_it_must_be(model, assets):
    """A little less of it, and the answer is another one."""
    network = model.network
    for x in assets.test_digits()[0][200:220]:
        for near in nearest(network, x):
            if near.change is not None:
                less = x + np.float32(0.98) * near.change
                assert lead_of(network, less, near.digit) < MARGIN * 40


@settings(max_examples=15, derandomize=True, deadline=None)
@given(seed=st.integers(0, 999), force=st.sampled_from([0.01, 1.0, 3.0]))
def test_where_nothing_bends_it_is_the_smallest_of_all(seed, force):
    network, x = linear_network(seed, force), some_drawing(seed)
    logits = forward(network, x).pre_activations[2]
    margin = MARGIN * float(logits.max() - logits.min())
    found = nearest(network, x)
    check(network, x, found)
    for near in found:
        least = least_size(network, x, near.digit, margin)
        if near.size is not None:
            assert least * 0.98 <= near.size <= least * 1.1 + 5e-3


@settings(max_examples=20, derandomize=True, deadline=None)
@given(seed=st.integers(0, 999), force=st.sampled_from([1.0, 5.0]))
def test_what_is_found_holds_on_random_networks(seed, force):
    network, x = some_network(seed, force), some_drawing(seed + 1)
    found = nearest(network, x)
    check(network, x, found)
    assert sum(near.change is not None for near in found) >= 5


def test_a_digit_that_no_picture_reaches_is_not_claimed():
    network = some_network(2)
    w, (b1, b2, b3) = [weight.copy() for weight in network.weights], network.biases
    w[2][6], b3 = 0, b3.copy()
    b3[6] = -1000
    w[2][7], b3[7] = w[2][1], b3[1] - 1  # always a little below 1
    found = nearest(Network(tuple(w), (b1, b2, b3)), some_drawing())
    assert {near.digit for near in found if near.change is None} >= {6, 7}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [float("nan"), float("inf"), 3e38, 1e18, -1e9])
def test_a_broken_network_neither_raises_nor_warns(value):
    network, x = broken_network(value), some_drawing()
    for near in nearest(network, x):
        if near.change is not None:
            assert lead_of(network, x + near.change, near.digit) > 0


def test_all_logits_equal_is_nobodys_border():
    w = tuple(np.zeros((after, before), np.float32) for before, after in itertools.pairwise(SIZES))
    b = tuple(np.zeros(size, np.float32) for size in SIZES[1:])
    assert all(near.change is None for near in nearest(Network(w, b), some_drawing()))


@settings(max_examples=40, derandomize=True, deadline=None)
@given(seed=st.integers(0, 9999), count=st.integers(1, 4))
def test_cuts_and_box_are_met_and_nothing_nearer_meets_them(seed, count):
    """Newton's steps, repeated, end at the point the dual problem has."""
    chance = np.random.default_rng(seed)
    x = some_drawing(seed)
    cuts = Cuts(x, 2, 4)
    normals = chance.normal(size=(count, 2, 784)).astype(np.float32)
    needs = chance.uniform(-1, 8, (count, 2)).astype(np.float32)
    for normal, need in zip(normals, needs, strict=True):
        cuts.add(normal, need)
    for _ in range(20):
        change = cuts.nearest(np.zeros(2, np.float32))
    assert (x + change).min() >= -1e-6 and (x + change).max() <= 1 + 1e-6
    for row in range(2):
        gap = needs[:, row] - normals[:, row] @ change[row]
        assert gap.max() <= 0.02
        for other in chance.normal(0, 0.05, (30, 784)):
            moved = np.clip(x + change[row] + other, 0, 1) - x
            if (normals[:, row] @ moved >= needs[:, row]).all():
                assert np.linalg.norm(moved) >= np.linalg.norm(change[row]) - 1e-3
