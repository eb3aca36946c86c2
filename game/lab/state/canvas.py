"""The canvas's part of the State: the ink, how it grew, and what is being drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.core.ink.ink import Ink
from game.core.ink.segment import Segment
from game.core.kept import Keeper
from game.core.model.network import Array

#: side of the canvas, canvas px; ink keeps these px whatever the window's size
CANVAS = 448
#: pen diameter, canvas px: 4.5 % of the canvas
PEN = 20
#: how many of the newest strokes are read; older ones stay on the canvas unread. That is enough
#: for a number of 16 digits
READ = 24


@dataclass(frozen=True, slots=True, eq=False)
class Moment(Keeper):
    """The drawing at one moment, and how it was read. Arrays are read-only."""

    ink: Ink
    #: when it was answered
    tick: int
    #: its digits, left to right, and which of them was being drawn
    segments: tuple[Segment, ...]
    newest: int
    #: doubt whether each is a digit at all, (n,); empty without a gauge
    doubts: Array
    #: onnxruntime's probabilities for each, (n, 10), with the weights of this revision
    answers: Array
    revision: int


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """A whole drawing that undo or redo can bring back: its number, ink and moments."""

    drawing: int
    ink: Ink
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """The ink, its past, and the samples. Arrays are read-only."""

    #: what is on the canvas
    ink: Ink = field(default_factory=lambda: Ink(CANVAS, CANVAS, PEN))
    #: the number of the present drawing, and how many were begun: one begins on a blank canvas,
    #: and where a person draws on from an earlier moment of another
    drawing: int = 0
    drawings: int = 0
    #: earlier drawings, newest last, for undo; and those that undo took back, newest last, for redo
    history: tuple[Past, ...] = ()
    undone: tuple[Past, ...] = ()
    #: the pointer that is drawing; None: none. And the canvas as it was before that pointer's
    #: stroke, which may turn out to be a tap
    pen_pointer: int | None = None
    before: Canvas | None = None
    #: points (x, y, whether a stroke begins there) of a sample that are still to be drawn
    script: tuple[tuple[float, float, bool], ...] = ()
    #: for each digit 0..9 the inks that can be drawn as samples
    samples: tuple[tuple[Ink, ...], ...] = ()
    #: samples shown so far, so that the next one differs
    sample_turn: int = 0
    #: how the drawing grew, oldest first
    moments: tuple[Moment, ...] = ()
    #: the index of the earlier moment that is shown, and the whole ink meanwhile; both None: the
    #: whole ink is shown
    scrub: int | None = None
    whole: Ink | None = None
    #: while the drawing grows again: the tick at which that would have begun with its first moment
    played_from: int | None = None
    #: whether the unprepared ink is shown; its picture, (784,), and onnxruntime's answer to it,
    #: (10,)
    raw: bool = False
    raw_x: Array | None = None
    raw_answer: Array | None = None

    @property
    def growing(self) -> bool:
        """Whether a pen is on the canvas: a person's, a sample's, or that of a drawing that is
        played again."""
        return self.pen_pointer is not None or bool(self.script) or self.played_from is not None

    @property
    def first_read(self) -> int:
        """The oldest stroke that is read."""
        return max(len(self.ink.strokes) - READ, 0)
