"""How ink becomes digits, answers and a trace."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.digit import unprepared
from game.core.ink.doubt import doubt_of
from game.core.ink.ink import Ink
from game.core.ink.reading import digit_words
from game.core.ink.segment import Segment, segment_on
from game.core.model.network import Array, Network, forward, probabilities
from game.lab.intents import AnswersInferred
from game.lab.network.readable import follow
from game.lab.state.prediction import Prediction
from game.lab.state.state import State

#: with more strokes than this, a stroke that grows is read at every second tick only, so that many
#: strokes do not slow the pen; no eye follows 60 answers a second
MANY = 8


def read(state: State) -> State:
    """Find the digits in ink that has changed since it was last read."""
    # Damage must not change what counts as one digit: the healthy network tells them apart.
    network, canvas, prediction = state.healthy, state.canvas, state.prediction
    if network is None or not state.unread:
        return state
    if canvas.growing and len(canvas.ink.strokes) > MANY and state.tick % 2:
        return state
    found, known = segment_on(
        prediction.known, canvas.ink, lambda x: probabilities(network, x), canvas.first_read
    )
    raw_x = unprepared(_read_part(state)) if canvas.raw and found else None
    canvas = replace(canvas, raw_x=raw_x, raw_answer=None)
    doubts = _doubts(state, found)
    if found:
        prediction = replace(
            prediction, read=canvas.ink, segments=found, known=known, doubts=doubts
        )
        return replace(state, canvas=canvas, prediction=prediction)
    blank = Prediction(read=canvas.ink, known=known, doubts=doubts)
    return replace(state, canvas=canvas, prediction=blank, card=replace(state.card, question=None))


def take_answers(state: State, given: AnswersInferred) -> State:
    """Accept onnxruntime's answers; those to older ink are dropped."""
    network = state.network
    if given.ink is not state.prediction.read or network is None:
        return state
    prediction = replace(
        state.prediction,
        answers=given.probabilities,
        answered=given.ink,
        answered_by=network,
        healthy_answers=given.probabilities if given.healthy is None else given.healthy,
        number="".join(digit_words(row) for row in given.probabilities),
    )
    canvas = replace(state.canvas, raw_answer=given.raw)
    return show_trace(replace(state, prediction=prediction, canvas=canvas), network)


def pick(state: State, index: int) -> State:
    """Show this digit of the number, counted from the left, from 0."""
    network = state.network
    if not 0 <= index < len(state.prediction.segments) or network is None:
        return state
    return show_trace(replace(state, prediction=replace(state.prediction, picked=index)), network)


def show_trace(state: State, network: Network) -> State:
    """Trace the shown digit."""
    prediction, playback = state.prediction, state.playback
    shown = prediction.shown
    if shown is None:
        return replace(state, prediction=replace(prediction, trace=None))
    trace = forward(network, prediction.segments[shown].x)
    if playback.readable:
        playback = replace(playback, chosen=follow(playback.chosen, network, trace))
    return replace(state, prediction=replace(prediction, trace=trace), playback=playback)


def _read_part(state: State) -> Ink:
    """The newest strokes: the part of the ink that is read."""
    canvas = state.canvas
    return replace(canvas.ink, strokes=canvas.ink.strokes[canvas.first_read :])


def _doubts(state: State, found: tuple[Segment, ...]) -> Array:
    """Doubt in each of the segments found, (n,); segments found before are not judged again."""
    if state.gauge is None:
        return np.zeros(0, np.float32)
    prediction = state.prediction
    known = dict(zip(prediction.segments, prediction.doubts.tolist(), strict=False))
    new = [segment for segment in found if segment not in known]
    known |= zip(new, doubt_of(state.gauge, new, state.canvas.ink.pen).tolist(), strict=True)
    doubts = np.array([known[segment] for segment in found], np.float32)
    doubts.flags.writeable = False
    return doubts
