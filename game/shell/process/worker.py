"""One thread for slow work. In each slot the newest request wins; older ones are dropped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Hashable
from typing import NamedTuple


class Done(NamedTuple):
    """A finished request. ``error`` is what it raised, else None."""

    slot: str
    key: Hashable
    result: object
    error: Exception | None


#: s that a request waits before it counts as the most urgent; one of this urgency never does
PATIENCE = 0.06
IN_BACKGROUND = 2


class _Request(NamedTuple):
    urgency: int
    key: Hashable
    run: Callable[[], object]
    #: monotonic s since which its slot has waited, for this request or one that it replaced
    since: float
    #: the work in hand, when it is done in steps
    steps: Generator[object, None, object] | None = None


class Worker:
    """Runs requests in a daemon thread: the most urgent first, and among equally urgent ones the
    one that has waited longest.

    Work may be a generator: between its steps a newer request of its slot replaces it, and more
    urgent ones go first. ``wake``: called from that thread whenever a result is ready.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._waiting: dict[str, _Request] = {}
        self._asked: dict[str, Hashable] = {}
        self._done: list[Done] = []
        self._change = threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        self._thread.start()

    def ask(self, slot: str, key: Hashable, run: Callable[[], object], urgency: int = 1) -> None:
        """Request work; asking again for the slot's newest key changes nothing.

        ``urgency``: 0 at once, 1 soon, 2 when there is nothing else to do.
        """
        with self._change:
            if self._asked.get(slot) == key:
                return
            self._asked[slot] = key
            now = time.monotonic()
            since = self._waiting[slot].since if slot in self._waiting else now
            self._waiting[slot] = _Request(urgency, key, run, since)
            self._change.notify()

    def cancel(self, slot: str) -> None:
        """Drop what the slot was asked for, also between two steps of it."""
        with self._change:
            self._asked.pop(slot, None)
            self._waiting.pop(slot, None)

    def forget(self) -> None:
        """Drop all that was asked for."""
        with self._change:
            self._asked.clear()
            self._waiting.clear()
            self._done.clear()

    def collect(self) -> list[Done]:
        """What has been finished since the last call, oldest first."""
        with self._change:
            done, self._done = self._done, []
        return done

    def close(self) -> None:
        """Finish the step in hand and stop."""
        with self._change:
            self._over = True
            self._waiting.clear()
            self._change.notify()
        self._thread.join(timeout=1)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._over)
                if self._over:
                    return
                slot = self._next()
                request = self._waiting.pop(slot)
            try:
                unfinished = self._step(slot, request)
            except Exception as error:  # the loop decides what follows from it
                unfinished = None
                self._finish(slot, request.key, None, error)
            if unfinished:
                with self._change:
                    # It goes on later, unless a newer request has taken its place.
                    if self._asked.get(slot) == request.key and slot not in self._waiting:
                        self._waiting = {slot: unfinished, **self._waiting}
            del request, unfinished  # while it waits it keeps nothing of what it did last

    def _next(self) -> str:
        """The slot whose turn it is: the most urgent one, among equals the one that has waited
        longest. A request that has waited for PATIENCE s counts as the most urgent: otherwise a
        slider that asks for a picture 60 times a second would keep all others waiting for ever."""
        now = time.monotonic()

        def rank(slot: str) -> tuple[int, float]:
            request = self._waiting[slot]
            late = request.urgency < IN_BACKGROUND and now - request.since > PATIENCE
            return 0 if late else request.urgency, request.since

        return min(self._waiting, key=rank)

    def _step(self, slot: str, request: _Request) -> _Request | None:
        """Do the work, or one step of it; returns what remains to be done."""
        steps = request.steps
        if steps is None:
            result = request.run()
            if not isinstance(result, Generator):
                self._finish(slot, request.key, result, None)
                return None
            steps = result
        try:
            next(steps)
        except StopIteration as end:
            self._finish(slot, request.key, end.value, None)
            return None
        return request._replace(steps=steps)

    def _finish(self, slot: str, key: Hashable, result: object, error: Exception | None) -> None:
        with self._change:
            self._done.append(Done(slot, key, result, error))
        self._wake()
