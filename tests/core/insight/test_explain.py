"""Explanations are exact: their parts make the trace's number, at every level."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.insight.explain import Parts, softmax_of, sum_in_print, terms, why, why_not
from game.core.model.network import SIZES, forward
from game.core.model.unit import Unit
from tests.networks import broken_network, some_drawing, some_network, some_trace

NETWORK = some_network()
units = st.integers(1, 3).flatmap(
    lambda layer: st.integers(0, SIZES[layer] - 1).map(lambda index: Unit(layer, index))
)
strange = st.sampled_from([float("nan"), float("inf"), float("-inf"), 3e38, 1e20, 1e-30])


def value(words):
    return Fraction(words.replace("−", "-"))


@settings(deadline=None)
@given(units, st.integers(0, 50), st.integers(0, 12), st.integers(0, 4))
def test_a_sum_in_print_adds_up_to_the_z_of_the_trace(unit, seed, count, decimals):
    trace = some_trace(NETWORK, seed)
    sum_ = terms(NETWORK, trace, unit)
    z = float(trace.pre_activations[unit.layer - 1][unit.index])
    shown = sum_in_print(sum_.parts, count, decimals)
    assert sum_.z == z and shown.adds_up and shown.exponent == 0
    rest = value(shown.rest) if shown.more else 0
    assert sum(map(value, shown.terms)) + rest + value(shown.bias) == value(shown.total)
    assert abs(value(shown.total) - Fraction(z)) <= Fraction(1, 2 * 10**decimals)
    assert len(shown.units) + shown.more == SIZES[unit.layer - 1]


@settings(deadline=None)
@given(units, st.integers(0, 50))
def test_terms_are_ranked_and_make_z(unit, seed):
    trace = some_trace(NETWORK, seed)
    sum_ = terms(NETWORK, trace, unit)
    contribution = sum_.parts.contributions
    assert abs(contribution.sum() + sum_.parts.bias - sum_.z) < 1e-4
    assert (np.diff(np.abs(contribution)[sum_.parts.order]) <= 0).all()
    assert np.allclose(contribution, sum_.weights.astype(float) * sum_.activations)
    layer = trace.pre_activations[2] if unit.layer == 3 else trace.layers[unit.layer]
    assert sum_.rank == 1 + (layer > layer[unit.index]).sum()


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 50))
def test_a_logit_is_the_same_sum_at_every_level(digit, against, seed):
    trace = some_trace(NETWORK, seed)
    logits = trace.pre_activations[2]
    for chain, total in (
        (why(NETWORK, trace, digit), logits[digit]),
        (why_not(NETWORK, trace, digit, against), logits[digit] - logits[against]),
    ):
        assert [level.contributions.shape[0] for level in chain.levels] == [64, 128, 784]
        for level in chain.levels:
            assert abs(level.contributions.sum() + level.bias - total) < 1e-4
            everything = level.share(level.contributions) + level.share(level.bias)
            assert everything == pytest.approx(1 if level.absolute else 0)


def test_a_pixels_contribution_is_the_gradient_times_the_ink():
    x = some_drawing()
    chain = why(NETWORK, forward(NETWORK, x), 4)
    pixel = int(chain.levels[2].order[0])
    step = np.zeros_like(x)
    step[pixel] = 1e-3  # small enough that no ReLU changes sides
    rise = forward(NETWORK, x + step).pre_activations[2][4].astype(float)
    rise -= forward(NETWORK, x - step).pre_activations[2][4]
    assert chain.levels[2].contributions[pixel] == pytest.approx(rise / 2e-3 * x[pixel], rel=0.02)


def test_edges_lead_from_the_output_to_pixels_through_the_strongest():
    trace = some_trace(NETWORK)
    chain = why_not(NETWORK, trace, 4, 1, counts=(5, 3, 4))
    assert len({(edge.source, edge.target) for edge in chain.edges}) == len(chain.edges)
    second = {edge.source for edge in chain.edges if edge.source.layer == 2}
    assert second == {Unit(2, int(i)) for i in chain.levels[0].strongest(5)}
    assert {edge.target for edge in chain.edges if edge.source.layer == 2} == {
        Unit(3, 4),
        Unit(3, 1),
    }
    into = {edge.target for edge in chain.edges} | {Unit(0, 0)}
    for edge in chain.edges:
        assert edge.source.layer == edge.target.layer - 1
        assert edge.source in into or edge.source.layer == 0
    for unit in second:
        contribution = sum(edge.contribution for edge in chain.edges if edge.source == unit)
        assert contribution == pytest.approx(chain.levels[0].contributions[unit.index])


def test_all_edges_into_a_unit_and_its_bias_make_the_units_contribution():
    trace = some_trace(NETWORK)
    chain = why(NETWORK, trace, 4, counts=(1, 128, 784))
    (unit,) = {edge.source for edge in chain.edges if edge.source.layer == 2}
    into = sum(edge.contribution for edge in chain.edges if edge.target == unit)
    bias = NETWORK.weights[2][4, unit.index] * NETWORK.biases[1][unit.index]
    assert into + bias == pytest.approx(chain.levels[0].contributions[unit.index], abs=1e-5)


def test_softmax_of_each_output_gives_its_probability():
    trace = some_trace(NETWORK)
    for digit in range(10):
        steps = softmax_of(trace, digit)
        assert steps.finite
        assert steps.power / steps.total == pytest.approx(steps.probability, rel=1e-5)
        assert steps.power == pytest.approx(np.exp(steps.logit - steps.largest))


@settings(deadline=None)
@given(strange, units, st.integers(0, 9), st.integers(0, 9))
def test_a_damaged_network_is_explained_as_far_as_it_goes(value_, unit, digit, against):
    network = broken_network(value_)
    trace = some_trace(network)
    sum_ = terms(network, trace, unit)
    shown = sum_in_print(sum_.parts, 6, 2)
    if shown.adds_up:
        rest = value(shown.rest) if shown.more else 0
        assert sum(map(value, shown.terms)) + rest + value(shown.bias) == value(shown.total)
        assert len(shown.total) < 12
    else:
        words = (*shown.terms, shown.rest, shown.bias, shown.total)
        assert any("∞" in w or w == "NaN" for w in words)
    for chain in (why(network, trace, digit), why_not(network, trace, digit, against)):
        for level in chain.levels:
            sum_in_print(level, 5, 2)
            share = level.share(level.contributions)
            assert np.isnan(share) or 0 <= share <= 1 + 1e-9
        softmax_of(trace, digit)


def test_what_is_not_finite_ranks_first():
    parts = Parts(2, np.array([1.0, np.nan, -5.0, np.inf]), 0.0, float("nan"))
    assert parts.order.tolist() == [1, 3, 2, 0]


def test_units_that_make_no_sum_are_refused():
    trace = some_trace(NETWORK)
    with pytest.raises(ValueError, match="no sum"):
        terms(NETWORK, trace, Unit(0, 3))
    with pytest.raises(IndexError):
        terms(NETWORK, trace, Unit(3, 10))
