"""What the answer to "Why 7?" paints on the large drawing: numbers of the prepared 28×28, each over
the ink that its pixel was made of."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from game.core.ink.digit import placed
from game.core.ink.ink import Ink
from game.core.ink.pieces import Pieces
from game.core.ink.segment import Segment
from game.core.insight.explain import Chain
from game.core.kept import kept
from game.core.model.network import Trace
from game.lab.card.act import painted
from game.lab.card.update import chain_of, near_of, neighbors_of, worth_of
from game.lab.state.state import State

#: how far along a piece's way its number may stand, the best place first; and how far from other
#: numbers that is far enough, px of the picture
_TRIED, _CLEAR = (0.5, 0.35, 0.65, 0.2, 0.8), 2.6


class Placing(NamedTuple):
    """Where the 28×28 lies on the canvas: a pixel's corner (x, y), less ``left`` and ``top`` and
    times ``size``, canvas px; what is higher then moves to the right by ``slant`` times its y."""

    left: float
    top: float
    size: float
    slant: float

    def on_canvas(self, x: float, y: float) -> tuple[float, float]:
        """A place in the picture, px of it, as a place on the canvas, canvas px."""
        across, down = (x - self.left) * self.size, (y - self.top) * self.size
        return across - self.slant * down, down


class Paint(NamedTuple):
    """``values``: the bytes of 784 numbers, float32, −1..1: bytes compare by what they hold.
    ``share``: how much of it is seen, 0..1. ``alone``: the ink fades to gray, so that only what is
    painted has color. ``labels``: words at places of the picture, px of it.
    """

    values: bytes
    alone: bool
    placing: Placing
    share: float
    labels: tuple[tuple[str, float, float], ...] = ()


def paint_of(state: State) -> Paint | None:
    """What is painted on the drawing now; None where nothing is, and under a moving pen."""
    prediction, card = state.prediction, state.card
    trace, shown, share = prediction.trace, prediction.shown, painted(state)
    chain = chain_of(state)
    if chain is None or trace is None or shown is None or state.screen.tab is not None:
        return None
    if state.canvas.growing or prediction.read is None or not share:
        return None
    placing = _placing(trace, prediction.segments[shown], prediction.read)
    if card.answer == "nearest":
        found, digit = neighbors_of(state), near_of(state)
        change = next((n.change for n in found[0] if n.digit == digit), None) if found else None
        return None if change is None else Paint(_shares(change), False, placing, share)
    if card.answer == "ink":
        known = worth_of(state)
        if known is None:
            return None
        pieces, worth = known
        _, values = worth.of(chain.digit, chain.against)
        owned = np.append(values, 0)[pieces.owner]
        return Paint(_shares(owned), True, placing, share, labels_of(pieces))
    return Paint(_of_chain(trace, chain), True, placing, share)


def labels_of(parts: Pieces) -> tuple[tuple[str, float, float], ...]:
    """The pieces' numbers, each near the middle of its piece's way, px of the picture, where it is
    not on another one."""
    found: list[tuple[str, float, float]] = []
    for piece in range(parts.count):
        way = parts.places[parts.piece == piece]
        tried = [way[int(share * (len(way) - 1))].tolist() for share in _TRIED]
        others = [(x, y) for _, x, y in found]
        clear = [min([hypot(x - a, y - b) for a, b in others], default=_CLEAR) for x, y in tried]
        best = max(range(len(tried)), key=lambda n: min(clear[n], _CLEAR))
        found.append((str(piece + 1), *tried[best]))
    return tuple(found)


@kept(2)
def _placing(trace: Trace, segment: Segment, ink: Ink) -> Placing:
    """Where the picture of a segment of an ink lies on the canvas."""
    where = placed(segment.upright(ink))
    left, top = where.offset.tolist()
    return Placing(left, top, 1 / where.scale, segment.slant)


@kept(2)
def _of_chain(trace: Trace, chain: Chain) -> bytes:
    """What the pixels of a chain add."""
    return _shares(chain.levels[2].contributions)


def _shares(values: ArrayLike) -> bytes:
    """Numbers as shares of the largest, −1..1; those that are not finite count as 0."""
    finite = np.nan_to_num(np.asarray(values, np.float64), posinf=0, neginf=0)
    largest = np.abs(finite).max() or 1
    return np.asarray(finite / largest, np.float32).tobytes()
