"""update(state, intents) → State: the only place where the lab changes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from game.core.model.damage import damaged
from game.core.model.unit import Unit
from game.lab import intents as do
from game.lab.break_it import update as breaking
from game.lab.canvas import timeline
from game.lab.canvas import update as drawing
from game.lab.card import update as inspection
from game.lab.forward import update as forward
from game.lab.gradient import update as learning
from game.lab.intents import Intent
from game.lab.layers import update as layers
from game.lab.network import playback
from game.lab.stage import open as stage
from game.lab.stage.controls import CONTROLS, intent_of_key
from game.lab.stage.sliders import SLIDER_END, SLIDERS
from game.lab.state.state import PARTS, State
from game.lab.weights import update as weighing

#: the picture of the network, which takes the focus and presses as controls do
NETWORK = "network.picture"


def update(state: State, intents: Iterable[Intent]) -> State:
    """The state after the intents, in their order. Never raises for any intent."""
    for intent in intents:
        state = _step(state, intent)
    return state


def _step(state: State, intent: Intent) -> State:
    return _HANDLERS[type(intent)](state, intent)


def _tick(state: State) -> State:
    state = breaking.advance(playback.advance(replace(state, tick=state.tick + 1)))
    if state.tab == "layers":
        state = layers.advance(state)
    elif state.tab == "compute":
        state = PARTS[state.part].advance(state)
    return drawing.read(drawing.draw_script(state))


def _point(state: State, intent: do.PointerDown | do.PointerMove | do.PointerUp) -> State:
    """Route a pointer to what lies under it: the first one on the canvas draws, every one may
    press controls and neurons, and letting go elsewhere takes the press back."""
    pointer, x, y = intent.pointer, intent.x, intent.y
    control = state.stage.control_at(x, y)
    if pointer == 0:
        hovered = None if control else _unit_under(state, x, y)
        state = replace(state, hover=control, hovered=hovered, pointer=(x, y))
    held = dict(state.presses).get(pointer)
    match intent:
        case do.PointerDown():
            return _down(replace(state, focus=None), pointer, control, x, y)
        case do.PointerMove() if pointer == state.pen_pointer:
            return drawing.move_pen(state, *_canvas_point(state, x, y))
        case do.PointerMove() if held == "timeline" or held in SLIDERS:
            return _slide(state, held, x)
        case do.PointerUp() if pointer == state.pen_pointer:
            return drawing.end_stroke(state)
        case do.PointerUp():
            return _up(state, pointer, held, control, x, y)
    return state


def _down(state: State, pointer: int, control: str | None, x: float, y: float) -> State:
    cells = state.stage.cells_at(x, y)
    pressed = control or cells or (NETWORK if _over_network(state, x, y) else None)
    if pressed:
        state = replace(state, presses=(*state.presses, (pointer, pressed)))
        slider = pressed == "timeline" or pressed in SLIDERS
        return _slide(state, pressed, x) if slider else state
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
        return _touch(state, inspection.unit_under(state, x, y))
    if held is not None and held == state.stage.cells_at(x, y):
        unit = _unit_under(state, x, y)
        return state if unit is None else inspection.pin(state, unit)
    return _press(state, control) if control is not None and control == held else state


def _unit_under(state: State, x: float, y: float) -> Unit | None:
    """The neuron under a point: in the network, or one that a cell of an open panel stands for."""
    cells = state.stage.cells_at(x, y)
    if cells is None:
        return inspection.unit_under(state, x, y)
    room = layers if state.tab == "layers" else PARTS[state.part]
    unit: Unit | None = room.unit_at(state, cells, x, y)
    return unit


def _over_network(state: State, x: float, y: float) -> bool:
    return state.sheet is None and state.stage.rect(NETWORK).holds(x, y)


def _touch(state: State, unit: Unit | None) -> State:
    """A tap on a neuron, or beside them."""
    if state.tab == "break":
        return breaking.tap(state, unit)
    return inspection.pin(state, unit)


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
        return _touch(state, state.hovered)
    return _press(state, state.focus) if state.focus else state


def _press_key(state: State, key: str, typed: str) -> State:
    """While a code is being typed, keys are its letters."""
    if state.sheet == "code" and (done := stage.type_key(state, typed)) is not None:
        return _step(state, done) if isinstance(done, Intent) else done
    intent = intent_of_key(key)
    return state if intent is None else _step(state, intent)


def _step_digit(state: State, by: int) -> State:
    if state.focus == NETWORK:
        return inspection.move(state, by, 0)
    if state.focus in SLIDERS and state.stage.has(state.focus):
        return _step(state, SLIDERS[state.focus].moved(state, by))
    if state.shown is None:
        return state
    return drawing.pick(state, (state.shown + by) % len(state.segments))


def _load(state: State, intent: do.NetworkLoaded) -> State:
    """A network of a file; the damage that was given before it is done to it."""
    given = state.experiment.damage
    return replace(
        learning.forget(state),
        healthy=intent.network,
        network=damaged(intent.network, given),
        network_revision=state.network_revision + 1,
        experiment=replace(state.experiment, accuracy=None, healthy=None, facts=None, tried=()),
        favorite=None,
        exemplars=(),
    )


#: what each intent does; the type of the second argument is the key
_HANDLERS: Mapping[type[Intent], Callable[[State, Any], State]] = {
    do.Tick: lambda state, _: _tick(state),
    do.PointerDown: _point,
    do.PointerMove: _point,
    do.PointerUp: _point,
    do.CancelPointers: lambda state, _: replace(
        stage.lift(state), presses=(), hover=None, pointer=None
    ),
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
    do.AnswersInferred: drawing.take_answers,
    do.FavoriteFound: inspection.take_favorite,
    do.ExemplarsFound: inspection.take_exemplars,
    do.Scrub: lambda state, i: timeline.scrub(state, i.share),
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
    do.MoveFocus: lambda state, i: stage.move_focus(state, i.by),
    do.PressFocused: lambda state, _: _press_focused(state),
    do.PressKey: lambda state, i: _press_key(state, i.key, i.typed or i.key),
    do.OpenTab: lambda state, i: stage.open_tab(state, i.name),
    do.BeginAnew: lambda state, _: stage.begin_anew(state),
    do.ShowSheet: lambda state, i: stage.show_sheet(state, i.name),
    do.Escape: lambda state, _: stage.escape(state),
    do.Resize: lambda state, i: replace(
        stage.lift(state), size=(max(i.width, 1), max(i.height, 1)), presses=()
    ),
    do.ToggleFullscreen: lambda state, _: stage.set_fullscreen(state, not state.fullscreen),
    do.SetSignals: lambda state, i: replace(state, signals=max(i.count, 0)),
    do.Quit: lambda state, _: replace(stage.lift(state), over=True),
    do.CopyCode: lambda state, _: replace(state, copies=state.copies + 1),
    do.Export: lambda state, _: replace(state, exports=state.exports + 1),
    do.Noticed: lambda state, i: replace(state, notice=i.words, noticed_at=state.tick),
    do.PasteCode: lambda state, i: stage.paste(state, i.text),
    do.SetDamage: lambda state, i: breaking.set_code(state, i.code),
    do.DisableBiases: lambda state, _: breaking.disable_biases(state),
    do.SetNoise: lambda state, i: breaking.set_noise(state, i.percent),
    do.ThrowNoise: lambda state, _: breaking.throw(state),
    do.CutLayer: lambda state, i: breaking.cut(state, i.layer),
    do.KillUnit: lambda state, i: breaking.kill(state, Unit(i.layer, i.index)),
    do.PruneWeights: lambda state, i: breaking.prune(state, i.percent),
    do.RoundWeights: lambda state, i: breaking.round_to(state, i.bits),
    do.HeatSoftmax: lambda state, i: breaking.heat(state, i.percent),
    do.ShiftBias: lambda state, i: breaking.shift(state, i.tenths),
    do.ScaleWeights: lambda state, i: breaking.scale(state, i.percent),
    do.SetTap: lambda state, i: breaking.set_tap(state, i.name),
    do.Heal: lambda state, _: breaking.heal(state),
    do.FindDamage: lambda state, i: breaking.find(state, i.name),
    do.StartChallenge: lambda state, _: breaking.challenge(state),
    do.AccuracyMeasured: breaking.take_accuracy,
    do.HealthyMeasured: lambda state, i: replace(
        state, experiment=replace(state.experiment, healthy=i.accuracy)
    ),
    do.FactsMeasured: lambda state, i: replace(
        state, experiment=replace(state.experiment, facts=i.facts)
    ),
    do.NoiseMeasured: lambda state, i: replace(
        state, experiment=replace(state.experiment, noise=i.shares)
    ),
    do.AloneMeasured: lambda state, i: replace(
        state, experiment=replace(state.experiment, alone=i.shares)
    ),
    do.DamageFound: breaking.take_found,
    do.ShowPart: lambda state, i: stage.show_part(state, i.name),
    **layers.HANDLERS,
    **forward.HANDLERS,
    **weighing.HANDLERS,
    **learning.HANDLERS,
}
