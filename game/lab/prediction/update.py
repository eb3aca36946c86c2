"""How ink becomes digits, answers and a trace."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ink.digit import unprepared
from game.core.ink.doubt import Judgeable, Judged, in_line, judge, judgeable
from game.core.ink.ink import Ink
from game.core.ink.reading import digit_words
from game.core.ink.segment import Segment, segment_on
from game.core.ink.verdict import place_words, verdicts
from game.core.model.network import Network, forward, probabilities
from game.lab.intents import AnswersInferred
from game.lab.network.readable import follow
from game.lab.prediction.layout import PAGING, TILES
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
    if found:
        judged = _judged(state, found)
        prediction = replace(
            prediction,
            read=canvas.ink,
            segments=found,
            known=known,
            judged=judged,
            doubts=in_line(found, list(judged.values())) if judged else np.zeros(0, np.float32),
        )
        return replace(state, canvas=canvas, prediction=prediction)
    blank = Prediction(read=canvas.ink, known=known)
    return replace(state, canvas=canvas, prediction=blank, card=replace(state.card, question=None))


def take_answers(state: State, given: AnswersInferred) -> State:
    """Accept onnxruntime's answers; those to older ink are dropped."""
    network = state.network
    if given.ink is not state.prediction.read or network is None:
        return state
    rows = given.probabilities
    healthy, doubts = rows if given.healthy is None else given.healthy, state.prediction.doubts
    how = verdicts(rows, doubts)
    prediction = replace(
        state.prediction,
        answers=rows,
        answered=given.ink,
        answered_by=network,
        healthy_answers=healthy,
        verdicts=how,
        healthy_verdicts=verdicts(healthy, doubts),
        number="".join(digit_words(row) for row in rows),
        said="".join(map(place_words, rows, how)),
    )
    canvas = replace(state.canvas, raw_answer=given.raw)
    return show_trace(replace(state, prediction=prediction, canvas=canvas), network)


def pick(state: State, index: int) -> State:
    """Show this digit of the number, counted from the left, from 0."""
    network = state.network
    if not 0 <= index < len(state.prediction.segments) or network is None:
        return state
    return show_trace(replace(state, prediction=replace(state.prediction, picked=index)), network)


def first_tile(state: State) -> int:
    """The digit on the first tile: where there are fewer tiles than digits they show a page of
    them, the one that the shown digit is on. No tile of the last page is empty."""
    shown, tiles = state.prediction.shown, _tiles(state)
    if shown is None or not state.stage.has(PAGING[0]):
        return 0
    return min(shown // tiles * tiles, len(state.prediction.segments) - tiles)


def page(state: State, by: int) -> State:
    """Turn to another page of tiles, and show its first digit."""
    tiles = max(_tiles(state), 1)
    return pick(state, ((state.prediction.shown or 0) // tiles + by) * tiles)


def _tiles(state: State) -> int:
    """How many of a number's digits have a tile on the stage."""
    return sum(state.stage.has(f"digit.{nth}") for nth in range(TILES))


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


def _judged(state: State, found: tuple[Segment, ...]) -> dict[Judgeable, Judged]:
    """What the gauge finds in each of the segments found by itself; what was judged before is not
    judged again. Empty without a gauge."""
    canvas, known = state.canvas, state.prediction.judged
    if state.gauge is None:
        return {}
    parts = judgeable(canvas.ink, found, canvas.first_read)
    new = [part for part in parts if part not in known]
    fresh = dict(zip(new, judge(state.gauge, canvas.ink, new), strict=True))
    return {part: fresh[part] if part in fresh else known[part] for part in parts}
