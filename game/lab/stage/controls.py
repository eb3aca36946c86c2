"""The one table of keys, with the words that the help sheet has for them; the stage's own controls.

Keys are named as `game.shell.window.keys` names them: "ctrl+z", "escape", "7".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.kiosk.layout import DUTIES
from game.lab.rooms import OWNERS
from game.lab.stage.help import HELP
from game.lab.stage.keys import Keys, label_of, types
from game.lab.stage.panels import COMPUTATIONS, TABS
from game.lab.stage.sheet_layout import KEYPAD
from game.lab.state.state import State


class Hotkey(NamedTuple):
    """``keys`` and what they look like on screen (``label``, in parts two spaces apart), the
    catalogue key of what is said about them, and of each key the intent and the name that settings
    have for it, "" where they cannot change it. Keys that type a character come last."""

    keys: tuple[str, ...]
    label: str
    words: str
    intents: tuple[Intent, ...]
    names: tuple[str, ...]


def _hotkey(names: str, keys: str, label: str, words: str, *intents: Intent) -> Hotkey:
    """``names``: one for all keys, or one for each of them; "-": they cannot be changed."""
    bound, called = tuple(keys.split()), tuple(names.replace("-", "").split(" "))
    intents = intents * len(bound) if len(intents) == 1 else intents
    return Hotkey(bound, label, words, intents, called * len(bound) if len(called) == 1 else called)


_SAMPLES = " ".join(f"sample{digit}" for digit in range(10))
HOTKEYS = (
    _hotkey(_SAMPLES, "0 1 2 3 4 5 6 7 8 9", "0 … 9", "key.sample", *map(do.LoadSample, range(10))),
    _hotkey("export", "ctrl+e e", "Ctrl E  E", "key.export", do.Export()),
    _hotkey("save", "ctrl+s", "Ctrl S", "key.save", do.Save()),
    _hotkey("clear", "delete c", "Delete  C", "key.clear", do.Clear()),
    _hotkey("undo redo", "ctrl+z ctrl+y", "Ctrl Z  Y", "key.undo", do.Undo(), do.Redo()),
    _hotkey("play", "t", "T", "key.play", do.PlayDrawing()),
    _hotkey("pause", "space", "Space", "key.pause", do.Pause()),
    _hotkey("back on", ", .", ",  .", "key.step", do.StepLayer(-1), do.StepLayer(1)),
    _hotkey("replay", "p", "P", "key.replay", do.Replay()),
    _hotkey("speed", "s", "S", "key.speed", do.NextSpeed()),
    _hotkey("view", "v", "V", "key.view", do.ToggleView()),
    _hotkey("why why_not", "w n", "W  N", "key.why", do.AskWhy(), do.AskWhyNot()),
    _hotkey("raw", "x", "X", "key.raw", do.ToggleRaw()),
    _hotkey(
        "break layers compute",
        "b l k",
        "B  L  K",
        "key.tabs",
        do.OpenTab("break"),
        do.OpenTab("layers"),
        do.OpenTab("compute"),
    ),
    _hotkey("throw heal", "d h", "D  H", "key.throw", do.NextSeed(), do.Heal()),
    _hotkey(
        "copy paste",
        "ctrl+c ctrl+v",
        "Ctrl C  V",
        "key.code",
        do.CopyCode(),
        do.ShowSheet("code"),
    ),
    _hotkey("-", "left right", "←  →", "key.pick", do.StepDigit(-1), do.StepDigit(1)),
    _hotkey("-", "up down", "↑  ↓", "key.unit", do.MoveUnit(0, -1), do.MoveUnit(0, 1)),
    _hotkey(
        "-",
        "shift+left shift+right shift+up shift+down",
        "Shift  ← → ↑ ↓",
        "key.pen",
        do.NudgePen(-1, 0),
        do.NudgePen(1, 0),
        do.NudgePen(0, -1),
        do.NudgePen(0, 1),
    ),
    _hotkey("-", "tab shift+tab", "Tab", "key.focus", do.MoveFocus(1), do.MoveFocus(-1)),
    _hotkey("-", "return", "Enter", "key.press", do.PressFocused()),
    _hotkey("mute", "m", "M", "key.mute", do.ToggleMute()),
    _hotkey("lessons", "f2", "F2", "key.lessons", do.ShowSheet("lessons")),
    _hotkey("language", "f3", "F3", "key.language", do.NextLanguage()),
    _hotkey("settings", "f9", "F9", "key.settings", do.ShowSheet("settings")),
    _hotkey("profile", "ctrl+p", "Ctrl P", "key.profile", do.NextProfile()),
    _hotkey(
        "-",
        "ctrl++ ctrl+= ctrl+- ctrl+0",
        "Ctrl +  −  0",
        "key.scale",
        do.StepScale(1),
        do.StepScale(1),
        do.StepScale(-1),
        do.StepScale(0),
    ),
    _hotkey("page", "f7", "F7", "key.page", do.TurnStage()),
    _hotkey("mirror", "ctrl+m", "Ctrl M", "key.mirror", do.ToggleLeftHanded()),
    _hotkey("board", "f10", "F10", "key.board", do.NextBoard()),
    _hotkey("fullscreen", "f11", "F11", "key.fullscreen", do.ToggleFullscreen()),
    _hotkey("help", "f1 ?", "F1  ?", "key.help", do.ShowSheet("help")),
    _hotkey("-", "escape", "Esc", "key.escape", do.Escape()),
)
#: the names that settings have for hotkeys, and the keys that each has if nothing is set
NAMES: dict[str, tuple[str, ...]] = {
    name: tuple(key for key, own in zip(hotkey.keys, hotkey.names, strict=True) if own == name)
    for hotkey in HOTKEYS
    for name in hotkey.names
    if name
}


@lru_cache(maxsize=16)
def bound(letters: str = "on", keys: Keys = ()) -> tuple[Hotkey, ...]:
    """The hotkeys that there are. ``letters``: one of LETTERS; ``keys``: what settings changed."""
    changed = dict(keys)
    hotkeys = (_changed(hotkey, changed) for hotkey in HOTKEYS)
    if letters != "on":
        hotkeys = (_bound(hotkey, alt=letters == "alt") for hotkey in hotkeys)
    return tuple(hotkey for hotkey in hotkeys if hotkey.keys)


def _changed(hotkey: Hotkey, changed: Mapping[str, tuple[str, ...]]) -> Hotkey:
    """The same with the keys that settings give it."""
    if not changed.keys() & set(hotkey.names):
        return hotkey
    intents = dict(zip(hotkey.names, hotkey.intents, strict=True))
    found = [(key, name) for name in intents for key in changed.get(name, NAMES[name])]
    found.sort(key=lambda one: types(one[0]))
    keys = tuple(key for key, _ in found)
    names = tuple(name for _, name in found)
    asked = tuple(intents[name] for name in names)
    return Hotkey(keys, label_of(keys), hotkey.words, asked, names)


def _bound(hotkey: Hotkey, alt: bool) -> Hotkey:
    """The same with Alt where a key types a character; or without such keys."""
    first = sum(not types(key) for key in hotkey.keys)
    if first == len(hotkey.keys):
        return hotkey
    others, parts = hotkey.keys[:first], hotkey.label.split("  ")
    if not alt:
        return hotkey._replace(
            keys=others,
            label="  ".join(parts[:first]),
            intents=hotkey.intents[:first],
            names=hotkey.names[:first],
        )
    parts[first] = f"Alt {parts[first]}"
    keys = *others, *(f"alt+{key}" for key in hotkey.keys[first:])
    return hotkey._replace(keys=keys, label="  ".join(parts))


@lru_cache(maxsize=16)
def _intents(letters: str, keys: Keys) -> dict[str, Intent]:
    return {
        key: intent
        for hotkey in bound(letters, keys)
        for key, intent in zip(hotkey.keys, hotkey.intents, strict=True)
    }


#: what pressing one of the stage's own controls does
CONTROLS: dict[str, Intent] = {
    "help": do.ShowSheet("help"),
    "settings": do.ShowSheet("settings"),
    **{f"help.{page}": do.ShowHelp(page) for page in HELP},
    "fullscreen": do.ToggleFullscreen(),
    "turn": do.TurnStage(),
    "help.on": do.TurnSheet(),
    "fold": do.OpenTab(None),
    **{f"tab.{name}": do.OpenTab(name) for name in TABS},
    **{f"part.{name}": do.ShowComputation(name) for name in COMPUTATIONS},
    **{f"type.{key}": do.PressKey(key) for row in KEYPAD for key in row},
    "type.back": do.PressKey("backspace"),
    "type.ok": do.PressKey("ok"),
    "close": do.ShowSheet(None),
    "stay": do.ShowSheet(None),
    "quit": do.Quit(),
    "still": do.StillHere(),
    **{f"pin.{key}": do.TypePin(key) for key in (*"0123456789", "back", "ok")},
    "pin.close": do.StaffDo("close"),
    **{f"staff.{duty}": do.StaffDo(duty) for row in DUTIES for duty in row},
    "staff.back": do.StaffDo("back"),
}


def intent_of_key(key: str, letters: str = "on", keys: Keys = ()) -> Intent | None:
    """What a key does, or None. ``letters``: one of LETTERS; ``keys``: what settings changed."""
    return _intents(letters, keys).get(key)


def intent_now(state: State, key: str) -> Intent | None:
    """What a key does as the hotkeys are bound in a state."""
    return intent_of_key(key, state.screen.letters, state.screen.keys)


def intent_of_control(name: str) -> Intent | None:
    """What pressing a control does; None for one that cannot be pressed, as a slider."""
    room = OWNERS.get(name)
    return (room.controls if room else CONTROLS).get(name)


def pastes(state: State, intent: Intent) -> bool:
    """Whether a key asks for what other programs have copied."""
    key = intent.key if isinstance(intent, do.PressKey) else ""
    return intent_now(state, key) == do.ShowSheet("code")
