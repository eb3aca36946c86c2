"""How sure an answer is: the one rule by which every part of the lab tells it.

A digit is told as one only if the gauge takes the ink for a digit and the network takes it for one
digit well before the others. All else is in doubt; and ink that the gauge does not take for a digit
is none, whatever the network says.
"""

from __future__ import annotations

from enum import Enum

from game.core.ink.doubt import DOUBTFUL, HARDLY
from game.core.ink.reading import decided, digit_words
from game.core.model.network import Array

#: below this probability of its digit an answer is in doubt
LIKELY = 0.6


class Verdict(Enum):
    """A sure digit; a digit in doubt, or no answer; hardly a digit at all."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    HARDLY = "hardly"


def verdict(probabilities: Array, doubt: float) -> Verdict:
    """How sure the answer with these ten probabilities is, where the gauge has that doubt, 0..1,
    whether there is a digit at all. What is not finite is in doubt."""
    if doubt >= HARDLY:
        return Verdict.HARDLY
    digit = decided(probabilities)
    if digit is not None and probabilities[digit] >= LIKELY and doubt < DOUBTFUL:
        return Verdict.SURE
    return Verdict.DOUBTFUL


def verdicts(answers: Array, doubts: Array) -> tuple[Verdict, ...]:
    """How sure each of n answers is, (n, 10), with the doubts in their digits, (n,); without a
    gauge these are empty, and there is no doubt."""
    known = doubts.tolist() if len(doubts) else [0.0] * len(answers)
    return tuple(verdict(row, doubt) for row, doubt in zip(answers, known, strict=True))


def place_words(probabilities: Array, how: Verdict) -> str:
    """A place of a number as it is told: its digit if that is sure, else "?"."""
    return digit_words(probabilities) if how is Verdict.SURE else "?"
