"""All that the lab is at one tick: one value a room. Frozen; `update` makes the next one."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.core.ink.doubt import Gauge
from game.core.model.network import Network
from game.lab.stage.layout import Stage, layout
from game.lab.state.break_it import BreakIt
from game.lab.state.canvas import Canvas
from game.lab.state.card import Card
from game.lab.state.forward import Forward
from game.lab.state.gradient import Teaching
from game.lab.state.kiosk import Kiosk
from game.lab.state.layers import Layers
from game.lab.state.lesson import Lessons
from game.lab.state.pen import Pen
from game.lab.state.playback import MORPH, Playback
from game.lab.state.prediction import Prediction
from game.lab.state.screen import NOTICE, REFUSAL, Screen
from game.lab.state.weights import Weights
from game.lab.state.wishes import Wish


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The lab at one tick. Arrays in it are read-only."""

    #: ticks of 1/60 s since the start
    tick: int = 0
    #: where everything stands; `stage.now.placed` works it out from the other fields
    stage: Stage = field(default_factory=lambda: layout(Screen().size))
    #: what is to be done outside the lab, oldest first: the loop takes it and says `WishesTaken`
    wishes: tuple[Wish, ...] = ()

    #: the network of the model file; and the one that answers, which damage and teaching make of it
    healthy: Network | None = None
    network: Network | None = None
    #: counts changes of the weights, and so tells which of two measurements is newer
    network_revision: int = 0
    #: tells whether ink is a digit at all
    gauge: Gauge | None = None

    #: the stage itself: window, pointers, what is open
    screen: Screen = field(default_factory=Screen)
    canvas: Canvas = field(default_factory=Canvas)
    #: the keyboard's pen
    pen: Pen = field(default_factory=Pen)
    prediction: Prediction = field(default_factory=Prediction)
    #: the network's picture: its time and its view
    playback: Playback = field(default_factory=Playback)
    card: Card = field(default_factory=Card)
    break_it: BreakIt = field(default_factory=BreakIt)
    layers: Layers = field(default_factory=Layers)
    forward: Forward = field(default_factory=Forward)
    weights: Weights = field(default_factory=Weights)
    gradient: Teaching = field(default_factory=Teaching)
    kiosk: Kiosk = field(default_factory=Kiosk)
    lessons: Lessons = field(default_factory=Lessons)

    @property
    def changed(self) -> bool:
        """Whether the network that answers is not that of the file, but damaged or taught."""
        return self.network is not self.healthy

    @property
    def subject(self) -> tuple[int, int]:
        """What a person's question is about: the number of the drawing, and the first stroke of its
        digit that is shown, −1 without one. Both stay while the digit grows."""
        shown = self.prediction.shown
        strokes = () if shown is None else self.prediction.segments[shown].strokes
        return self.canvas.drawing, min(strokes, default=-1)

    @property
    def unread(self) -> bool:
        """Whether there is ink whose digits have not been looked for."""
        return self.network is not None and self.prediction.read is not self.canvas.ink

    @property
    def current(self) -> bool:
        """Whether the answers are those of the present weights."""
        return self.prediction.answered_by is self.network

    @property
    def wants_answers(self) -> bool:
        """Whether there are pictures that onnxruntime has not seen."""
        prediction, canvas = self.prediction, self.canvas
        if not prediction.segments or prediction.read is None:  # none, or about to be found anew
            return False
        raw = canvas.raw_x is not None and canvas.raw_answer is None
        return raw or prediction.answered is not prediction.read or not self.current

    @property
    def noticed(self) -> str:
        """The notice that is shown; "" once it has been shown long enough."""
        return self.screen.notice if self.tick - self.screen.noticed_at < NOTICE else ""

    @property
    def refused(self) -> str:
        """Why the newest key, or control, could do nothing; "" once that has been said long
        enough."""
        return self.screen.refusal if self.tick - self.screen.refused_at < REFUSAL else ""

    @property
    def view(self) -> float:
        """0 Everything … 1 Readable; in between while one becomes the other."""
        switched = self.playback.switched_at
        done = 1.0 if self.screen.reduced_motion else min((self.tick - switched) / MORPH, 1.0)
        eased = done * done * (3 - 2 * done)
        return eased if self.playback.readable else 1 - eased
