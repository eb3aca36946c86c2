"""What opens and closes on the stage: tabs, sheets, full screen; and the focus."""

from __future__ import annotations

import itertools
from dataclasses import replace

from game.lab.break_it import games
from game.lab.canvas import pen
from game.lab.canvas.history import begun_anew
from game.lab.canvas.update import lift
from game.lab.card.update import pin
from game.lab.gradient.update import hides_drawer
from game.lab.items import CONTROLS
from game.lab.stage.help import HELP
from game.lab.stage.now import placed
from game.lab.stage.panels import COMPUTATIONS, TABS
from game.lab.state.canvas import Canvas
from game.lab.state.lesson import Lessons
from game.lab.state.screen import BOARDS, PROFILES
from game.lab.state.shown import noticed, shown
from game.lab.state.state import State
from game.lab.state.wishes import CancelJob
from game.words.catalogue import say

SHEETS = ("help", "settings", "quit", "code", "lessons")
#: with every panel closed nobody waits for what damage does; where another one opens at once, the
#: work goes on
NO_FACTS = CancelJob("facts")


def refused(state: State, words: str) -> State:
    """The state in which it is said for a while why something could not be done."""
    return shown(state, refusal=words, refused_at=state.tick)


def open_tab(state: State, name: str | None) -> State:
    """Open a drawer; None, or the open one again, folds it. What was made in it stays."""
    if name is not None and name not in TABS:
        return state
    before = state.screen.tab
    if name == before and hides_drawer(state):  # it is away for a wave: this calls it back
        return replace(state, gradient=replace(state.gradient, away=False))
    state = shown(lift(state), presses=(), hover=None)
    wishes = tuple(wish for wish in state.wishes if wish != NO_FACTS)
    state = replace(state, wishes=wishes, card=replace(state.card, question=None))
    if name is None or name == before:
        wishes = (*wishes, NO_FACTS)
        card = replace(state.card, pinned=None)
        state = shown(replace(state, wishes=wishes, card=card), tab=None)
        return _refocused(state, f"tab.{before}")
    pinned = state.break_it.unit if name == "break" else state.card.pinned
    state = shown(replace(state, card=replace(state.card, pinned=pinned)), tab=name)
    if state.screen.focus == f"tab.{name}":  # the keyboard goes on in the drawer that it opened
        items = placed(state).stage.items
        inside = list(itertools.dropwhile(lambda item: item.name != "panel", items))[1:]
        first = (item.name for item in inside if item.role in CONTROLS)  # a wave may hide it
        return shown(state, focus=next(first, state.screen.focus))
    return _refocused(state, f"tab.{name}")


def _refocused(state: State, name: str) -> State:
    """Where what had the focus is there no more, ``name`` gets it, if it is there."""
    stage, focus = placed(state).stage, state.screen.focus
    if focus is None or stage.has(focus):
        return state
    return shown(state, focus=name if stage.has(name) else None)


def show_board(state: State, board: str) -> State:
    """Show one of BOARDS; what is open folds, since it would lie on the board."""
    if board not in BOARDS:
        return state
    return shown(open_tab(state, None), board=board)


def next_board(state: State) -> State:
    """Show the next of BOARDS."""
    return show_board(state, after(BOARDS, state.screen.board))


def after(choices: tuple[str, ...], choice: str) -> str:
    """The choice after one; the first one after the last."""
    return choices[(choices.index(choice) + 1) % len(choices)]


def set_profile(state: State, name: str) -> State:
    """Show the stage in other colors: nothing but these changes."""
    return shown(state, profile=name) if name in PROFILES else state


def next_profile(state: State) -> State:
    """Show the stage in the colors of the next of PROFILES."""
    return shown(state, profile=after(PROFILES, state.screen.profile))


def show_computation(state: State, name: str) -> State:
    """Show a tab of Live Computation, and open that panel first where it is closed."""
    if name not in COMPUTATIONS:
        return state
    state = state if state.screen.tab == "compute" else open_tab(state, "compute")
    return _refocused(shown(state, computation=name, presses=()), f"part.{name}")


def escape(state: State) -> State:
    """Take away what was opened last; with nothing open, ask whether to quit."""
    if state.screen.sheet:
        return show_sheet(state, None)
    if pen.is_down(state):
        return pen.leave(state)
    if state.break_it.search is not None:
        return games.find(state, state.break_it.search)
    if state.screen.tab:
        return open_tab(state, None)
    if state.card.pinned or state.card.question:
        return pin(state, None)
    if state.screen.board:
        return shown(state, board="", focus=None)
    if state.kiosk.on:
        return state
    if state.screen.fullscreen:
        return set_fullscreen(state, False)
    return show_sheet(state, "quit")


def show_sheet(state: State, name: str | None) -> State:
    """Lay a sheet over the stage; None takes it away. Its first control has the focus, so that
    Enter does the harmless thing; in the sheet for a code, the control that applies the code."""
    known = name if name in SHEETS else None
    below = state.screen.focus if state.screen.sheet is None else state.screen.below
    state = shown(lift(state), sheet=known, focus=None, presses=(), hover=None)
    state = shown(state, typed="", typed_fault="", refusal="", below=below, sheet_part=0)
    if known is None:  # what had the focus before the sheet has it again
        return shown(state, focus=below, below=None)
    if known == "code":
        return shown(state, focus="type.ok")
    if state.kiosk.on:  # there are no keys, nor is there a mouse
        state = shown(state, help="touch")
    return shown(state, focus=placed(state).stage.controls()[0].name)


def show_help(state: State, page: str) -> State:
    """Turn to a page of help."""
    return shown(state, help=page, sheet_part=0) if page in HELP else state


def begin_anew(state: State) -> State:
    """The lab as at its start, after a fault, which is told; Undo brings the drawings back."""
    state = anew(state, begun_anew(state.canvas))
    return noticed(state, say("fault"))


def anew(state: State, canvas: Canvas) -> State:
    """The lab as at its start, on the same window, with the same files, and a canvas."""
    return State(
        tick=state.tick,
        stage=state.stage,
        wishes=state.wishes,
        healthy=state.healthy,
        network=state.healthy,
        network_revision=state.network_revision + 1,
        gauge=state.gauge,
        screen=state.screen.as_at_start(),
        canvas=canvas,
        kiosk=state.kiosk,
        lessons=Lessons(state.lessons.shipped, state.lessons.own),
    )


def set_fullscreen(state: State, on: bool) -> State:
    """Full screen on or off; strokes and presses end."""
    if on == state.screen.fullscreen:
        return state
    return shown(lift(state), fullscreen=on, presses=())
