"""The canvas's part of the State: the ink, how it grew, and what is being drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.core.ink.ink import Ink
from game.core.model.network import Array

#: side of the canvas, canvas px; ink keeps these px whatever the window's size
CANVAS = 448
#: pen diameter, canvas px: 4.5 % of the canvas
PEN = 20
#: how many of the newest strokes are read; older ones stay on the canvas unread. That is enough
#: for a number of 16 digits
READ = 24


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """The drawing at one moment: its ink, and the answer to the digit that was being drawn."""

    ink: Ink
    #: how many points the ink has
    points: int
    #: (10,), read-only
    probabilities: Array


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """The ink, its past, and the samples. Arrays are read-only."""

    ink: Ink = field(default_factory=lambda: Ink(CANVAS, CANVAS, PEN))
    #: earlier inks, newest last, for undo
    history: tuple[Ink, ...] = ()
    #: the pointer that is drawing; None: none
    pen_pointer: int | None = None
    #: points (x, y, whether a stroke begins there) of a sample that are still to be drawn
    script: tuple[tuple[float, float, bool], ...] = ()
    #: for each digit 0..9 the inks that can be drawn as samples
    samples: tuple[tuple[Ink, ...], ...] = ()
    #: samples shown so far, so that the next one differs
    sample_turn: int = 0
    #: how the drawing grew, oldest first, and the index of the moment that is shown; None: the
    #: ink is the newest
    moments: tuple[Moment, ...] = ()
    scrub: int | None = None
    #: whether the unprepared ink is shown; its picture, (784,), and onnxruntime's answer to it,
    #: (10,)
    raw: bool = False
    raw_x: Array | None = None
    raw_answer: Array | None = None

    @property
    def growing(self) -> bool:
        """Whether a pen is on the canvas, a person's or a sample's."""
        return self.pen_pointer is not None or bool(self.script)

    @property
    def first_read(self) -> int:
        """The oldest stroke that is read."""
        return max(len(self.ink.strokes) - READ, 0)
