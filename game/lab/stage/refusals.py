"""Why what a key or a control asks for can do nothing now, in words that say what would help."""

from __future__ import annotations

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.rooms import ROOMS
from game.lab.stage.room import ROOM as STAGE
from game.lab.state.state import State
from game.words.catalogue import say

#: what nobody can do in kiosk mode, whichever way it is asked for: leave, change the window or how
#: its owner has arranged the stage, hide buttons, touch files, change the volume, begin a lesson
LOCKED = (
    *(do.Quit, do.ToggleFullscreen, do.NextBoard, do.Export, do.Save, do.CopyCode, do.PasteCode),
    *(do.SetReducedMotion, do.SetLetters, do.ShowBoard, do.KeepSettings),
    *(do.SetVolume, do.ToggleMute),
    *(do.BeginLesson, do.ChooseLesson),
    *(do.SetScale, do.StepScale, do.SetLeftHanded, do.ToggleLeftHanded, do.SetLowControls),
)
#: sheets that stay closed there
_SHEETS = (do.ShowSheet("quit"), do.ShowSheet("settings"), do.ShowSheet("lessons"))

#: the room that does what an intent says
_ROOM_OF = {kind: room for room in (*ROOMS, STAGE) for kind in room.handlers}


def locked(state: State, intent: Intent) -> bool:
    """Whether kiosk mode forbids an intent."""
    return state.kiosk.on and (isinstance(intent, LOCKED) or intent in _SHEETS)


def refusal(state: State, intent: Intent) -> str:
    """Why an intent could do nothing now; "" where it can."""
    if locked(state, intent):
        return say("no.kiosk")
    room = _ROOM_OF.get(type(intent))
    return room.refuses(state, intent) if room else ""
