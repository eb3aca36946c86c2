"""The words on the network's picture itself; `words` has all the others."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "tip.pixel": "Input · row {row}, col {column}",
    "tip.x": "x = {x}",
    "tip.strongest": "strongest: {terms}",
    "tip.none": "no input contributes",
    "more": "+{count} more",
    "carried": "These 14 carry {first} of Hidden 1’s share of this answer, "
    "these 10 carry {second} of Hidden 2’s.",
}
