"""Slow look-ups: what the State lacks becomes jobs of the worker, whose results are intents."""

from __future__ import annotations

from collections.abc import Generator, Hashable
from functools import cache, partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.core.ink.ink import Stroke
from game.core.ink.pieces import pieces
from game.core.ink.reading import decided
from game.core.insight.damage_facts import NOISE_SEEDS, NOISES, facts
from game.core.insight.exemplars import exemplars
from game.core.insight.favorite import favorite
from game.core.insight.fragile import fewest_neurons, smallest_noise
from game.core.insight.layer_facts import layer_facts
from game.core.insight.nearest import Neighbor, nearest
from game.core.insight.worth import worth
from game.core.job import Job, finished
from game.core.kept import kept
from game.core.model.accuracy import Accuracy, tally
from game.core.model.damage import (
    HIDDEN,
    Damage,
    damaged,
    keeps_first_layer,
    neuron,
    noise_of,
    spreads,
)
from game.core.model.kept_sums import KeptSums, answers, answers_from, each_off, with_noise
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import Unit
from game.lab.break_it.sentences import waits_for
from game.lab.card.update import neighbors_of, worth_of
from game.lab.intents import (
    AccuracyMeasured,
    AloneMeasured,
    DamageFactsMeasured,
    DamageFound,
    ExemplarsFound,
    FavoriteFound,
    HealthyMeasured,
    LessonsRead,
    NeighborsFound,
    NoiseMeasured,
    ResponsesMeasured,
    WorthFound,
)
from game.lab.layers.update import facts_of
from game.lab.stage.now import dock_of
from game.lab.state.state import State
from game.shell.files.assets import Assets
from game.shell.files.lesson_file import shipped_lessons
from game.shell.files.model_file import Model

T = TypeVar("T")

#: test digits that onnxruntime reads in one go: 3 MB of pictures
BATCH = 1000


class Lookups:
    """Knows the model and the test digits."""

    def __init__(self, model: Model, assets: Assets) -> None:
        self._model = model
        # 8 MB, unpacked when first asked for, and then kept: a slider asks 30 times a second.
        self._pictures = cache(assets.test_pictures)
        self._labels = cache(assets.test_labels)
        self._first = cache(self._kept)
        self._lessons = partial(read_lessons, assets)

    def jobs(self, state: State) -> list[Job]:
        """Jobs for all that the state shows and does not have yet."""
        network = state.network
        if network is None:
            return []
        dock = dock_of(state)
        wanted: list[Job] = []
        if dock is not None and dock.name == "card":
            asked = state.card.question is not None
            wanted = self._of_answer(state, network) if asked else self._of_card(state, network)
        if state.screen.tab == "layers" and facts_of(state) is None:
            run = partial(self._responses, network, state.network_revision)
            wanted.append(Job("responses", state.network_revision, run))
        searching = state.break_it.search is not None
        if state.screen.tab is not None or state.break_it.damaged or searching:
            wanted += self._of_damage(state, network)
        elif not wanted:  # 13 MB that only an open panel needs
            self._pictures.cache_clear()
            self._first.cache_clear()
        if state.screen.sheet == "lessons" and state.lessons.shipped is None:
            wanted.append(Job("lessons", 0, self._lessons))
        return wanted

    def _of_card(self, state: State, network: Network) -> list[Job]:
        """Jobs for the card of the pinned neuron."""
        unit, revision = state.card.pinned, state.network_revision
        wanted: list[Job] = []
        if unit is None:
            return wanted
        if not state.card.exemplars:
            find = partial(self._exemplars, network, revision)
            wanted.append(Job("exemplars", revision, find))
        if state.card.favorite is None or state.card.favorite[0] != unit:
            compute = partial(find_favorite, network, revision, unit)
            wanted.append(Job("favorite", (revision, unit), compute))
        return wanted

    def _of_answer(self, state: State, network: Network) -> list[Job]:
        """Jobs for the open page of the answer to "Why 7?"; none under a moving pen."""
        card, prediction = state.card, state.prediction
        trace, shown = prediction.trace, prediction.shown
        if trace is None or shown is None or prediction.read is None or state.canvas.growing:
            return []
        if card.answer == "nearest" and neighbors_of(state) is None:
            look = partial(find_neighbors, self._model, network, trace)
            return [Job("nearest", trace, look, 0)]
        if card.answer == "ink" and worth_of(state) is None:
            strokes = prediction.segments[shown].upright(prediction.read)
            return [Job("worth", trace, partial(find_worth, network, trace, strokes), 0)]
        return []

    def _of_damage(self, state: State, network: Network) -> list[Job]:
        """Jobs for what Break It shows of the damage."""
        break_it, revision, healthy = state.break_it, state.network_revision, state.healthy
        wanted: list[Job] = []
        if break_it.accuracy is None or break_it.measured != revision:
            measure = partial(self._accuracy, network, revision, break_it.damage)
            # A quick one goes before the first picture of the weights, a slow one after it.
            quick = keeps_first_layer(break_it.damage) and not state.gradient.taught
            wanted.append(Job("accuracy", revision, measure, 0 if quick else 1))
        if break_it.search is not None and state.prediction.trace is not None:
            x, number = state.prediction.trace.activations[0], break_it.searches
            look = partial(search, break_it.search, network, x, number)
            wanted.append(Job("search", number, look))
        if healthy is None:
            return wanted
        if break_it.healthy is None and break_it.damaged:
            wanted.append(Job("accuracy.healthy", 0, partial(self._healthy, healthy)))
        if break_it.facts is None:
            wanted.append(Job("facts", 0, partial(self._facts, healthy), 2))
        # These take seconds, so they are measured only while a sentence on screen waits for them.
        waiting = waits_for(break_it) if state.screen.tab == "break" else None
        if waiting == "noise":
            wanted.append(Job("facts.noise", 0, partial(self._noise, healthy), 2))
        elif waiting == "alone":
            wanted.append(Job("facts.alone", 0, partial(self._alone, healthy), 2))
        return wanted

    def measure(self, network: Network, brightness: float = 1.0) -> Accuracy:
        """How onnxruntime, with these weights, reads the 10,000 test digits."""
        found: Accuracy = finished(self._measured(network, brightness))
        return found

    def _measured(self, network: Network, brightness: float) -> Generator[None, None, Accuracy]:
        """The same in steps. Where every row of W₁ is healthy or zero, onnxruntime is asked only
        for digits on the edge between two answers."""
        found = answers(self._first(), network) if brightness == 1 else None
        count = len(self._labels())
        found = found or (np.zeros(count, np.intp), np.zeros(count, bool))
        return (yield from self._settled(network, *found, brightness))

    def _settled(
        self,
        network: Network,
        digits: NDArray[np.intp],
        certain: NDArray[np.bool_],
        brightness: float = 1.0,
    ) -> Generator[None, None, Accuracy]:
        """The accuracy of the answers ``digits``, (n,), of all test digits. onnxruntime answers
        anew those that are not ``certain``, (n,); ``brightness`` scales their pictures."""
        pictures, labels = self._pictures(), self._labels()
        rows, asked = np.eye(10, dtype=np.float32)[digits], np.flatnonzero(~certain)
        for start in range(0, len(asked), BATCH):
            some = asked[start : start + BATCH]
            x = pictures[some] * np.float32(brightness / 255)
            rows[some] = self._model.probabilities(x, network)
            yield
        return tally(rows, labels)

    def _kept(self) -> KeptSums:
        """The healthy first layer's sums for all test digits."""
        weights = self._model.network.weights[0]
        sums: Array = finished(self._sums(weights))
        return KeptSums(weights, sums)

    def _sums(self, weights: Array) -> Generator[None, None, Array]:
        """The sums X·W₁ᵀ, (n, 128), of all test digits and a first layer's weights, (128, 784)."""
        pictures, sums = self._pictures(), []
        for n in range(0, len(pictures), BATCH):
            sums.append((pictures[n : n + BATCH] * np.float32(1 / 255)) @ weights.T)
            yield
        return np.concatenate(sums)

    def _accuracy(self, network: Network, revision: int, damage: Damage) -> AccuracyMeasured:
        return AccuracyMeasured(revision, damage, self.measure(network))

    def _healthy(self, network: Network) -> HealthyMeasured:
        return HealthyMeasured(self.measure(network))

    def _responses(self, network: Network, revision: int) -> ResponsesMeasured:
        return find_responses(network, revision, self._pictures(), self._labels())

    def _facts(self, network: Network) -> Generator[None, None, DamageFactsMeasured]:
        found = yield from _once(network, "facts", facts(network, self._measured))
        return DamageFactsMeasured(found)

    def _noise(self, network: Network) -> Generator[None, None, NoiseMeasured]:
        """The accuracy with 30 seeds at every amount of noise; takes some 3 s."""
        shares: dict[int, list[float]] = {percent: [] for percent in NOISES}
        for seed in NOISE_SEEDS:
            noise_sums = yield from self._sums(noise_of(seed)[0])
            for percent, found in shares.items():
                noisy = damaged(network, Damage(noise=percent, seed=seed))
                size = np.float32(percent / 100) * spreads(network)[0]
                kept = with_noise(self._first(), noise_sums, size, noisy.weights[0])
                measured = yield from self._settled(noisy, *answers_from(kept, noisy))
                found.append(measured.share)
                yield
        return NoiseMeasured(tuple((n, min(found), max(found)) for n, found in shares.items()))

    def _alone(self, network: Network) -> Generator[None, None, AloneMeasured]:
        """The accuracy with each hidden neuron off alone; takes some 1 s."""
        digits, certain = yield from each_off(self._first(), network)
        shares = []
        for number in range(HIDDEN):
            off = damaged(network, Damage(ablated=(neuron(number),)))
            found = yield from self._settled(off, digits[:, number], certain[:, number])
            shares.append(found.share)
            yield
        return AloneMeasured(tuple(shares))

    def _exemplars(self, network: Network, revision: int) -> ExemplarsFound:
        """The test digits that fire each neuron most, as pictures."""
        images, labels = self._pictures(), self._labels()
        found = exemplars(network, images)
        units = [Unit(layer, i) for layer in (1, 2, 3) for i in range(SIZES[layer])]
        pictures = (
            tuple(np.divide(images[index], 255, dtype=np.float32) for index in found.of(unit)[0])
            for unit in units
        )
        digits = tuple(tuple(labels[found.of(unit)[0]].tolist()) for unit in units)
        return ExemplarsFound(revision, tuple(pictures), digits)


def find_responses(
    network: Network, revision: int, pictures: NDArray[np.uint8], labels: NDArray[np.uint8]
) -> ResponsesMeasured:
    """Measure what each layer does on the test digits: pictures (n, 784), labels (n,)."""
    return ResponsesMeasured(revision, layer_facts(network, pictures, labels))


def find_favorite(
    network: Network, revision: int, unit: Unit
) -> Generator[None, None, FavoriteFound]:
    """Compute the ink that would fire a neuron most."""
    found = yield from _once(network, unit, favorite(network, unit))
    return FavoriteFound(revision, unit, found.x, found.z)


def _once(
    network: Network, about: Hashable, work: Generator[None, None, T]
) -> Generator[None, None, T]:
    """The result of work, which is done once for a network and kept as long as that lives: it must
    take little room. ``about``: what it is about."""
    known = _known(network)
    if about not in known:
        known[about] = yield from work
    found: T = known[about]
    return found


@kept(1)
def _known(network: Network) -> dict[Hashable, Any]:
    """What `_once` keeps."""
    return {}


def find_neighbors(model: Model, network: Network, trace: Trace) -> NeighborsFound:
    """Look for the nearest other answers, and ask onnxruntime about each: what it does not answer
    with its digit counts as not found."""
    x = trace.activations[0]
    found = nearest(network, x)
    pictures = [x if near.change is None else x + near.change for near in found]
    rows = model.probabilities(np.stack(pictures), network)
    neighbors = tuple(
        near if decided(row) == near.digit else Neighbor(near.digit, None, None)
        for near, row in zip(found, rows, strict=True)
    )
    sure = tuple(float(row[near.digit]) for near, row in zip(found, rows, strict=True))
    return NeighborsFound(trace, neighbors, sure)


def find_worth(network: Network, trace: Trace, strokes: tuple[Stroke, ...]) -> WorthFound:
    """Cut a digit's strokes, without their slant, into pieces, and compute what each is worth."""
    x = trace.activations[0]
    parts = pieces(strokes, x)
    return WorthFound(trace, parts, worth(network, x, parts.owner, parts.count))


def search(
    name: str, network: Network, x: Array, number: int
) -> Generator[float, None, DamageFound]:
    """Look for the smallest damage of a kind, "fewest" neurons or "noise", that changes the answer
    to the picture ``x``, (784,). ``number`` tells which search it is."""
    if name == "noise":
        return DamageFound(number, (yield from smallest_noise(network, x)))
    return DamageFound(number, (yield from fewest_neurons(network, x)))


def read_lessons(assets: Assets) -> LessonsRead:
    """The shipped lessons that can be used, and why another one cannot."""
    return LessonsRead(*shipped_lessons(assets))
