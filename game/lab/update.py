"""update(state, intents) → State: the only place where the lab changes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from game.core.units import Unit
from game.lab import drawing, inspection, playback
from game.lab import intents as do
from game.lab.hotkeys import CONTROLS
from game.lab.intents import Intent
from game.lab.state import State

#: the picture of the network, which takes the focus and presses as controls do
NETWORK = "network.picture"
#: px between a slider's edge and its first value
SLIDER_END = 12


def update(state: State, intents: Iterable[Intent]) -> State:
    """The state after the intents, in their order. Never raises for any intent."""
    for intent in intents:
        state = _step(state, intent)
    return state


def _step(state: State, intent: Intent) -> State:
    return _HANDLERS[type(intent)](state, intent)


def _tick(state: State) -> State:
    state = playback.advance(replace(state, tick=state.tick + 1))
    return drawing.read(drawing.draw_script(state))


def _point(state: State, intent: do.PointerDown | do.PointerMove | do.PointerUp) -> State:
    """Route a pointer to what lies under it: the first one on the canvas draws, every one may
    press controls and neurons, and letting go elsewhere takes the press back."""
    pointer, x, y = intent.pointer, intent.x, intent.y
    control = state.stage.control_at(x, y)
    if pointer == 0:
        hovered = None if control else inspection.unit_under(state, x, y)
        state = replace(state, hover=control, hovered=hovered, pointer=(x, y))
    held = dict(state.presses).get(pointer)
    match intent:
        case do.PointerDown():
            return _down(replace(state, focus=None), pointer, control, x, y)
        case do.PointerMove() if pointer == state.pen_pointer:
            return drawing.move_pen(state, *_canvas_point(state, x, y))
        case do.PointerMove() if held == "timeline":
            return _slide(state, x)
        case do.PointerUp() if pointer == state.pen_pointer:
            return drawing.end_stroke(state)
        case do.PointerUp():
            return _up(state, pointer, held, control, x, y)
    return state


def _down(state: State, pointer: int, control: str | None, x: float, y: float) -> State:
    pressed = control or (NETWORK if _over_network(state, x, y) else None)
    if pressed:
        state = replace(state, presses=(*state.presses, (pointer, pressed)))
        return _slide(state, x) if pressed == "timeline" else state
    free = state.pen_pointer is None and state.sheet is None
    if free and state.stage.rect("canvas").holds(x, y):
        drawn = drawing.begin_stroke(state, *_canvas_point(state, x, y))
        return replace(drawn, pen_pointer=pointer)
    return state


def _up(
    state: State, pointer: int, held: str | None, control: str | None, x: float, y: float
) -> State:
    state = replace(state, presses=tuple(p for p in state.presses if p[0] != pointer))
    if held == NETWORK and control is None and _over_network(state, x, y):
        return inspection.pin(state, inspection.unit_under(state, x, y))
    return _press(state, control) if control is not None and control == held else state


def _over_network(state: State, x: float, y: float) -> bool:
    return state.sheet is None and state.stage.rect(NETWORK).holds(x, y)


def _slide(state: State, x: float) -> State:
    rect = state.stage.rect("timeline")
    return playback.scrub(state, (x - rect.x - SLIDER_END) / max(rect.w - 2 * SLIDER_END, 1))


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
    return _step(state, CONTROLS[name]) if name in CONTROLS else state


def _press_focused(state: State) -> State:
    if state.focus == NETWORK:
        return inspection.pin(state, state.hovered)
    return _press(state, state.focus) if state.focus else state


def _step_digit(state: State, by: int) -> State:
    if state.focus == NETWORK:
        return inspection.move(state, by, 0)
    if state.shown is None:
        return state
    return drawing.pick(state, (state.shown + by) % len(state.segments))


def _move_focus(state: State, by: int) -> State:
    names = [item.name for item in state.stage.controls()]
    names += [NETWORK] if state.sheet is None else []
    if state.focus not in names:
        return replace(state, focus=names[0 if by > 0 else -1])
    return replace(state, focus=names[(names.index(state.focus) + by) % len(names)])


def _set_fullscreen(state: State, on: bool) -> State:
    if on == state.fullscreen:
        return state
    return replace(_lift(state), fullscreen=on, presses=())


def _load(state: State, intent: do.NetworkLoaded) -> State:
    revision = state.network_revision + 1
    return replace(state, network=intent.network, network_revision=revision)


def _escape(state: State) -> State:
    if state.sheet:
        return _show_sheet(state, None)
    if state.pinned or state.question:
        return inspection.pin(state, None)
    if state.fullscreen:
        return _set_fullscreen(state, False)
    return _show_sheet(state, "quit")


def _show_sheet(state: State, name: str | None) -> State:
    """The first control of a sheet has the focus: Enter does the harmless thing."""
    known = name if name in ("help", "quit") else None
    state = replace(_lift(state), sheet=known, focus=None, presses=(), hover=None)
    return replace(state, focus=state.stage.controls()[0].name) if known else state


def _lift(state: State) -> State:
    """End the stroke in progress where it is."""
    return replace(state, pen_pointer=None)


#: what each intent does; the type of the second argument is the key
_HANDLERS: Mapping[type[Intent], Callable[[State, Any], State]] = {
    do.Tick: lambda state, _: _tick(state),
    do.PointerDown: _point,
    do.PointerMove: _point,
    do.PointerUp: _point,
    do.CancelPointers: lambda state, _: replace(_lift(state), presses=(), hover=None, pointer=None),
    do.HidePointer: lambda state, _: replace(state, hover=None, pointer=None),
    do.BeginStroke: lambda state, i: drawing.begin_stroke(state, i.x, i.y),
    do.MovePen: lambda state, i: drawing.move_pen(state, i.x, i.y),
    do.EndStroke: lambda state, _: drawing.end_stroke(state),
    do.Undo: lambda state, _: drawing.undo(state),
    do.Clear: lambda state, _: drawing.clear(state),
    do.ShowInk: lambda state, i: drawing.show_ink(state, i.ink),
    do.LoadSample: lambda state, i: drawing.load_sample(state, i.digit),
    do.PickDigit: lambda state, i: drawing.pick(state, i.index),
    do.StepDigit: lambda state, i: _step_digit(state, i.by),
    do.AnswersInferred: lambda state, i: drawing.take_answers(
        state, i.revision, i.probabilities, i.raw
    ),
    do.FavouriteFound: inspection.take_favourite,
    do.ExemplarsFound: inspection.take_exemplars,
    do.Scrub: lambda state, i: playback.scrub(state, i.share),
    do.ToggleRaw: lambda state, _: drawing.toggle_raw(state),
    do.Pause: lambda state, _: playback.pause(state),
    do.StepLayer: lambda state, i: playback.step(state, i.by),
    do.Replay: lambda state, _: playback.replay(state),
    do.NextSpeed: lambda state, _: playback.next_speed(state),
    do.ToggleView: lambda state, _: playback.toggle_view(state),
    do.PinUnit: lambda state, i: inspection.pin(
        state, None if i.layer is None else Unit(i.layer, i.index)
    ),
    do.MoveUnit: lambda state, i: inspection.move(state, i.layers, i.units),
    do.AskWhy: lambda state, i: inspection.why(state, i.digit),
    do.AskWhyNot: lambda state, i: inspection.why_not(state, i.against),
    do.NetworkLoaded: _load,
    do.GaugeLoaded: lambda state, i: replace(state, gauge=i.gauge),
    do.SamplesLoaded: lambda state, i: replace(state, samples=i.samples),
    do.Press: lambda state, i: _press(state, i.name),
    do.MoveFocus: lambda state, i: _move_focus(state, i.by),
    do.PressFocused: lambda state, _: _press_focused(state),
    do.ShowSheet: lambda state, i: _show_sheet(state, i.name),
    do.Escape: lambda state, _: _escape(state),
    do.Resize: lambda state, i: replace(
        _lift(state), size=(max(i.width, 1), max(i.height, 1)), presses=()
    ),
    do.ToggleFullscreen: lambda state, _: _set_fullscreen(state, not state.fullscreen),
    do.SetSignals: lambda state, i: replace(state, signals=max(i.count, 0)),
    do.Quit: lambda state, _: replace(_lift(state), over=True),
}
