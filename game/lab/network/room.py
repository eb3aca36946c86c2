"""The network as a room: the signals' time, and the two views of its picture."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network import playback
from game.lab.room import Room, undrawn
from game.lab.state.state import State
from game.words.catalogue import say

#: the names of `playback.SPEEDS`
_SPEEDS = ("1×", "½×", "¼×", "⅒×")
#: what can only be done while signals flow
_TIMED = (do.Pause, do.StepLayer, do.Replay)


def _label(state: State, name: str) -> str | None:
    if name == "pause" and state.playback.paused:
        return say("go")
    if name == "speed":
        return _SPEEDS[state.playback.speed]
    if name == "view":
        return say("view.everything" if state.playback.readable else "view.readable")
    return None


def _refuses(state: State, intent: Intent) -> str:
    if isinstance(intent, do.StepLayer) and intent.by < 0 and playback.at_start(state):
        return undrawn(state) or say("no.back")
    return undrawn(state) if isinstance(intent, _TIMED) else ""


ROOM = Room(
    "network",
    handlers={
        do.Pause: lambda state, _: playback.pause(state),
        do.StepLayer: lambda state, i: playback.step(state, i.by),
        do.Replay: lambda state, _: playback.replay(state),
        do.NextSpeed: lambda state, _: playback.next_speed(state),
        do.ToggleView: lambda state, _: playback.toggle_view(state),
    },
    controls={
        "replay": do.Replay(),
        "step_back": do.StepLayer(-1),
        "pause": do.Pause(),
        "step": do.StepLayer(1),
        "speed": do.NextSpeed(),
        "view": do.ToggleView(),
    },
    advance=playback.advance,
    answered=playback.answered,
    moves=playback.moves,
    label=_label,
    refuses=_refuses,
)
