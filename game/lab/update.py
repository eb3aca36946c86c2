"""update(state, intents) → State: the only place where the lab changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.lab import drawing
from game.lab import intents as do
from game.lab.hotkeys import CONTROLS
from game.lab.intents import Intent
from game.lab.state import State


def update(state: State, intents: Iterable[Intent]) -> State:
    """The state after the intents, in their order. Never raises for any intent."""
    for intent in intents:
        state = _step(state, intent)
    return state


def _step(state: State, intent: Intent) -> State:
    match intent:
        case do.Tick():
            return _tick(state)
        case do.PointerDown() | do.PointerMove() | do.PointerUp():
            return _point(state, intent)
        case do.CancelPointers():
            return replace(_lift(state), presses=(), hover=None, pointer=None)
        case do.HidePointer():
            return replace(state, hover=None, pointer=None)
        case do.BeginStroke(x, y):
            return drawing.begin_stroke(state, x, y)
        case do.MovePen(x, y):
            return drawing.move_pen(state, x, y)
        case do.EndStroke():
            return drawing.end_stroke(state)
        case do.Undo():
            return drawing.undo(state)
        case do.Clear():
            return drawing.clear(state)
        case do.ShowInk(ink):
            return drawing.show_ink(state, ink)
        case do.LoadSample(digit):
            return drawing.load_sample(state, digit)
        case do.PickDigit(index):
            return drawing.pick(state, index)
        case do.StepDigit(by):
            return _step_digit(state, by)
        case do.AnswersInferred(revision, probabilities):
            return drawing.take_answers(state, revision, probabilities)
        case _:
            return _stage(state, intent)


def _stage(state: State, intent: Intent) -> State:
    """Intents about the stage rather than the drawing on it."""
    match intent:
        case do.Press(name):
            return _press(state, name)
        case do.MoveFocus(by):
            return _move_focus(state, by)
        case do.PressFocused():
            return _press(state, state.focus) if state.focus else state
        case do.ShowSheet(name):
            return _show_sheet(state, name)
        case do.Escape():
            return _escape(state)
        case do.Resize(width, height):
            return replace(_lift(state), size=(max(width, 1), max(height, 1)), presses=())
        case do.SetFullscreen(on) if on != state.fullscreen:
            return replace(_lift(state), fullscreen=on, presses=())
        case do.ToggleFullscreen():
            return replace(_lift(state), fullscreen=not state.fullscreen, presses=())
        case do.SetSignals(count):
            return replace(state, signals=max(count, 0))
        case do.NetworkLoaded(network):
            revision = state.network_revision + 1
            return replace(state, network=network, network_revision=revision)
        case do.SamplesLoaded(samples):
            return replace(state, samples=samples)
        case do.Quit():
            return replace(_lift(state), over=True)
        case _:
            return state


def _tick(state: State) -> State:
    return drawing.read(drawing.draw_script(replace(state, tick=state.tick + 1)))


def _point(state: State, intent: do.PointerDown | do.PointerMove | do.PointerUp) -> State:
    """Route a pointer to what lies under it: the first one on the canvas draws, every one may
    press controls, and letting go outside a control takes the press back."""
    pointer, x, y = intent.pointer, intent.x, intent.y
    control = state.stage.control_at(x, y)
    if pointer == 0:
        state = replace(state, hover=control, pointer=(x, y))
    if isinstance(intent, do.PointerMove):
        if pointer != state.pen_pointer:
            return state
        return drawing.move_pen(state, *_canvas_point(state, x, y))
    if isinstance(intent, do.PointerUp):
        if pointer == state.pen_pointer:
            return drawing.end_stroke(state)
        held = dict(state.presses).get(pointer)
        state = replace(state, presses=tuple(p for p in state.presses if p[0] != pointer))
        return _press(state, control) if control is not None and control == held else state
    state = replace(state, focus=None)
    if control:
        return replace(state, presses=(*state.presses, (pointer, control)))
    free = state.pen_pointer is None and state.sheet is None
    if free and state.stage.rect("canvas").holds(x, y):
        drawn = drawing.begin_stroke(state, *_canvas_point(state, x, y))
        return replace(drawn, pen_pointer=pointer)
    return state


def _canvas_point(state: State, x: float, y: float) -> tuple[float, float]:
    """A point of the window in canvas px."""
    rect = state.stage.rect("canvas")
    return (x - rect.x) / rect.w * state.ink.width, (y - rect.y) / rect.h * state.ink.height


def _press(state: State, name: str) -> State:
    if not any(item.name == name for item in state.stage.controls()):
        return state
    if name.startswith("digit."):
        return drawing.pick(state, int(name.removeprefix("digit.")))
    if name == "quit":
        return replace(state, over=True)
    return _step(state, CONTROLS[name])


def _step_digit(state: State, by: int) -> State:
    if state.shown is None:
        return state
    return drawing.pick(state, (state.shown + by) % len(state.segments))


def _move_focus(state: State, by: int) -> State:
    names = [item.name for item in state.stage.controls()]
    if state.focus not in names:
        return replace(state, focus=names[0 if by > 0 else -1])
    return replace(state, focus=names[(names.index(state.focus) + by) % len(names)])


def _escape(state: State) -> State:
    if state.sheet:
        return _show_sheet(state, None)
    if state.fullscreen:
        return _step(state, do.ToggleFullscreen())
    return _show_sheet(state, "quit")


def _show_sheet(state: State, name: str | None) -> State:
    """The first control of a sheet has the focus: Enter does the harmless thing."""
    known = name if name in ("help", "quit") else None
    state = replace(_lift(state), sheet=known, focus=None, presses=(), hover=None)
    return replace(state, focus=state.stage.controls()[0].name) if known else state


def _lift(state: State) -> State:
    """End the stroke in progress where it is."""
    return replace(state, pen_pointer=None)
