"""How many test digits a network reads right, which ones, and what it takes them for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.model.network import Array

Counts = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Accuracy:
    """The answers to labeled digits, counted.

    ``confusion`` (10, 10): a row is what the digits are, a column what they were taken for.
    ``undecided``: how many got no answer, because several digits share the largest probability;
    ``confusion`` counts such a tie as the first of these digits, as argmax does.
    """

    confusion: Counts
    undecided: int = 0

    @property
    def count(self) -> int:
        return int(self.confusion.sum())

    @property
    def right(self) -> int:
        return int(np.trace(self.confusion))

    @property
    def share(self) -> float:
        """The share of right answers, 0..1; 0 where there are no digits."""
        return self.right / max(self.count, 1)

    @property
    def by_digit(self) -> Array:
        """The share of right answers to the examples of each digit, (10,), 0..1."""
        each = np.maximum(self.confusion.sum(axis=1), 1)
        return np.asarray(np.diag(self.confusion) / each, np.float32)

    @property
    def worst(self) -> tuple[int, int, int] | None:
        """The most frequent mistake: the digit, the answer, how often; None where there is none."""
        wrong = self.confusion.copy()
        np.fill_diagonal(wrong, 0)
        digit, answer = divmod(int(wrong.argmax()), 10)
        times = int(wrong[digit, answer])
        return (digit, answer, times) if times else None


def tally(probabilities: Array, labels: NDArray[np.uint8]) -> Accuracy:
    """Count the answers that finite probabilities (n, 10) give to digits with labels (n,), 0..9."""
    top = probabilities.max(axis=1, keepdims=True)
    undecided = int(((probabilities == top).sum(axis=1) > 1).sum())
    pairs = labels.astype(np.intp) * 10 + probabilities.argmax(axis=1)
    confusion = np.bincount(pairs, minlength=100).reshape(10, 10)
    confusion.flags.writeable = False
    return Accuracy(confusion, undecided)
