"""The room that words need in a button, in the language that is spoken."""

from __future__ import annotations

from game.words.catalogue import say
from game.words.width import width

#: text height of buttons, and the room that their words want beside them, px at 1080 lines
BODY, BESIDE = 28, 10


def needed(*keys: str) -> float:
    """The width of a button, px at 1080 lines, that shows the longest of some words of the
    catalogue in the language that is spoken."""
    return room_for(*map(say, keys))


def room_for(*wordings: str) -> float:
    """The width of a button, px at 1080 lines, that shows the longest of these words."""
    return max(BODY * width(words) for words in wordings) + BESIDE
