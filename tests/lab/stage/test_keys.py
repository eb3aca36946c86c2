"""Every key that help prints, in every situation: it does what help says, or says why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.network.picture import NETWORK
from game.lab.stage.controls import HOTKEYS
from game.lab.state.screen import REFUSAL
from game.lab.state.state import State
from game.lab.state.wishes import CopyText, ExportTrace
from game.lab.update import update
from tests.labs import LINE, READY, TWO, answered
from tests.states import differences

KEYS = [key for hotkey in HOTKEYS for key in hotkey.keys]
DIGITS = "0 1 2 3 4 5 6 7 8 9"
#: what is said of a key, and so is no deed of it
SAID = ("screen.refusal", "screen.refused_at", "screen.help", "stage")

Does = Callable[[State, State], bool]


def after(*given: Intent | list[Intent], start: State = READY) -> State:
    """The lab after some intents, each answered before the next one."""
    state = start
    for intents in given:
        state = answered(state, *(intents if isinstance(intents, list) else [intents]))
    return state


DRAWN = after(do.ShowInk(LINE), [do.Tick()] * 30)
NUMBER = after(do.ShowInk(TWO), [do.Tick()] * 30)
BROKEN = after(do.OpenTab("break"), do.SetDamage("N60.2-K3"), start=DRAWN)
#: each with the keys that can do nothing in it
SITUATIONS: dict[str, tuple[State, str]] = {
    "loading": (State(), f"{DIGITS} e c delete ctrl+z space , . p w n d h ctrl+c left right return"),
    "blank": (READY, "e c delete ctrl+z space , . p w n d h ctrl+c left right return"),
    "drawn": (DRAWN, "d h ctrl+c left right return"),
    "a number": (NUMBER, "d h ctrl+c return"),
    "drawing": (
        after(do.PointerDown(0, 150, 200), do.PointerMove(0, 150, 300)),
        "d h ctrl+c left right return",
    ),
    "a sample draws itself": (after(do.LoadSample(3), [do.Tick()] * 6), "d h ctrl+c left right return"),
    "undone": (after(do.Undo(), start=DRAWN), "e c delete ctrl+z space , . p w n d h ctrl+c left right return"),
    "scrubbed": (after(do.Scrub(0.0), start=NUMBER), "d h ctrl+c return"),
    "stepping": (after(do.StepLayer(-1), start=DRAWN), ", d h ctrl+c left right return"),
    "paused": (after(do.Pause(), start=DRAWN), "d h ctrl+c left right return"),
    "card": (after(do.PinUnit(1, 5), start=DRAWN), "d h ctrl+c left right return"),
    "why": (after(do.AskWhy(), start=DRAWN), "d h ctrl+c left right return"),
    "on the network": (
        after(do.MoveFocus(-1), do.MoveUnit(0, 1), start=DRAWN),
        "d h ctrl+c",
    ),
    "on a slider": (
        after(*[do.MoveFocus(1)] * 4, start=NUMBER),
        "d h ctrl+c right return",
    ),
    "break it": (after(do.OpenTab("break"), start=DRAWN), "d h ctrl+c left right return"),
    "damaged": (BROKEN, "left right return"),
    "search running": (
        after(do.FindDamage("fewest"), start=BROKEN),
        "d ctrl+c left right return",
    ),
    "challenge": (after(do.StartChallenge(), start=BROKEN), "d ctrl+c left right return"),
    "layers": (after(do.OpenTab("layers"), start=DRAWN), "d h ctrl+c left right return"),
    "forward": (after(do.ShowComputation("forward"), start=DRAWN), "d h ctrl+c left right return"),
    "weights": (after(do.ShowComputation("weights"), start=DRAWN), "d h ctrl+c left right return"),
    "gradient": (after(do.ShowComputation("gradient"), start=DRAWN), "d h ctrl+c left right return"),
    "taught": (
        after(do.ShowComputation("gradient"), do.ChooseTarget(3), do.Teach(), start=DRAWN),
        "d ctrl+c left right return",
    ),
    "full screen": (after(do.ToggleFullscreen(), start=DRAWN), "d h ctrl+c left right return"),
}
#: the keys that a sheet takes; it refuses all others
SHEETS = {
    "help": "left right up down tab shift+tab return f11 f1 ? escape",
    "quit": "left right up down tab shift+tab return f11 escape",
    "code": f"{DIGITS} b w n k p d . ctrl+v left right up down tab shift+tab return f11 escape",
}


def changed(name: str) -> Does:
    """Whether a field of the State is another one."""

    def differs(before: State, now: State) -> bool:
        return any(path.startswith(name) for path in differences(before, now))

    return differs


def wished(kind: type) -> Does:
    return lambda before, now: any(isinstance(wish, kind) for wish in now.wishes)


def moved(before: State, now: State) -> bool:
    """← →: another digit, layer, moment, or value of a slider."""
    slid, picked = now.canvas.scrub, now.prediction.shown
    hovered = now.card.hovered
    return (slid, picked, hovered) != (before.canvas.scrub, before.prediction.shown, before.card.hovered)


#: what help says that a key does
DOES: dict[str, Does] = {
    **dict.fromkeys(DIGITS.split(), lambda a, b: bool(b.canvas.script) and not b.canvas.ink.strokes),
    "e": wished(ExportTrace),
    **dict.fromkeys(("c", "delete"), lambda a, b: not b.canvas.ink.strokes and not b.canvas.script),
    "ctrl+z": lambda a, b: b.canvas.ink is a.canvas.history[-1],
    "space": lambda a, b: b.playback.paused != a.playback.paused,
    ",": lambda a, b: b.playback.paused and b.playback.time < a.playback.time,
    ".": lambda a, b: b.playback.paused or b.playback.halt_at is not None,
    "p": lambda a, b: b.playback.dark and b.playback.fired_at == a.playback.time,
    "s": changed("playback.speed"),
    "v": changed("playback.readable"),
    "w": changed("card.question"),
    "n": changed("card.question"),
    "x": changed("canvas.raw"),
    "b": lambda a, b: (b.screen.tab == "break") != (a.screen.tab == "break"),
    "l": lambda a, b: (b.screen.tab == "layers") != (a.screen.tab == "layers"),
    "k": lambda a, b: (b.screen.tab == "compute") != (a.screen.tab == "compute"),
    "d": changed("break_it.damage.seed"),
    "h": lambda a, b: not b.changed and b.break_it.search is None and b.break_it.challenge is None,
    "ctrl+c": lambda a, b: wished(CopyText)(a, b) and bool(b.noticed),
    "ctrl+v": lambda a, b: b.screen.sheet == "code",
    **dict.fromkeys(("left", "right"), moved),
    **dict.fromkeys(("up", "down"), changed("card.hovered")),
    **dict.fromkeys(("tab", "shift+tab"), changed("screen.focus")),
    "return": changed("card.pinned"),
    "f11": changed("screen.fullscreen"),
    **dict.fromkeys(("f1", "?"), lambda a, b: b.screen.sheet == "help"),
    "escape": lambda a, b: deeds(a, b) != [],
}


def pressed(state: State, key: str) -> State:
    """What the program does for a key: the text for Ctrl+V comes from outside."""
    more = [do.PasteCode("B1-W2")] if key == "ctrl+v" else []
    return update(state, [do.PressKey(key), *more])


def deeds(before: State, now: State) -> list[str]:
    """What has changed, but for what is only said."""
    return [path for path in differences(before, now) if not path.startswith(SAID)]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", SITUATIONS)
def test_a_key_does_what_help_says_or_says_why_not(name: str, key: str) -> None:
    before, idle = SITUATIONS[name]
    now = pressed(before, key)
    if key in idle.split():
        assert now.refused and deeds(before, now) == []
    else:
        assert not now.refused and DOES[key](before, now), deeds(before, now)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("below", ["drawn", "damaged", "stepping"])
def test_nothing_below_a_sheet_acts(below: str, sheet: str, key: str) -> None:
    before = after(do.ShowSheet(sheet), start=SITUATIONS[below][0])
    now = pressed(before, key)
    done = deeds(before, now)
    assert bool(done) != bool(now.refused)
    assert bool(done) == (key in SHEETS[sheet].split())
    assert all(path.startswith("screen.") for path in done)
