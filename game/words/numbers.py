"""Numbers as people read them: the one place where a language changes their marks.

Numbers that add up in print come from `core.printed`; `local` sets their marks.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.core import printed

#: the decimal point, the mark between thousands, the per cent sign with the space before it, and
#: what stands between the items of a list
POINT, THOUSANDS, PERCENT, COMMA = ".", ",", " %", ", "

_MARKS = str.maketrans({".": POINT, ",": THOUSANDS})


def local(words: str) -> str:
    """A number in print with this language's marks."""
    return words.translate(_MARKS)


def figure(value: float, decimals: int, *, signed: bool = True) -> str:
    """A number with so many decimals, and a sign; see `core.printed.figure`."""
    return local(printed.figure(value, decimals, signed=signed))


def small_figure(value: float, digits: int) -> str:
    """A number of any size to so many digits; see `core.printed.small_figure`."""
    return local(printed.small_figure(value, digits))


def plain(value: float, decimals: int) -> str:
    """A number ≥ 0 with so many decimals, and no sign."""
    return local(f"{value:.{decimals}f}")


def short(value: float) -> str:
    """A number with as few decimals as it needs: 2, 2.5."""
    return local(f"{value:g}")


def count(number: int) -> str:
    """A whole number, its thousands apart: 10,000."""
    return local(f"{number:,}")


def share(value: float, decimals: int = 1) -> str:
    """A share of 0..1 in per cent, for what was counted; for a probability see `percent`."""
    return plain(100 * value, decimals) + PERCENT


def percent(probability: float) -> str:
    """A probability as people read it: never "100 %" for what is not certain."""
    if probability >= 0.9995:
        return "> " + share(0.999)
    if 0 < probability < 0.0005:
        return "< " + share(0.001)
    return share(probability)


def listed(items: Iterable[object]) -> str:
    """Items one after the other: 3, 5, 8."""
    return COMMA.join(map(str, items))
