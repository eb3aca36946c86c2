"""Slow work that a panel wants done off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple


class Job(NamedTuple):
    """Work for the worker thread. The latest job of a slot wins; ``key`` says what it is for.

    ``run`` touches nothing that the main thread changes, and its result goes to ``accept``.
    """

    slot: str
    key: Hashable
    run: Callable[[], object]
