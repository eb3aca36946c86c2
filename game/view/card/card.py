"""The card beside the network: all about the pinned neuron, or the answer to "Why 7?".

It grows out of its neuron, to which a line leads. Each has pages: `neuron.py` and `terms.py` draw a
neuron's, `why.py` and `changes.py` those of the answer, all of them from `lines.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from game.core.geometry import Rect
from game.core.ink.pieces import Pieces
from game.core.insight.explain import Chain
from game.core.insight.nearest import Neighbor
from game.core.insight.worth import Worth
from game.core.model.network import Array, Network, Trace
from game.core.model.unit import OUTPUT, Unit
from game.lab.card.act import grown, leader
from game.lab.card.layout import LEADER
from game.lab.card.pages import nearest_page, worth_page
from game.lab.card.sentences import NeuronCard, card_of
from game.lab.card.update import chain_of, exemplars_of, near_of, neighbors_of, worth_of
from game.lab.card.why import WhyCard, why_card
from game.lab.network.playback import told
from game.lab.state.state import State
from game.view.card.changes import draw_ink, draw_nearest
from game.view.card.lines import Sentence, draw_sentences
from game.view.card.neuron import draw_numbers, draw_pictures, draw_short
from game.view.card.why import draw_neurons, draw_why_numbers
from game.view.paint.brush import Brush
from game.view.paint.widgets import box, draw_panel
from game.view.panel import Panel

#: steps in which a card grows, and ticks between two pictures of one that has grown
_STEPS, _SLOW = 12, 6


class Pinned(NamedTuple):
    """A neuron and what is known of it. ``trace``: None on a blank canvas, and of an output that
    ``waits`` for the signal. ``favorite``: the picture and the neuron's z on it; that,
    ``exemplars`` and their ``digits`` are None until they are computed.

    A picture is kept as the bytes of its 784 numbers, float32, 0..1: bytes compare by what they
    hold, arrays do not.
    """

    page: str
    network: Network
    trace: Trace | None
    unit: Unit
    favorite: tuple[bytes, float] | None
    exemplars: tuple[bytes, ...] | None
    digits: tuple[int, ...] | None
    waits: bool


class Asked(NamedTuple):
    """The answer to "Why 7?" for a drawing. ``found``: what its page needs besides; None until it
    is computed, which waits for a moving pen. ``digit``: the other one that is looked at."""

    page: str
    network: Network
    trace: Trace
    chain: Chain
    drawing: bool
    digit: int | None
    neighbors: tuple[tuple[Neighbor, ...], tuple[float, ...]] | None
    worth: tuple[Pieces, Worth] | None


class Waiting(NamedTuple):
    """A question whose drawing has not got its answer yet."""


class Opened(NamedTuple):
    """A card: what it says, where its heading and its body stand, window px, and how far it has
    grown, in steps, out of the point of its edge where the line to its neuron ends."""

    says: Pinned | Asked | Waiting
    heading: Rect
    body: Rect
    grown: int
    origin: tuple[float, float]


class CardPanel(Panel[Opened | None]):
    """The card. Its buttons draw themselves on top of it. Before a network is loaded it is empty:
    None."""

    name = "card"

    def look(self, state: State) -> Opened | None:
        says, stage = _says(state), state.stage
        if says is None:
            return None
        steps = round(grown(state) * _STEPS)
        # Nobody reads numbers 60 times a second, but one sees how it grows.
        self.every = _SLOW if steps == _STEPS else 1
        heading, body = stage.rect("card.heading"), stage.rect("card.body")
        line = leader(state)
        origin = line[-1] if line else stage.rect("card").center
        return Opened(says, heading, body, steps, origin)

    def draw(self, brush: Brush, rect: Rect, value: Opened | None) -> None:
        if value is None:
            return
        if value.grown < _STEPS:
            brush.surface.fill(brush.theme.ground, box(rect))
            area = _growing(rect, value.origin, value.grown / _STEPS)
            draw_panel(brush, area)
            brush.surface.set_clip(box(area.inset(brush.px(2))))
        if isinstance(value.says, Pinned):
            _draw_pinned(brush, value, value.says)
        elif isinstance(value.says, Waiting):
            _draw_heading(brush, value.heading, (brush.say("why.blank"),))
            draw_sentences(brush, value.body, [Sentence(brush.say("prediction.pending"))])
        else:
            _draw_asked(brush, value, value.says)


class LeaderPanel(Panel[tuple[float, float] | None]):
    """The line to the neuron, where it crosses the gap between the card and the network's picture:
    its end; None where there is none."""

    name = "card.leader"

    def look(self, state: State) -> tuple[float, float] | None:
        line = leader(state)
        return line[-1] if line else None

    def draw(self, brush: Brush, rect: Rect, value: tuple[float, float] | None) -> None:
        if value is None:
            return
        wide = brush.px(LEADER)
        line = rect._replace(y=value[1] - wide / 2, h=wide)
        if rect.w > rect.h:
            line = rect._replace(x=value[0] - wide / 2, w=wide)
        brush.surface.fill(brush.theme.text, box(line))


def _says(state: State) -> Pinned | Asked | Waiting | None:
    """What stands on the card."""
    network, trace, card = state.network, state.prediction.trace, state.card
    chain, unit = chain_of(state), card.pinned
    if network is None:
        return None
    if card.question is not None and trace is not None and not told(state):
        return Waiting()
    if chain is not None and trace is not None:
        near, ink = card.answer == "nearest", card.answer == "ink"
        return Asked(
            page=card.answer,
            network=network,
            trace=trace,
            chain=chain,
            drawing=state.canvas.growing,
            digit=near_of(state) if near else None,
            neighbors=neighbors_of(state) if near else None,
            worth=worth_of(state) if ink else None,
        )
    if unit is None:
        return None
    favorite, (pictures, digits) = None, exemplars_of(state, unit)
    if card.favorite is not None and card.favorite[0] == unit:
        favorite = _packed(card.favorite[1]), card.favorite[2]
    exemplars = None if pictures is None else tuple(map(_packed, pictures))
    waits = unit.layer == OUTPUT and not told(state)
    here = None if waits else trace
    return Pinned(card.page, network, here, unit, favorite, exemplars, digits, waits)


def _growing(rect: Rect, origin: tuple[float, float], share: float) -> Rect:
    """The part of a rect that has grown out of a point on its edge."""
    x, y = origin
    left, top = x + (rect.x - x) * share, y + (rect.y - y) * share
    return Rect(left, top, rect.w * share, rect.h * share)


def _draw_pinned(brush: Brush, value: Opened, says: Pinned) -> None:
    favorite, z = (None, 0.0) if says.favorite is None else says.favorite
    card = card_of(
        says.network,
        says.trace,
        says.unit,
        None if favorite is None else _unpacked(favorite),
        z,
        None if says.exemplars is None else tuple(map(_unpacked, says.exemplars)),
        says.digits,
        says.waits,
    )
    _draw_heading(brush, value.heading, (card.title, card.brief))
    _NEURON[says.page](brush, value.body, card)


def _draw_asked(brush: Brush, value: Opened, says: Asked) -> None:
    card = why_card(says.network, says.trace, says.chain)
    _draw_heading(brush, value.heading, card.title)
    if says.page in _WHY:
        _WHY[says.page](brush, value.body, card)
    elif says.neighbors is not None and says.digit is not None:
        page = nearest_page(says.trace, says.digit, says.neighbors)
        draw_nearest(brush, value.body, page)
    elif says.worth is not None:
        asked = says.chain.digit, says.chain.against
        draw_ink(brush, value.body, worth_page(says.trace, *asked, says.worth))
    else:
        words = brush.say("prepared.wait") if says.drawing else brush.say("waiting")
        draw_sentences(brush, value.body, [Sentence(words)])


def _draw_heading(brush: Brush, rect: Rect, title: tuple[str, ...]) -> None:
    words = brush.choose(title, brush.body, rect.w, True)
    at = rect.x, rect.center[1]
    brush.write(words, at, brush.body, brush.theme.text, bold=True, anchor="midleft")


#: what draws each page of a neuron's card, and each of the answer that needs nothing else
_NEURON: dict[str, Callable[[Brush, Rect, NeuronCard], None]] = {
    "short": draw_short,
    "pictures": draw_pictures,
    "numbers": draw_numbers,
}
_WHY: dict[str, Callable[[Brush, Rect, WhyCard], None]] = {
    "neurons": draw_neurons,
    "numbers": draw_why_numbers,
}


def _packed(picture: Array) -> bytes:
    return np.asarray(picture, np.float32).tobytes()


def _unpacked(picture: bytes) -> Array:
    return np.frombuffer(picture, np.float32)


PANELS: tuple[Callable[[], Panel[Any]], ...] = (CardPanel, LeaderPanel)
