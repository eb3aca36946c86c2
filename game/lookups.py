"""Slow look-ups that the lab wants of its worker: what they give back are intents."""

from __future__ import annotations

from collections.abc import Generator
from functools import cache, partial

import numpy as np

from game.core.accuracy import Accuracy, tally
from game.core.damage import Damage, keeps_first_layer
from game.core.exemplars import exemplars
from game.core.facts import facts
from game.core.favourite import favourite
from game.core.first_layer import FirstLayer, answers
from game.core.fragile import fewest_neurons, smallest_noise
from game.core.network import SIZES, Array, Network
from game.core.units import Unit
from game.lab.intents import (
    AccuracyMeasured,
    DamageFound,
    ExemplarsFound,
    FactsMeasured,
    FavouriteFound,
    HealthyMeasured,
    ResponsesMeasured,
)
from game.lab.layers import facts_of
from game.lab.state import State
from game.layer_lookup import find_responses
from game.shell.assets import Assets
from game.shell.model_file import Model
from game.view.job import Job, finished

#: test digits that onnxruntime reads in one go: 3 MB of pictures
BATCH = 1000


class Lookups:
    """Knows the model and the test digits."""

    def __init__(self, model: Model, assets: Assets) -> None:
        self._model = model
        # Unpacked when first asked for, 8 MB, and then kept: a slider asks 30 times a second.
        self._pictures = cache(assets.test_pictures)
        self._labels = cache(assets.test_labels)
        self._first = cache(self._kept)

    def jobs(self, state: State) -> list[Job]:
        """What is wanted and not there."""
        network = state.network
        if network is None:
            return []
        wanted = self._of_card(state, network) if state.dock in ("neuron", "output") else []
        if state.tab == "layers" and facts_of(state) is None:
            run = partial(self._responses, network, state.network_revision)
            wanted.append(Job("responses", state.network_revision, run))
        if state.tab is not None or state.damaged:
            wanted += self._of_damage(state, network)
        elif not wanted:  # 13 MB that only an open panel needs
            self._pictures.cache_clear()
            self._first.cache_clear()
        return wanted

    def _of_card(self, state: State, network: Network) -> list[Job]:
        unit, revision, wanted = state.pinned, state.network_revision, []
        if unit is None:
            return []
        if not state.exemplars:
            run = partial(self._exemplars, network, revision)
            wanted.append(Job("exemplars", revision, run))
        if state.favourite is None or state.favourite[0] != unit:
            run = partial(find_favourite, network, revision, unit)
            wanted.append(Job("favourite", (revision, unit), run))
        return wanted

    def _of_damage(self, state: State, network: Network) -> list[Job]:
        experiment, revision = state.experiment, state.network_revision
        wanted = []
        if experiment.accuracy is None or experiment.measured != revision:
            run = partial(self._accuracy, network, revision, experiment.damage)
            # Quick ones go before the first picture of the weights, slow ones after it.
            quick = keeps_first_layer(experiment.damage) and not state.learning.taught
            wanted.append(Job("accuracy", revision, run, 0 if quick else 1))
        if experiment.search is not None and state.trace is not None:
            x, number = state.trace.activations[0], experiment.searches
            run = partial(search, experiment.search, network, x, number)
            wanted.append(Job("search", number, run))
        if experiment.healthy is None and state.damaged and state.healthy is not None:
            run = partial(self._healthy, state.healthy)
            wanted.append(Job("accuracy.healthy", 0, run))
        if experiment.facts is None and state.healthy is not None:
            wanted.append(Job("facts", 0, partial(self._facts, state.healthy), 2))
        return wanted

    def measure(self, network: Network, brightness: float = 1.0) -> Accuracy:
        """How onnxruntime, with these weights, reads the 10,000 test digits."""
        found: Accuracy = finished(self._measured(network, brightness))
        return found

    def _measured(self, network: Network, brightness: float) -> Generator[None, None, Accuracy]:
        """The same in steps. Where the first layer is as it was, only digits on the edge between
        two answers need onnxruntime."""
        pictures, labels = self._pictures(), self._labels()
        found = answers(self._first(), network) if brightness == 1 else None
        digits, certain = found or (np.zeros(len(labels), np.intp), np.zeros(len(labels), bool))
        rows, asked = np.eye(10, dtype=np.float32)[digits], np.flatnonzero(~certain)
        for start in range(0, len(asked), BATCH):
            some = asked[start : start + BATCH]
            x = pictures[some] * np.float32(brightness / 255)
            rows[some] = self._model.probabilities(x, network)
            yield
        return tally(rows, labels)

    def _kept(self) -> FirstLayer:
        """The healthy first layer's sums for all test digits."""
        weights, pictures = self._model.network.weights[0], self._pictures()
        sums = [
            (pictures[n : n + BATCH] * np.float32(1 / 255)) @ weights.T
            for n in range(0, len(pictures), BATCH)
        ]
        return FirstLayer(weights, np.concatenate(sums))

    def _accuracy(self, network: Network, revision: int, damage: Damage) -> AccuracyMeasured:
        return AccuracyMeasured(revision, damage, self.measure(network))

    def _healthy(self, network: Network) -> HealthyMeasured:
        return HealthyMeasured(self.measure(network))

    def _responses(self, network: Network, revision: int) -> ResponsesMeasured:
        return find_responses(network, revision, self._pictures(), self._labels())

    def _facts(self, network: Network) -> Generator[None, None, FactsMeasured]:
        return FactsMeasured((yield from facts(network, self._measured)))

    def _exemplars(self, network: Network, revision: int) -> ExemplarsFound:
        """The test digits that fire each neuron most, as pictures."""
        images = self._pictures()
        found = exemplars(network, images)
        units = [Unit(layer, i) for layer in (1, 2, 3) for i in range(SIZES[layer])]
        pictures = (
            tuple(np.divide(images[index], 255, dtype=np.float32) for index in found.of(unit)[0])
            for unit in units
        )
        return ExemplarsFound(revision, tuple(pictures))


def find_favourite(network: Network, revision: int, unit: Unit) -> FavouriteFound:
    """The ink that would fire a neuron most."""
    found = favourite(network, unit)
    return FavouriteFound(revision, unit, found.x, found.z)


def search(
    name: str, network: Network, x: Array, number: int
) -> Generator[float, None, DamageFound]:
    """Look for the smallest damage of a kind that changes the answer to x."""
    if name == "noise":
        return DamageFound(number, (yield from smallest_noise(network, x)))
    return DamageFound(number, (yield from fewest_neurons(network, x)))
