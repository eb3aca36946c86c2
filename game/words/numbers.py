"""Numbers as people read them: the one place where a language changes their marks.

Numbers that add up in print come from `core.printed`; `local` sets their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.core import printed


class _Marks:
    """The marks of the language that is spoken; English ones at first."""

    #: decimal point, and the mark between thousands
    point, thousands = ".", ","
    #: digits from which on thousands stand apart, and how long the groups before the last three are
    apart, group = 4, 3
    #: the per cent sign with the space before it, and what stands between the items of a list
    percent, comma = " %", ", "


_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+")


def use_marks(point: str, thousands: str, groups: str, percent: str, comma: str) -> None:
    """Set numbers in a language's marks. ``groups``: "4 3" sets thousands apart in numbers of four
    digits and more, in groups of three; "4 2" makes 1,09,184 of 109184. ``percent``: with the space
    before it; ``comma``: between items."""
    _Marks.point, _Marks.thousands, _Marks.percent, _Marks.comma = point, thousands, percent, comma
    _Marks.apart, _Marks.group = map(int, groups.split())


def local(words: str) -> str:
    """A number in print (1,234.5) with the marks of the language that is spoken."""
    parts, at = [], 0
    for found in _WHOLE.finditer(words):
        parts += [words[at : found.start()].replace(".", _Marks.point), _grouped(found[0])]
        at = found.end()
    return "".join([*parts, words[at:].replace(".", _Marks.point)])


def _grouped(whole: str) -> str:
    digits = whole.replace(",", "")
    if len(digits) < _Marks.apart:
        return digits
    groups, rest = [digits[-3:]], digits[:-3]
    while rest:
        groups, rest = [rest[-_Marks.group :], *groups], rest[: -_Marks.group]
    return _Marks.thousands.join(groups)


def number_of(words: object) -> int:
    """The whole number that `count` or `str` made these words of: whether it is one or many."""
    return int("".join(filter(str.isdigit, str(words))) or 0)


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
    return plain(100 * value, decimals) + _Marks.percent


def percent(probability: float) -> str:
    """A probability as people read it: never "100 %" for what is not certain."""
    if probability >= 0.9995:
        return "> " + share(0.999)
    if 0 < probability < 0.0005:
        return "< " + share(0.001)
    return share(probability)


def listed(items: Iterable[object]) -> str:
    """Items one after the other: 3, 5, 8."""
    return _Marks.comma.join(map(str, items))
