"""The forward pass as a room: six steps, each term by term."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.forward import update
from game.lab.forward.layout import STEPS, forward_items
from game.lab.intents import Intent
from game.lab.room import Room
from game.lab.state.state import State
from game.words.catalogue import say


def _shape(state: State) -> int | None:
    """The step shown; None without a drawing."""
    known = state.prediction.trace is not None and state.network is not None
    return state.forward.step if known else None


def _label(state: State, name: str) -> str | None:
    match name:
        case "fterm.play":
            plays = state.forward.playing and not state.playback.paused
            return say("pause" if plays else "go")
        case "fterm.pace":
            return say("fterm.pace", times=update.PACES[0] // update.PACES[state.forward.pace])
    return None


def _refuses(state: State, intent: Intent) -> str:
    if not isinstance(intent, do.StepTerm) or not intent.by:
        return ""
    if update.waits(state):
        return say("no.answer.yet")
    end = 0 if intent.by < 0 else update.count(state)
    if update.shown(state) != end:
        return ""
    return say("no.term.less" if intent.by < 0 else "no.term.more")


ROOM = Room(
    "forward",
    handlers={
        do.ShowStep: update.show_step,
        do.PlayTerms: update.play,
        do.StepTerm: update.step,
        do.NextPace: update.next_pace,
    },
    controls={
        **{f"fstep.{step}": do.ShowStep(step) for step in range(STEPS)},
        "fterm.back": do.StepTerm(-1),
        "fterm.play": do.PlayTerms(),
        "fterm.on": do.StepTerm(1),
        "fterm.pace": do.NextPace(),
    },
    advance=update.advance,
    label=_label,
    refuses=_refuses,
    on=lambda state, name: name == f"fstep.{state.forward.step}",
    items=forward_items,
    shape=_shape,
    unit_at=update.unit_at,
    cells=update.cells,
)
