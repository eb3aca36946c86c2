"""The canvas as a room: ink, samples, the timeline."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.canvas import pen, timeline, update
from game.lab.canvas.history import whole_ink
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
        case do.Redo() if not canvas.undone:
            return say("no.redo")
        case do.Clear() if not (canvas.script or whole_ink(canvas).strokes):
            return say("no.clear")
        case do.LoadSample() if not canvas.samples:
            return say("no.network")
        case do.Scrub() | do.PlayDrawing() if len(canvas.moments) < 2:
            return say("no.moments")
    return ""


def _moves(state: State) -> bool:
    canvas = state.canvas
    return bool(canvas.script) or canvas.played_from is not None or pen.moves(state)


def _label(state: State, name: str) -> str | None:
    if name != "timeline.play":
        return None
    return say("timeline.halt" if state.canvas.played_from is not None else "timeline.play")


ROOM = Room(
    "canvas",
    handlers={
        do.BeginStroke: lambda state, i: update.begin_stroke(state, i.x, i.y),
        do.MovePen: lambda state, i: update.move_pen(state, i.x, i.y),
        do.EndStroke: lambda state, _: update.end_stroke(state),
        do.Undo: lambda state, _: update.undo(state),
        do.Redo: lambda state, _: update.redo(state),
        do.Clear: lambda state, _: update.clear(state),
        do.ShowInk: lambda state, i: update.show_ink(state, i.ink),
        do.OfferInk: lambda state, i: update.offer_ink(state, i.ink),
        do.LoadSample: lambda state, i: update.load_sample(state, i.digit),
        do.SamplesLoaded: lambda state, i: replace(
            state, canvas=replace(state.canvas, samples=i.samples)
        ),
        do.Scrub: lambda state, i: timeline.scrub(state, i.share),
        do.PlayDrawing: lambda state, _: timeline.play(state),
    },
    controls={
        "undo": do.Undo(),
        "redo": do.Redo(),
        "clear": do.Clear(),
        "sample": do.LoadSample(),
        "raw": do.ToggleRaw(),
        "timeline.play": do.PlayDrawing(),
    },
    advance=lambda state: timeline.advance(update.draw_script(pen.advance(state))),
    moves=_moves,
    answered=timeline.remember,
    label=_label,
    on=_on,
    refuses=_refuses,
)
