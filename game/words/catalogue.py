"""Every sentence a person sees, in one catalogue, so that one language can replace another."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from game.core.ink.doubt import DOUBTFUL, HARDLY
from game.core.ink.verdict import Verdict
from game.words import en

#: the words of a language by their keys: each file of its folder has those of a room
ENGLISH: dict[str, str] = {}
for file in iter_modules(en.__path__, f"{en.__name__}."):
    ENGLISH |= import_module(file.name).WORDS


def say(key: str, **values: object) -> str:
    """The words for a key with its values filled in; KeyError for an unknown key."""
    words = ENGLISH[key]
    return words.format(**values) if values else words


def doubt_words(doubt: float) -> str:
    """What a doubt of 0..1 means, in a word or two."""
    steps = ((DOUBTFUL, "doubt.none"), (HARDLY, "doubt.some"), (0.9, "doubt.much"))
    return say(next((key for limit, key in steps if doubt < limit), "doubt.all"))


def answer_words(digit: int | None, how: Verdict) -> str:
    """An answer as it is told: the digit read, "4?" where that is in doubt, "?" where there is
    none."""
    if digit is None or how is Verdict.HARDLY:
        return say("prediction.unknown")
    return str(digit) if how is Verdict.SURE else say("prediction.doubtful", digit=digit)


def brief(number: str) -> str:
    """A long number cut to its first digits and an ellipsis: in full it would be too small to
    read."""
    return number if len(number) <= 8 else number[:7] + "…"
