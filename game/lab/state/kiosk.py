"""Kiosk mode's part of the State: whether anybody is there, and what staff are doing."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Staff:
    """The staff corner and sheet. Times count down, ticks: a reset sets the State's own clock
    back."""

    #: the pointer that is held in the corner, and for how long
    held: int | None = None
    since: int = 0
    #: what has been typed of the PIN, and whether it is being checked
    typed: str = ""
    checking: bool = False
    #: wrong PINs since the last right one, or the last wait; and how long nobody may try
    wrong: int = 0
    wait: int = 0
    #: whether the PIN was right: what stands on the staff sheet works only then
    known: bool = False
    #: the page of the staff sheet, and its lines, which come from outside
    page: str = "counters"
    lines: tuple[str, ...] = ()
    #: cells of the touch test that have been touched: (column, row)
    touched: frozenset[tuple[int, int]] = frozenset()
    #: how long the glass is still dead for cleaning
    cleaning: int = 0


@dataclass(frozen=True, slots=True)
class Kiosk:
    """Whether nobody stands beside the lab, and what that asks of it. Times are ticks of 1/60 s."""

    on: bool = False
    #: without a visitor's touch until the countdown begins, and how long that is
    idle: int = 3600
    countdown: int = 1200
    #: hotkeys that visitors may use
    keys: frozenset[str] = frozenset()
    #: the language that the exhibit speaks: a visitor's own ends with the visit
    language: str = "en"

    #: "starting" until there is a network; "attract" while nobody is there, when the lab draws by
    #: itself; "visit"; "closed" outside opening hours
    phase: str = "starting"
    #: whether it is within opening hours
    open: bool = True
    #: when the visitor was last heard of
    heard: int = 0
    #: visits so far, and how often all began anew: the loop counts and looks by these
    visits: int = 0
    resets: int = 0
    #: what the staff chose, after which the program ends: "exit" or "restart"; "" else
    leaving: str = ""
    staff: Staff = field(default_factory=Staff)

    @property
    def attract(self) -> bool:
        """Whether the lab draws by itself."""
        return self.on and self.phase == "attract"
