"""How numbers are written: not words, but what a language has its own ways for."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "number.point": ".",
    "number.thousands": ",",
    # digits from which on thousands stand apart, and the length of the groups before the last
    # three: "5 3" for 1000 and 10.000, "4 2" for 1,09,184
    "number.groups": "4 3",
    "number.percent": " %",
    "number.comma": ", ",
    # the name of the language itself, as its speakers write it
    "language": "English",
}
