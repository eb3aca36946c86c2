"""A recorded visit, done again: pass by pass, with the same State after each as there was."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from game.core.job import Job
from game.engine.driver import Driver
from game.engine.start import start_state
from game.engine.visit.recorder import Recorder
from game.lab.intents import Intent, Tick
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model
from game.shell.files.replay_file import Do, Found, Load, Replay, ReplayError, Ticks


class Replayer:
    """Does a replay's passes one after the other in a lab of its own, ``driver``.

    What jobs had found is worked out again, in a thread from where it was asked for, and comes in
    the pass in which it came. Wishes are not granted: nothing is copied, exported or saved again.
    """

    def __init__(self, replay: Replay, model: Model, assets: Assets) -> None:
        state = start_state(replay.settings)
        self.driver = Driver(state, Recorder(state.screen, replay.model))
        self._model, self._assets = model, assets
        #: the slots of jobs that are asked for before a pass
        self._asks: dict[int, set[str]] = {}
        for step in replay.steps:
            if isinstance(step, Found):
                self._asks.setdefault(step.asked, set()).add(step.slot)
        self._works: dict[tuple[str, int], tuple[Job, Future[object]]] = {}
        self._thread = ThreadPoolExecutor(1, "replay")
        self._passes = _passes(replay)
        self._number = 0
        self._next = next(self._passes, None)

    @property
    def over(self) -> bool:
        """Whether all passes are done."""
        return self._next is None

    @property
    def waits(self) -> bool:
        """Whether the next pass has to wait for a job."""
        step = self._next
        self._ask()
        known = self._works.get((step.slot, step.asked)) if isinstance(step, Found) else None
        return known is not None and not known[1].done()

    def step(self) -> State:
        """Do the next pass. ReplayError where it takes a result that nobody asked for."""
        self._ask()
        step, self._next = self._next, next(self._passes, None)
        self._number += 1
        match step:
            case Load():
                self.driver.load(self._model, self._assets)
            case Ticks():
                self.driver.advance([Tick()] * step.count)
            case Do():
                self.driver.advance(step.intents)
            case Found():
                self._take(step)
        return self.driver.state

    def close(self) -> None:
        """Begin no more of its jobs."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _ask(self) -> None:
        """Begin the jobs that are asked for before the next pass."""
        wanted = self._asks.pop(self._number, set())
        for job in self.driver.jobs() if wanted else ():
            if job.slot in wanted:
                work = self._thread.submit(job.done)
                self._works[job.slot, self._number] = job, work

    def _take(self, step: Found) -> None:
        known = self._works.pop((step.slot, step.asked), None)
        found = known[1].result() if known else None
        if known is None or not isinstance(found, Intent):
            raise ReplayError(
                f"pass {self._number}: nothing asked for “{step.slot}”; the replay was changed by "
                "hand, or recorded by another version: record it anew"
            )
        self.driver.take(step.slot, known[0].key, found)


def _passes(replay: Replay) -> Iterator[Load | Ticks | Do | Found]:
    """The passes, each by itself."""
    for step in replay.steps:
        if isinstance(step, Ticks):
            once = Ticks(step.count, 1)
            for _ in range(step.times):
                yield once
        else:
            yield step
