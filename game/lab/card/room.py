"""The card as a room: pinned neurons, and why this digit."""

from __future__ import annotations

from game.core.model.network import SIZES
from game.core.model.unit import OUTPUT, Unit
from game.lab import intents as do
from game.lab.card import act, update
from game.lab.card.layout import NEURON_PAGES, WHY_PAGES, CardShape, card_items
from game.lab.intents import Intent
from game.lab.network.playback import told, told_answer
from game.lab.room import Room, undrawn
from game.lab.state.state import State
from game.words.catalogue import say

#: buttons that have longer words where they are at least this broad, px at 1080 lines
_LONG, _BROAD = {"why.nearest": "why.nearest.long", "why.ink": "why.ink.long"}, 196


def _label(state: State, name: str) -> str | None:
    """The words on the two questions' buttons, which name the digits they ask about once these are
    told, and on the nine digits'."""
    probabilities, card = told_answer(state), state.card
    if name.startswith("near."):
        return name.removeprefix("near.")
    if name in _LONG and state.stage.has(name):
        broad = state.stage.rect(name).w >= _BROAD * state.stage.scale
        return say(_LONG[name]) if broad else say(name)
    if name not in ("why", "why_not"):
        return None
    if probabilities is None:
        return say("why.blank" if name == "why" else "why_not.blank")
    digit = int(probabilities.argmax())
    if card.question:
        digit = card.question[0]
    elif card.pinned and card.pinned.layer == OUTPUT:
        digit = card.pinned.index
    if name == "why":
        return say("why.button", digit=digit)
    against = card.question[1] if card.question else None
    if against is None:
        against = next(int(d) for d in probabilities.argsort()[::-1] if d != digit)
    return say("why_not.button", digit=against)


def _on(state: State, name: str) -> bool:
    """Whether a page or a digit is the one that is shown, or a question the one that is open."""
    card = state.card
    match name.split("."):
        case ["card", page]:
            return card.page == page
        case ["why", page]:
            return card.answer == page
        case ["near", digit]:
            return update.near_of(state) == int(digit)
        case ["why"]:
            return card.question is not None and card.question[1] is None
        case ["why_not"]:
            return card.question is not None and card.question[1] is not None
    return False


def _shape(state: State) -> CardShape:
    """The nine other digits can be chosen on their page, once it is known which they are."""
    card, probabilities = state.card, told_answer(state)
    asked = card.question is not None and state.prediction.trace is not None
    if not asked or card.answer != "nearest" or probabilities is None:
        return CardShape(asked)
    answer = int(probabilities.argmax())
    return CardShape(asked, tuple(digit for digit in range(SIZES[OUTPUT]) if digit != answer))


def _refuses(state: State, intent: Intent) -> str:
    if not isinstance(intent, do.AskWhy | do.AskWhyNot):
        return ""
    return undrawn(state) or ("" if told(state) else say("no.answer.yet"))


ROOM = Room(
    "card",
    handlers={
        do.PinUnit: lambda state, i: update.pin(
            state, None if i.layer is None else Unit(i.layer, i.index)
        ),
        do.AskWhy: lambda state, i: update.why(state, i.digit),
        do.AskWhyNot: lambda state, i: update.why_not(state, i.against),
        do.ShowPage: lambda state, i: update.show_page(state, i.name),
        do.ShowAnswer: lambda state, i: update.show_answer(state, i.name),
        do.ShowNearest: lambda state, i: update.show_nearest(state, i.digit),
        do.FavoriteFound: update.take_favorite,
        do.ExemplarsFound: update.take_exemplars,
        do.NeighborsFound: update.take_neighbors,
        do.WorthFound: update.take_worth,
    },
    controls={
        "unpin": do.PinUnit(None),
        "why": do.AskWhy(),
        "why_not": do.AskWhyNot(),
        **{f"card.{name}": do.ShowPage(name) for name in NEURON_PAGES},
        **{f"why.{name}": do.ShowAnswer(name) for name in WHY_PAGES},
        **{f"near.{digit}": do.ShowNearest(digit) for digit in range(SIZES[OUTPUT])},
    },
    moves=act.moves,
    advance=update.follow,
    answered=lambda _, state: update.follow(state),
    label=_label,
    on=_on,
    items=card_items,
    shape=_shape,
    refuses=_refuses,
)
