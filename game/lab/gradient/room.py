"""The gradient as a room: the loss of this drawing, the backward pass, and teaching."""

from __future__ import annotations

from game.core.model.network import SIZES
from game.lab import intents as do
from game.lab.gradient import update
from game.lab.gradient.layout import Shape, gradient_items
from game.lab.intents import Intent
from game.lab.room import Room, undrawn
from game.lab.slider import Slider
from game.lab.state.state import State
from game.words.catalogue import say


def _shape(state: State) -> Shape:
    known = state.prediction.trace is not None and state.network is not None
    return Shape(drawn=known, taught=update.undoable(state), more=state.gradient.more)


def _on(state: State, name: str) -> bool:
    found = update.gradient_shown(state)
    return found is not None and name == f"target.{found.target}"


def _label(state: State, name: str) -> str | None:
    if name == "gradient.more":
        return say("gradient.less.parts" if state.gradient.more else "gradient.more")
    return name.removeprefix("target.") if name.startswith("target.") else None


def _moves(state: State) -> bool:
    return state.gradient.sent_at is not None or update.shift_since(state) is not None


def _refuses(state: State, intent: Intent) -> str:
    match intent:
        case do.UndoTeach() if not update.undoable(state):
            return say("no.taught")
        case do.Teach() | do.SendBack() | do.ChooseTarget() if words := undrawn(state):
            return words
        case do.SendBack() if state.screen.reduced_motion:
            return say("no.motion")
        case do.Teach():
            found = update.gradient_of(state)
            return "" if found is not None and update.teachable(found) else say("no.teach")
    return ""


ROOM = Room(
    "gradient",
    handlers={
        do.ChooseTarget: lambda state, i: update.choose(state, i.digit),
        do.SetRate: lambda state, i: update.set_rate(state, i.rate),
        do.Teach: lambda state, _: update.teach(state),
        do.UndoTeach: lambda state, _: update.undo(state),
        do.SendBack: lambda state, _: update.send(state),
        do.ToggleWayBack: lambda state, _: update.toggle_way_back(state),
    },
    controls={
        **{f"target.{digit}": do.ChooseTarget(digit) for digit in range(SIZES[-1])},
        "teach": do.Teach(),
        "undo.teach": do.UndoTeach(),
        "untaught": do.UndoTeach(),
        "backward": do.SendBack(),
        "gradient.more": do.ToggleWayBack(),
    },
    sliders={
        "slide.rate": Slider(
            update.RATES, lambda state: state.gradient.rate, do.SetRate, neutral=update.RATES[0]
        )
    },
    advance=update.advance,
    answered=update.answered,
    moves=_moves,
    label=_label,
    on=_on,
    refuses=_refuses,
    items=gradient_items,
    shape=_shape,
    unit_at=update.unit_at,
    cells=update.cells,
)
