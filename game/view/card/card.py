"""The dock below the network: the card of the pinned neuron, or the answer to a question."""

from __future__ import annotations

from game.lab.card.sentences import card_of, why_card
from game.lab.card.update import chain_of, exemplars_of
from game.lab.state.state import State
from game.view.card.neuron import draw_card
from game.view.card.why import draw_why
from game.view.paint.brush import Brush
from game.view.panel import OldPanel


class CardPanel(OldPanel):
    """Draws into "card" where the stage has it."""

    name = "card"
    every = 6

    def key(self, state: State) -> object:
        ready = state.card.favorite is not None and state.card.favorite[0] == state.card.pinned
        shown = (state.card.pinned, state.card.question, ready, bool(state.card.exemplars))
        return (*shown, state.prediction.trace, state.prediction.trace is None)

    def draw(self, brush: Brush, state: State) -> None:
        stage = state.stage
        rect, network, trace = stage.rect("card"), state.network, state.prediction.trace
        buttons = [stage.rect(n).x for n in ("unpin", "why", "why_not") if stage.has(n)]
        free = rect.right - min(buttons) + brush.px(8)
        if network is None:
            return
        chain = chain_of(state)
        if chain is not None and trace is not None:
            draw_why(brush, rect, why_card(chain, trace), free)
            return
        if state.card.pinned is None:
            return
        x, z = None, 0.0
        if state.card.favorite is not None and state.card.favorite[0] == state.card.pinned:
            _, x, z = state.card.favorite
        card = card_of(
            network, trace, state.card.pinned, x, z, exemplars_of(state, state.card.pinned)
        )
        draw_card(brush, rect, card, free)
