"""What intents do to the ink."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.ink import MOST_POINTS, MOST_STROKES, Ink, Stroke, stroke_of
from game.lab.canvas.history import offered, redone, remembered, undone, whole_ink
from game.lab.prediction.update import read
from game.lab.state.canvas import Canvas
from game.lab.state.shown import noticed
from game.lab.state.state import State
from game.words.catalogue import say

#: points of a sample drawn in one tick
POINTS_A_TICK = 2
#: a stroke no longer than this is a tap, canvas px
TAP = 8.0


def begin_stroke(state: State, x: float, y: float) -> State:
    """Put the pen down at a point, canvas px; on a full canvas say so instead. On an earlier moment
    of a drawing, and on a sample that still grows, another drawing begins; undo brings back the
    whole of that one."""
    canvas = state.canvas
    ink, scrub = canvas.ink, canvas.scrub
    if len(ink.strokes) >= MOST_STROKES or ink.points >= MOST_POINTS:
        return _full(state)
    anew = not ink.strokes or scrub is not None or bool(canvas.script)
    moments = canvas.moments if scrub is None else canvas.moments[: scrub + 1]
    drawn = replace(
        remembered(canvas),
        ink=ink.begin(*_on_canvas(ink, x, y)),
        before=replace(canvas, before=None),
        moments=moments,
    )
    return _with(state, _numbered(drawn) if anew else drawn)


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
    return replace(state, canvas=replace(state.canvas, ink=ink.extend(x, y)))


def end_stroke(state: State) -> State:
    """Lift the pen. A tap inside one of several digits picks that digit and leaves no ink."""
    before, ink = state.canvas.before, state.canvas.ink
    state = lift(state)
    if before is None or not ink.strokes or np.ptp(ink.strokes[-1], axis=0).max() > TAP:
        return state
    x, y = (float(value) for value in ink.strokes[-1][0])
    before = replace(before, pen_pointer=None, raw=state.canvas.raw)
    without = read(replace(state, canvas=before))
    segments = without.prediction.segments
    for nth, found in enumerate(segments if len(segments) > 1 else ()):
        if found.box.holds(x, y):
            return replace(without, prediction=replace(without.prediction, picked=nth))
    return state


def lift(state: State) -> State:
    """End the stroke in progress where it is."""
    return replace(state, canvas=replace(state.canvas, pen_pointer=None, before=None))


def undo(state: State) -> State:
    """Take the last change of the ink back."""
    return _with(state, undone(state.canvas)) if state.canvas.history else state


def redo(state: State) -> State:
    """Bring back what undo took last."""
    return _with(state, redone(state.canvas)) if state.canvas.undone else state


def clear(state: State) -> State:
    """Blank the canvas."""
    if not whole_ink(state.canvas).strokes:
        return state
    return show_ink(state, state.canvas.ink.blank())


def show_ink(state: State, ink: Ink) -> State:
    """Put this ink on the canvas at once, scaled to fit, as another drawing."""
    shown = replace(remembered(state.canvas), ink=fitted(ink, state.canvas.ink), moments=())
    return _with(state, _numbered(shown))


def offer_ink(state: State, ink: Ink) -> State:
    """Let undo bring this ink back, scaled to fit."""
    canvas = state.canvas
    return replace(state, canvas=offered(canvas, fitted(ink, canvas.ink)))


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
    return replace(state, canvas=replace(state.canvas, ink=ink, script=script[POINTS_A_TICK:]))


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
    return noticed(state, say("canvas.full"))


def _with(state: State, canvas: Canvas) -> State:
    """With what a person has made of the ink. Signals that were paused go on, the digit drawn last
    is shown, and no notice says any more that the canvas is full."""
    screen = state.screen
    if screen.notice == say("canvas.full"):
        screen = replace(screen, notice="")
    return replace(
        state,
        canvas=canvas,
        screen=screen,
        prediction=replace(state.prediction, picked=None),
        playback=replace(state.playback, paused=False, halt_at=None),
    )


def _numbered(canvas: Canvas) -> Canvas:
    """With the number of another drawing."""
    return replace(canvas, drawing=canvas.drawings + 1, drawings=canvas.drawings + 1)


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
