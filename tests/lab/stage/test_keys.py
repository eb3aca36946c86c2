"""Every key that help prints, in every situation: it does what help says, or says why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.lab import intents as do
from game.lab.intents import Intent
from game.lab.intents.lesson import Lesson, LessonStep
from game.lab.network.picture import NETWORK
from game.lab.stage.controls import HOTKEYS, bound
from game.lab.stage.labels import idle
from game.lab.state.screen import LETTERS, REFUSAL
from game.lab.state.state import State
from game.lab.state.wishes import CopyText, ExportTrace, SaveVisit
from game.lab.update import update
from tests.labs import LINE, READY, TWO, answered, at_rest, on_screen
from tests.states import differences, having

KEYS = [key for hotkey in HOTKEYS for key in hotkey.keys]
FINE = ("shift+left", "shift+right", "shift+up", "shift+down")
DIGITS = "0 1 2 3 4 5 6 7 8 9"
#: what is said of a key, and so is no deed of it; and what a key does to help while that is closed
SAID = ("screen.refusal", "screen.refused_at", "stage.")
OPENS_ON = "screen.help"

Does = Callable[[State, State], bool]


def after(*given: Intent | list[Intent], start: State = READY) -> State:
    """The lab after some intents, each answered before the next one."""
    state = start
    for intents in given:
        state = answered(state, *(intents if isinstance(intents, list) else [intents]))
    return state


DRAWN = at_rest(after(do.ShowInk(LINE)))
NUMBER = at_rest(after(do.ShowInk(TWO)))
GROWN = after(
    *(do.BeginStroke(90, 100), do.MovePen(90, 200), do.MovePen(90, 300), do.EndStroke()),
    *(do.BeginStroke(300, 100), do.MovePen(300, 300), do.EndStroke(), [do.Tick()] * 90),
)
DAMAGED = after(do.OpenTab("break"), do.SetDamage("N60.2-K3"), start=DRAWN)
TAUGHT = after(
    do.ShowComputation("gradient"),
    do.ChooseTarget(3),
    do.Teach(),
    do.Teach(),
    *[[do.Tick()] * 400] * 2,
    start=DRAWN,
)
#: what can be done neither without a drawing, nor where nothing is damaged, nor where nothing can
#: be moved or pressed
UNDRAWN = "ctrl+e e c delete ctrl+z space , . p w n"
HEALTHY = "d h ctrl+c"
NOTHING = "left right return"


def drawn(*given: Intent) -> State:
    return after(*given, start=DRAWN)


#: each with the keys that can do nothing in it
SITUATIONS: dict[str, tuple[State, str]] = {
    "loading": (State(), f"{DIGITS} {UNDRAWN} {HEALTHY} {NOTHING}"),
    "blank": (READY, f"{UNDRAWN} {HEALTHY} {NOTHING}"),
    "drawn": (DRAWN, f"{HEALTHY} {NOTHING}"),
    "a number": (NUMBER, f"{HEALTHY} return"),
    "drawing": (
        after(do.PointerDown(0, 90, 120), do.PointerMove(0, 90, 220)),
        f"{HEALTHY} {NOTHING}",
    ),
    "a sample draws itself": (
        after(do.LoadSample(3), [do.Tick()] * 6),
        f"{HEALTHY} {NOTHING}",
    ),
    "undone": (drawn(do.Undo()), f"{UNDRAWN} {HEALTHY} {NOTHING}"),
    "scrubbed": (after(do.Scrub(0.0), start=GROWN), f"{HEALTHY} {NOTHING}"),
    "stepping": (drawn(*[do.StepLayer(1)] * 2, *[do.Tick()] * 60), f"w n {HEALTHY} {NOTHING}"),
    "at the start": (drawn(*[do.StepLayer(-1)] * 5), f", w n {HEALTHY} {NOTHING}"),
    "paused": (drawn(do.Pause()), f"{HEALTHY} {NOTHING}"),
    "readable": (drawn(do.ToggleView()), f"{HEALTHY} {NOTHING}"),
    "card": (drawn(do.PinUnit(1, 5)), f"{HEALTHY} {NOTHING}"),
    "why": (drawn(do.AskWhy()), f"{HEALTHY} {NOTHING}"),
    "why not": (drawn(do.AskWhyNot()), f"{HEALTHY} {NOTHING}"),
    "on the network": (having(DRAWN, focus=NETWORK), f"{HEALTHY} return"),
    "on a neuron": (
        after(*[do.MoveUnit(-1, 1)] * 2, start=having(DRAWN, focus=NETWORK)),
        HEALTHY,
    ),
    "on the canvas": (having(DRAWN, focus="canvas"), HEALTHY),
    "drawing by keys": (
        after(
            *(do.PressFocused(), *[do.MoveUnit(0, 1)] * 9, do.PressFocused(), [do.Tick()] * 30),
            *(do.StepDigit(1), do.ReleaseKey("right"), do.ReleaseKey("down")),
            start=having(READY, focus="canvas"),
        ),
        HEALTHY,
    ),
    "on a cell": (
        after(
            *(do.OpenTab("layers"), do.OpenLayer(2), do.StepDigit(1), do.MoveUnit(0, 1)),
            *(do.StepDigit(1),),
            start=having(DRAWN, focus="help"),
        ),
        HEALTHY,
    ),
    "on the timeline": (
        having(GROWN, focus="timeline"),
        f"{HEALTHY} right return",
    ),
    "on a slider": (
        having(DAMAGED, focus="slide.noise"),
        "return",
    ),
    "break it": (drawn(do.OpenTab("break")), f"{HEALTHY} {NOTHING}"),
    "damaged": (DAMAGED, NOTHING),
    "damaged and folded": (after(do.OpenTab(None), start=DAMAGED), NOTHING),
    "search running": (after(do.FindDamage("fewest"), start=DAMAGED), f"d ctrl+c {NOTHING}"),
    "challenge": (after(do.StartChallenge(), start=DAMAGED), f"d ctrl+c {NOTHING}"),
    "layers": (drawn(do.OpenTab("layers")), f"{HEALTHY} {NOTHING}"),
    "forward": (drawn(do.ShowComputation("forward")), f"{HEALTHY} {NOTHING}"),
    "weights": (drawn(do.ShowComputation("weights")), f"{HEALTHY} {NOTHING}"),
    "gradient": (drawn(do.ShowComputation("gradient")), f"{HEALTHY} {NOTHING}"),
    "taught": (TAUGHT, f"d ctrl+c {NOTHING}"),
    "taught and folded": (after(do.OpenTab(None), start=TAUGHT), f"d ctrl+c {NOTHING}"),
    "board": (drawn(do.NextBoard()), f"{HEALTHY} {NOTHING}"),
    "board with canvas": (drawn(do.NextBoard(), do.NextBoard()), f"{HEALTHY} {NOTHING}"),
    "large": (drawn(do.SetScale(1.5)), f"ctrl++ ctrl+= {HEALTHY} {NOTHING}"),
    "large, a drawer": (
        drawn(do.SetScale(1.5), do.OpenTab("layers")),
        f"ctrl++ ctrl+= {HEALTHY} {NOTHING}",
    ),
    "full screen": (drawn(do.ToggleFullscreen()), f"{HEALTHY} {NOTHING}"),
    "with sound": (drawn(do.SetVolume(30)), f"{HEALTHY} {NOTHING}"),
}
#: keys that can do nothing in whatever situation this is true of
POINTLESS: dict[str, Callable[[State], bool]] = {
    "ctrl+y": lambda state: not state.canvas.undone,
    "t": lambda state: len(state.canvas.moments) < 2,
    "m": lambda state: not state.screen.volume,
    "ctrl+0": lambda state: state.screen.scale == 1,
    "f7": lambda state: not state.stage.pages,
    **dict.fromkeys(FINE, lambda state: state.screen.focus != "canvas"),
}
#: lessons that a sheet has to choose from
LESSONS = tuple(
    Lesson(name, (("en", name),), (LessonStep((("en", "Draw"),)),)) for name in ("one", "two")
)
#: the keys that every sheet takes, and those of each; it refuses all others
MOVES = "left right up down tab shift+tab ctrl+p f3 f11 escape ctrl++ ctrl+= ctrl+- ctrl+m"
SHEETS = {
    "help": f"{MOVES} return f1 ?",
    "quit": f"{MOVES} return",
    "code": f"{MOVES} {DIGITS} b w n k p d t . ctrl+v",
    "settings": f"{MOVES} return f9",
    "lessons": f"{MOVES} return f2",
}


def changed(name: str) -> Does:
    """Whether a field of the State is another one."""

    def differs(before: State, now: State) -> bool:
        return any(path.startswith(name) for path in differences(before, now))

    return differs


def wished(kind: type) -> Does:
    return lambda before, now: any(isinstance(wish, kind) for wish in now.wishes)


def moved(before: State, now: State) -> bool:
    """← →: the pen, another cell, digit, layer, moment, or value of a slider."""
    one, other = (
        (s.pen.at, s.canvas.scrub, s.prediction.shown, s.card.hovered, s.break_it.damage)
        for s in (before, now)
    )
    return one != other


#: what help says that a key does
DOES: dict[str, Does] = {
    **dict.fromkeys(DIGITS.split(), lambda a, b: bool(b.canvas.script)),
    "e": wished(ExportTrace),
    "ctrl+e": wished(ExportTrace),
    "ctrl+s": wished(SaveVisit),
    **dict.fromkeys(("c", "delete"), lambda a, b: not (b.canvas.ink.strokes or b.canvas.script)),
    "ctrl+z": changed("canvas"),
    "ctrl+y": changed("canvas.ink"),
    "t": lambda a, b: (a.canvas.played_from is None) != (b.canvas.played_from is None),
    "space": lambda a, b: b.playback.paused != a.playback.paused,
    ",": lambda a, b: b.playback.paused and b.playback.time <= a.playback.time,
    ".": lambda a, b: b.playback.paused or b.playback.halt_at is not None,
    "p": lambda a, b: b.playback.dark and b.playback.fired_at == a.playback.time,
    "s": changed("playback.speed"),
    "v": changed("playback.readable"),
    "w": changed("card.question"),
    "n": changed("card.question"),
    "x": lambda a, b: changed("canvas.raw")(a, b) and b.screen.room == "layers",
    "b": lambda a, b: (b.screen.tab == "break") != (a.screen.tab == "break"),
    "l": lambda a, b: (b.screen.tab == "layers") != (a.screen.tab == "layers"),
    "k": lambda a, b: (b.screen.tab == "compute") != (a.screen.tab == "compute"),
    "d": changed("break_it.damage.seed"),
    "h": lambda a, b: not b.changed and b.break_it.search is None and b.break_it.challenge is None,
    "ctrl+c": lambda a, b: wished(CopyText)(a, b) and bool(b.noticed),
    "ctrl+v": lambda a, b: b.screen.sheet == "code",
    "f2": lambda a, b: b.screen.sheet == "lessons",
    **dict.fromkeys(("left", "right"), moved),
    **dict.fromkeys(
        ("up", "down"), lambda a, b: a.pen.at != b.pen.at or a.card.hovered != b.card.hovered
    ),
    **dict.fromkeys(FINE, changed("pen.at")),
    **dict.fromkeys(("tab", "shift+tab"), changed("screen.focus")),
    "m": changed("screen.muted"),
    "return": lambda a, b: any(
        changed(name)(a, b) for name in ("card.pinned", "canvas.pen_pointer", "pen.to")
    ),
    **dict.fromkeys(("ctrl++", "ctrl+="), lambda a, b: b.screen.scale > a.screen.scale),
    "ctrl+-": lambda a, b: b.screen.scale < a.screen.scale,
    "ctrl+0": lambda a, b: b.screen.scale == 1,
    "f7": lambda a, b: a.stage.page != b.stage.page,
    "ctrl+m": changed("screen.left_handed"),
    "f10": changed("screen.board"),
    "f3": changed("screen.language"),
    "f9": changed("screen.sheet"),
    "ctrl+p": changed("screen.profile"),
    "f11": changed("screen.fullscreen"),
    **dict.fromkeys(("f1", "?"), lambda a, b: b.screen.sheet == "help"),
    "escape": lambda a, b: bool(set(deeds(a, b)) - {OPENS_ON}),
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
    if key in idle.split() or (key in POINTLESS and POINTLESS[key](before)):
        assert now.refused and set(deeds(before, now)) <= {OPENS_ON}
    else:
        assert not now.refused and DOES[key](before, now), deeds(before, now)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("below", ["drawn", "damaged", "stepping"])
def test_nothing_below_a_sheet_acts(below: str, sheet: str, key: str) -> None:
    before = after(do.LessonsRead(LESSONS), do.ShowSheet(sheet), start=SITUATIONS[below][0])
    if sheet == "settings":  # the first of them is on already
        before = after(do.MoveFocus(1), start=before)
    now = pressed(before, key)
    done = deeds(before, now)
    assert bool(done) != bool(now.refused)
    assert bool(done) == (key in SHEETS[sheet].split())
    assert all(path.startswith(("screen.", "lessons.")) for path in done)


def test_a_typed_code_is_taken_with_return_and_only_then_acts_below() -> None:
    state = after(do.ShowSheet("code"), *map(do.PressKey, "k3-w2"), start=DRAWN)
    assert state.screen.typed == "K3-W2" and not state.changed
    state = pressed(state, "return")
    assert state.changed and state.screen.sheet is None


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("letters", LETTERS)
def test_keys_that_type_a_character_can_want_alt_or_be_off(name: str, letters: str) -> None:
    """By the way: whatever help lists is bound, and nothing else is."""
    before = on_screen(SITUATIONS[name][0], letters=letters)
    listed = {key for hotkey in bound(letters) for key in hotkey.keys}
    for key in KEYS:
        usual = pressed(SITUATIONS[name][0], key)
        for held in ("", "alt+"):
            now, is_bare = pressed(before, held + key), len(key) == 1
            acts = is_bare == bool(held) if letters == "alt" else not held and letters == "on"
            acts = acts or not (held or is_bare)
            assert acts == (held + key in listed)
            wanted = on_screen(usual, letters=letters) if acts else before
            assert not differences(wanted, now), held + key


def test_help_says_how_keys_are_bound() -> None:
    labels = {letters: [hotkey.label for hotkey in bound(letters)] for letters in LETTERS}
    assert labels["alt"][:2] == ["Alt 0 … 9", "Ctrl E  Alt E"]
    assert labels["alt"][2:5] == ["Ctrl S", "Delete  Alt C", "Ctrl Z  Y"]
    assert "Alt B  L  K" in labels["alt"] and "F1  Alt ?" in labels["alt"]
    assert (
        labels["off"][:4] == ["Ctrl E", "Ctrl S", "Delete", "Ctrl Z  Y"] and "F1" in labels["off"]
    )


def test_what_is_refused_is_said_for_three_seconds_and_no_longer_than_it_holds() -> None:
    state = update(READY, [do.PressKey("w")])
    assert state.refused and update(state, [do.Tick()] * (REFUSAL - 1)).refused
    assert not update(state, [do.Tick()] * REFUSAL).refused
    assert not update(state, [do.PressKey("3")]).refused


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_control_looks_idle_where_pressing_it_is_refused(name: str) -> None:
    state = SITUATIONS[name][0]
    for item in state.stage.controls():
        now = update(state, [do.Press(item.name)])
        assert bool(now.refused) == idle(state, item.name), item.name


def test_help_opens_on_the_page_about_what_is_in_use() -> None:
    help_ = READY.stage.rect("help").center
    for pointer, page in ((0, "mouse"), (3, "touch")):
        clicked = update(READY, [do.PointerDown(pointer, *help_), do.PointerUp(pointer, *help_)])
        assert (clicked.screen.sheet, clicked.screen.help) == ("help", page)
    typed = update(READY, [do.PressKey("?")])
    assert (typed.screen.sheet, typed.screen.help) == ("help", "keys")
    assert update(typed, [do.Press("help.touch")]).screen.help == "touch"


def test_pasting_lays_no_sheet_over_another() -> None:
    state = update(READY, [do.ShowSheet("quit"), do.PressKey("ctrl+v"), do.PasteCode("B1")])
    assert state.screen.sheet == "quit" and state.refused
    state = update(READY, [do.PressKey("ctrl+v"), do.PasteCode("(élève)")])
    assert state.screen.sheet == "code" and not state.screen.typed and state.refused
