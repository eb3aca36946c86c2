"""How many faults the lab forgives: after a fault it begins anew, but not for ever."""

from __future__ import annotations

from collections import deque

#: this many faults within this many seconds end the lab
MOST, WITHIN = 3, 60.0


class LabFault(Exception):
    """The lab cannot go on. One line: what happened, and where more is told."""


class Faults:
    """Counts faults."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST)

    def too_many(self, now: float) -> bool:
        """Count one more at ``now``, any monotonic time in s; returns whether it is too many."""
        self._times.append(now)
        return len(self._times) == MOST and now - self._times[0] <= WITHIN
