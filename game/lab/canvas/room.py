"""The canvas as a room: ink, samples, the timeline."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.canvas import timeline, update
from game.lab.room import Room
from game.lab.state.state import State


def _on(state: State, name: str) -> bool:
    return name == "raw" and state.canvas.raw


def _idle(state: State, name: str) -> bool:
    match name:
        case "undo":
            return not state.canvas.history
        case "clear":
            return not state.canvas.ink.strokes
    return False


ROOM = Room(
    "canvas",
    handlers={
        do.BeginStroke: lambda state, i: update.begin_stroke(state, i.x, i.y),
        do.MovePen: lambda state, i: update.move_pen(state, i.x, i.y),
        do.EndStroke: lambda state, _: update.end_stroke(state),
        do.Undo: lambda state, _: update.undo(state),
        do.Clear: lambda state, _: update.clear(state),
        do.ShowInk: lambda state, i: update.show_ink(state, i.ink),
        do.LoadSample: lambda state, i: update.load_sample(state, i.digit),
        do.SamplesLoaded: lambda state, i: replace(
            state, canvas=replace(state.canvas, samples=i.samples)
        ),
        do.Scrub: lambda state, i: timeline.scrub(state, i.share),
    },
    controls={
        "undo": do.Undo(),
        "clear": do.Clear(),
        "sample": do.LoadSample(),
        "raw": do.ToggleRaw(),
    },
    advance=update.draw_script,
    moves=lambda state: bool(state.canvas.script),
    answered=timeline.remember,
    on=_on,
    idle=_idle,
)
