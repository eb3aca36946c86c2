"""The canvas as a room: ink, samples, the timeline."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.canvas import timeline, update
from game.lab.intents import Intent
from game.lab.room import Room
from game.lab.state.state import State
from game.words.catalogue import say


def _on(state: State, name: str) -> bool:
    return name == "raw" and state.canvas.raw


def _refuses(state: State, intent: Intent) -> str:
    canvas = state.canvas
    match intent:
        case do.Undo() if not canvas.history:
            return say("no.undo")
        case do.Clear() if not (canvas.ink.strokes or canvas.script):
            return say("no.clear")
        case do.LoadSample() if not canvas.samples:
            return say("no.network")
        case do.Scrub() if len(canvas.moments) < 2:
            return say("no.moments")
    return ""


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
        do.ToggleRaw: lambda state, _: update.toggle_raw(state),
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
    refuses=_refuses,
)
