"""What a control says now, and whether it is on or idle; the control's room decides."""

from __future__ import annotations

from collections.abc import Callable

from game.lab.rooms import OWNERS
from game.lab.settings.layout import VOLUMES
from game.lab.stage.controls import intent_of_control
from game.lab.stage.refusals import refusal
from game.lab.state.state import State
from game.words.catalogue import language_name, say

#: shorter words for controls that may have to be narrow
_SHORT = {
    "tab.compute": "tab.compute.short",
    "tab.break": "tab.break.short",
    "throw": "throw.short",
    "again": "again.short",
    "part.forward": "part.forward.short",
    "undo.teach": "undo.teach.short",
    "turn": "turn",
    "backward": "backward.short",
}


#: what the button that turns the stage's page says, for each page that it leads to
_TURNS = {"draw": "turn.draw", "network": "turn.network", "drawer": "turn.drawer"}


#: the words of each of PROFILES
_PROFILES = {"dark": "profile.dark", "light": "profile.light", "contrast": "profile.contrast"}


def _sound(state: State) -> str:
    if state.screen.muted or not state.screen.volume:
        return say("staff.sound.off")
    loud = state.screen.volume > VOLUMES["sound.soft"]
    return say("staff.sound.loud" if loud else "staff.sound.soft")


#: the staff's switches say how the exhibit is now
_STAFF: dict[str, Callable[[State], str]] = {
    "staff.language": lambda state: language_name(state.screen.language),
    "staff.profile": lambda state: say(_PROFILES[state.screen.profile]),
    "staff.sound": _sound,
    "staff.motion": lambda state: say(
        "staff.motion.reduced" if state.screen.reduced_motion else "staff.motion"
    ),
}


def label(state: State, name: str) -> str:
    """The words on a control, which for some depend on the state."""
    room = OWNERS.get(name)
    words = room.label(state, name) if room else None
    if words is not None:
        return words
    if name in _STAFF:
        return _STAFF[name](state)
    if name == "turn" and state.stage.next_page:
        return say(_TURNS[state.stage.next_page])
    pad, _, key = name.partition(".")
    if pad in ("type", "pin") and key not in ("back", "ok", "close"):  # a keypad's key
        return key
    return say(name)


def wordings(state: State, name: str) -> tuple[str, ...]:
    """The words on a control, long to short."""
    short = _SHORT.get(name)
    return (label(state, name),) if short is None else (label(state, name), say(short))


def slider_words(state: State, name: str) -> str:
    """What a slider sets, and its value, in words; "" for a slider without words."""
    return OWNERS[name].slider_words(state, name) or ""


def on(state: State, name: str) -> bool:
    """Whether a switch is on, or a tab open."""
    match name.split("."):
        case ["tab", tab]:
            return state.screen.tab == tab
        case ["part", computation]:
            return state.screen.computation == computation
        case ["help", page]:
            return state.screen.help == page
        case ["staff", page]:
            return state.kiosk.staff.page == page
    room = OWNERS.get(name)
    return room is not None and room.on(state, name)


def idle(state: State, name: str) -> bool:
    """Whether pressing a button would change nothing now."""
    intent = intent_of_control(name)
    return intent is not None and bool(refusal(state, intent))
