"""The card's motion, as a function of ticks: it grows out of its neuron, and the answer to "Why 7?"
draws itself back from the output to the pixels."""

from __future__ import annotations

import numpy as np

from game.core.model.unit import OFFSETS, OUTPUT
from game.lab.card.layout import LEADER
from game.lab.network.picture import plan
from game.lab.network.plan import point_of
from game.lab.state.state import State

#: places that a line leads through, window px
Path = tuple[tuple[float, float], ...]

#: ticks in which a card grows
GROWTH = 12
#: ticks after the question at which the chain has come back to the output, to Hidden 2, to Hidden 1
#: and to the pixels; and in which these are painted on the drawing then
BACK, PAINTED = (12, 36, 62, 90), 18


def grown(state: State) -> float:
    """How far the card has grown, 0..1."""
    return min(_since(state) / GROWTH, 1.0)


def traced(state: State) -> float:
    """How far the chain is still from the pixels, in layers: 3 while it is at the output, 0 once
    it has arrived, and where no question is open."""
    if state.card.question is None:
        return 0.0
    return float(np.interp(_since(state), BACK, (3, 2, 1, 0)))


def painted(state: State) -> float:
    """How much of the pixels' painting is seen on the drawing, 0..1."""
    return float(np.clip((_since(state) - BACK[-1]) / PAINTED, 0, 1))


def leader(state: State) -> Path:
    """The line from the pinned neuron to the edge of its card, window px; () where there is none,
    as for a neuron that the Readable view does not show. It passes between outputs, not over one.
    """
    stage, unit = state.stage, state.card.pinned
    if unit is None or not stage.has("card"):
        return ()
    places, card, gap = plan(state), stage.rect("card"), stage.rect("card.leader")
    if places.visibility[OFFSETS[unit.layer] + unit.index] < 1:
        return ()
    x, y = point_of(places, unit)
    outputs = places.positions[OFFSETS[OUTPUT] :, 1]
    if gap.h > gap.w:
        free = (outputs[1:] + outputs[:-1]) / 2
        beyond = float(free[np.abs(free - y).argmin()])
        corner = (x, beyond) if unit.layer == OUTPUT else (gap.x, beyond)
        return (x, y), corner, (card.x, beyond)
    if unit.layer < OUTPUT:
        return (x, y), (x, card.y)
    beyond = min(places.label_x + places.label_size, places.rect.right - LEADER * stage.scale)
    return (x, y), (beyond, y), (beyond, card.y)


def moves(state: State) -> bool:
    """Whether a card grows or a chain is on its way."""
    if state.card.question is not None:
        return _since(state) < BACK[-1] + PAINTED
    return state.card.pinned is not None and _since(state) < GROWTH


def _since(state: State) -> float:
    """Ticks since the card opened; infinity where it did so long ago, and with reduced motion."""
    opened = state.card.opened
    if opened is None or state.screen.reduced_motion:
        return float("inf")
    return state.tick - opened
