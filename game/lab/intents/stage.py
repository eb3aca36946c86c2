"""Intents of the stage itself: time, window, pointers, keys, tabs, sheets, and what is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ink.doubt import Gauge
from game.core.ink.ink import Ink
from game.core.model.network import Network
from game.lab.intents.intent import FromOutside, Intent


@dataclass(frozen=True, slots=True)
class Tick(Intent):
    """1/60 s has passed."""


@dataclass(frozen=True, slots=True)
class Resize(Intent):
    """The window has a new size, px."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ScreenMeasured(FromOutside):
    """The screen that the window fills has this width and height, mm; None: nobody knows."""

    mm: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class SetSignals(Intent):
    """Set how many pulses this machine can afford, 0 and up."""

    count: int


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
    """End every stroke and press in progress where it is (focus lost, mode changed)."""


@dataclass(frozen=True, slots=True)
class HidePointer(Intent):
    """The mouse left the window: nothing is hovered."""


@dataclass(frozen=True, slots=True, eq=False)
class NetworkLoaded(FromOutside):
    """The network is ready."""

    network: Network


@dataclass(frozen=True, slots=True, eq=False)
class GaugeLoaded(FromOutside):
    """The not-a-digit gauge is ready."""

    gauge: Gauge


@dataclass(frozen=True, slots=True, eq=False)
class SamplesLoaded(FromOutside):
    """Sample ink is ready: for each digit 0..9 a few inks."""

    samples: tuple[tuple[Ink, ...], ...]


@dataclass(frozen=True, slots=True)
class Press(Intent):
    """Press a control by its name in the layout."""

    name: str


@dataclass(frozen=True, slots=True)
class MoveFocus(Intent):
    """Move the keyboard focus to the next (+1) or previous (−1) control."""

    by: int


@dataclass(frozen=True, slots=True)
class PressFocused(Intent):
    """Press the control that has the keyboard focus."""


@dataclass(frozen=True, slots=True)
class OpenTab(Intent):
    """Open a panel in the middle of the stage ("break", "layers", "compute"); the open one again,
    or None, closes it."""

    name: str | None


@dataclass(frozen=True, slots=True)
class ShowComputation(Intent):
    """Show a tab of Live Computation: "forward", "weights", "gradient"."""

    name: str


@dataclass(frozen=True, slots=True)
class PressKey(Intent):
    """Press a key, named as the hotkey table names it; what it does depends on what is open.
    ``typed``: the character that it types, where that is another one."""

    key: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseKey(Intent):
    """Let go of a key, named as for `PressKey`: until then an arrow moves the keyboard's pen on."""

    key: str


@dataclass(frozen=True, slots=True)
class CopyCode(Intent):
    """Put the damage's code where other programs can paste it from."""


@dataclass(frozen=True, slots=True)
class Export(Intent):
    """Write the trace of the shown digit into the person's documents."""


@dataclass(frozen=True, slots=True)
class Save(Intent):
    """Write the drawing, what the screen shows, and the visit so far into the person's
    documents."""


@dataclass(frozen=True, slots=True)
class Noticed(FromOutside):
    """Something outside has ended, or failed: show these words about it for a while."""

    words: str


@dataclass(frozen=True, slots=True)
class PasteCode(FromOutside):
    """Put text from another program into the sheet for a damage's code."""

    text: str


@dataclass(frozen=True, slots=True)
class WishesTaken(FromOutside):
    """The loop has taken the wishes and grants them."""


@dataclass(frozen=True, slots=True)
class BeginAnew(FromOutside):
    """Begin anew after a fault, as at the start; Undo brings the drawing back."""


@dataclass(frozen=True, slots=True)
class ShowSheet(Intent):
    """Lay a sheet over the stage ("help", "quit", "code", "lessons"), or take it away (None)."""

    name: str | None


@dataclass(frozen=True, slots=True)
class ShowHelp(Intent):
    """Turn to a page of help: "touch", "mouse" or "keys"."""

    page: str


@dataclass(frozen=True, slots=True)
class Escape(Intent):
    """Close the sheet; else end the search; else close the panel; else close the card; else leave
    full screen; else ask whether to quit."""


@dataclass(frozen=True, slots=True)
class ToggleFullscreen(Intent):
    """Switch full screen on or off."""


@dataclass(frozen=True, slots=True)
class SetProfile(Intent):
    """Show the stage in a profile of colors: "dark", "light" or "contrast"."""

    name: str


@dataclass(frozen=True, slots=True)
class NextProfile(Intent):
    """Show the stage in the next profile of colors: dark, light, contrast, dark …"""


@dataclass(frozen=True, slots=True)
class NextBoard(Intent):
    """Show the network alone; then canvas and network; then all again."""


@dataclass(frozen=True, slots=True)
class Quit(Intent):
    """Leave the program."""
