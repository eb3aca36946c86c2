"""What kiosk mode adds to the loop: nobody stands beside the lab, so it watches itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.state.kiosk import Kiosk
from game.lab.state.state import State
from game.lab.state.wishes import CheckPin, TellStaff
from game.shell.files.kiosk_values import is_pin
from game.shell.files.settings import Settings
from game.shell.process.log import log, newest_lines
from game.shell.process.notify import Notifier
from game.shell.process.status import Status
from game.shell.window.clock import TICK, TICKS_A_SECOND
from game.words.catalogue import SOURCE

#: s between looks at the calendar
_LOOK = 1.0
#: ns between two passes of the loop from which on that was a sleep, and no slow frame
_SLEEP = 5_000_000_000
#: lines of the log that the staff sheet has
_LINES = 40


def kiosk_of(settings: Settings) -> Kiosk:
    """Kiosk mode's part of the State at the start."""
    return Kiosk(
        on=settings.kiosk,
        idle=round(settings.idle * TICKS_A_SECOND),
        countdown=round(settings.countdown * TICKS_A_SECOND),
        keys=frozenset(settings.kiosk_keys),
        language=settings.language or SOURCE,
    )


class Attendant:
    """Counts, keeps the opening hours, tells the supervisor that frames are shown, and finds out
    what the staff sheet shows."""

    def __init__(
        self,
        settings: Settings,
        status: Status,
        notifier: Notifier,
        doctor: Callable[[], tuple[str, ...]],
        wall: Callable[[], float] = time.time,
    ) -> None:
        """``doctor``: its findings, a line each. ``wall``: s since 1970."""
        self.status = status
        self._settings, self._notifier, self._doctor, self._wall = settings, notifier, doctor, wall
        self._seen = Kiosk()
        self._passed: int | None = None
        self._looked = 0.0
        self._ready = False

    @property
    def screen_mm(self) -> tuple[float, float] | None:
        """Width and height of the screen, mm, as settings have it."""
        return self._settings.screen_mm

    def intents(self, now: int) -> list[Intent]:
        """What has happened without an event. ``now``: ns of a clock that also runs while the
        machine sleeps (`sleepless_ns`)."""
        found: list[Intent] = []
        if self._passed is not None and now - self._passed > _SLEEP:
            found.append(do.Slept((now - self._passed) // TICK))
        self._passed = now
        wall, opening = self._wall(), self._settings.opening
        if opening is not None and not 0 <= wall - self._looked < _LOOK:
            self._looked = wall
            found.append(do.SetOpen(opening.open_at(datetime.fromtimestamp(wall))))
        return found

    def shown(self, state: State) -> None:
        """A frame is on the screen: count what is new, and say that the lab lives."""
        kiosk, seen = state.kiosk, self._seen
        for _ in range(kiosk.visits - seen.visits):
            self.status.visit()
        # The first time that all begins is no reset.
        for _ in range(kiosk.resets - max(seen.resets, 1)):
            self.status.reset()
        self._seen = kiosk
        now = time.monotonic()
        self.status.frame(self._wall(), kiosk.phase)
        self.status.write_if_due(now)
        if not self._ready and kiosk.phase != "starting":
            self._ready = True
            self._notifier.ready()
        self._notifier.alive(now)

    def alive(self) -> None:
        """The lab works on something that takes longer than a frame."""
        self._notifier.alive(time.monotonic())

    def resting(self) -> None:
        """The lab cannot run, and says so on the screen: for the supervisor it has started."""
        self.status.frame(self._wall(), "resting")
        self.status.write_if_due(time.monotonic())
        self._notifier.ready()

    def fault(self) -> None:
        """A fault was caught."""
        self.status.error()

    def job(self, wish: CheckPin | TellStaff) -> Callable[[], Intent]:
        """What the worker is to find out for a wish. (Checking a PIN takes 50 ms on purpose.)"""
        if isinstance(wish, CheckPin):
            return partial(_checked, wish.pin, self._settings.staff_pin)
        return partial(self._told, wish.page)

    def close(self) -> None:
        """The lab ends."""
        self._notifier.stopping()
        self.status.close()

    def _told(self, page: str) -> do.StaffTold:
        if page == "doctor":
            return do.StaffTold(page, self._doctor())
        if page == "log":
            return do.StaffTold(page, newest_lines(_LINES))
        counters = self.status.counters.items()
        lines = (f"{name.replace('_', ' ')}: {value:,}" for name, value in counters)
        return do.StaffTold(page, tuple(lines))


def sleepless_ns() -> int:
    """Monotonic ns, those included that the machine has slept, where the system counts them."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)


def _checked(pin: str, kept: str) -> do.PinChecked:
    right = is_pin(pin, kept)
    if not kept:
        log.warning("a PIN was tried, but settings have no staff_pin; cure: neural-lab pin")
    elif not right:
        log.warning("a wrong PIN was tried")
    return do.PinChecked(right)
