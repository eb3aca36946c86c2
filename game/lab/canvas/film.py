"""The timeline as a film: a picture wherever the answer changed, and where each moment stands.

Every picture needs room, however short its answer stood. So time is not even along the film: each
answer gets at least the width of its picture, and what is left is shared by how long they stood.
Lengths are px at 1080 lines, from the left and upper edge of the film.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.ink.reading import digit_words
from game.core.ink.verdict import Verdict, verdicts
from game.core.kept import kept
from game.core.model.network import Array
from game.lab.state.canvas import Moment
from game.words.catalogue import answer_words, brief

#: margins at the sides and above; side of a picture, room for a character of its answer, and the
#: gap between two pictures
SIDE, ABOVE, PICTURE, CHARACTER, BETWEEN = 6, 8, 48, 16, 6


class Answer(NamedTuple):
    """The number read, "?" for a digit that has no answer; and how sure each of its digits is."""

    number: str
    verdicts: tuple[Verdict, ...]

    @property
    def sure(self) -> bool:
        """Whether all of it is."""
        return all(how is Verdict.SURE for how in self.verdicts)

    @property
    def words(self) -> str:
        """The number as it is told: one digit in doubt is "0?", in a number it is "?"."""
        pairs = list(zip(self.number, self.verdicts, strict=True))
        if len(pairs) == 1:
            (digit, how), *_ = pairs
            return answer_words(None if digit == "?" else int(digit), how)
        return "".join(digit if how is Verdict.SURE else "?" for digit, how in pairs)


class Run(NamedTuple):
    """An answer that stands for some moments: the index of the ``first``, how ``long`` it stands,
    the moment of its ``picture``, which is the first without doubt, else the last, and the answer
    at that moment."""

    first: int
    long: int
    picture: int
    answer: Answer


class Film(NamedTuple):
    """``runs``: those that have a picture, oldest first; ``edges``: where the room of each begins,
    and where that of the last one ends. ``moments``: how many there are."""

    runs: tuple[Run, ...]
    edges: tuple[float, ...]
    moments: int

    def places(self) -> Array:
        """Where each moment ends and the next one begins, ascending, (moments,)."""
        firsts = [0, *(run.first for run in self.runs[1:]), self.moments]
        return np.interp(np.arange(1, self.moments + 1), firsts, self.edges).astype(np.float32)

    def pictures(self) -> list[Rect]:
        """The place of each run's picture."""
        middles = ((begin + end) / 2 for begin, end in pairwise(self.edges))
        return [Rect(middle - PICTURE / 2, ABOVE, PICTURE, PICTURE) for middle in middles]

    def shown(self, moment: int, number: str) -> Run | None:
        """The run in whose room a moment stands, unless the ``number`` read at that moment is
        another: what stood too shortly has no picture of its own."""
        run = [run for run in self.runs if run.first <= moment or run is self.runs[0]][-1]
        return run if run.answer.number == number else None

    def at(self, x: float, y: float) -> int:
        """The index of the moment at a place: on a picture, that of the picture."""
        for run, place in zip(self.runs, self.pictures(), strict=True):
            if place.holds(x, y):
                return run.picture
        return min(int(np.searchsorted(self.places(), x, side="right")), self.moments - 1)


def answer_of(answers: Array, doubts: Array) -> Answer:
    """The number in answers, (n, 10), with the doubts in its digits, (n,)."""
    return Answer("".join(digit_words(row) for row in answers), verdicts(answers, doubts))


@kept(1)  # asked for with every picture of the timeline
def _own_answer(moment: Moment) -> Answer:
    return answer_of(moment.answers, moment.doubts)


def runs_of(moments: Sequence[Moment], answers: Sequence[Array]) -> list[Run]:
    """The numbers read in their order, each for as long as it stood. ``answers``: by moments."""
    said = [
        _own_answer(moment) if rows is moment.answers else answer_of(rows, moment.doubts)
        for moment, rows in zip(moments, answers, strict=True)
    ]
    numbers = [answer.number for answer in said]
    changes = [n for n in range(1, len(said)) if numbers[n] != numbers[n - 1]]
    runs: list[Run] = []
    for first, after in pairwise((0, *changes, len(said))):
        sure = (n for n in range(first, after) if said[n].sure)
        picture = next(sure, after - 1)
        runs.append(Run(first, after - first, picture, said[picture]))
    return runs


def film_of(moments: Sequence[Moment], answers: Sequence[Array], width: float) -> Film:
    """The film of some moments, at least one, ``width`` wide."""
    inner = width - 2 * SIDE
    runs = _chosen(runs_of(moments, answers), inner)
    firsts = [0, *(run.first for run in runs[1:]), len(moments)]
    left = max(inner - sum(map(_least, runs)), 0.0)
    edges = [float(SIDE)]
    for run, (first, after) in zip(runs, pairwise(firsts), strict=True):
        edges.append(edges[-1] + _least(run) + left * (after - first) / len(moments))
    return Film(tuple(runs), tuple(edges), len(moments))


def _least(run: Run) -> float:
    """The least width of a run."""
    return max(PICTURE, CHARACTER * len(brief(run.answer.words))) + BETWEEN


def _chosen(runs: list[Run], width: float) -> list[Run]:
    """The runs that have room for a picture: the last one, then those that stood longest. No two
    neighbors among them say the same."""
    *others, last = runs
    chosen, left = [last], width - _least(last)
    for run in sorted(others, key=lambda run: -run.long):
        place = bisect_left(chosen, run)
        beside = chosen[max(place - 1, 0) : place + 1]
        new = run.answer.number not in [other.answer.number for other in beside]
        if new and _least(run) <= left:
            chosen.insert(place, run)
            left -= _least(run)
    return chosen
