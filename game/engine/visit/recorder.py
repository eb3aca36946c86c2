"""The visit as it is recorded: every intent, and in which pass of the loop it came."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from operator import attrgetter

from game import __version__
from game.core.job import Job
from game.lab.intents import Intent, PointerMove, Tick
from game.lab.intents.record import data_of
from game.lab.state.screen import Screen
from game.shell.files.replay_file import FORMAT, KEPT, MOST_RECORDED, VERSION
from game.shell.files.settings import TABLE

#: what is written of a pointer's move: most passes are one
_MOVE = attrgetter("pointer", "x", "y")
#: keys of jobs of one slot that are remembered: a slider asks anew with each pass, while the result
#: of an earlier one is still on its way
_KEYS = 64


class Recorder:
    """Writes down what the driver is given, in lines as `shell.files.replay_file` has them.

    In memory, and never more than `MOST_RECORDED` bytes: then it ends, since a replay can only
    begin where the lab began. (To forget the beginning instead would need the State as a file.)
    """

    def __init__(self, screen: Screen, model: str, most: int = MOST_RECORDED) -> None:
        """``screen``: the lab's at its start; ``model``: the SHA-256 of the model's file."""
        settings = {name: getattr(screen, name) for name in KEPT}
        settings |= {"sound": screen.volume, TABLE: dict(screen.keys)}
        head = {
            "format": FORMAT,
            "version": VERSION,
            "lab": __version__,
            "model": model,
            "settings": settings,
        }
        self._lines = bytearray(_line(head))
        self._most = most
        #: the run of passes with ticks alone that is not written yet: how many ticks, and passes
        self._run = (0, 0)
        self._passes = 0
        self._ticks = 0
        self._asked: dict[str, deque[tuple[Hashable, int]]] = {}
        #: the tick at which there was no more room; None: all is recorded
        self.full_at: int | None = None

    def advanced(self, intents: Sequence[Intent]) -> None:
        """One pass with these intents, which are plain."""
        if self.full_at is not None or not intents:
            return
        count = sum(isinstance(intent, Tick) for intent in intents)
        self._ticks += count
        if count < len(intents):
            moves = [_MOVE(i) for i in intents if isinstance(i, PointerMove)]
            only = len(moves) == len(intents)
            self._write({"move": moves} if only else {"do": [data_of(i) for i in intents]})
            return
        if self._run[0] != count:
            self._end_run()
            self._run = (count, 0)
        self._run = (count, self._run[1] + 1)
        self._passes += 1

    def loaded(self) -> None:
        """The model was loaded."""
        self._write({"load": True})

    def asked(self, jobs: Iterable[Job]) -> None:
        """These jobs are to be done now, or still."""
        for slot, key, *_ in jobs:
            known = self._asked.setdefault(slot, deque(maxlen=_KEYS))
            if not any(key == other for other, _ in known):
                known.append((key, self._passes))

    def found(self, slot: str, key: Hashable) -> None:
        """The job of a slot and key has come to its end, and its result is taken."""
        known = self._asked.get(slot, deque())
        asked = next((asked for other, asked in known if other == key), self._passes)
        others = [one for one in known if one[0] != key]
        self._asked[slot] = deque(others, maxlen=_KEYS)
        self._write({"found": slot, "asked": asked})

    def text(self) -> bytes:
        """The replay of all that is recorded so far, as a file has it."""
        return bytes(self._lines) + self._run_line()

    def _write(self, data: object) -> None:
        if self.full_at is not None:
            return
        self._end_run()
        self._lines += _line(data)
        self._passes += 1
        if len(self._lines) > self._most:
            self.full_at = self._ticks
            self._asked.clear()

    def _end_run(self) -> None:
        self._lines += self._run_line()
        self._run = (0, 0)

    def _run_line(self) -> bytes:
        count, times = self._run
        if times < 2:
            return _line({"ticks": count}) if times else b""
        return _line({"ticks": count, "times": times})


def _line(data: object) -> bytes:
    # In ASCII, since the name of a file may hold what UTF-8 cannot write.
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"
