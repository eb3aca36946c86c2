"""Every sentence a person sees, in one catalogue, so that one language can replace another."""

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
    steps = ((0.1, "doubt.none"), (DOUBTFUL, "doubt.some"), (0.9, "doubt.much"))
    return say(next((key for limit, key in steps if doubt < limit), "doubt.all"))


def brief(number: str) -> str:
    """A long number cut to its first digits and an ellipsis: in full it would be too small to
    read."""
    return number if len(number) <= 8 else number[:7] + "…"
