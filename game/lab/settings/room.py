"""The settings as a room: each can be changed while the lab runs, and kept for the next start."""

from __future__ import annotations

from dataclasses import replace

from game.lab import intents as do
from game.lab.canvas.update import lift
from game.lab.intents import Intent
from game.lab.room import Room
from game.lab.settings.layout import LANGUAGES, VOLUMES
from game.lab.stage.layout import is_low
from game.lab.state.screen import LETTERS, PROFILES
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.lab.state.wishes import WriteSettings
from game.words.catalogue import language_name, next_language, offered

_BOARD_OF = {"board.all": "", "board.both": "both", "board.network": "network"}


def _speak(state: State, language: str) -> State:
    """Speak a language from now on; in kiosk mode until the visit ends."""
    if language not in offered():
        return state
    return shown(lift(state), language=language, notice="", refusal="")


def _pick_language(state: State, intent: do.PickLanguage) -> State:
    codes = offered()
    return _speak(state, codes[intent.nth]) if 0 <= intent.nth < len(codes) else state


def _set_letters(state: State, intent: do.SetLetters) -> State:
    return shown(state, letters=intent.letters) if intent.letters in LETTERS else state


def _keep(state: State, _: do.KeepSettings) -> State:
    return replace(state, wishes=(*state.wishes, WriteSettings(settings_of(state))))


def settings_of(state: State) -> tuple[tuple[str, object], ...]:
    """The settings as they are now, by their keys in a settings file."""
    screen = state.screen
    return (
        ("language", screen.language),
        ("profile", screen.profile),
        ("scale", screen.scale),
        ("left_handed", screen.left_handed),
        ("sound", 0 if screen.muted else screen.volume),
        ("reduced_motion", screen.reduced_motion),
        ("letters", screen.letters),
    )


def _label(state: State, name: str) -> str | None:
    """A language is named in itself."""
    if name == "language":
        return language_name(next_language())
    kind, _, nth = name.partition(".")
    return language_name(offered()[int(nth)]) if kind == "language" else None


def _on(state: State, name: str) -> bool:
    screen = state.screen
    match name.split("."):
        case ["language", nth]:
            return offered()[int(nth)] == screen.language
        case ["profile", profile]:
            return screen.profile == profile
        case ["scale", which]:
            return which == "usual" and screen.scale == 1
        case ["hand", hand]:
            return screen.left_handed == (hand == "left")
        case ["controls", where]:
            return is_low(screen.low_controls, screen.mm) == (where == "low")
        case ["sound", _]:
            return (0 if screen.muted else screen.volume) == VOLUMES[name]
        case ["motion", how]:
            return screen.reduced_motion == (how == "reduced")
        case ["letters", letters]:
            return screen.letters == letters
        case ["board", _]:
            return screen.board == _BOARD_OF[name]
    return False


_CONTROLS: dict[str, Intent] = {
    "language": do.NextLanguage(),
    **{f"language.{nth}": do.PickLanguage(nth) for nth in range(LANGUAGES)},
    **{f"profile.{profile}": do.SetProfile(profile) for profile in PROFILES},
    "scale.less": do.StepScale(-1),
    "scale.usual": do.StepScale(0),
    "scale.more": do.StepScale(1),
    "hand.right": do.SetLeftHanded(False),
    "hand.left": do.SetLeftHanded(True),
    "controls.usual": do.SetLowControls(False),
    "controls.low": do.SetLowControls(True),
    **{name: do.SetVolume(volume) for name, volume in VOLUMES.items()},
    "motion.full": do.SetReducedMotion(False),
    "motion.reduced": do.SetReducedMotion(True),
    **{f"letters.{letters}": do.SetLetters(letters) for letters in LETTERS},
    **{name: do.ShowBoard(board) for name, board in _BOARD_OF.items()},
    "open.lessons": do.ShowSheet("lessons"),
    "open.save": do.Save(),
    "open.export": do.Export(),
    "settings.on": do.TurnSheet(),
    "settings.keep": do.KeepSettings(),
}

ROOM = Room(
    "settings",
    handlers={
        do.SetLanguage: lambda state, i: _speak(state, i.language),
        do.PickLanguage: _pick_language,
        do.NextLanguage: lambda state, _: _speak(state, next_language()),
        do.SetReducedMotion: lambda state, i: shown(state, reduced_motion=i.on),
        do.SetLetters: _set_letters,
        do.KeepSettings: _keep,
    },
    controls=_CONTROLS,
    label=_label,
    on=_on,
)
