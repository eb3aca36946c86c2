"""Real time → ticks of 1/60 s, in whole nanoseconds."""

from __future__ import annotations

TICKS_A_SECOND = 60
#: one tick, ns. 60 of them are 40 ns short of a second: 1 ms in 7 hours
TICK = 1_000_000_000 // TICKS_A_SECOND


class Clock:
    """Banks time and pays it out in ticks. Float seconds were rejected: they drift."""

    def __init__(self, now: int, most: int = 6) -> None:
        """``now``: any monotonic time, ns. ``most``: ticks paid at once; more is forgotten, so
        that a machine that slept does not hurry through all it missed."""
        self._last = now
        self._bank = 0
        self._most = most

    def ticks(self, now: int) -> int:
        """How many ticks have become due."""
        self._bank += max(now - self._last, 0)
        self._last = now
        due, self._bank = divmod(self._bank, TICK)
        return min(due, self._most)

    def wait(self, now: int) -> int:
        """How long until the next tick is due, ns."""
        return max(TICK - self._bank - max(now - self._last, 0), 0)
