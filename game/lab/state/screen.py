"""The stage's part of the State: the window, what points at it, and what is open."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.stage.keys import Keys

#: what hotkeys do that type a character: all they can, that with Alt held, or nothing. Who speaks
#: to a computer, or touches keys unawares, needs them off (WCAG 2.1.4)
LETTERS = ("on", "alt", "off")
#: colors of the stage: light on dark; ink on paper, for bright rooms and projectors; and the
#: strongest contrasts
PROFILES = ("dark", "light", "contrast")
#: what the whole board shows: the network alone, or canvas and network; "": there is none
BOARDS = ("", "network", "both")
#: the least and the largest scale of the stage, and the steps between them; 1 is what fits the
#: window by itself
SCALES = (0.75, 1.5)
STEPS = (0.75, 0.85, 1.0, 1.15, 1.3, 1.5)
#: ticks that a notice stands, and the words why something could not be done
NOTICE, REFUSAL = 480, 180


@dataclass(frozen=True, slots=True)
class Screen:
    """What the window is like, what touches it, and which panel and sheet are open."""

    #: window, px
    size: tuple[int, int] = (1280, 720)
    #: the scale of the stage the person asked for, within SCALES
    scale: float = 1.0
    #: whether the stage is mirrored; and whether what is touched stands low. None: where the screen
    #: is known to be very high
    left_handed: bool = False
    low_controls: bool | None = None
    #: width and height of the screen that the window fills, mm; None: not known
    mm: tuple[float, float] | None = None
    fullscreen: bool = False
    reduced_motion: bool = False
    #: one of LETTERS
    letters: str = "on"
    #: the code of the language that is spoken, see `game.words.catalogue`
    language: str = "en"
    #: one of PROFILES
    profile: str = "dark"
    #: hotkeys that have other keys than the table gives them
    keys: Keys = ()
    #: pulses this machine can afford
    signals: int = 330
    #: how loud the lab is, 0..100 %; whether that is muted; and whether there is no sound device
    volume: int = 0
    muted: bool = False
    deaf: bool = False

    #: controls held down: (pointer, name)
    presses: tuple[tuple[int, str], ...] = ()
    #: where the newest press on a drawer's ground began, window px
    swiped_from: tuple[float, float] = (0.0, 0.0)
    #: control under the mouse
    hover: str | None = None
    #: control that the keyboard would press
    focus: str | None = None
    #: while a sheet is open: the one that had the focus below it
    below: str | None = None
    #: where the mouse is, window px
    pointer: tuple[float, float] | None = None

    #: the page of the stage that was turned to, where the stage has pages: "draw", "network",
    #: "drawer"
    stage_page: str = "draw"
    #: one of BOARDS, shown while no drawer is open
    board: str = ""
    #: the panel that has the middle of the stage: "break", "layers", "compute"
    tab: str | None = None
    #: the open tab of Live Computation: "forward", "weights", "gradient"
    computation: str = "forward"
    #: the sheet that lies over the stage: "help", "settings", "quit", "code",
    #: "lessons"
    sheet: str | None = None
    #: what stands in the sheet for a damage's code, and what is wrong with it
    typed: str = ""
    typed_fault: str = ""
    #: what is said of something that has ended or failed (an export, a fault), and since which tick
    notice: str = ""
    noticed_at: int = 0
    #: why the newest key, or control, could do nothing, and at which tick that was
    refusal: str = ""
    refused_at: int = 0
    #: the quiet hint of this moment, a key of the catalogue, and since which tick it stands
    hint: str = ""
    hinted_at: int = 0
    #: the page of help that is open, or would open: it is about what was used last, "touch",
    #: "mouse" or "keys"
    help: str = "mouse"
    #: which part of help or settings is shown, where all has no room; counted on and on
    sheet_part: int = 0
    #: whether the person has quit
    over: bool = False

    def as_at_start(self) -> Screen:
        """The same window with the same wishes of its owner, and nothing open or touched."""
        return Screen(**{name: getattr(self, name) for name in _OF_OWNER})

    @property
    def room(self) -> str | None:
        """The room whose panel has the middle of the stage; None where no tab is open."""
        return _ROOMS.get(self.tab or "", self.computation if self.tab else None)


#: what belongs to the window and its owner: a lab that begins anew keeps it
_OF_OWNER = (
    "size",
    "scale",
    "left_handed",
    "low_controls",
    "mm",
    "fullscreen",
    "reduced_motion",
    "letters",
    "language",
    "profile",
    "keys",
    "signals",
    "volume",
    "muted",
    "deaf",
)

#: the room of each tab but Live Computation, which shows one of several rooms
_ROOMS = {"break": "break_it", "layers": "layers"}
