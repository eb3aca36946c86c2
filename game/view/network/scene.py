"""What the network's picture shows at one tick, and what follows from that alone."""

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
from game.lab.card.act import Path
from game.lab.network.readable import START, Shown
from game.lab.network.signals import ARRIVALS, BEAT, WAVE_TICKS, reached_at
from game.view.network.pictures.chosen_edges import chain_ends

#: what is left of the light of neurons that the pinned one, the chain or the layer leaves out
_ASIDE = np.float32(0.3)

#: what is left of the output's light where the answer is in doubt
_DOUBTED = np.float32(0.45)

#: brightness of Hidden 1, (128,), of Hidden 2, (64,), and of the output, (10,), each 0..1
Lights = tuple[Array, Array, Array]


@dataclass(frozen=True, slots=True)
class NetworkScene:
    """What the picture shows at one tick.

    Networks, traces and gradients are equal only if they are the very same.
    """

    #: the picture, window px
    rect: Rect
    #: None: still loading
    network: Network | None
    #: None: nothing is drawn on the canvas
    trace: Trace | None
    #: onnxruntime's probabilities, ten of them, or None to show the trace's
    answer: tuple[float, ...] | None
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
    #: what the wave has not reached is dark, and the answer untold until it is at the output
    dark: bool = False
    #: 0 Everything … 1 Readable
    view: float = 0.0
    #: the neurons that Readable shows (`readable.follow`)
    chosen: Shown = START
    #: whether the ten probabilities stand beside the output
    bars: bool = False
    #: what the healthy network says, where that is to be compared: ten probabilities
    healthy: tuple[float, ...] | None = None
    #: whether the answer is sure: no other has the winner's color
    sure: bool = True
    pinned: Unit | None = None
    #: the neuron under the mouse, or the one that the keyboard has come to
    hovered: Unit | None = None
    #: the edges of the answer to "Why 7?"; if there are any, they are shown instead of the pinned
    #: neuron's
    chain: tuple[Edge, ...] = ()
    #: how far the chain, which comes back from the output, is still from the pixels, in layers
    traced: float = 0.0
    #: the line from the pinned neuron to its card
    leader: Path = ()
    #: the layer that the open panel explains, 0..3: it has the light, and a frame
    layer: int | None = None
    #: the gradient that runs back through the network, and the ticks since it set out
    gradient: tuple[Gradient, int] | None = None
    #: the weights have just been moved by teaching: the networks before and after, and how much of
    #: the time for which that is seen has passed, 0..1
    shift: tuple[Network, Network, float] | None = None
    #: what was done to the network
    damage: Damage = HEALTHY
    #: neurons that are going out, and the layer whose wires are dying: how far that has come, 0..1
    going_out: tuple[tuple[Unit, float], ...] = ()
    dying: tuple[int, float] | None = None
    #: the network as it was before all damage, where something is going out
    before: Network | None = None
    #: the neuron on which all light falls, and how dark the rest has become, 0..1
    spotlight: tuple[Unit, float] | None = None
    #: the catalogue key of which network this is, where two stand side by side
    tag: str | None = None
    #: whether nobody is there who could ask for the other view
    alone: bool = False
    #: whether the picture changes by itself: sparks fly from damage, new pictures fade in
    moving: bool = False

    @property
    def since(self) -> float:
        """Ticks since the wave set out; infinity where none runs."""
        if self.trace is None or self.still:
            return math.inf
        return max(round(self.tick - self.fired_at, 6), 0.0)

    @property
    def reached(self) -> float:
        """How far the wave has come, 0 at the input … 3 at the output, as if none hid anything."""
        return reached_at(self.since) if self.dark else 3.0

    @property
    def passing(self) -> int | None:
        """The layer that the wave has come to, 0..3, until it has gone by; else None."""
        return int(self.reached) if self.dark and self.since < WAVE_TICKS else None

    @property
    def told(self) -> bool:
        """Whether the answer may be seen."""
        return not self.dark or self.since >= ARRIVALS[3]

    @property
    def beat(self) -> float:
        """The landing of the answer: 1 as it begins, 0 when it is over and where there is none."""
        late = self.since - ARRIVALS[3]
        return 1 - late / BEAT if self.dark and 0 <= late < BEAT else 0.0

    @property
    def top(self) -> int | None:
        """The digit that wins; None on a blank canvas, before it is told, and when the answer is
        not a number."""
        if self.trace is None or not self.told:
            return None
        return decided(self.probabilities)

    @property
    def winner(self) -> int | None:
        """The digit that wins, where that is sure."""
        return self.top if self.sure else None

    @property
    def probabilities(self) -> Array:
        """The answer shown, (10,); all 0 on a blank canvas."""
        if self.answer is not None:
            return np.array(self.answer, np.float32)
        return np.zeros(10, np.float32) if self.trace is None else self.trace.probabilities

    @property
    def focused(self) -> bool:
        """Whether a pinned neuron or a chain has all the light."""
        return self.pinned is not None or bool(self.chain)


def lights(scene: NetworkScene) -> Lights:
    """How bright the neurons are once the wave has passed. Pixels of the input have no light."""
    if scene.trace is None:
        _, first, second, output = (np.zeros(size, np.float32) for size in SIZES)
        return first, second, output
    _, first, second, _ = scene.trace.layers
    output = np.clip(np.nan_to_num(scene.probabilities), 0, 1)
    output = output if scene.sure else output * _DOUBTED
    found = _fired(first), _fired(second), output
    if scene.focused:
        kept = np.split(_focus(scene), np.array(OFFSETS[2:4]) - OFFSETS[1])
        found = found[0] * kept[0], found[1] * kept[1], found[2] * kept[2]
    if scene.layer is not None:
        share = [np.float32(1) if scene.layer == layer else _ASIDE for layer in (1, 2, 3)]
        found = found[0] * share[0], found[1] * share[1], found[2] * share[2]
    return found


def _fired(activations: Array) -> Array:
    """Brightness of a hidden layer, 0..0.9: the square root, since most fire only a little."""
    fired = np.maximum(np.nan_to_num(activations, posinf=0, neginf=0), 0)
    return np.asarray(np.sqrt(fired / (fired.max(initial=0) or 1)) * np.float32(0.9))


def _focus(scene: NetworkScene) -> Array:
    """What is left of each neuron's light beside a pinned one or a chain, (202,), 0..1."""
    kept = np.full(OFFSETS[-1], _ASIDE)
    if scene.chain:
        ends = np.concatenate(chain_ends(scene.chain))
        kept[ends[ends >= OFFSETS[math.ceil(scene.traced)]]] = 1
    elif scene.pinned is not None:
        layer = scene.pinned.layer
        low, high = max(layer - 1, 0), min(layer + 1, 3)
        kept[OFFSETS[low] : OFFSETS[high + 1]] = 1
        kept[OFFSETS[layer] : OFFSETS[layer + 1]] = _ASIDE
        kept[OFFSETS[layer] + scene.pinned.index] = 1
    return kept[OFFSETS[1] :]
