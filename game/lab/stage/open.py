"""The stage itself: tabs, sheets, focus, full screen."""

from __future__ import annotations

from dataclasses import replace

from game.lab.break_it import update as breaking
from game.lab.card import update as inspection
from game.lab.intents import Intent, SetDamage
from game.lab.stage.panels import PANELS
from game.lab.state.state import PARTS, State
from game.words.catalogue import say

#: the picture of the network, which takes the focus and presses as controls do
NETWORK = "network.picture"
SHEETS = ("help", "quit", "code")
#: what a damage's code may be typed with, and how long it may become
TYPABLE = frozenset("BNWKPQTUDG0123456789.-")
LONGEST = 400


def open_tab(state: State, name: str | None) -> State:
    """Open a panel. Closing it leaves Break It, and so heals the network."""
    if name is not None and name not in PANELS:
        return state
    state = replace(lift(state), question=None, presses=(), focus=None, hover=None)
    if name is None or name == state.tab:
        return breaking.leave(replace(state, tab=None, pinned=None))
    state = replace(state, tab=name)
    return breaking.enter(replace(state, pinned=None)) if name == "break" else state


def show_part(state: State, name: str) -> State:
    """Show a tab of Live Computation, which opens with it."""
    if name not in PARTS:
        return state
    state = state if state.tab == "compute" else open_tab(state, "compute")
    return replace(state, part=name, focus=None, presses=())


def escape(state: State) -> State:
    if state.sheet:
        return show_sheet(state, None)
    if state.experiment.search is not None:
        return breaking.find(state, state.experiment.search)
    if state.tab:
        return open_tab(state, None)
    if state.pinned or state.question:
        return inspection.pin(state, None)
    if state.fullscreen:
        return set_fullscreen(state, False)
    return show_sheet(state, "quit")


def show_sheet(state: State, name: str | None) -> State:
    """A sheet's first control has the focus, so that Enter does the harmless thing; where a code
    is typed, it is the one that takes it."""
    known = name if name in SHEETS else None
    state = replace(
        lift(state), sheet=known, focus=None, presses=(), hover=None, typed="", typed_fault=""
    )
    if known is None:
        return state
    return replace(state, focus="type.ok" if known == "code" else state.stage.controls()[0].name)


def begin_anew(state: State) -> State:
    """The lab as at its start, on the same window and with the same files; what was drawn is an
    Undo away."""
    revision = state.ink_revision + 1
    return State(
        size=state.size,
        scale=state.scale,
        fullscreen=state.fullscreen,
        reduced_motion=state.reduced_motion,
        signals=state.signals,
        healthy=state.healthy,
        network=state.healthy,
        network_revision=state.network_revision + 1,
        gauge=state.gauge,
        samples=state.samples,
        sample_turn=state.sample_turn,
        history=(state.ink,) if state.ink.strokes else (),
        ink_revision=revision,
        read_revision=revision,
        answer_revision=revision,
        trace_revision=state.trace_revision + 1,
        tick=state.tick,
        copies=state.copies,
        exports=state.exports,
        notice=say("fault"),
        noticed_at=state.tick,
    )


def set_fullscreen(state: State, on: bool) -> State:
    if on == state.fullscreen:
        return state
    return replace(lift(state), fullscreen=on, presses=())


def lift(state: State) -> State:
    """End the stroke in progress where it is."""
    return replace(state, pen_pointer=None)


def move_focus(state: State, by: int) -> State:
    names = [item.name for item in state.stage.controls()]
    names += [NETWORK] if state.sheet is None else []
    if state.focus not in names:
        return replace(state, focus=names[0 if by > 0 else -1])
    return replace(state, focus=names[(names.index(state.focus) + by) % len(names)])


def paste(state: State, text: str) -> State:
    """Text from elsewhere opens the sheet for a code, unless it is open."""
    if state.sheet != "code":
        state = show_sheet(state, "code")
    typed = "".join(c for c in text.upper() if c in TYPABLE)
    return replace(state, typed=(state.typed + typed)[:LONGEST], typed_fault="")


def type_key(state: State, key: str) -> State | Intent | None:
    """What a key does in the sheet for a code; None: what it does everywhere."""
    if key.upper() in TYPABLE and len(key) == 1:
        return paste(state, key)
    if key == "backspace":
        return replace(state, typed=state.typed[:-1], typed_fault="")
    if key == "delete":
        return replace(state, typed="", typed_fault="")
    if key == "ok" or (key == "return" and state.focus in (None, "type.ok")):
        return SetDamage(state.typed)
    return None if key in ("escape", "tab", "shift+tab", "return") else state
