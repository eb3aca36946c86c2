"""update(state, intents) → State: the only place where the lab changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.break_it.update import tap
from game.lab.canvas import timeline
from game.lab.canvas import update as canvas
from game.lab.card import update as card
from game.lab.intents import Intent
from game.lab.network.picture import NETWORK, over_network, unit_under
from game.lab.prediction.update import pick
from game.lab.room import Handler
from game.lab.rooms import BY_NAME, OWNERS, ROOMS, SLIDERS
from game.lab.slider import SLIDER_END
from game.lab.stage import open as stage
from game.lab.stage.controls import CONTROLS, intent_of_key
from game.lab.stage.now import placed
from game.lab.stage.room import ROOM as STAGE
from game.lab.state.state import State


def update(state: State, intents: Iterable[Intent]) -> State:
    """The state after the intents, in their order. Never raises for any intent."""
    state = placed(state)
    for intent in intents:
        state = _step(state, intent)
    return state


def _step(state: State, intent: Intent) -> State:
    """Do what one intent says; if it changed the answer, let every room follow."""
    before, state = state, _HANDLERS[type(intent)](state, intent)
    now, then = state.prediction, before.prediction
    if now.trace is not then.trace or now.answers is not then.answers:
        for room in ROOMS:
            state = room.answered(before, state)
    return placed(state)


def _tick(state: State, _: do.Tick) -> State:
    state = replace(state, tick=state.tick + 1)
    for room in ROOMS:
        state = room.advance(state)
    return state


def _point(state: State, intent: do.PointerDown | do.PointerMove | do.PointerUp) -> State:
    """Route a pointer to what lies under it: the first one on the canvas draws, every one may
    press controls and neurons, and letting go elsewhere takes the press back."""
    pointer, x, y = intent.pointer, intent.x, intent.y
    control = state.stage.control_at(x, y)
    if pointer == 0:
        hovered = None if control else _unit_under(state, x, y)
        state = stage.shown(state, hover=control, pointer=(x, y))
        state = replace(state, card=replace(state.card, hovered=hovered))
    held = dict(state.screen.presses).get(pointer)
    draws = pointer == state.canvas.pen_pointer
    match intent:
        case do.PointerDown():
            return _down(stage.shown(state, focus=None), pointer, control, x, y)
        case do.PointerMove() if draws:
            return canvas.move_pen(state, *_canvas_point(state, x, y))
        case do.PointerMove() if held == "timeline" or held in SLIDERS:
            return _slide(state, held, x)
        case do.PointerUp() if draws:
            return canvas.end_stroke(state)
        case do.PointerUp():
            return _up(state, pointer, held, control, x, y)
    return state


def _down(state: State, pointer: int, control: str | None, x: float, y: float) -> State:
    cells = state.stage.cells_at(x, y)
    pressed = control or cells or (NETWORK if over_network(state, x, y) else None)
    if pressed:
        state = stage.shown(state, presses=(*state.screen.presses, (pointer, pressed)))
        slider = pressed == "timeline" or pressed in SLIDERS
        return _slide(state, pressed, x) if slider else state
    free = state.canvas.pen_pointer is None and state.screen.sheet is None
    if free and state.stage.rect("canvas").holds(x, y):
        state = canvas.begin_stroke(state, *_canvas_point(state, x, y))
        return replace(state, canvas=replace(state.canvas, pen_pointer=pointer))
    return state


def _up(
    state: State, pointer: int, held: str | None, control: str | None, x: float, y: float
) -> State:
    others = tuple(press for press in state.screen.presses if press[0] != pointer)
    state = stage.shown(state, presses=others)
    if held == NETWORK and control is None and over_network(state, x, y):
        return _touch(state, unit_under(state, x, y))
    if held is not None and held == state.stage.cells_at(x, y):
        unit = _unit_under(state, x, y)
        return state if unit is None else card.pin(state, unit)
    return _press(state, control) if control is not None and control == held else state


def _unit_under(state: State, x: float, y: float) -> Unit | None:
    """The neuron under a point: in the network, or one that a cell of an open panel stands for."""
    cells, room = state.stage.cells_at(x, y), state.screen.room
    if cells is None or room is None:
        return unit_under(state, x, y)
    return BY_NAME[room].unit_at(state, cells, x, y)


def _touch(state: State, unit: Unit | None) -> State:
    """A tap on the network's picture: on a neuron, or beside all of them (None). A challenge that
    is not won goes on while its drawer is folded."""
    challenge = state.break_it.challenge
    playing = state.screen.tab is None and challenge is not None and challenge.won is None
    if playing or state.screen.room == "break_it":
        return tap(state, unit)
    return card.pin(state, unit)


def _slide(state: State, name: str, x: float) -> State:
    if not state.stage.has(name):  # its panel has been closed under the finger
        return state
    rect, end = state.stage.rect(name), SLIDER_END * state.stage.scale
    share = (x - rect.x - end) / max(rect.w - 2 * end, 1)
    if name == "timeline":
        return timeline.scrub(state, share)
    return _step(state, SLIDERS[name].at(share))


def _canvas_point(state: State, x: float, y: float) -> tuple[float, float]:
    """A point of the window in canvas px."""
    rect, ink = state.stage.rect("canvas"), state.canvas.ink
    return (x - rect.x) / rect.w * ink.width, (y - rect.y) / rect.h * ink.height


def _press(state: State, name: str) -> State:
    if not any(item.name == name for item in state.stage.controls()):
        return state
    controls = OWNERS[name].controls if name in OWNERS else CONTROLS
    return _step(state, controls[name]) if name in controls else state


def _press_focused(state: State, _: do.PressFocused) -> State:
    focus = state.screen.focus
    if focus == NETWORK:
        return _touch(state, state.card.hovered)
    return _press(state, focus) if focus else state


def _press_key(state: State, intent: do.PressKey) -> State:
    """Do what a key does; while a code is being typed, keys are its characters."""
    typed = intent.typed or intent.key
    if state.screen.sheet == "code" and (done := stage.type_key(state, typed)) is not None:
        return _step(state, done) if isinstance(done, Intent) else done
    known = intent_of_key(intent.key)
    return state if known is None else _step(state, known)


def _step_digit(state: State, intent: do.StepDigit) -> State:
    """Left and right: to the next digit, layer, or value of a slider, whichever has the focus."""
    focus, shown = state.screen.focus, state.prediction.shown
    if focus == NETWORK:
        return card.move(state, intent.by, 0)
    if focus in SLIDERS and state.stage.has(focus):
        return _step(state, SLIDERS[focus].moved(state, intent.by))
    if shown is None:
        return state
    return pick(state, (shown + intent.by) % len(state.prediction.segments))


#: what each intent does; those that touch several rooms are done here
_HANDLERS: Mapping[type[Intent], Handler] = {
    do.Tick: _tick,
    do.PointerDown: _point,
    do.PointerMove: _point,
    do.PointerUp: _point,
    do.Press: lambda state, i: _press(state, i.name),
    do.PressFocused: _press_focused,
    do.PressKey: _press_key,
    do.StepDigit: _step_digit,
    **{kind: handler for room in (*ROOMS, STAGE) for kind, handler in room.handlers.items()},
}
