"""update(state, intents) → State: the only place where the lab changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from game.core.model.network import SIZES
from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.break_it.update import tap
from game.lab.canvas import pen, timeline
from game.lab.canvas import update as canvas
from game.lab.card import update as card
from game.lab.intents import Intent
from game.lab.kiosk import update as kiosk
from game.lab.kiosk.attract import due
from game.lab.kiosk.room import ROOM as KIOSK
from game.lab.layers import update as layers
from game.lab.lesson import update as lesson
from game.lab.network.picture import NETWORK, over_network, unit_under
from game.lab.prediction.update import pick
from game.lab.room import Handler
from game.lab.rooms import BY_NAME, ROOMS, SLIDERS
from game.lab.slider import SLIDER_END
from game.lab.stage import hints
from game.lab.stage import open as stage
from game.lab.stage.controls import intent_now, intent_of_control, intent_of_key
from game.lab.stage.drawer import GROUND, fold, over_drawer, swiped_away
from game.lab.stage.focus import cell_in_focus, cells_of, focus_on, to_cell
from game.lab.stage.now import placed
from game.lab.stage.refusals import locked, refusal
from game.lab.stage.room import ROOM as STAGE
from game.lab.stage.sheets import sheet_key
from game.lab.state.pen import CANVAS_ITEM
from game.lab.state.shown import shown
from game.lab.state.state import State
from game.words.catalogue import say


def update(state: State, intents: Iterable[Intent]) -> State:
    """The state after the intents, in their order. Never raises for any intent."""
    state = placed(state)
    for intent in intents:
        state, admitted = kiosk.admit(state, intent)
        state = placed(state) if admitted is None else _step(state, admitted)
    return state


def _step(state: State, intent: Intent) -> State:
    """Do what one intent says; if it changed the answer, let every room follow."""
    if locked(state, intent):
        return state
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
    state = kiosk.advance(hints.advance(state))
    state = _prepared(state)
    if lesson.due(state):
        state = _lesson(state, do.TurnLesson(1))
    for intent in due(state.tick) if state.kiosk.attract else ():
        state = _step(state, intent)
    return state


def _point(state: State, intent: do.PointerDown | do.PointerMove | do.PointerUp) -> State:
    """Route a pointer to what lies under it: the first one on the canvas draws, every one may
    press controls and neurons, and letting go elsewhere takes the press back."""
    pointer, x, y = intent.pointer, intent.x, intent.y
    control = state.stage.control_at(x, y)
    if pointer == 0:
        hovered = None if control else _unit_under(state, x, y)
        state = shown(state, hover=control, pointer=(x, y))
        state = replace(state, card=replace(state.card, hovered=hovered))
    held = dict(state.screen.presses).get(pointer)
    draws = pointer == state.canvas.pen_pointer
    match intent:
        case do.PointerDown():
            state = pen.leave(shown(state, focus=None))
            return _down(_used(state, "touch" if pointer else "mouse"), pointer, control, x, y)
        case do.PointerMove() if draws:
            return canvas.move_pen(state, *_canvas_point(state, x, y))
        case do.PointerMove() if held == "timeline" or held in SLIDERS:
            return _slide(state, held, x, y)
        case do.PointerUp() if draws:
            return canvas.end_stroke(state)
        case do.PointerUp():
            return _up(state, pointer, held, control, x, y)
    return state


def _down(state: State, pointer: int, control: str | None, x: float, y: float) -> State:
    cells = state.stage.cells_at(x, y)
    pressed = control or cells or (NETWORK if over_network(state, x, y) else None)
    if pressed:
        state = shown(state, presses=(*state.screen.presses, (pointer, pressed)))
        slider = pressed == "timeline" or pressed in SLIDERS
        return _slide(state, pressed, x, y) if slider else state
    if over_drawer(state, x, y):
        presses = (*state.screen.presses, (pointer, GROUND))
        return shown(state, presses=presses, swiped_from=(x, y))
    free = state.canvas.pen_pointer is None and state.screen.sheet is None
    if free and state.stage.has("canvas") and state.stage.rect("canvas").holds(x, y):
        state = canvas.begin_stroke(state, *_canvas_point(state, x, y))
        return replace(state, canvas=replace(state.canvas, pen_pointer=pointer))
    return state


def _up(
    state: State, pointer: int, held: str | None, control: str | None, x: float, y: float
) -> State:
    others = tuple(press for press in state.screen.presses if press[0] != pointer)
    state = shown(state, presses=others)
    if held == GROUND:
        return fold(state) if swiped_away(state, state.screen.swiped_from, (x, y)) else state
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
    """A tap on the network's picture: on a neuron or pixel, or beside all of them (None). A
    challenge that is not won goes on while its drawer is folded."""
    challenge = state.break_it.challenge
    playing = state.screen.tab is None and challenge is not None and challenge.won is None
    if not playing and state.screen.room != "break_it":
        return card.pin(state, unit)
    if unit is None or state.break_it.tap == "adjust":
        return tap(state, unit)
    return _act(state, do.AblateUnit(unit.layer, unit.index))


def _slide(state: State, name: str, x: float, y: float) -> State:
    if not state.stage.has(name):  # its panel has been closed under the finger
        return state
    rect, end = state.stage.rect(name), SLIDER_END * state.stage.scale
    if name == "timeline":
        return _act(state, do.Scrub(timeline.share_at(state, rect, x, y)))
    share = (x - rect.x - end) / max(rect.w - 2 * end, 1)
    return _act(state, SLIDERS[name].at(share))


def _slide_to(state: State, intent: do.Slide) -> State:
    """What a finger on a slider does, for who names it."""
    name = intent.name
    if not any(item.name == name for item in state.stage.controls()):
        return state
    if name == "timeline":
        return _act(state, do.Scrub(intent.share))
    return _act(state, SLIDERS[name].at(intent.share)) if name in SLIDERS else state


def _named_unit(state: State, intent: do.FocusUnit | do.TouchUnit) -> State:
    """Point at a neuron, or tap it, for who names it."""
    layer, index = intent.layer, intent.index
    if state.screen.sheet or not (0 < layer < len(SIZES) and 0 <= index < SIZES[layer]):
        return state
    if isinstance(intent, do.TouchUnit):
        return _touch(state, Unit(layer, index))
    state = focus_on(state, NETWORK)
    return replace(state, card=replace(state.card, hovered=Unit(layer, index)))


def _canvas_point(state: State, x: float, y: float) -> tuple[float, float]:
    """A point of the window in canvas px."""
    rect, ink = state.stage.rect("canvas"), state.canvas.ink
    return (x - rect.x) / rect.w * ink.width, (y - rect.y) / rect.h * ink.height


def _press(state: State, name: str) -> State:
    if not any(item.name == name for item in state.stage.controls()):
        return state
    intent = intent_of_control(name)
    return state if intent is None else _act(state, intent)


def _act(state: State, intent: Intent, but: str = "") -> State:
    """Do what a key or a control asks for; where that could do nothing, say why. ``but``: another
    reason not to do it."""
    if words := refusal(state, intent) or but:
        return stage.refused(state, words)
    return _step(shown(state, refusal=""), intent)


def _press_focused(state: State, _: do.PressFocused) -> State:
    focus, unit = state.screen.focus, state.card.hovered
    if focus is None or not state.stage.has(focus):
        return stage.refused(state, say("no.focus"))
    if focus == NETWORK:
        return _touch(state, unit) if unit else stage.refused(state, say("no.neuron"))
    if focus == CANVAS_ITEM:
        pressed = pen.press(state)
        return stage.refused(state, say("no.pen.busy")) if pressed is state else pressed
    if cells_of(state):
        if unit is None or cell_in_focus(state) is None:
            return stage.refused(state, say("no.neuron"))
        return card.pin(state, unit) if unit.layer else stage.refused(state, say("no.pixel"))
    if intent_of_control(focus) is None:
        return stage.refused(state, say("no.press"))
    return _press(state, focus)


def _press_key(state: State, intent: do.PressKey) -> State:
    """Do what a key does; a sheet that is open takes it."""
    if state.screen.sheet is not None:
        done = sheet_key(state, intent.key, intent.typed or intent.key)
        return _act(state, done) if isinstance(done, Intent) else done
    known = _lesson_key(state, intent.key) or intent_now(state, intent.key)
    return state if known is None else _act(_used(state, "keys"), known)


def _lesson_key(state: State, key: str) -> Intent | None:
    """What a key does in a lesson that runs; None for one that does what it does without it, as
    arrows do where the focus is on what they move."""
    if state.lessons.running is None:
        return None
    focus = state.screen.focus
    moves = focus in (NETWORK, "timeline") or focus in SLIDERS
    return None if moves and key in ("left", "right") else lesson.KEYS.get(key)


def _used(state: State, hand: str) -> State:
    """Let help open on its page about what is in use."""
    return state if state.screen.sheet else shown(state, help=hand)


def _release_key(state: State, intent: do.ReleaseKey) -> State:
    way = _way_of(intent_of_key(intent.key))
    return state if way is None else pen.release(state, *way)


def _way_of(intent: Intent | None) -> tuple[int, int] | None:
    """The direction of an arrow by what it asks for: to the right, and down."""
    match intent:
        case do.StepDigit(by) if by:
            return (1 if by > 0 else -1), 0
        case do.MoveUnit(0, units) if units:
            return 0, (1 if units > 0 else -1)
        case do.NudgePen(x, y):
            return x, y
    return None


def _nudge_pen(state: State, intent: do.NudgePen) -> State:
    if not pen.at_hand(state):
        return stage.refused(state, say("no.pen"))
    x, y = (min(max(way, -1), 1) for way in (intent.x, intent.y))
    return _unless_still(state, pen.step(state, x, y, fine=True))


def _unless_still(state: State, moved: State) -> State:
    """The moved state; where nothing has moved, say that this is the end."""
    return stage.refused(state, say("no.further")) if moved is state else moved


def _walked(state: State, intent: Intent) -> State | None:
    """An arrow moves the keyboard's pen, or goes to the next cell; None where neither has the
    focus."""
    way = _way_of(intent)
    if way is not None and pen.at_hand(state):
        return _unless_still(state, pen.step(state, *way))
    if way is not None and cells_of(state):
        return _unless_still(state, to_cell(state, *way))
    return None


def _move_unit(state: State, intent: do.MoveUnit) -> State:
    """Up and down: the keyboard's pen, or to the next cell or neuron."""
    walked = _walked(state, intent)
    return card.move(state, intent.layers, intent.units) if walked is None else walked


def _step_digit(state: State, intent: do.StepDigit) -> State:
    """Left and right: the keyboard's pen, or to the next cell, digit, layer, moment of the drawing,
    or value of a slider, whichever has the focus; where there is none, say so."""
    focus, shown = state.screen.focus, state.prediction.shown
    if (walked := _walked(state, intent)) is not None:
        return walked
    if focus == NETWORK:
        moved = card.move(state, intent.by, 0)
        still = moved.card.hovered == state.card.hovered
        return stage.refused(state, say("no.further")) if still else moved
    if focus == "timeline":
        scrub = do.Scrub(timeline.share_beside(state, intent.by))
        still = scrub == do.Scrub(timeline.share_beside(state, 0))
        return _act(state, scrub, say("no.further") if still else "")
    if (slid := _slid(state, intent.by)) is not None:
        return _act(state, slid, say("no.further") if slid == _slid(state, 0) else "")
    if shown is None or len(state.prediction.segments) < 2:
        return stage.refused(state, say("no.move"))
    return pick(state, (shown + intent.by) % len(state.prediction.segments))


def _slid(state: State, by: int) -> Intent | None:
    """The intent that moves the slider that has the focus; None where it is on none."""
    name = state.screen.focus
    return SLIDERS[name].moved(state, by) if name in SLIDERS and state.stage.has(name) else None


def _toggle_raw(state: State, _: do.ToggleRaw) -> State:
    """Show the ink as drawn beside the prepared picture, or no more; it stands on the input's card,
    which opens for it."""
    if state.stage.has("raw"):
        return canvas.show_raw(state, not state.canvas.raw)
    if state.screen.tab != "layers":
        state = stage.open_tab(state, "layers")
    state = layers.open_card(state, do.OpenLayer(0))
    state = replace(state, layers=replace(state.layers, more=False))
    return canvas.show_raw(state, True)


def _ask(state: State, intent: do.AskWhy | do.AskWhyNot) -> State:
    """Ask why, or why not; an open panel makes room for the answer."""
    if state.screen.tab is not None and not refusal(state, intent):
        state = stage.open_tab(state, None)
    if isinstance(intent, do.AskWhy):
        return card.why(state, intent.digit)
    return card.why_not(state, intent.against)


def _lesson(state: State, intent: do.BeginLesson | do.ChooseLesson | do.TurnLesson) -> State:
    """Begin a lesson, or go to another of its steps."""
    shelf = state.lessons.shelf
    match intent:
        case do.BeginLesson():
            state = replace(state, lessons=replace(state.lessons, own=intent.lesson))
            state = lesson.begun(state, intent.lesson)
        case do.ChooseLesson() if 0 <= intent.nth < len(shelf):
            state = lesson.begun(stage.show_sheet(state, None), shelf[intent.nth])
        case do.TurnLesson():
            state = lesson.turned(state, intent.by)
    return _prepared(state)


def _prepared(state: State) -> State:
    """With what the step of a lesson does as it begins; it is done like anything that somebody
    does, as soon as there are a network and samples."""
    if not lesson.ready(state):
        return state
    state, intents = lesson.prepared(state)
    for intent in intents:
        state = state if lesson.needless(state, intent) else _step(state, intent)
    return state


#: what each intent does; those that touch several rooms are done here
_HANDLERS: Mapping[type[Intent], Handler] = {
    **{kind: handler for room in (*ROOMS, STAGE, KIOSK) for kind, handler in room.handlers.items()},
    do.Tick: _tick,
    do.PointerDown: _point,
    do.PointerMove: _point,
    do.PointerUp: _point,
    do.Press: lambda state, i: _press(state, i.name),
    do.Slide: _slide_to,
    do.FocusUnit: _named_unit,
    do.TouchUnit: _named_unit,
    do.PressFocused: _press_focused,
    do.PressKey: _press_key,
    do.ReleaseKey: _release_key,
    do.StepDigit: _step_digit,
    do.MoveUnit: _move_unit,
    do.NudgePen: _nudge_pen,
    do.ToggleRaw: _toggle_raw,
    do.AskWhy: _ask,
    do.AskWhyNot: _ask,
    do.BeginLesson: _lesson,
    do.ChooseLesson: _lesson,
    do.TurnLesson: _lesson,
}
