"""How many faults the lab forgives: it begins anew after one, but not for ever."""

from __future__ import annotations

from collections import deque

#: so many faults within so many seconds end the lab
MOST, WITHIN = 3, 60.0


class LabFault(Exception):
    """The lab cannot go on: what happened and where it is told, in one line."""


class Faults:
    """Counts faults."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST)

    def too_many(self, now: float) -> bool:
        """Count one more at ``now``, any monotonic time in s; whether that is the last forgiven."""
        self._times.append(now)
        return len(self._times) == MOST and now - self._times[0] <= WITHIN
