"""Why what a key or a control asks for can do nothing now, in words that say what would help."""

from __future__ import annotations

from game.lab.intents import Intent
from game.lab.rooms import ROOMS
from game.lab.stage.room import ROOM as STAGE
from game.lab.state.state import State

#: the room that does what an intent says
_ROOM_OF = {kind: room for room in (*ROOMS, STAGE) for kind in room.handlers}


def refusal(state: State, intent: Intent) -> str:
    """Why an intent could do nothing now; "" where it can."""
    room = _ROOM_OF.get(type(intent))
    return room.refuses(state, intent) if room else ""
