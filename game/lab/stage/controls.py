"""The one table of keys, with the words that the help sheet has for them; the stage's own controls.

Keys are named as `game.shell.window.keys` names them: "ctrl+z", "escape", "7".
"""

from __future__ import annotations

from typing import NamedTuple

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.kiosk.layout import DUTIES
from game.lab.rooms import OWNERS
from game.lab.stage.help import HELP
from game.lab.stage.panels import COMPUTATIONS, TABS
from game.lab.stage.sheet_layout import KEYPAD


class Hotkey(NamedTuple):
    """``keys`` and what they look like on screen (``label``, in parts two spaces apart), the
    catalogue key of what is said about them, and the intent of each key. Keys that type a character
    come last."""

    keys: tuple[str, ...]
    label: str
    words: str
    intents: tuple[Intent, ...]


def _hotkey(keys: str, label: str, words: str, *intents: Intent) -> Hotkey:
    names = tuple(keys.split())
    return Hotkey(names, label, words, intents * len(names) if len(intents) == 1 else intents)


HOTKEYS = (
    _hotkey("0 1 2 3 4 5 6 7 8 9", "0 … 9", "key.sample", *map(do.LoadSample, range(10))),
    _hotkey("ctrl+e e", "Ctrl E  E", "key.export", do.Export()),
    _hotkey("delete c", "Delete  C", "key.clear", do.Clear()),
    _hotkey("ctrl+z ctrl+y", "Ctrl Z  Y", "key.undo", do.Undo(), do.Redo()),
    _hotkey("t", "T", "key.play", do.PlayDrawing()),
    _hotkey("space", "Space", "key.pause", do.Pause()),
    _hotkey(", .", ",  .", "key.step", do.StepLayer(-1), do.StepLayer(1)),
    _hotkey("p", "P", "key.replay", do.Replay()),
    _hotkey("s", "S", "key.speed", do.NextSpeed()),
    _hotkey("v", "V", "key.view", do.ToggleView()),
    _hotkey("w n", "W  N", "key.why", do.AskWhy(), do.AskWhyNot()),
    _hotkey("x", "X", "key.raw", do.ToggleRaw()),
    _hotkey(
        "b l k",
        "B  L  K",
        "key.tabs",
        do.OpenTab("break"),
        do.OpenTab("layers"),
        do.OpenTab("compute"),
    ),
    _hotkey("d h", "D  H", "key.throw", do.NextSeed(), do.Heal()),
    _hotkey("ctrl+c ctrl+v", "Ctrl C  V", "key.code", do.CopyCode(), do.ShowSheet("code")),
    _hotkey("left right", "←  →", "key.pick", do.StepDigit(-1), do.StepDigit(1)),
    _hotkey("up down", "↑  ↓", "key.unit", do.MoveUnit(0, -1), do.MoveUnit(0, 1)),
    _hotkey("tab shift+tab", "Tab", "key.focus", do.MoveFocus(1), do.MoveFocus(-1)),
    _hotkey("return", "Enter", "key.press", do.PressFocused()),
    _hotkey(
        "ctrl++ ctrl+= ctrl+- ctrl+0",
        "Ctrl +  −  0",
        "key.scale",
        do.StepScale(1),
        do.StepScale(1),
        do.StepScale(-1),
        do.StepScale(0),
    ),
    _hotkey("f9", "F9", "key.page", do.TurnStage()),
    _hotkey("ctrl+m", "Ctrl M", "key.mirror", do.ToggleLeftHanded()),
    _hotkey("f10", "F10", "key.board", do.NextBoard()),
    _hotkey("f11", "F11", "key.fullscreen", do.ToggleFullscreen()),
    _hotkey("f1 ?", "F1  ?", "key.help", do.ShowSheet("help")),
    _hotkey("escape", "Esc", "key.escape", do.Escape()),
)


def _bound(hotkey: Hotkey, alt: bool) -> Hotkey:
    """The same with Alt where a key types a character; or without such keys."""
    first = sum(len(key) > 1 for key in hotkey.keys)
    if first == len(hotkey.keys):
        return hotkey
    others, parts = hotkey.keys[:first], hotkey.label.split("  ")
    if not alt:
        return hotkey._replace(
            keys=others, label="  ".join(parts[:first]), intents=hotkey.intents[:first]
        )
    parts[first] = f"Alt {parts[first]}"
    keys = *others, *(f"alt+{key}" for key in hotkey.keys[first:])
    return hotkey._replace(keys=keys, label="  ".join(parts))


#: the hotkeys that there are, for each of LETTERS
BOUND = {
    "on": HOTKEYS,
    "alt": tuple(_bound(hotkey, alt=True) for hotkey in HOTKEYS),
    "off": tuple(one for one in (_bound(hotkey, alt=False) for hotkey in HOTKEYS) if one.keys),
}
_INTENTS = {
    letters: {
        key: intent
        for hotkey in hotkeys
        for key, intent in zip(hotkey.keys, hotkey.intents, strict=True)
    }
    for letters, hotkeys in BOUND.items()
}

#: what pressing one of the stage's own controls does
CONTROLS: dict[str, Intent] = {
    "help": do.ShowSheet("help"),
    **{f"help.{page}": do.ShowHelp(page) for page in HELP},
    "fullscreen": do.ToggleFullscreen(),
    "turn": do.TurnStage(),
    "help.on": do.TurnHelp(),
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


def intent_of_key(key: str, letters: str = "on") -> Intent | None:
    """What a key does, or None; ``letters``: one of LETTERS."""
    return _INTENTS[letters].get(key)


def intent_of_control(name: str) -> Intent | None:
    """What pressing a control does; None for one that cannot be pressed, as a slider."""
    room = OWNERS.get(name)
    return (room.controls if room else CONTROLS).get(name)
