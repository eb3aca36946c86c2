"""The prediction's part of the State: the digits found in the ink, and the answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from game.core.ink.doubt import Judgeable, Judged
from game.core.ink.ink import Ink
from game.core.ink.segment import Known, Segment
from game.core.ink.verdict import Verdict
from game.core.model.network import Array, Network, Trace


def _none() -> Array:
    return np.zeros((0, 10), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """The n digits found, what the network says of each, and which one is shown. Arrays are
    read-only."""

    #: the ink whose digits these are; None: they must be found anew
    read: Ink | None = None
    #: its digits, left to right
    segments: tuple[Segment, ...] = ()
    #: intermediate results of finding them, which speed up finding those of the ink that follows
    known: Known = field(default_factory=Known)
    #: what the gauge found in each of them by itself
    judged: Mapping[Judgeable, Judged] = field(default_factory=dict)
    #: doubt whether each is a digit at all, (n,): 0 it is … 1 it is not; empty without a gauge
    doubts: Array = field(default_factory=lambda: np.zeros(0, np.float32))

    #: onnxruntime's probabilities, (n, 10), with the weights of ``answered_by``, for the digits of
    #: ``answered``
    answers: Array = field(default_factory=_none)
    answered: Ink | None = None
    answered_by: Network | None = None
    #: the same by the healthy network
    healthy_answers: Array = field(default_factory=_none)
    #: how sure each of the answers is, and of the healthy network's
    verdicts: tuple[Verdict, ...] = ()
    healthy_verdicts: tuple[Verdict, ...] = ()
    #: the digits read, left to right; "?" for one that has no answer
    number: str = ""
    #: the number as it is told: "?" for each place that is not sure
    said: str = ""
    #: the digit a person picked, from the left; None: the one drawn last
    picked: int | None = None
    #: every value of the shown digit's forward pass
    trace: Trace | None = None

    @property
    def shown(self) -> int | None:
        """Which digit the network shows: the picked one, else the one drawn last."""
        if not self.segments:
            return None
        if self.picked is not None and self.picked < len(self.segments):
            return self.picked
        return self.newest

    @property
    def newest(self) -> int | None:
        """The digit drawn last; None where there is none."""
        if not self.segments:
            return None
        return max(range(len(self.segments)), key=lambda i: max(self.segments[i].strokes))

    @property
    def probabilities(self) -> Array | None:
        """onnxruntime's answer for the shown digit, (10,)."""
        return _row(self.answers, self.shown)

    @property
    def healthy_answer(self) -> Array | None:
        """The healthy network's answer for the shown digit, by onnxruntime, (10,)."""
        return _row(self.healthy_answers, self.shown)

    @property
    def verdict(self) -> Verdict | None:
        """How sure the answer for the shown digit is; None without one."""
        shown = self.shown
        return None if shown is None or shown >= len(self.verdicts) else self.verdicts[shown]

    @property
    def doubt(self) -> float:
        """Doubt in the shown digit, 0..1."""
        shown = self.shown
        return 0.0 if shown is None or shown >= len(self.doubts) else float(self.doubts[shown])


def _row(answers: Array, shown: int | None) -> Array | None:
    return None if shown is None or shown >= len(answers) else np.asarray(answers[shown])
