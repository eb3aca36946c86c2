"""Intents of the canvas: ink, its digits, and the answers to them. Pens move in canvas px."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ink.ink import Ink
from game.core.model.network import Array
from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class BeginStroke(Intent):
    """Put the pen down at a point of the canvas."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MovePen(Intent):
    """Move the pen that is down."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class EndStroke(Intent):
    """Lift the pen."""


@dataclass(frozen=True, slots=True)
class NudgePen(Intent):
    """Move the keyboard's pen a little to the right (``x`` 1, −1: left) or down (``y``)."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Undo(Intent):
    """Take the last change of the ink back."""


@dataclass(frozen=True, slots=True)
class Redo(Intent):
    """Bring back what undo has just taken."""


@dataclass(frozen=True, slots=True)
class Clear(Intent):
    """Blank the canvas."""


@dataclass(frozen=True, slots=True)
class ShowInk(FromOutside):
    """Put this ink on the canvas at once, scaled to fit."""

    ink: Ink


@dataclass(frozen=True, slots=True)
class OfferInk(FromOutside):
    """Let Undo bring this ink back, scaled to fit, as if it had been drawn before."""

    ink: Ink


@dataclass(frozen=True, slots=True)
class LoadSample(Intent):
    """Draw a sample of this digit, 0..9, or of the next one where None."""

    digit: int | None = None


@dataclass(frozen=True, slots=True)
class PickDigit(Intent):
    """Show this digit of the number in the network, counted from the left, from 0."""

    index: int


@dataclass(frozen=True, slots=True)
class PickTile(Intent):
    """Show the digit on the tile numbered ``nth``, from 0."""

    nth: int


@dataclass(frozen=True, slots=True)
class PageDigits(Intent):
    """Show the tiles of the next (+1) or previous (−1) digits, where not all of them have one."""

    by: int


@dataclass(frozen=True, slots=True)
class StepDigit(Intent):
    """Show the next (+1) or previous (−1) digit of the number."""

    by: int


@dataclass(frozen=True, slots=True)
class Scrub(Intent):
    """Show the drawing as it was: 0 its first ink, 1 all of it."""

    share: float


@dataclass(frozen=True, slots=True)
class PlayDrawing(Intent):
    """Let the drawing grow again as it grew, from the moment shown or from its beginning; or halt
    it. Where motion is reduced: show it where its answer next changed."""


@dataclass(frozen=True, slots=True)
class ToggleRaw(Intent):
    """Show the ink unprepared beside what the network sees, or hide it."""


@dataclass(frozen=True, slots=True, eq=False)
class AnswersInferred(FromOutside):
    """onnxruntime's probabilities, shape (n, 10), for the n digits of this very ink, and for the
    unprepared ink, shape (10,), where that was asked for."""

    ink: Ink
    probabilities: Array
    raw: Array | None = None
    #: the healthy network's answers, (n, 10), where another one answers
    healthy: Array | None = None
