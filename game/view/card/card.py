"""The card below the network: all about the pinned neuron, or the answer to "Why 7?".

`neuron.py` lays out a neuron's card. `terms.py` draws the sum on it, down to its last rows ("… and
114 more terms"), and `favorites.py` the inputs that fire the neuron most. `why.py` draws the answer
to a question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.insight.explain import Chain
from game.core.model.network import Array, Network, Trace
from game.core.model.unit import Unit
from game.lab.card.sentences import card_of, why_card
from game.lab.card.update import chain_of, exemplars_of
from game.lab.state.state import State
from game.view.card.neuron import draw_card
from game.view.card.why import draw_why
from game.view.paint.brush import Brush
from game.view.panel import Panel

#: between the heading and the first of the buttons, px at 1080 lines
_NEAR = 8


class Pinned(NamedTuple):
    """A neuron and what is known of it. ``trace``: None on a blank canvas. ``favorite``: the
    picture and the neuron's z on it; that and ``exemplars`` are None until they are computed.

    A picture is kept as the bytes of its 784 numbers, float32, 0..1: bytes compare by what they
    hold, arrays do not. ``buttons``: where the first of the card's buttons begins, window px.
    """

    network: Network
    trace: Trace | None
    unit: Unit
    favorite: tuple[bytes, float] | None
    exemplars: tuple[bytes, ...] | None
    buttons: float


class Question(NamedTuple):
    """The answer to "Why 7?" for a drawing; ``buttons`` as in `Pinned`."""

    chain: Chain
    trace: Trace
    buttons: float


class CardPanel(Panel[Pinned | Question | None]):
    """The card, which stands below the network while a neuron is pinned or a question is open. Its
    buttons draw themselves on top of it. Before a network is loaded the card stays empty: None."""

    name = "card"
    every = 6

    def look(self, state: State) -> Pinned | Question | None:
        stage, network, trace = state.stage, state.network, state.prediction.trace
        buttons = min(stage.rect(name).x for name in ("unpin", "why", "why_not") if stage.has(name))
        chain, unit = chain_of(state), state.card.pinned
        if chain is not None and trace is not None:
            return Question(chain, trace, buttons)
        if network is None or unit is None:
            return None
        favorite, pictures = None, exemplars_of(state, unit)
        if state.card.favorite is not None and state.card.favorite[0] == unit:
            favorite = _packed(state.card.favorite[1]), state.card.favorite[2]
        exemplars = None if pictures is None else tuple(map(_packed, pictures))
        return Pinned(network, trace, unit, favorite, exemplars, buttons)

    def draw(self, brush: Brush, rect: Rect, value: Pinned | Question | None) -> None:
        if value is None:
            return
        free = rect.right - value.buttons + brush.px(_NEAR)
        if isinstance(value, Question):
            draw_why(brush, rect, why_card(value.chain, value.trace), free)
            return
        favorite, z = (None, 0.0) if value.favorite is None else value.favorite
        card = card_of(
            value.network,
            value.trace,
            value.unit,
            None if favorite is None else _unpacked(favorite),
            z,
            None if value.exemplars is None else tuple(map(_unpacked, value.exemplars)),
        )
        draw_card(brush, rect, card, free)


def _packed(picture: Array) -> bytes:
    return np.asarray(picture, np.float32).tobytes()


def _unpacked(picture: bytes) -> Array:
    return np.frombuffer(picture, np.float32)


PANELS: tuple[Callable[[], Panel[Any]], ...] = (CardPanel,)
