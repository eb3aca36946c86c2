"""All that the lab is at one tick. Frozen; `update` makes the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from game.core.ink.doubt import Gauge
from game.core.ink.ink import Ink
from game.core.ink.reading import decided
from game.core.ink.segment import Known, Segment
from game.core.model.network import Array, Network, Trace
from game.core.model.unit import Unit
from game.lab.forward import update as forward
from game.lab.gradient import update as learning
from game.lab.layers import update as layers
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import START, Shown, plan_of
from game.lab.stage.layout import Stage, layout
from game.lab.state.break_it import Experiment
from game.lab.state.forward import Forward
from game.lab.state.gradient import Learning
from game.lab.state.layers import Layers
from game.lab.state.weights import Weighing
from game.lab.weights import update as weighing

#: what the tabs of Live Computation do, by their names
PARTS = {"forward": forward, "weights": weighing, "gradient": learning}
#: the layer of the ten outputs
OUTPUT = 3
#: ticks that a notice stands
NOTICE = 480
#: ticks from one view to the other
MORPH = 36
#: side of the canvas, canvas px; ink keeps these px whatever the window's size
CANVAS = 448
#: pen diameter, canvas px: 4.5 % of the canvas
PEN = 20
#: the newest strokes, which are read; older ones stay on the canvas. A number of 16 digits fits
READ = 24


def digit_words(probabilities: Array) -> str:
    """The digit of an answer, (10,), or "?" where there is none."""
    digit = decided(probabilities)
    return "?" if digit is None else str(digit)


class Moment(NamedTuple):
    """The drawing at one of its moments: its ink, and the answer to the digit drawn then."""

    ink: Ink
    #: how many points it has
    points: int
    #: (10,)
    probabilities: Array


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The lab at one tick. Arrays in it are read-only."""

    #: window, px
    size: tuple[int, int] = (1280, 720)
    #: the scale of the stage the person asked for, 0.75..1.5
    scale: float = 1.0
    fullscreen: bool = False
    reduced_motion: bool = False
    #: pulses this machine can afford
    signals: int = 1000

    #: the network of the model file, and the one that answers: what damage has left of it
    healthy: Network | None = None
    network: Network | None = None
    #: counts changes of the weights
    network_revision: int = 0
    experiment: Experiment = field(default_factory=Experiment)
    layers: Layers = field(default_factory=Layers)
    #: the open tab of Live Computation, and what each of them shows
    part: str = "forward"
    forward: Forward = field(default_factory=Forward)
    weighing: Weighing = field(default_factory=Weighing)
    learning: Learning = field(default_factory=Learning)
    gauge: Gauge | None = None
    samples: tuple[tuple[Ink, ...], ...] = ()
    #: samples shown so far, so that the next one differs
    sample_turn: int = 0

    ink: Ink = field(default_factory=lambda: Ink(CANVAS, CANVAS, PEN))
    #: earlier inks, newest last, for undo
    history: tuple[Ink, ...] = ()
    #: counts changes of the ink
    ink_revision: int = 0
    #: the pointer that is drawing
    pen_pointer: int | None = None
    #: points (x, y, starts a stroke) that a sample has yet to draw, as if by hand
    script: tuple[tuple[float, float, bool], ...] = ()

    #: the digits found in the ink of ``read_revision``, left to right
    segments: tuple[Segment, ...] = ()
    #: what is kept of finding them, for the ink that follows
    known: Known = field(default_factory=Known)
    read_revision: int = 0
    #: whether each is a digit at all, 0 it is … 1 nothing of the kind, (n,); empty without gauge
    doubts: Array = field(default_factory=lambda: np.zeros(0, np.float32))
    #: onnxruntime's probabilities for ``answer_revision``, shape (n, 10)
    answers: Array = field(default_factory=lambda: np.zeros((0, 10), np.float32))
    #: the digits read, left to right; "?" for one that has no answer
    number: str = ""
    answer_revision: int = 0
    #: ``network_revision`` of the network that gave them
    answered_network: int = 0
    #: the digit a person picked, from the left; None: the one drawn last
    picked: int | None = None
    #: every value of the shown digit's forward pass
    trace: Trace | None = None
    #: counts new traces
    trace_revision: int = 0

    #: ticks of 1/60 s since the start
    tick: int = 0
    #: the signals' own time, ticks: slowed, halted, or set back by a person
    time: float = 0.0
    #: when, in that time, the newest wave set out
    fired_at: float = 0.0
    #: whether nothing flowed before that wave
    dark: bool = True
    #: index into playback.SPEEDS
    speed: int = 0
    paused: bool = False
    #: where in its time the wave is to halt
    halt_at: float | None = None
    #: the view is, or is on its way to, Readable; and the tick at which it was switched
    readable: bool = False
    switched_at: int = -1000
    #: the neurons that Readable shows
    chosen: Shown = START

    #: how the drawing grew, oldest first, and which of its moments is shown
    moments: tuple[Moment, ...] = ()
    scrub: int | None = None
    #: show the ink unprepared: that picture, (784,), and onnxruntime's answer to it, (10,)
    raw: bool = False
    raw_x: Array | None = None
    raw_answer: Array | None = None

    hovered: Unit | None = None
    pinned: Unit | None = None
    #: the digit asked about, and the one it is held against
    question: tuple[int, int | None] | None = None
    #: a neuron's favorite input and its z, for the weights of ``network_revision``
    favorite: tuple[Unit, Array, float] | None = None
    exemplars: tuple[tuple[Array, ...], ...] = ()
    #: controls held down: (pointer, name)
    presses: tuple[tuple[int, str], ...] = ()
    hover: str | None = None
    #: control that the keyboard would press
    focus: str | None = None
    #: where the mouse is, window px
    pointer: tuple[float, float] | None = None
    #: the panel that has the middle of the stage: "break", "layers", "compute"
    tab: str | None = None
    sheet: str | None = None
    #: what stands in the sheet for a damage's code, and what is wrong with it
    typed: str = ""
    typed_fault: str = ""
    #: how often the damage's code was to be copied, and the drawing's trace to be exported
    copies: int = 0
    exports: int = 0
    #: what is said of something that came to an end outside, and since which tick
    notice: str = ""
    noticed_at: int = 0
    over: bool = False

    @property
    def stage(self) -> Stage:
        several = len(self.segments) if len(self.segments) > 1 else 0  # one has no tile
        return layout(self.size, self.scale, several, self.sheet, self.dock)

    @property
    def dock(self) -> str | None:
        """What is open: a panel in the middle of the stage, or a card below the network."""
        if self.tab == "break":
            return "break.unit" if self.experiment.unit is not None else "break"
        if self.tab == "layers":
            return f"layers.{layers.dock_part(self)}"
        if self.tab == "compute":
            return f"compute.{self.part}.{PARTS[self.part].dock_part(self)}"
        if self.question is not None and self.trace is not None:
            return "question"
        if self.pinned is None:
            return None
        return "output" if self.pinned.layer == OUTPUT and self.trace is not None else "neuron"

    @property
    def first_read(self) -> int:
        """The oldest stroke that is read."""
        return max(len(self.ink.strokes) - READ, 0)

    @property
    def shown(self) -> int | None:
        """Which digit the network shows: the picked one, else the one drawn last."""
        if not self.segments:
            return None
        if self.picked is not None and self.picked < len(self.segments):
            return self.picked
        return max(range(len(self.segments)), key=lambda i: max(self.segments[i].strokes))

    @property
    def probabilities(self) -> Array | None:
        """onnxruntime's answer for the shown digit, shape (10,)."""
        shown = self.shown
        if shown is None or shown >= len(self.answers):
            return None
        return np.asarray(self.answers[shown])

    @property
    def healthy_answer(self) -> Array | None:
        """The healthy network's answer for the shown digit, by onnxruntime, shape (10,)."""
        shown = self.shown
        if shown is None or shown >= len(self.experiment.answers):
            return None
        return np.asarray(self.experiment.answers[shown])

    @property
    def damaged(self) -> bool:
        """Whether anything is done to the network."""
        return not self.experiment.damage.none

    @property
    def changed(self) -> bool:
        """Whether another network answers than that of the file: a damaged or a taught one."""
        return self.network is not self.healthy

    @property
    def doubt(self) -> float:
        """Doubt in the shown digit, 0..1."""
        shown = self.shown
        return 0.0 if shown is None or shown >= len(self.doubts) else float(self.doubts[shown])

    @property
    def wants_answers(self) -> bool:
        """Whether there are pictures that onnxruntime has not seen."""
        if not self.segments or self.read_revision < 0:  # none there, or about to be found anew
            return False
        raw = self.raw_x is not None and self.raw_answer is None
        current = self.read_revision, self.network_revision
        return raw or (self.answer_revision, self.answered_network) != current

    @property
    def moving(self) -> bool:
        """Whether the picture changes with time by itself."""
        if learning.backward_since(self) is not None:
            return True
        if self.script or self.experiment.script or self.tick - self.switched_at <= MORPH:
            return True
        return self.trace is not None and not self.reduced_motion and not self.paused

    @property
    def noticed(self) -> str:
        """The notice while it is new."""
        return self.notice if self.tick - self.noticed_at < NOTICE else ""

    @property
    def growing(self) -> bool:
        """Whether a pen is on the canvas, a person's or a sample's."""
        return self.pen_pointer is not None or bool(self.script)

    @property
    def view(self) -> float:
        """0 Everything … 1 Readable; in between while one becomes the other."""
        done = 1.0 if self.reduced_motion else min((self.tick - self.switched_at) / MORPH, 1.0)
        eased = done * done * (3 - 2 * done)
        return eased if self.readable else 1 - eased

    @property
    def plan(self) -> UnitPlan:
        """Where every neuron stands."""
        stage = self.stage
        return plan_of(stage.rect("network.picture"), stage.scale, self.view, self.chosen)
