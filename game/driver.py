"""State and model together: intents in, the answered State out. Window, render and bench use it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from game.core.exemplars import exemplars
from game.core.favourite import favourite
from game.core.network import SIZES, Network
from game.core.units import Unit
from game.lab.intents import (
    AnswersInferred,
    ExemplarsFound,
    FavouriteFound,
    GaugeLoaded,
    Intent,
    NetworkLoaded,
    SamplesLoaded,
)
from game.lab.state import State
from game.lab.update import update
from game.shell.assets import Assets
from game.shell.gauge_file import load_gauge
from game.shell.model_file import Model
from game.view.job import Job


class Driver:
    """Holds the newest State and asks onnxruntime whenever digits have changed."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._model: Model | None = None
        self._assets: Assets | None = None

    def load(self, model: Model, assets: Assets) -> None:
        """The network and the sample ink have been read and checked."""
        self._model, self._assets = model, assets
        samples, gauge = assets.samples.digits, load_gauge(assets)
        self.advance([NetworkLoaded(model.network), GaugeLoaded(gauge), SamplesLoaded(samples)])

    def advance(self, intents: Iterable[Intent]) -> State:
        """Apply intents; digits they changed are answered before this returns."""
        self.state = update(self.state, intents)
        if self.state.wants_answers and self._model is not None:
            self.state = update(self.state, [self._answered(self._model)])
        return self.state

    def _answered(self, model: Model) -> AnswersInferred:
        """onnxruntime's answers for all digits, and for the unprepared ink where it is shown."""
        pictures = [found.x for found in self.state.segments]
        count = len(pictures)
        if self.state.raw_x is not None:
            pictures.append(self.state.raw_x)
        rows = model.probabilities(np.stack(pictures))
        rows.flags.writeable = False
        raw = rows[count] if len(rows) > count else None
        return AnswersInferred(self.state.read_revision, rows[:count], raw)

    def jobs(self) -> list[Job]:
        """Slow look-ups that the open card wants; their results are intents."""
        state = self.state
        network, unit = state.network, state.pinned
        if network is None or unit is None or self._assets is None:
            return []
        revision, wanted = state.network_revision, []
        if not state.exemplars:
            run = partial(find_exemplars, network, revision, self._assets)
            wanted.append(Job("exemplars", revision, run))
        if state.favourite is None or state.favourite[0] != unit:
            run = partial(find_favourite, network, revision, unit)
            wanted.append(Job("favourite", (revision, unit), run))
        return wanted


def find_favourite(network: Network, revision: int, unit: Unit) -> FavouriteFound:
    """The ink that would fire a neuron most."""
    found = favourite(network, unit)
    return FavouriteFound(revision, unit, found.x, found.z)


def find_exemplars(network: Network, revision: int, assets: Assets) -> ExemplarsFound:
    """The test digits that fire each neuron most, as pictures."""
    images = assets.test_pictures()
    found = exemplars(network, images)
    units = [Unit(layer, i) for layer in (1, 2, 3) for i in range(SIZES[layer])]
    pictures = (
        tuple(np.divide(images[index], 255, dtype=np.float32) for index in found.of(unit)[0])
        for unit in units
    )
    return ExemplarsFound(revision, tuple(pictures))
