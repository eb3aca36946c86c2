"""Statistics of weights: against plain sums, and with values that are not finite."""

import math
import statistics as oracle

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.core.model.statistics import NEAR, histogram, shared_range, statistics

anything = hnp.arrays(np.float32, hnp.array_shapes(max_dims=2, max_side=12, min_side=0))
modest = st.lists(st.integers(-400, 400).map(lambda n: n / 4), min_size=1, max_size=40)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(modest, st.lists(st.sampled_from([math.nan, math.inf, -math.inf]), max_size=3))
def test_they_are_those_of_the_finite_values(numbers, others):
    found = statistics(np.array([*others, *numbers], np.float32))
    assert (found.count, found.finite) == (len(numbers) + len(others), len(numbers))
    assert found.mean == pytest.approx(oracle.fmean(numbers), abs=1e-9)
    assert found.sigma == pytest.approx(oracle.pstdev(numbers), abs=1e-9)
    assert (found.low, found.high) == (min(numbers), max(numbers))
    assert found.positive == pytest.approx(sum(n > 0 for n in numbers) / len(numbers))
    near = sum(abs(n) <= NEAR * found.sigma for n in numbers)
    assert found.near_zero == pytest.approx(near / len(numbers))


def test_a_normal_distribution_has_eight_percent_near_zero():
    values = np.random.default_rng(1).normal(0, 0.03, (200, 300)).astype(np.float32)
    found = statistics(values)
    assert found.near_zero == pytest.approx(math.erf(NEAR / math.sqrt(2)), abs=0.004)
    assert found.positive == pytest.approx(0.5, abs=0.01)


def test_all_zero_is_all_near_zero():
    found = statistics(np.zeros((3, 4), np.float32))
    assert (found.sigma, found.positive, found.near_zero) == (0, 0, 1)


@pytest.mark.parametrize("values", [[], [math.nan, math.inf]])
def test_nothing_finite_gives_nan(values):
    found = statistics(np.array(values, np.float32))
    assert (found.count, found.finite) == (len(values), 0)
    for field in ("mean", "sigma", "low", "high", "positive", "near_zero"):
        assert math.isnan(getattr(found, field))


@pytest.mark.filterwarnings("error")
@settings(deadline=None, max_examples=60, derandomize=True)
@given(anything, st.integers(1, 30))
@example(np.array([3e38, 3e38, -3e38, math.inf, math.nan], np.float32), 7)
def test_whatever_stands_there_never_raises_and_is_counted(values, bins):
    found = statistics(values)
    assert found.count == values.size and found.finite == np.isfinite(values).sum()
    if found.finite:
        assert math.isfinite(found.mean) and math.isfinite(found.sigma)
        assert found.low <= found.high
    low, high = shared_range([values])
    counts = histogram(values, low, high, bins)
    assert counts.dtype == np.intp and counts.shape == (bins,)
    assert counts.sum() == found.finite and not counts.flags.writeable
    # a narrower range moves values into the first and last bin and loses none
    assert histogram(values, -1e-3, 1e-3, bins).sum() == found.finite


def test_borders_and_values_outside_have_their_bins():
    values = [-9, -1, -0.5, 0, 0.5, 1, 9, math.nan, math.inf, -math.inf]
    counts = histogram(np.array(values, np.float32), -1, 1, 4)
    #                     −9 −1 | −0.5 | 0 | 0.5 1 9
    assert counts.tolist() == [2, 1, 1, 3]


@pytest.mark.parametrize("low, high, bins", [(0, 1, 0), (1, 1, 3), (2, 1, 3), (math.nan, 1, 3)])
def test_a_histogram_needs_bins_and_a_range(low, high, bins):
    with pytest.raises(ValueError, match="cannot count"):
        histogram(np.zeros(3, np.float32), low, high, bins)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(anything, max_size=3))
def test_a_shared_range_holds_all_and_no_more(arrays):
    low, high = shared_range(arrays)
    finite = [abs(float(v)) for a in arrays for v in a.flat if math.isfinite(v)]
    assert low == -high and high == (max(finite, default=0) or 1)


def test_a_shared_range_of_nothing():
    assert shared_range([]) == (-1, 1)
    assert shared_range([np.zeros(4, np.float32), np.array([math.inf], np.float32)]) == (-1, 1)
    assert shared_range([np.array([0.5, -2], np.float32), np.ones(2, np.float32)]) == (-2, 2)
