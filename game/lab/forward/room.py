"""The forward pass as a room: six steps, each term by term."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.forward import update
from game.lab.forward.layout import STEPS, forward_items
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
    on=lambda state, name: name == f"fstep.{state.forward.step}",
    items=forward_items,
    shape=_shape,
    unit_at=update.unit_at,
)
