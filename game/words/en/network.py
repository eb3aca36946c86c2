"""The words on the network's picture itself; `words` has all the others."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "tip.pixel": "Input · row {row}, col {column}",
    "tip.x": "x = {x}",
    "tip.strongest": "strongest: {terms}",
    "tip.none": "no input contributes",
    "more": "+{count} more",
    "carried": "Of all that Hidden 1 says for and against this answer, these 14 say {first}; "
    "of all that Hidden 2 says, these 10 say {second}.",
}
