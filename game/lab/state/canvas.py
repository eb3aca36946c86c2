"""The canvas's part of the State: the ink, how it grew, and what is being drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.core.ink.ink import Ink
from game.core.model.network import Array

#: side of the canvas, canvas px; ink keeps these px whatever the window's size
CANVAS = 448
#: pen diameter, canvas px: 4.5 % of the canvas
PEN = 20
#: the newest strokes, which are read; older ones stay on the canvas. A number of 16 digits fits
READ = 24


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """The drawing at one of its moments: its ink, and the answer to the digit drawn then."""

    ink: Ink
    #: how many points it has
    points: int
    #: (10,), read-only
    probabilities: Array


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """Arrays are read-only."""

    ink: Ink = field(default_factory=lambda: Ink(CANVAS, CANVAS, PEN))
    #: earlier inks, newest last, for undo
    history: tuple[Ink, ...] = ()
    #: the pointer that is drawing
    pen_pointer: int | None = None
    #: points (x, y, starts a stroke) that a sample has yet to draw, as if by hand
    script: tuple[tuple[float, float, bool], ...] = ()
    #: for each digit 0..9 the inks that can be drawn as samples
    samples: tuple[tuple[Ink, ...], ...] = ()
    #: samples shown so far, so that the next one differs
    sample_turn: int = 0
    #: how the drawing grew, oldest first, and which of its moments is shown
    moments: tuple[Moment, ...] = ()
    scrub: int | None = None
    #: show the ink unprepared: that picture, (784,), and onnxruntime's answer to it, (10,)
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
