"""State and model together: intents go in, the answered State comes out. Every command that runs
the lab does so through this: in a window, in a file, as a benchmark."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np

from game.core.job import Job
from game.engine.lookups import Lookups
from game.engine.visit.recorder import Recorder
from game.lab.intents import (
    AnswersInferred,
    GaugeLoaded,
    Intent,
    NetworkLoaded,
    OpenTab,
    SamplesLoaded,
    SetDamage,
)
from game.lab.intents.record import is_plain
from game.lab.state.state import State
from game.lab.update import update
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge
from game.shell.files.model_file import Model


class Driver:
    """Holds the newest State and asks onnxruntime whenever digits have changed.

    ``recorder``: writes down what it is given; None: nothing is written down.
    """

    def __init__(self, state: State, recorder: Recorder | None = None) -> None:
        self.state = state
        self.recorder = recorder
        self._model: Model | None = None
        self._lookups: Lookups | None = None

    def load(self, model: Model, assets: Assets) -> None:
        """Give the State the network, the gauge and the sample ink, all read and checked."""
        self._model, self._lookups = model, Lookups(model, assets)
        samples, gauge = assets.samples.digits, load_gauge(assets)
        if self.recorder:
            self.recorder.loaded()
        self._do([NetworkLoaded(model.network), GaugeLoaded(gauge), SamplesLoaded(samples)])

    def advance(self, intents: Iterable[Intent]) -> State:
        """Apply intents; digits they changed are answered before this returns."""
        if self.recorder:
            intents = list(intents)
            self.recorder.advanced(intents)
        return self._do(intents)

    def take(self, slot: str, key: Hashable, found: Intent) -> State:
        """Apply what a job of a slot and key has found; digits it changed are answered."""
        if is_plain(found):
            return self.advance([found])
        if self.recorder:
            self.recorder.found(slot, key)
        return self._do([found])

    def _do(self, intents: Iterable[Intent]) -> State:
        self.state = update(self.state, intents)
        if self.state.wants_answers and self._model is not None:
            self.state = update(self.state, [self._answered(self._model)])
        return self.state

    def _answered(self, model: Model) -> AnswersInferred:
        """onnxruntime's answers for all digits, and for the unprepared ink where it is shown."""
        state, ink = self.state, self.state.prediction.read
        assert ink is not None
        pictures = [found.x for found in state.prediction.segments]
        count = len(pictures)
        if state.canvas.raw_x is not None:
            pictures.append(state.canvas.raw_x)
        x, network = np.stack(pictures), state.network
        rows = model.probabilities(x, network)
        raw = rows[count] if len(rows) > count else None
        healthy = None if network is state.healthy else model.probabilities(x[:count])
        return AnswersInferred(ink, rows[:count], raw, healthy)

    def jobs(self) -> list[Job]:
        """Slow look-ups that the state wants; their results are intents."""
        jobs = self._lookups.jobs(self.state) if self._lookups else []
        if self.recorder:
            self.recorder.asked(jobs)
        return jobs


def broken_by(code: str) -> list[Intent]:
    """The intents that open Break It with the damage of a code; none for ""."""
    return [OpenTab("break"), SetDamage(code)] if code else []
