"""Sums as people read them: printed parts add up to the printed total, digit for digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import floor, isfinite, log10

MINUS = "−"
#: numbers of at least this size are printed with a power of ten
LARGE = 1e5

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Printed:
    """A sum in print. All numbers are in units of 10^``exponent``, which is 0 unless they are huge.

    ``parts`` carry their sign; so does ``total``. ``adds_up`` is False exactly when a part or
    the total is not a finite number; such a one is printed as "∞", "−∞" or "NaN".
    """

    parts: tuple[str, ...]
    total: str
    exponent: int
    adds_up: bool


def printed(
    parts: Sequence[float], total: float, decimals: int, *, growing: bool = False
) -> Printed:
    """Round the parts of a sum so that what is printed adds up to the printed total.

    Largest-remainder apportionment (Hamilton's method): all parts are rounded down, then those
    with the largest remainders up, as many as are missing; each stays within one unit of its
    last digit. Rounding each part by itself was rejected: a visitor who adds them up is right.

    ``growing``: the sum is shown as it grows, so the sum printed after each part must be right as
    well. Then these sums are rounded, and a part is printed as the difference of two of them. A
    sum is off by at most half a unit of its last digit; a part, or several parts together, by
    less than one unit.

    At most ``decimals`` ≥ 0 are printed. Fewer are printed where ``total``, which float32
    arithmetic made, is further from the sum of the parts than half a unit of the last digit, or
    where, ``growing``, the two would be rounded to different numbers.
    """
    if not parts or not all(map(isfinite, (*parts, total))):
        return Printed(tuple(figure(v, decimals) for v in parts), figure(total, decimals), 0, False)
    *exact, goal, one = _integers([*parts, total])
    largest = max(map(abs, (*parts, total)))
    exponent = floor(log10(largest)) if largest >= LARGE else 0
    last = exponent - decimals  # power of ten of the last digit
    while not _meets(exact, goal, one, last, growing):
        last += 1
    exponent = max(exponent, last)
    whole = _rounded(goal, one, last)
    units = _growing(exact, one, last) if growing else _apportioned(exact, whole, one, last)
    digits = exponent - last
    words = tuple(_decimal(n, digits) for n in units)
    return Printed(words, _decimal(whole, digits), exponent, True)


def _meets(exact: list[int], goal: int, one: int, last: int, growing: bool) -> bool:
    """Whether parts can add up to the total in print when the last digit counts 10^``last``."""
    up, unit = _scale(one, last)
    near = 2 * abs(sum(exact) - goal) * up < unit
    return near and not (growing and _rounded(sum(exact), one, last) != _rounded(goal, one, last))


def _apportioned(exact: list[int], whole: int, one: int, last: int) -> list[int]:
    """Hamilton's method, in units of the last digit."""
    up, unit = _scale(one, last)
    rounded, remainders = zip(*(divmod(value * up, unit) for value in exact), strict=True)
    units = list(rounded)
    by_remainder = sorted(range(len(units)), key=lambda i: -remainders[i])
    for i in by_remainder[: whole - sum(units)]:
        units[i] += 1
    return units


def _growing(exact: list[int], one: int, last: int) -> list[int]:
    """The differences of the rounded sums, in units of the last digit."""
    sums = [0, *(_rounded(value, one, last) for value in accumulate(exact))]
    return [after - before for before, after in pairwise(sums)]


def _rounded(value: int, one: int, last: int) -> int:
    """The nearest whole number of units of the last digit; halves go up."""
    up, unit = _scale(one, last)
    return (2 * value * up + unit) // (2 * unit)


def _scale(one: int, last: int) -> tuple[int, int]:
    """Two factors: a value of `_integers`, times the first and divided by the second, is that value
    in units of the last digit, 10^``last``."""
    return 10 ** max(-last, 0), one * 10 ** max(last, 0)


def _integers(values: Sequence[float]) -> list[int]:
    """The numbers as exact whole multiples of one common unit, and after them 1.0 in that unit.

    There is such a unit because every float is a whole number over a power of two. Sums of whole
    numbers need no rounding.
    """
    ratios = [value.as_integer_ratio() for value in values]
    one = max(below for _, below in ratios)
    return [*(above * (one // below) for above, below in ratios), one]


def figure(value: float, decimals: int, *, signed: bool = True) -> str:
    """One number: "+1.25", "−0.30", "0.00", "2.1·10⁷", "∞", "NaN" (not a number)."""
    if value != value:
        return "NaN"
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    size = abs(value)
    if not isfinite(size):
        return f"{sign}∞"
    if size >= LARGE:
        return sign + _scientific(size)
    words = f"{size:.{decimals}f}"
    return words if not words.strip("0.") else sign + words


def small_figure(value: float, decimals: int) -> str:
    """One number ≥ 0, with a power of ten where it would be rounded to 0: "0.250", "3.1·10⁻⁷"."""
    if 0 < value < 0.5 * 10**-decimals:
        return _scientific(value)
    return figure(value, decimals, signed=False)


def power_of_ten(exponent: int) -> str:
    """The power in print: 38 → "10³⁸"."""
    return "10" + str(exponent).translate(_RAISED)


def _scientific(size: float) -> str:
    mantissa, exponent = f"{size:.1e}".split("e")
    return f"{mantissa}·{power_of_ten(int(exponent))}"


def _decimal(units: int, decimals: int) -> str:
    """``units`` of the last digit, with sign: (−305, 2) → "−3.05"."""
    sign = MINUS if units < 0 else "+" if units > 0 else ""
    digits = str(abs(units)).zfill(decimals + 1)
    cut = len(digits) - decimals
    return sign + digits[:cut] + ("." + digits[cut:] if decimals else "")
