"""Sound as a room: its volume, which a person sets and mutes."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.room import Room
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.words.catalogue import say


def audible(state: State) -> bool:
    """Whether notes are to be heard now."""
    screen = state.screen
    return screen.volume > 0 and not screen.muted and not screen.deaf


def _refuses(state: State, intent: Intent) -> str:
    if not isinstance(intent, do.ToggleMute):
        return ""
    if state.screen.deaf:
        return say("no.sound.device")
    return "" if state.screen.volume else say("no.sound")


def _toggle(state: State, intent: do.ToggleMute) -> State:
    return state if _refuses(state, intent) else shown(state, muted=not state.screen.muted)


ROOM = Room(
    "sound",
    handlers={
        do.SetVolume: lambda state, i: shown(
            state, volume=min(max(i.percent, 0), 100), muted=False
        ),
        do.ToggleMute: _toggle,
        do.SoundFailed: lambda state, _: shown(state, deaf=True),
    },
    refuses=_refuses,
)
