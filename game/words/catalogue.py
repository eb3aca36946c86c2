"""Every sentence a person sees, in one catalogue, so that a language can be swapped for another."""

from __future__ import annotations

from game.core.ink.doubt import DOUBTFUL
from game.words.en import break_it, card, forward, gradient, layers, network, page, stage, weights

#: the words of a language by their keys, one file a room
ENGLISH: dict[str, str] = {}
for room in (break_it, card, forward, gradient, layers, network, page, stage, weights):
    ENGLISH |= room.WORDS


def say(key: str, **values: object) -> str:
    """The words for a key with its values filled in; KeyError for an unknown key."""
    words = ENGLISH[key]
    return words.format(**values) if values else words


def doubt_words(doubt: float) -> str:
    """What a doubt of 0..1 means, in a word or two."""
    steps = ((0.1, "none"), (DOUBTFUL, "some"), (0.9, "much"))
    return say("doubt." + next((name for limit, name in steps if doubt < limit), "all"))


def brief(number: str) -> str:
    """A number that would be too small to read in full ends in an ellipsis."""
    return number if len(number) <= 8 else number[:7] + "…"
