"""What keys do while a sheet lies over the stage: nothing below it acts. And a code's typing."""

from __future__ import annotations

from game.lab.break_it.code import damage_of
from game.lab.break_it.sentences import parts_of
from game.lab.intents import (
    Escape,
    Intent,
    MoveFocus,
    NextLanguage,
    NextProfile,
    PressFocused,
    SetDamage,
    ShowHelp,
    ShowSheet,
    StepScale,
    ToggleFullscreen,
    ToggleLeftHanded,
)
from game.lab.stage.controls import intent_now
from game.lab.stage.help import HELP
from game.lab.stage.open import refused, show_sheet
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.words.catalogue import say
from game.words.numbers import count

#: what a damage's code may be typed with, and how long it may become
TYPABLE = frozenset("BNWKPQTUDG0123456789.-")
LONGEST = 400
#: what keys do on a sheet as they do everywhere
_EVERYWHERE = (
    *(Escape, MoveFocus, NextLanguage, NextProfile, PressFocused, ToggleFullscreen),
    *(StepScale, ToggleLeftHanded),
)
#: what moves the focus on a sheet, and by how much
_MOVES = {"left": -1, "up": -1, "right": 1, "down": 1}
#: what a sheet says of other keys
_REFUSALS = {
    "help": "no.sheet.help",
    "settings": "no.sheet.settings",
    "quit": "no.sheet.quit",
    "code": "no.sheet.code",
    "lessons": "no.sheet.lessons",
}
#: sheets that the key that opens them closes again
_TOGGLED = ("help", "settings", "lessons")


def sheet_key(state: State, key: str, typed: str) -> State | Intent:
    """What a key does on the sheet that is open: the next state, or an intent. ``typed``: the
    character that it types."""
    sheet = state.screen.sheet
    assert sheet is not None
    if sheet == "code" and (done := _type(state, key, typed)) is not None:
        return done
    known = intent_now(state, key)
    if isinstance(known, _EVERYWHERE):
        return known
    if sheet in _TOGGLED and known == ShowSheet(sheet):
        return ShowSheet(None)
    if sheet == "help" and key in ("left", "right"):
        return ShowHelp(_next_page(state.screen.help, _MOVES[key]))
    if key in _MOVES:
        return MoveFocus(_MOVES[key])
    return refused(state, say(_REFUSALS[sheet]))


def paste(state: State, text: str) -> State:
    """Add pasted text to the sheet for a code, which opens for it unless another one is open."""
    if state.screen.sheet not in (None, "code"):
        return state
    if state.screen.sheet is None:
        state = show_sheet(state, "code")
    typed = "".join(c for c in text.upper() if c in TYPABLE)
    return _typed(state, typed) if typed else refused(state, say("no.paste"))


def typed_words(state: State) -> str:
    """What the sheet says of the code typed so far: what it would do, or what is still missing."""
    if not state.screen.typed:
        return say("sheet.code.hint")
    try:
        parts = parts_of(damage_of(state.screen.typed))
    except ValueError as fault:
        return str(fault)
    return say("sheet.code.does", parts=parts) if parts else say("sheet.code.nothing")


def _type(state: State, key: str, typed: str) -> State | Intent | None:
    """What a key does to the code; None for one that has nothing to do with typing."""
    if len(typed) == 1 and typed.upper() in TYPABLE:
        return _typed(state, typed.upper())
    if key in ("backspace", "delete"):
        left = state.screen.typed[:-1] if key == "backspace" else ""
        if not state.screen.typed:
            return refused(state, say("no.typed"))
        return shown(state, typed=left, typed_fault="", refusal="")
    if key == "ok" or (key == "return" and state.screen.focus in (None, "type.ok")):
        typed = state.screen.typed
        return SetDamage(typed) if typed else refused(state, say("no.typed"))
    # The program brings the text that Ctrl+V asks for: see `paste`.
    return state if intent_now(state, key) == ShowSheet("code") else None


def _typed(state: State, more: str) -> State:
    typed = state.screen.typed + more
    if len(typed) > LONGEST:
        return refused(state, say("code.long", most=count(LONGEST), count=count(len(typed))))
    return shown(state, typed=typed, typed_fault="", refusal="")


def _next_page(page: str, by: int) -> str:
    pages = list(HELP)
    return pages[(pages.index(page) + by) % len(pages)]
