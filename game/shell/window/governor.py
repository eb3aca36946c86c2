"""How many pulses this machine can afford: it shall draw fewer pulses rather than fewer frames.
Where nobody is there to touch it, and even the fewest are too many, it may draw fewer frames."""

from __future__ import annotations

#: pulses, fewest and most
FEWEST, MOST = 100, 330
#: time one frame may take before pulses are shed, and below which they come back, ns
SLOW, FAST = 12_000_000, 6_000_000
#: how many frames each judgment rests on
_WINDOW = 20


class Governor:
    """Feed it what each frame cost; it answers with a number of pulses."""

    def __init__(self, signals: int = MOST) -> None:
        self.signals = signals
        #: whether even the fewest pulses take too long
        self.strained = False
        self._costs: list[int] = []

    def feed(self, cost: int) -> int:
        """``cost``: one frame drawn and presented, ns. Returns pulses, FEWEST..MOST.

        The median judges, so that one hiccup changes nothing.
        """
        self._costs.append(cost)
        if len(self._costs) < _WINDOW:
            return self.signals
        median = sorted(self._costs)[_WINDOW // 2]
        self._costs.clear()
        if median > SLOW and self.signals == FEWEST:
            self.strained = True
        elif median > SLOW:
            self.signals = max(int(self.signals * 0.7), FEWEST)
        elif median < FAST and self.strained:
            self.strained = False
        elif median < FAST:
            self.signals = min(int(self.signals * 1.2), MOST)
        return self.signals
