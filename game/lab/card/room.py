"""The card as a room: pinned neurons, and why this digit."""

from __future__ import annotations

from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.card import update
from game.lab.card.layout import card_items
from game.lab.intents import Intent
from game.lab.room import Room, undrawn
from game.lab.state.state import State
from game.words.catalogue import say


def _label(state: State, name: str) -> str | None:
    """The words on the two questions' buttons, which name the digits they ask about."""
    probabilities, card = state.prediction.probabilities, state.card
    if name not in ("why", "why_not"):
        return None
    if probabilities is None:
        return ""
    digit = int(probabilities.argmax())
    if card.question:
        digit = card.question[0]
    elif card.pinned:
        digit = card.pinned.index
    if name == "why":
        return say("why.button", digit=digit)
    against = card.question[1] if card.question else None
    if against is None:
        against = next(int(d) for d in probabilities.argsort()[::-1] if d != digit)
    return say("why_not.button", digit=against)


def _refuses(state: State, intent: Intent) -> str:
    return undrawn(state) if isinstance(intent, do.AskWhy | do.AskWhyNot) else ""


ROOM = Room(
    "card",
    handlers={
        do.PinUnit: lambda state, i: update.pin(
            state, None if i.layer is None else Unit(i.layer, i.index)
        ),
        do.MoveUnit: lambda state, i: update.move(state, i.layers, i.units),
        do.AskWhy: lambda state, i: update.why(state, i.digit),
        do.AskWhyNot: lambda state, i: update.why_not(state, i.against),
        do.FavoriteFound: update.take_favorite,
        do.ExemplarsFound: update.take_exemplars,
    },
    controls={"unpin": do.PinUnit(None), "why": do.AskWhy(), "why_not": do.AskWhyNot()},
    answered=update.follow,
    label=_label,
    items=card_items,
    refuses=_refuses,
)
