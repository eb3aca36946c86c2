"""The one table of keys: what a key does, and the words the help sheet says it with.

Keys are named as `game.shell.window.keys` names them: "ctrl+z", "escape", "7".
"""

from __future__ import annotations

from typing import NamedTuple

from game.lab.forward import update as forward
from game.lab.gradient import update as learning
from game.lab.intents import (
    AskWhy,
    AskWhyNot,
    Clear,
    CopyCode,
    CutLayer,
    DisableBiases,
    Escape,
    Export,
    FindDamage,
    Heal,
    Intent,
    LoadSample,
    MoveFocus,
    MoveUnit,
    NextSpeed,
    OpenTab,
    Pause,
    PinUnit,
    PressFocused,
    PressKey,
    Replay,
    SetTap,
    ShowPart,
    ShowSheet,
    StartChallenge,
    StepDigit,
    StepLayer,
    ThrowNoise,
    ToggleFullscreen,
    ToggleRaw,
    ToggleView,
    Undo,
)
from game.lab.layers import update as layers
from game.lab.stage.layout import KEYPAD
from game.lab.state.state import PARTS
from game.lab.weights import update as weighing


class Hotkey(NamedTuple):
    """``keys`` and what they look like on screen (``label``), the catalogue key of what is
    said about them, and the intent of each key."""

    keys: tuple[str, ...]
    label: str
    words: str
    intents: tuple[Intent, ...]


def _hotkey(keys: str, label: str, words: str, *intents: Intent) -> Hotkey:
    names = tuple(keys.split())
    return Hotkey(names, label, words, intents * len(names) if len(intents) == 1 else intents)


HOTKEYS = (
    _hotkey("0 1 2 3 4 5 6 7 8 9", "0 … 9", "key.sample", *map(LoadSample, range(10))),
    _hotkey("e", "E", "key.export", Export()),
    _hotkey("c delete", "C  Delete", "key.clear", Clear()),
    _hotkey("ctrl+z", "Ctrl Z", "key.undo", Undo()),
    _hotkey("space", "Space", "key.pause", Pause()),
    _hotkey(", .", ",  .", "key.step", StepLayer(-1), StepLayer(1)),
    _hotkey("p", "P", "key.replay", Replay()),
    _hotkey("s", "S", "key.speed", NextSpeed()),
    _hotkey("v", "V", "key.view", ToggleView()),
    _hotkey("w n", "W  N", "key.why", AskWhy(), AskWhyNot()),
    _hotkey("x", "X", "key.raw", ToggleRaw()),
    _hotkey(
        "b l k", "B  L  K", "key.tabs", OpenTab("break"), OpenTab("layers"), OpenTab("compute")
    ),
    _hotkey("d h", "D  H", "key.throw", ThrowNoise(), Heal()),
    _hotkey("ctrl+c ctrl+v", "Ctrl C  V", "key.code", CopyCode(), ShowSheet("code")),
    _hotkey("left right", "←  →", "key.pick", StepDigit(-1), StepDigit(1)),
    _hotkey("up down", "↑  ↓", "key.unit", MoveUnit(0, -1), MoveUnit(0, 1)),
    _hotkey("tab shift+tab", "Tab", "key.focus", MoveFocus(1), MoveFocus(-1)),
    _hotkey("return", "Enter", "key.press", PressFocused()),
    _hotkey("f11", "F11", "key.fullscreen", ToggleFullscreen()),
    _hotkey("f1 ?", "F1  ?", "key.help", ShowSheet("help")),
    _hotkey("escape", "Esc", "key.escape", Escape()),
)

_INTENTS = {
    key: intent
    for hotkey in HOTKEYS
    for key, intent in zip(hotkey.keys, hotkey.intents, strict=True)
}

#: what pressing a control of the layout does
CONTROLS: dict[str, Intent] = {
    "undo": Undo(),
    "clear": Clear(),
    "sample": LoadSample(),
    "help": ShowSheet("help"),
    "fullscreen": ToggleFullscreen(),
    "raw": ToggleRaw(),
    "replay": Replay(),
    "step_back": StepLayer(-1),
    "pause": Pause(),
    "step": StepLayer(1),
    "speed": NextSpeed(),
    "view": ToggleView(),
    "unpin": PinUnit(None),
    "why": AskWhy(),
    "why_not": AskWhyNot(),
    "tab.break": OpenTab("break"),
    "tab.layers": OpenTab("layers"),
    "tab.compute": OpenTab("compute"),
    **{f"part.{name}": ShowPart(name) for name in PARTS},
    **layers.CONTROLS,
    **forward.CONTROLS,
    **weighing.CONTROLS,
    **learning.CONTROLS,
    "biases": DisableBiases(),
    "cut.1": CutLayer(1),
    "cut.2": CutLayer(2),
    "cut.3": CutLayer(3),
    "throw": ThrowNoise(),
    "tap.kill": SetTap("kill"),
    "tap.adjust": SetTap("adjust"),
    "challenge": StartChallenge(),
    "fewest": FindDamage("fewest"),
    "least_noise": FindDamage("noise"),
    "heal": Heal(),
    "code.copy": CopyCode(),
    "code.type": ShowSheet("code"),
    **{f"type.{key}": PressKey(key) for row in KEYPAD for key in row},
    "type.back": PressKey("backspace"),
    "type.ok": PressKey("ok"),
    "close": ShowSheet(None),
    "stay": ShowSheet(None),
}


def intent_of_key(key: str) -> Intent | None:
    """What a key does, or None."""
    return _INTENTS.get(key)
