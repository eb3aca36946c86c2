"""Slow work that a panel wants done off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable
from typing import Any, NamedTuple


class Job(NamedTuple):
    """Work for the worker thread. The latest job of a slot wins; ``key`` says what it is for.

    ``run`` touches nothing that the main thread changes, and its result goes to ``accept``. It
    may be a generator function: between its steps the job may be dropped, or wait for another.
    ``urgency``: 0 is done at once, 1 soon, 2 when there is nothing else to do.
    """

    slot: str
    key: Hashable
    run: Callable[[], object]
    urgency: int = 1

    def done(self) -> object:
        """The result of the work, done in place."""
        return finished(self.run())


def finished(work: object) -> Any:
    """The result of work; a generator is run to its end first, step by step."""
    while isinstance(work, Generator):
        try:
            next(work)
        except StopIteration as end:
            return end.value
    return work
