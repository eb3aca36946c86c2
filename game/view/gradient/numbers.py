"""How the numbers of a gradient are printed, from 10⁻³⁰⁰ to 10³⁸."""

from __future__ import annotations

from math import floor, isfinite, log10

from game.core.printed import MINUS, power_of_ten
from game.words.numbers import local, plain


def digits(value: float) -> str:
    """A number ≥ 0 to three digits: "348", "10.5", "0.015", "8.7·10⁻⁴"; or "∞", "NaN"."""
    if not isfinite(value):
        return "NaN" if value != value else "∞"
    if value == 0:
        return "0"
    if 0.001 <= value < 99_999.5:
        return plain(value, min(max(2 - floor(log10(value)), 0), 3))
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{local(mantissa)}·{power_of_ten(int(exponent))}"


def signed(value: float) -> str:
    """Any number as `digits` prints it, with its sign; 0 and NaN have none."""
    sign = MINUS if value < 0 else "+" if value > 0 else ""
    return sign + digits(abs(value))
