"""Everything a person, a timer or the worker can do to the lab.

Mouse, touch, keys, scripts and tests all speak these and nothing else. Positions of pointers
are window px; positions of the pen are canvas px.
"""

from __future__ import annotations

import reprlib
from dataclasses import MISSING, dataclass, fields

from game.core.doubt import Gauge
from game.core.ink import Ink
from game.core.network import Array, Network
from game.core.units import Unit
from game.lab.intent import Intent as Intent
from game.lab.intents_break import *  # noqa: F403  # one name for all of them: `intents`
from game.lab.intents_forward import *  # noqa: F403
from game.lab.intents_layers import *  # noqa: F403
from game.lab.intents_learning import *  # noqa: F403
from game.lab.intents_stage import *  # noqa: F403
from game.lab.intents_weighing import *  # noqa: F403


@dataclass(frozen=True, slots=True)
class Tick(Intent):
    """1/60 s has passed."""


@dataclass(frozen=True, slots=True)
class Resize(Intent):
    """The window has a new size, px."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SetSignals(Intent):
    """How many pulses this machine can afford, 0 and up."""

    count: int


# --- pointers: mouse is pointer 0, fingers are others ---


@dataclass(frozen=True, slots=True)
class PointerDown(Intent):
    """A button or finger went down."""

    pointer: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PointerMove(Intent):
    """A pointer moved, down or not."""

    pointer: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PointerUp(Intent):
    """A button or finger went up."""

    pointer: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CancelPointers(Intent):
    """Every stroke and press in progress ends where it is (focus lost, mode changed)."""


@dataclass(frozen=True, slots=True)
class HidePointer(Intent):
    """The mouse left the window: nothing is hovered."""


# --- ink ---


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
class Undo(Intent):
    """Take the last change of the ink back."""


@dataclass(frozen=True, slots=True)
class Clear(Intent):
    """Blank the canvas."""


@dataclass(frozen=True, slots=True)
class ShowInk(Intent):
    """Put this ink on the canvas at once, scaled to fit."""

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
class StepDigit(Intent):
    """Show the next (+1) or previous (−1) digit of the number."""

    by: int


@dataclass(frozen=True, slots=True)
class Scrub(Intent):
    """Show the drawing as it was: 0 its first ink, 1 all of it."""

    share: float


@dataclass(frozen=True, slots=True)
class ToggleRaw(Intent):
    """Show the ink unprepared beside what the network sees, or hide it."""


# --- time ---


@dataclass(frozen=True, slots=True)
class Pause(Intent):
    """Let the signals stand still, or go on."""


@dataclass(frozen=True, slots=True)
class StepLayer(Intent):
    """Let the wave run to the next layer (+1), or go back to the previous one (−1)."""

    by: int


@dataclass(frozen=True, slots=True)
class Replay(Intent):
    """Send the wave through the network again."""


@dataclass(frozen=True, slots=True)
class NextSpeed(Intent):
    """Slow motion: 1, ½, ¼, ⅒ and round again."""


@dataclass(frozen=True, slots=True)
class ToggleView(Intent):
    """Everything, or the few neurons that matter most to this answer."""


# --- asking ---


@dataclass(frozen=True, slots=True)
class PinUnit(Intent):
    """Open the card of a neuron: layer 1..3 and its index in it; None closes it."""

    layer: int | None
    index: int = 0


@dataclass(frozen=True, slots=True)
class MoveUnit(Intent):
    """With the keyboard: another neuron, ``layers`` to the right and ``units`` down."""

    layers: int
    units: int


@dataclass(frozen=True, slots=True)
class AskWhy(Intent):
    """Why this digit? None: the prediction, or the pinned output."""

    digit: int | None = None


@dataclass(frozen=True, slots=True)
class AskWhyNot(Intent):
    """Why this digit and not that one? None: the runner-up."""

    against: int | None = None


# --- answers from outside ---


@dataclass(frozen=True, slots=True, eq=False)
class NetworkLoaded(Intent):
    """The network is ready."""

    network: Network


@dataclass(frozen=True, slots=True, eq=False)
class GaugeLoaded(Intent):
    """The not-a-digit gauge is ready."""

    gauge: Gauge


@dataclass(frozen=True, slots=True, eq=False)
class SamplesLoaded(Intent):
    """Sample ink is ready: for each digit 0..9 a few inks."""

    samples: tuple[tuple[Ink, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class AnswersInferred(Intent):
    """onnxruntime's probabilities, shape (n, 10), for the n digits of ink revision ``revision``,
    and for the unprepared ink, shape (10,), where that was asked for."""

    revision: int
    probabilities: Array
    raw: Array | None = None
    #: the healthy network's answers, (n, 10), where another one answers
    healthy: Array | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FavouriteFound(Intent):
    """The ink that would fire a neuron most, (784,), and its z, for these weights."""

    network_revision: int
    unit: Unit
    x: Array
    z: float


@dataclass(frozen=True, slots=True, eq=False)
class ExemplarsFound(Intent):
    """For each of the 202 neurons the test digits that fire it most, up to 6 × (784,)."""

    network_revision: int
    pictures: tuple[tuple[Array, ...], ...]


#: what only the program itself can say
FROM_OUTSIDE = (
    NetworkLoaded,
    GaugeLoaded,
    SamplesLoaded,
    AnswersInferred,
    FavouriteFound,
    ExemplarsFound,
    AccuracyMeasured,  # noqa: F405
    FactsMeasured,  # noqa: F405
    NoiseMeasured,  # noqa: F405
    AloneMeasured,  # noqa: F405
    HealthyMeasured,  # noqa: F405
    DamageFound,  # noqa: F405
    PasteCode,  # noqa: F405
    ResponsesMeasured,  # noqa: F405
    Noticed,  # noqa: F405
    BeginAnew,  # noqa: F405
    ShowInk,
)
#: intents a script may name, with plain values only
SCRIPTABLE: dict[str, type[Intent]] = {
    name: kind
    for name, kind in list(globals().items())
    if isinstance(kind, type) and issubclass(kind, Intent) and kind is not Intent
    if kind not in FROM_OUTSIDE
}


#: numbers a script may name, from −this to this: no window, pen or percentage is so large
LARGEST = 1_000_000_000


def intent_of(data: object) -> Intent:
    """An intent from ``{"do": "MovePen", "x": 3, "y": 4}``; ValueError says what is wrong, in one
    line of bounded length."""
    name = data.get("do") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(name, str) or name not in SCRIPTABLE:
        raise ValueError(f'expected {{"do": one of {", ".join(sorted(SCRIPTABLE))}, …}}')
    kind = SCRIPTABLE[name]
    values = {key: value for key, value in data.items() if key not in ("do", "at")}
    known = {field.name for field in fields(kind)}
    if unknown := sorted(set(values) - known):
        raise ValueError(f"{kind.__name__} has no {reprlib.repr(unknown[0])}")
    for field in fields(kind):
        value = values.get(field.name, field.default)
        if value is MISSING:
            raise ValueError(f"{kind.__name__} needs {field.name}")
        # bool is an int to Python, but True is no pointer's number
        wrong = type(value) not in _KINDS[str(field.type)]
        if wrong or (isinstance(value, int | float) and not abs(value) <= LARGEST):
            raise ValueError(f"{kind.__name__}.{field.name} cannot be {reprlib.repr(value)}")
    return kind(**values)


#: what a field's annotation admits
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "str": (str,),
    "str | None": (str, type(None)),
    "int | None": (int, type(None)),
}
