"""Sums in print: they add up for whoever checks, and stay close to what they stand for."""

from fractions import Fraction
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.printed import figure, power_of_ten, printed, small_figure

finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
ordinary = st.floats(-50, 50, width=32)
parts = st.lists(st.one_of(finite, ordinary, st.just(0.0)), min_size=1, max_size=14)


def value(words):
    return Fraction(words.replace("−", "-"))


def last_digit(words):
    return Fraction(1, 10 ** len(words.partition(".")[2]))


@given(st.one_of(parts, st.lists(ordinary, min_size=1, max_size=14)), st.integers(0, 4))
def test_printed_parts_add_up_and_are_true_to_one_unit(values, decimals):
    total = float(sum(map(Fraction, values)))
    line = printed(values, total, decimals)
    assert line.adds_up
    assert sum(map(value, line.parts)) == value(line.total)
    unit = Fraction(10) ** line.exponent * last_digit(line.total)
    for words, true in zip((*line.parts, line.total), (*values, total), strict=True):
        assert abs(value(words) * Fraction(10) ** line.exponent - Fraction(true)) < unit
        assert last_digit(words) == last_digit(line.total)


@given(
    st.one_of(parts, st.lists(ordinary, min_size=1, max_size=80)),
    st.integers(0, 4),
    st.floats(-2e-3, 2e-3),
)
def test_a_growing_sum_is_true_after_every_part(values, decimals, error):
    """Each part and what any neighbors make together to less than a unit of the last digit, each
    sum on the way to half of one, whatever the sizes are."""
    total = float(sum(map(Fraction, values))) + error
    line = printed(values, total, decimals, growing=True)
    assert line.adds_up
    unit = Fraction(10) ** line.exponent * last_digit(line.total)
    exact = [0, *accumulate(map(Fraction, values))]
    shown = [Fraction(0), *accumulate(value(w) * Fraction(10) ** line.exponent for w in line.parts)]
    assert shown[-1] == value(line.total) * Fraction(10) ** line.exponent
    assert abs(shown[-1] - Fraction(total)) <= unit / 2
    for printed_sum, true in zip(shown, exact, strict=True):
        assert abs(printed_sum - true) <= unit / 2
    for first in range(len(shown)):
        for last in {first, min(first + 1, len(shown) - 1), len(shown) - 1}:
            off = (shown[last] - shown[first]) - (exact[last] - exact[first])
            assert abs(off) < unit or off == 0


@given(st.lists(ordinary, min_size=1, max_size=14), st.floats(-0.3, 0.3), st.booleans())
def test_a_total_from_rounded_arithmetic_costs_digits_but_still_adds_up(values, error, growing):
    total = float(sum(values)) + error
    line = printed(values, total, 3, growing=growing)
    assert sum(map(value, line.parts)) == value(line.total)
    unit = Fraction(10) ** line.exponent * last_digit(line.total)
    for words, true in zip((*line.parts, line.total), (*values, total), strict=True):
        assert abs(value(words) * Fraction(10) ** line.exponent - Fraction(true)) < unit


@given(parts, st.sampled_from([float("inf"), float("-inf"), float("nan")]), st.booleans())
def test_what_is_not_finite_is_said(values, strange, as_total):
    line = printed(values, strange, 2) if as_total else printed([*values, strange], 1.0, 2)
    assert not line.adds_up
    words = line.total if as_total else line.parts[-1]
    assert words == ("NaN" if np.isnan(strange) else "+∞" if strange > 0 else "−∞")


def test_ordinary_numbers_keep_their_digits():
    line = printed([0.4, 0.4, 0.4, -0.2], 1.0, 0)
    assert line == printed([0.4, 0.4, 0.4, -0.2], 1.0, 0)
    assert line.total == "+1" and line.exponent == 0
    assert printed([1.005, 2.004], 3.009, 2).parts == ("+1.01", "+2.00")


def test_huge_numbers_share_a_power_of_ten():
    line = printed([3e38, -1e38], 2e38, 2)
    assert line.parts == ("+3.00", "−1.00") and line.total == "+2.00" and line.exponent == 38


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1.25, "+1.25"),
        (-0.3, "−0.30"),
        (-0.001, "0.00"),
        (0, "0.00"),
        (-2.14e7, "−2.1·10⁷"),
        (float("inf"), "+∞"),
        (float("nan"), "NaN"),
    ],
)
def test_one_figure(number, words):
    assert figure(number, 2) == words


def test_small_figures_keep_their_first_digits():
    assert small_figure(3.14e-7, 3) == "3.1·10⁻⁷"
    assert small_figure(0.25, 3) == "0.250"
    assert small_figure(0.0, 3) == "0.000"
    assert power_of_ten(-12) == "10⁻¹²"


@given(st.floats())
def test_any_float_has_a_short_figure(number):
    assert 1 <= len(figure(number, 3)) <= 11
