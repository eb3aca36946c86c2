"""What every control is called aloud: its words, and others where these are signs or say too little
by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable

from game.lab.break_it.layout import FIRST
from game.lab.forward.update import PACES
from game.lab.network.playback import told
from game.lab.prediction.update import first_tile
from game.lab.settings.layout import rows
from game.lab.stage.labels import label
from game.lab.state.state import State
from game.words.catalogue import say

#: controls that are always called the same
_ALWAYS = {
    "help": "spoken.help",
    "settings": "spoken.settings",
    "fullscreen": "spoken.fullscreen",
    "lesson.back": "spoken.lesson.back",
    "lesson.on": "spoken.lesson.on",
    "lesson.leave": "spoken.lesson.leave",
    "help.on": "spoken.help.on",
    "fold": "spoken.fold",
    "unpin": "spoken.unpin",
    "redo": "spoken.redo",
    "sample": "spoken.sample",
    "clear": "spoken.clear",
    "raw": "spoken.raw",
    "replay": "spoken.replay",
    "step_back": "spoken.step_back",
    "step": "spoken.step",
    "digit.back": "spoken.digit.back",
    "digit.on": "spoken.digit.on",
    "tap.kill": "spoken.kill",
    "tap.adjust": "spoken.adjust",
    "code.copy": "spoken.code.copy",
    "code.type": "spoken.code.type",
    "untaught": "spoken.untaught",
    "sort.index": "spoken.sort.index",
    "sort.activation": "spoken.sort.activation",
    "sort.norm": "spoken.sort.norm",
    "sort.digit": "spoken.sort.digit",
    "fterm.back": "spoken.term.back",
    "fterm.on": "spoken.term.on",
    "fstep.5": "spoken.softmax",
    "type.back": "spoken.key.back",
    "type..": "spoken.key.point",
    "type.-": "spoken.key.dash",
    "type.ok": "spoken.type.ok",
    "pin.back": "spoken.key.back",
    "timeline": "spoken.timeline",
    "slide.noise": "spoken.noise",
    "slide.prune": "spoken.prune",
    "slide.bits": "spoken.bits",
    "slide.heat": "spoken.heat",
    "slide.shift": "spoken.shift",
    "slide.gain": "spoken.gain",
    "slide.rate": "spoken.rate",
}
#: controls that are called one thing while something holds, and another while it does not
_TURNING: dict[str, tuple[Callable[[State], bool], str, str]] = {
    "timeline.play": (lambda s: s.canvas.played_from is not None, "spoken.halt", "spoken.play"),
    "pause": (lambda s: s.playback.paused, "spoken.go", "spoken.pause"),
    "view": (lambda s: s.playback.readable, "spoken.view.everything", "spoken.view.readable"),
    "pages": (lambda s: s.break_it.page == FIRST, "spoken.pages", "spoken.pages.back"),
    "layer.more": (lambda s: s.layers.more, "spoken.layer.less", "spoken.layer.more"),
    "gradient.more": (lambda s: s.gradient.more, "spoken.gradient.less", "spoken.gradient.more"),
    "weights.more": (
        lambda s: s.weights.numbers,
        "spoken.weights.neurons",
        "spoken.weights.numbers",
    ),
    "fterm.play": (
        lambda s: s.forward.playing and not s.playback.paused,
        "spoken.term.pause",
        "spoken.term.play",
    ),
}
#: the names of `playback.SPEEDS`
_SPEEDS = ("spoken.speed.0", "spoken.speed.1", "spoken.speed.2", "spoken.speed.3")
#: the layers' names
LAYERS = ("layer.0", "layer.1", "layer.2", "layer.3")


def spoken(state: State, name: str) -> str:
    """What a control is called aloud. It has a letter in it, and no other control that is there at
    the same time is called the same."""
    if name == "fstep.5":
        return say(_ALWAYS[name], step=6)
    if name in _ALWAYS:
        return say(_ALWAYS[name])
    return _turning(state, name) or _numbered(state, name) or _setting(state, name)


def _setting(state: State, name: str) -> str:
    """What a choice on the sheet of settings is called: with its setting's name, since several are
    off, or as usual; and any other control: by its label."""
    words = label(state, name)
    row = next((row for row in rows() if name in row.controls), None)
    return words if row is None else say("spoken.setting", setting=say(row.words), choice=words)


def _turning(state: State, name: str) -> str | None:
    """What a control is called that does now this and now that; None for any other."""
    if name in _TURNING:
        holds, so, else_so = _TURNING[name]
        return say(so if holds(state) else else_so)
    if name == "speed":
        return say(_SPEEDS[state.playback.speed])
    if name == "fterm.pace":
        return say("spoken.term.pace", times=PACES[0] // PACES[state.forward.pace])
    return None


def _numbered(state: State, name: str) -> str | None:
    """What one of a family of controls is called; None for any other."""
    family, _, which = name.partition(".")
    match family:
        case "digit":
            return _tile(state, int(which))
        case "cut":
            return say("spoken.cut", layer=which)
        case "target":
            return say("spoken.target", digit=which)
        case "near":
            return say("spoken.near", digit=which)
        case "block":
            layer = say(LAYERS[int(which[1])])
            weights = which[0] == "W"
            return say("spoken.weights.of" if weights else "spoken.biases.of", layer=layer)
        case "fstep":
            step = int(which)
            layer = say(LAYERS[step // 2 + 1])
            return say("spoken.relu" if step % 2 else "spoken.sums", step=step + 1, layer=layer)
        case "type" | "pin" if re.fullmatch("[A-Z0-9]", which):
            return say("spoken.key", sign=which)
    return None


def _tile(state: State, nth: int) -> str:
    """What the tile numbered ``nth`` on its page is called."""
    prediction, place = state.prediction, first_tile(state) + nth
    count, digit = len(prediction.segments), prediction.said[place : place + 1]
    if not digit or not told(state):
        return say("spoken.digit.untold", place=place + 1, count=count)
    digit = say("spoken.digit.unsure") if digit == "?" else digit
    return say("spoken.digit", place=place + 1, count=count, digit=digit)
