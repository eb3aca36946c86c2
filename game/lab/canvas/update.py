"""What intents do to the ink."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.ink import MOST_POINTS, MOST_STROKES, Ink, Stroke, stroke_of
from game.lab.prediction.update import read
from game.lab.state.state import State
from game.words.catalogue import say

#: inks that undo remembers
HISTORY = 50
#: points of a sample drawn in one tick
POINTS_A_TICK = 2
#: a stroke no longer than this is a tap, canvas px
TAP = 8.0


def begin_stroke(state: State, x: float, y: float) -> State:
    """Put the pen down at a point, canvas px; on a full canvas say so instead."""
    ink = state.canvas.ink
    if len(ink.strokes) >= MOST_STROKES or ink.points >= MOST_POINTS:
        return _full(state)
    changed = _change(state, ink.begin(*_on_canvas(ink, x, y)), remember=True)
    return _unpaused(
        replace(
            changed,
            canvas=replace(changed.canvas, script=(), scrub=None),
            prediction=replace(changed.prediction, picked=None),
        )
    )


def move_pen(state: State, x: float, y: float) -> State:
    """Move the pen that is down, canvas px."""
    ink = state.canvas.ink
    if not ink.strokes:
        return state
    if ink.points >= MOST_POINTS:
        return _full(state)
    x, y = _on_canvas(ink, x, y)
    last_x, last_y = ink.strokes[-1][-1]
    if (x, y) == (last_x, last_y):
        return state
    return _change(state, ink.extend(x, y))


def end_stroke(state: State) -> State:
    """Lift the pen. A tap inside one of several digits picks that digit and leaves no ink."""
    state = lift(state)
    ink, segments = state.canvas.ink, state.prediction.segments
    if not ink.strokes or len(segments) < 2:
        return state
    stroke = ink.strokes[-1]
    if np.ptp(stroke, axis=0).max() > TAP:
        return state
    x, y = (float(value) for value in stroke[0])
    index = len(ink.strokes) - 1
    for nth, found in enumerate(segments):
        if found.box.holds(x, y) and found.strokes != (index,):
            state = read(undo(state))
            return replace(state, prediction=replace(state.prediction, picked=nth))
    return state


def lift(state: State) -> State:
    """End the stroke in progress where it is."""
    return replace(state, canvas=replace(state.canvas, pen_pointer=None))


def undo(state: State) -> State:
    """Take the last change of the ink back."""
    if not state.canvas.history:
        return state
    *older, last = state.canvas.history
    state = _change(state, last)
    return replace(
        state,
        canvas=replace(state.canvas, history=tuple(older), script=(), pen_pointer=None, scrub=None),
        prediction=replace(state.prediction, picked=None),
    )


def clear(state: State) -> State:
    """Blank the canvas."""
    if not state.canvas.ink.strokes:
        return replace(state, canvas=replace(state.canvas, script=()))
    return show_ink(state, state.canvas.ink.blank())


def show_ink(state: State, ink: Ink) -> State:
    """Put this ink on the canvas at once, scaled to fit."""
    changed = _change(state, fitted(ink, state.canvas.ink), remember=True)
    return _unpaused(
        replace(
            changed,
            canvas=replace(changed.canvas, script=(), pen_pointer=None, scrub=None, moments=()),
            prediction=replace(changed.prediction, picked=None),
        )
    )


def load_sample(state: State, digit: int | None) -> State:
    """Start drawing a sample on a blank canvas, stroke by stroke, as a person would."""
    samples, turn = state.canvas.samples, state.canvas.sample_turn
    if not samples:
        return state
    digit = turn % len(samples) if digit is None else digit
    if not 0 <= digit < len(samples) or not samples[digit]:
        return state
    choices = samples[digit]
    ink = fitted(choices[turn // len(samples) % len(choices)], state.canvas.ink)
    state = replace(state, canvas=replace(state.canvas, sample_turn=turn + 1))
    if state.screen.reduced_motion:
        return show_ink(state, ink)
    blank = show_ink(state, ink.blank())
    script = tuple(point for stroke in ink.strokes for point in _points(stroke))
    return replace(blank, canvas=replace(blank.canvas, script=script))


def draw_script(state: State) -> State:
    """Draw the next few points of a sample."""
    script = state.canvas.script
    if not script:
        return state
    ink = state.canvas.ink
    for x, y, starts in script[:POINTS_A_TICK]:
        ink = ink.begin(x, y) if starts else ink.extend(x, y)
    state = _change(state, ink)
    return replace(state, canvas=replace(state.canvas, script=script[POINTS_A_TICK:]))


def show_raw(state: State, on: bool) -> State:
    """Show the ink unprepared, or no more; read it again, so that the unprepared picture is
    answered as well."""
    if on == state.canvas.raw:
        return state
    return replace(
        state,
        canvas=replace(state.canvas, raw=on),
        prediction=replace(state.prediction, read=None),
    )


def fitted(ink: Ink, canvas: Ink) -> Ink:
    """The ink scaled, aspect kept, to the middle of another canvas, with that canvas's pen."""
    if not ink.strokes:
        return canvas.blank()
    scale = min(canvas.width / ink.width, canvas.height / ink.height)
    move = np.array(
        [(canvas.width - ink.width * scale) / 2, (canvas.height - ink.height * scale) / 2]
    )
    strokes = tuple(stroke_of(stroke * scale + move) for stroke in ink.strokes)
    return replace(canvas, strokes=strokes)


def _full(state: State) -> State:
    """Draw nothing, and say in a notice that the canvas is full."""
    screen = replace(state.screen, notice=say("canvas.full"), noticed_at=state.tick)
    return replace(state, screen=screen)


def _unpaused(state: State) -> State:
    """End a pause of the signals: new ink lets them go on."""
    return replace(state, playback=replace(state.playback, paused=False, halt_at=None))


def _change(state: State, ink: Ink, remember: bool = False) -> State:
    """With other ink. ``remember``: undo can bring the present ink back."""
    canvas = state.canvas
    history = (*canvas.history, canvas.ink)[-HISTORY:] if remember else canvas.history
    return replace(state, canvas=replace(canvas, ink=ink, history=history))


def _on_canvas(ink: Ink, x: float, y: float) -> tuple[float, float]:
    """The nearest point of the canvas: a pen that slides off draws along the edge."""
    x, y = min(max(x, 0), ink.width), min(max(y, 0), ink.height)
    return float(np.float32(x)), float(np.float32(y))


def _points(stroke: Stroke) -> list[tuple[float, float, bool]]:
    """A stroke's points (x, y, whether it begins here) about every 6 canvas px, so that a sample is
    drawn at an even speed."""
    lengths = np.hypot(*np.diff(stroke, axis=0).T)
    along = np.concatenate([[0], np.cumsum(lengths)])
    wanted = np.linspace(0, along[-1], max(int(along[-1] / 6), 2)) if len(stroke) > 1 else [0]
    x, y = (np.interp(wanted, along, stroke[:, axis]).tolist() for axis in (0, 1))
    return [(px, py, i == 0) for i, (px, py) in enumerate(zip(x, y, strict=True))]
