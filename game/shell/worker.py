"""One thread for slow work. In each slot the newest request wins; the rest is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import NamedTuple


class Done(NamedTuple):
    """A finished request. ``error`` is what it raised, else None."""

    slot: str
    key: Hashable
    result: object
    error: Exception | None


class Worker:
    """Runs requests one after the other in a daemon thread.

    ``wake``: called from that thread whenever a result is ready.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._waiting: dict[str, tuple[Hashable, Callable[[], object]]] = {}
        self._asked: dict[str, Hashable] = {}
        self._done: list[Done] = []
        self._change = threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        self._thread.start()

    def ask(self, slot: str, key: Hashable, run: Callable[[], object]) -> None:
        """Request work; asking again for the slot's newest key changes nothing."""
        with self._change:
            if self._asked.get(slot) == key:
                return
            self._asked[slot] = key
            self._waiting[slot] = (key, run)
            self._change.notify()

    def collect(self) -> list[Done]:
        """What has been finished since the last call, oldest first."""
        with self._change:
            done, self._done = self._done, []
        return done

    def close(self) -> None:
        """Finish the request in hand and stop."""
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
                slot = next(iter(self._waiting))
                key, run = self._waiting.pop(slot)
            result, error = None, None
            try:
                result = run()
            except Exception as caught:  # the app decides what a fault in the picture is worth
                error = caught
            with self._change:
                self._done.append(Done(slot, key, result, error))
            self._wake()
