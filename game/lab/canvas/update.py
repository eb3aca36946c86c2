"""What intents do to the ink, and how ink becomes digits and a trace."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.digit import unprepared
from game.core.ink.doubt import doubt_of
from game.core.ink.ink import MOST_POINTS, MOST_STROKES, Ink, Stroke, stroke_of
from game.core.ink.segment import Segment, segment_on
from game.core.model.network import Array, Network, forward, probabilities
from game.lab.break_it import update as breaking
from game.lab.canvas import timeline
from game.lab.intents import AnswersInferred
from game.lab.network.readable import follow
from game.lab.network.signals import WAVE_TICKS
from game.lab.state.state import State, digit_words
from game.words.catalogue import say

#: inks that undo remembers
HISTORY = 50
#: points of a sample drawn in one tick
POINTS_A_TICK = 2
#: a stroke no longer than this is a tap, canvas px
TAP = 8.0
#: with more strokes than this a stroke that grows is read with every second tick only: what stands
#: beside it must not slow the pen, and no eye follows 60 answers a second
MANY = 8


def begin_stroke(state: State, x: float, y: float) -> State:
    if len(state.ink.strokes) >= MOST_STROKES or state.ink.points >= MOST_POINTS:
        return _full(state)
    x, y = _on_canvas(state, x, y)
    changed = _change(state, state.ink.begin(x, y), remember=True)
    return replace(changed, picked=None, script=(), scrub=None, paused=False, halt_at=None)


def move_pen(state: State, x: float, y: float) -> State:
    if not state.ink.strokes:
        return state
    if state.ink.points >= MOST_POINTS:
        return _full(state)
    x, y = _on_canvas(state, x, y)
    last_x, last_y = state.ink.strokes[-1][-1]
    if (x, y) == (last_x, last_y):
        return state
    return _change(state, state.ink.extend(x, y))


def end_stroke(state: State) -> State:
    """Lift the pen. A mere tap inside one of several digits picks that digit and leaves no ink."""
    state = replace(state, pen_pointer=None)
    if not state.ink.strokes or len(state.segments) < 2:
        return state
    stroke = state.ink.strokes[-1]
    if np.ptp(stroke, axis=0).max() > TAP:
        return state
    x, y = (float(value) for value in stroke[0])
    index = len(state.ink.strokes) - 1
    for nth, found in enumerate(state.segments):
        if found.box.holds(x, y) and found.strokes != (index,):
            return replace(read(undo(state)), picked=nth)
    return state


def undo(state: State) -> State:
    if not state.history:
        return state
    *older, last = state.history
    return replace(
        _change(state, last),
        history=tuple(older),
        picked=None,
        script=(),
        pen_pointer=None,
        scrub=None,
    )


def clear(state: State) -> State:
    if not state.ink.strokes:
        return replace(state, script=())
    return show_ink(state, state.ink.blank())


def show_ink(state: State, ink: Ink) -> State:
    changed = _change(state, fitted(ink, state.ink), remember=True)
    return replace(
        changed,
        picked=None,
        script=(),
        pen_pointer=None,
        scrub=None,
        moments=(),
        paused=False,
        halt_at=None,
    )


def load_sample(state: State, digit: int | None) -> State:
    """Start drawing a sample on a blank canvas, stroke by stroke, as a person would."""
    if not state.samples:
        return state
    digit = state.sample_turn % len(state.samples) if digit is None else digit
    if not 0 <= digit < len(state.samples) or not state.samples[digit]:
        return state
    choices = state.samples[digit]
    ink = fitted(choices[state.sample_turn // len(state.samples) % len(choices)], state.ink)
    state = replace(state, sample_turn=state.sample_turn + 1)
    if state.reduced_motion:
        return show_ink(state, ink)
    blank = show_ink(state, ink.blank())
    return replace(blank, script=tuple(point for s in ink.strokes for point in _points(s)))


def draw_script(state: State) -> State:
    """Draw the next few points of a sample."""
    if not state.script:
        return state
    ink = state.ink
    for x, y, starts in state.script[:POINTS_A_TICK]:
        ink = ink.begin(x, y) if starts else ink.extend(x, y)
    return replace(_change(state, ink), script=state.script[POINTS_A_TICK:])


def read(state: State) -> State:
    """Find the digits in ink that has changed since it was last read."""
    # Damage must not change what counts as one digit: the healthy network tells them apart.
    network = state.healthy
    if network is None or state.read_revision == state.ink_revision:
        return state
    if state.growing and len(state.ink.strokes) > MANY and state.tick % 2:
        return state
    found, known = segment_on(
        state.known, state.ink, lambda x: probabilities(network, x), state.first_read
    )
    raw_x = unprepared(_read_part(state)) if state.raw and found else None
    state = replace(
        state,
        segments=found,
        known=known,
        doubts=_doubts(state, found),
        read_revision=state.ink_revision,
        raw_x=raw_x,
        raw_answer=None,
    )
    if found:
        return state
    blank = replace(
        state,
        answers=np.zeros((0, 10), np.float32),
        number="",
        answer_revision=state.read_revision,
        trace=None,
        picked=None,
        question=None,
    )
    return breaking.watch(breaking.forget(blank), None)


def _full(state: State) -> State:
    """Nothing more is drawn, and it says so."""
    return replace(state, notice=say("canvas.full"), noticed_at=state.tick)


def _read_part(state: State) -> Ink:
    """The ink that is read."""
    return replace(state.ink, strokes=state.ink.strokes[state.first_read :])


def _doubts(state: State, found: tuple[Segment, ...]) -> Array:
    """Doubt in each of the segments found, (n,); those of before are not judged again."""
    if state.gauge is None:
        return np.zeros(0, np.float32)
    known = dict(zip(state.segments, state.doubts.tolist(), strict=False))
    new = [segment for segment in found if segment not in known]
    known |= zip(new, doubt_of(state.gauge, new, state.ink.pen).tolist(), strict=True)
    doubts = np.array([known[segment] for segment in found], np.float32)
    doubts.flags.writeable = False
    return doubts


def take_answers(state: State, given: AnswersInferred) -> State:
    """Accept onnxruntime's answers; those to older ink are dropped."""
    network = state.network
    if given.revision != state.read_revision or network is None:
        return state
    state = replace(
        state,
        answers=given.probabilities,
        number="".join(digit_words(row) for row in given.probabilities),
        answer_revision=given.revision,
        answered_network=state.network_revision,
        raw_answer=given.raw,
    )
    state = breaking.watch(show_trace(state, network), given.healthy)
    return timeline.remember(state)


def toggle_raw(state: State) -> State:
    """Read once more, so that the unprepared picture is answered as well."""
    return replace(state, raw=not state.raw, read_revision=-1)


def pick(state: State, index: int) -> State:
    network = state.network
    if not 0 <= index < len(state.segments) or network is None:
        return state
    state = replace(state, picked=index, fired_at=state.time, dark=False)
    return breaking.watch(show_trace(state, network), state.experiment.answers)


def show_trace(state: State, network: Network) -> State:
    """Trace the shown digit. A wave sets out for the first ink, and again when the last one
    has run through: restarting it with each new point would never let it arrive."""
    shown = state.shown
    if shown is None:
        return replace(state, trace=None)
    dark = state.trace is None
    due = dark or state.time - state.fired_at >= WAVE_TICKS
    x = state.segments[shown].x
    if state.trace is not None and not np.array_equal(state.trace.activations[0], x):
        state = breaking.forget(state)
    trace = forward(network, x)
    return replace(
        state,
        trace=trace,
        chosen=follow(state.chosen, network, trace) if state.readable else state.chosen,
        trace_revision=state.trace_revision + 1,
        fired_at=state.time if due else state.fired_at,
        dark=dark if due else state.dark,
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


def _change(state: State, ink: Ink, remember: bool = False) -> State:
    history = (*state.history, state.ink)[-HISTORY:] if remember else state.history
    return replace(state, ink=ink, history=history, ink_revision=state.ink_revision + 1)


def _on_canvas(state: State, x: float, y: float) -> tuple[float, float]:
    """The nearest point of the canvas: a pen that slides off draws along the edge."""
    width, height = state.ink.width, state.ink.height
    return float(np.float32(min(max(x, 0), width))), float(np.float32(min(max(y, 0), height)))


def _points(stroke: Stroke) -> list[tuple[float, float, bool]]:
    """Points about every 6 canvas px, so that a sample is drawn at an even speed; True starts."""
    lengths = np.hypot(*np.diff(stroke, axis=0).T)
    along = np.concatenate([[0], np.cumsum(lengths)])
    wanted = np.linspace(0, along[-1], max(int(along[-1] / 6), 2)) if len(stroke) > 1 else [0]
    x, y = (np.interp(wanted, along, stroke[:, axis]).tolist() for axis in (0, 1))
    return [(px, py, i == 0) for i, (px, py) in enumerate(zip(x, y, strict=True))]
