"""Which signals the picture shows: those of all weights, of the Readable view, or of a focus."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.core.insight.explain import Edge
from game.core.model.network import Network, Trace
from game.core.model.unit import OFFSETS, Unit
from game.lab.network.plan import UnitPlan
from game.lab.network.readable import Flows, Shown, flows, plan_of, signals_of
from game.lab.network.signals import Pulses, Signals, choose, pulses
from game.view.network.pictures.chosen_edges import chain_ends, pinned_edges
from game.view.network.scene import NetworkScene

#: ticks between two choices of signals while the answer keeps changing
_CHOOSE_EVERY = 4
#: share of the pulses that is left while a pen moves: then the eye is with the pen, and the frame
#: has most to do
_UNDER_PEN = 0.6
#: edges of a pinned neuron that carry pulses, at most
_PINNED = 240
#: pulses on each edge of the Readable view, and of a chain
_EACH, _EACH_CHAIN = 1, 2


class _Sight(NamedTuple):
    """Which edges may carry signals, apart from what the answer makes of them."""

    #: the neurons that Readable shows; None: Everything
    shown: Shown | None
    #: signals, at most
    most: int
    pinned: Unit | None
    chain: tuple[Edge, ...]


class _Chosen(NamedTuple):
    """The signals on show, what they were chosen for, and at which tick."""

    network: Network | None
    trace: Trace | None
    sight: _Sight
    tick: float
    signals: Signals


class NetworkSignals:
    """Keeps the chosen signals from frame to frame."""

    def __init__(self) -> None:
        self._chosen: _Chosen | None = None
        self._tick: float | None = None

    def forget(self) -> None:
        """Nothing is shown: hold no network and no trace."""
        self._chosen = None

    def pulses(self, scene: NetworkScene, plan: UnitPlan) -> Pulses:
        """What is to be drawn of a scene with a trace. While one view becomes the other, the
        pulses of the first fade out, then those of the second fade in."""
        signals = self._signals(scene, plan)
        tick = 0 if scene.still else scene.tick
        seen = pulses(signals, plan, tick, scene.since, scene.dark)
        if not 0 < scene.view < 1:
            return seen
        return seen._replace(strength=seen.strength * np.float32(abs(2 * scene.view - 1)))

    def _signals(self, scene: NetworkScene, plan: UnitPlan) -> Signals:
        readable = scene.view > 0.5
        # A small picture would drown in as many pulses as a large one carries.
        share = plan.rect.w * plan.rect.h / (500_000 * plan.scale**2)
        count = round(
            scene.signals * min(max(share, 0.3), 1) * (_UNDER_PEN if scene.growing else 1)
        )
        shown = scene.chosen if readable else None
        sight = _Sight(shown, count, scene.pinned, scene.chain)
        moved = self._tick is not None and self._tick != scene.tick
        self._tick = scene.tick
        old = self._chosen
        same = old is not None and old.network is scene.network and old.trace is scene.trace
        # Another view or another neuron in focus is shown at once.
        if old is None or old.sight != sight or (not same and self._due(scene, moved)):
            # Not the plan on the way from one view to the other: in that, what leaves is there.
            end = plan_of(plan.rect, plan.scale, readable, scene.chosen, plan.bars is not None)
            signals = _choose(scene, end, count, readable)
            old = _Chosen(scene.network, scene.trace, sight, scene.tick, signals)
            self._chosen = old
        return old.signals

    def _due(self, scene: NetworkScene, moved: bool) -> bool:
        """Whether to choose again for another answer: under a moving pen it changes every
        frame, and no eye follows single pulses that fast."""
        assert self._chosen
        return scene.still or not moved or not 0 <= scene.tick - self._chosen.tick < _CHOOSE_EVERY


def _choose(scene: NetworkScene, plan: UnitPlan, count: int, readable: bool) -> Signals:
    """The signals of a scene; ``count``: of all weights, at most so many."""
    assert scene.network and scene.trace
    if scene.chain:
        source, target = chain_ends(scene.chain)
        through = np.array([edge.contribution for edge in scene.chain])
        contribution = np.nan_to_num(through, posinf=0, neginf=0)
        return signals_of(_flows(source, target, contribution), _EACH_CHAIN)
    if scene.pinned is not None:
        source, target, value = pinned_edges(plan, scene.network, scene.trace, scene.pinned)
        activation = np.concatenate(scene.trace.layers)
        value = np.where(np.nan_to_num(activation[source]) > 0, value, 0)
        order = np.argsort(-np.abs(value), kind="stable")[: min(_PINNED, count)]
        order = order[value[order] != 0]
        return signals_of(_flows(source[order], target[order], value[order]), 1)
    if readable:
        return signals_of(flows(scene.network, scene.trace, scene.chosen), _EACH)
    return choose(scene.network, scene.trace, count)


def _flows(source: np.ndarray, target: np.ndarray, value: np.ndarray) -> Flows:
    """Edges as flows: each value becomes a share of the largest of its gap."""
    layer = np.searchsorted(OFFSETS[1:4], source, side="right")
    largest = np.zeros(3)
    np.maximum.at(largest, layer, np.abs(value))
    return Flows(layer, source, target, value / np.where(largest > 0, largest, 1)[layer])
