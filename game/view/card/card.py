"""The dock below the network: the card of the pinned neuron, or the answer to a question."""

from __future__ import annotations

from game.core.insight.explain import Chain, why, why_not
from game.core.model.network import Network, Trace
from game.lab.card.sentences import card_of, why_card
from game.lab.card.update import exemplars_of
from game.lab.state.state import State
from game.view.card.neuron import draw_card
from game.view.card.why import draw_why
from game.view.paint.brush import Brush
from game.view.panel import Panel


class CardPanel(Panel):
    """Draws into "card" where the stage has it."""

    name = "card"
    every = 6

    def key(self, state: State) -> object:
        ready = state.favourite is not None and state.favourite[0] == state.pinned
        shown = (state.pinned, state.question, ready, bool(state.exemplars))
        return (*shown, state.trace_revision, state.trace is None)

    def draw(self, brush: Brush, state: State) -> None:
        stage = state.stage
        rect, network, trace = stage.rect("card"), state.network, state.trace
        buttons = [stage.rect(n).x for n in ("unpin", "why", "why_not") if stage.has(n)]
        free = rect.right - min(buttons) + brush.px(8)
        if network is None:
            return
        chain = chain_of(network, trace, state.question)
        if chain is not None and trace is not None:
            draw_why(brush, rect, why_card(chain, trace), free)
            return
        if state.pinned is None:
            return
        x, z = None, 0.0
        if state.favourite is not None and state.favourite[0] == state.pinned:
            _, x, z = state.favourite
        card = card_of(network, trace, state.pinned, x, z, exemplars_of(state, state.pinned))
        draw_card(brush, rect, card, free)


def chain_of(
    network: Network, trace: Trace | None, question: tuple[int, int | None] | None
) -> Chain | None:
    """The answer to a question about this trace."""
    if trace is None or question is None:
        return None
    digit, against = question
    if against is None:
        return why(network, trace, digit)
    return why_not(network, trace, digit, against)
