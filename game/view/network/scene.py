"""What the network's picture shows at one tick, and what follows from it alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.core.geometry import Rect
from game.core.ink.reading import decided
from game.core.insight.explain import Edge
from game.core.model.damage import HEALTHY, Damage
from game.core.model.gradient import Gradient
from game.core.model.network import SIZES, Array, Network, Trace
from game.core.model.unit import OFFSETS, Unit
from game.lab.network.readable import START, Shown
from game.view.network.chosen_edges import chain_ends

#: how bright neurons remain that the pinned one, or the chain, has nothing to do with
_ASIDE = np.float32(0.3)


@dataclass(frozen=True, slots=True)
class NetworkScene:
    """What the picture shows at one tick."""

    #: the picture, window px
    rect: Rect
    network: Network | None
    network_revision: int
    #: None: nothing is drawn on the canvas
    trace: Trace | None
    #: onnxruntime's probabilities, ten of them, or None to show the trace's
    answer: tuple[float, ...] | None
    answer_revision: int
    #: the signals' time, ticks; it may run slowly, stand still or be set back
    tick: float
    #: when, in that time, the wave of this answer set out
    fired_at: float
    #: how many pulses to show
    signals: int
    #: reduced motion: everything stands lit and nothing runs
    still: bool
    #: a pen is adding to the drawing: the next answer comes before this one could be painted well
    growing: bool = False
    #: nothing was lit before this wave
    dark: bool = False
    #: 0 Everything … 1 Readable
    view: float = 0.0
    #: the neurons that Readable shows (`readable.follow`)
    chosen: Shown = START
    pinned: Unit | None = None
    #: under the mouse, or focused
    hovered: Unit | None = None
    #: "Why 7?": the edges of its answer; not empty: these are shown instead of the pinned one's
    chain: tuple[Edge, ...] = ()
    #: the layer that is spoken of, 0..3: it has the light, and a frame
    layer: int | None = None
    #: the gradient that runs back through the network, and the ticks since it set out
    backward: tuple[Gradient, int] | None = None
    #: what was done to the network, and whether its wounds may spark
    damage: Damage = HEALTHY
    sparks: bool = False

    @property
    def since(self) -> float:
        """Ticks since the wave set out; infinity where none runs."""
        if self.trace is None or self.still:
            return math.inf
        return max(self.tick - self.fired_at, 0.0)

    @property
    def top(self) -> int | None:
        """The digit that wins; None on a blank canvas or when the answer is not a number."""
        if self.trace is None:
            return None
        return decided(self.probabilities)

    @property
    def probabilities(self) -> Array:
        """The answer shown, (10,); all 0 on a blank canvas."""
        if self.answer is not None:
            return np.array(self.answer, np.float32)
        return np.zeros(10, np.float32) if self.trace is None else self.trace.probabilities

    @property
    def focused(self) -> bool:
        """Whether a neuron or a chain has all the light."""
        return self.pinned is not None or bool(self.chain)


def lights(scene: NetworkScene) -> tuple[Array, Array, Array]:
    """Brightness of Hidden 1, Hidden 2 and the output once the wave has passed, 0..1."""
    if scene.trace is None:
        return tuple(np.zeros(size, np.float32) for size in SIZES[1:])  # type: ignore[return-value]
    _, *hidden, _ = scene.trace.layers
    found = []
    for value in hidden:
        fired = np.maximum(np.nan_to_num(value, posinf=0, neginf=0), 0)
        found.append(np.sqrt(fired / (fired.max(initial=0) or 1)) * np.float32(0.9))
    found.append(np.clip(np.nan_to_num(scene.probabilities), 0, 1))
    if scene.focused:
        part = _focus(scene)
        cuts = np.array(OFFSETS[2:4]) - OFFSETS[1]
        found = [a * b for a, b in zip(found, np.split(part, cuts), strict=True)]
    if scene.layer is not None:
        found = [
            light if layer == scene.layer else light * _ASIDE
            for layer, light in enumerate(found, 1)
        ]
    return found[0], found[1], found[2]


def _focus(scene: NetworkScene) -> Array:
    """What of each neuron's light remains beside a pin or a chain, (202,)."""
    part = np.full(OFFSETS[-1], _ASIDE)
    if scene.chain:
        part[np.concatenate(chain_ends(scene.chain))] = 1
    elif scene.pinned is not None:
        low, high = max(scene.pinned.layer - 1, 0), min(scene.pinned.layer + 1, 3)
        part[OFFSETS[low] : OFFSETS[high + 1]] = 1
        part[OFFSETS[scene.pinned.layer] : OFFSETS[scene.pinned.layer + 1]] = _ASIDE
        part[OFFSETS[scene.pinned.layer] + scene.pinned.index] = 1
    return part[OFFSETS[1] :]
