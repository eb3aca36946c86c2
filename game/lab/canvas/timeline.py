"""The drawing's timeline: the moments at which the drawing was answered, going back to one of them,
and letting the drawing grow again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import numpy as np

from game.core.geometry import Rect
from game.core.ink.ink import continues
from game.core.ink.segment import Segment
from game.core.kept import kept
from game.core.model.network import Array, Network, probabilities
from game.lab.canvas.film import film_of, runs_of
from game.lab.canvas.history import whole_ink
from game.lab.canvas.update import lift
from game.lab.state.canvas import Moment
from game.lab.state.state import State

#: most moments a timeline keeps; when it is full, every second one is forgotten
MOMENTS = 240
#: ticks that a drawing halts at most while it is played again: nobody waits for a pen in the air
REST = 20


def remember(before: State, state: State) -> State:
    """After an answer: add the drawing to its timeline."""
    canvas, prediction = state.canvas, state.prediction
    ink, newest, network = prediction.answered, prediction.newest, state.network
    fresh = prediction.answers is not before.prediction.answers and len(prediction.answers)
    if not fresh or ink is None or newest is None or network is None or canvas.scrub is not None:
        return state
    if not continues(ink.strokes, canvas.ink.strokes):  # the ink has been taken away meanwhile
        return state
    found = Moment(
        ink=ink,
        tick=state.tick,
        segments=prediction.segments,
        newest=newest,
        doubts=prediction.doubts,
        answers=prediction.answers,
        revision=state.network_revision,
    )
    return replace(state, canvas=replace(canvas, moments=_with(canvas.moments, found)))


def _with(moments: tuple[Moment, ...], found: Moment) -> tuple[Moment, ...]:
    """With one moment more, or where the same ink has got another answer, with that."""
    if moments and moments[-1].ink is found.ink:
        return (*moments[:-1], replace(found, tick=moments[-1].tick))
    if len(moments) >= MOMENTS:
        moments = moments[::2]
    return (*moments, found)


def answers_of(moments: tuple[Moment, ...], network: Network | None, now: int) -> tuple[Array, ...]:
    """What the network, of revision ``now``, says of each moment, (n, 10) each. Where other weights
    answered when it was drawn, it is computed anew."""
    old = (m for m in moments if m.revision != now)
    stale = tuple(dict.fromkeys(segment for moment in old for segment in moment.segments))
    if not stale or network is None:
        return tuple(moment.answers for moment in moments)
    rows = dict(zip(stale, _anew(network, stale), strict=True))
    return tuple(
        m.answers if m.revision == now else np.array([rows[s] for s in m.segments], np.float32)
        for m in moments
    )


@kept(1)  # asked for with every picture of the timeline, while a pen adds moments
def _anew(network: Network, segments: tuple[Segment, ...]) -> Array:
    return probabilities(network, np.array([segment.x for segment in segments]))


def _answers(state: State) -> tuple[Array, ...]:
    return answers_of(state.canvas.moments, state.network, state.network_revision)


def scrub(state: State, share: float) -> State:
    """Show the drawing as it was at a share of its moments: 0 its first ink, 1 all of it."""
    last = len(state.canvas.moments) - 1
    return show(_halted(state), round(min(max(share, 0.0), 1.0) * last))


def share_at(state: State, rect: Rect, x: float, y: float) -> float:
    """The share of the moment that stands at a point of the timeline, which is ``rect``, window
    px."""
    moments, scale = state.canvas.moments, state.stage.scale
    if len(moments) < 2:
        return 1.0
    film = film_of(moments, _answers(state), rect.w / scale)
    return film.at((x - rect.x) / scale, (y - rect.y) / scale) / (len(moments) - 1)


def share_beside(state: State, by: int) -> float:
    """The share of the moment at which the answer changed next, or before (``by`` < 0), after the
    last one of all of the drawing; with 0 of the moment shown."""
    moments, last = state.canvas.moments, len(state.canvas.moments) - 1
    if last < 1:
        return 1.0
    now = last if state.canvas.scrub is None else state.canvas.scrub
    places = [run.picture for run in runs_of(moments, _answers(state))]
    if by < 0:
        now = max((place for place in places if place < now), default=0)
    elif by > 0:
        now = min((place for place in places if place > now), default=last)
    return now / last


def show(state: State, index: int) -> State:
    """Show the drawing as it was at one of its moments; at the last one, all of it."""
    canvas, last = state.canvas, len(state.canvas.moments) - 1
    at = None if index == last else index
    if not 0 <= index <= last or at == canvas.scrub:
        return state
    whole = whole_ink(canvas)
    canvas = replace(
        lift(state).canvas,
        ink=whole if at is None else canvas.moments[at].ink,
        scrub=at,
        whole=None if at is None else whole,
        script=(),
    )
    prediction = replace(state.prediction, picked=None)
    return replace(state, canvas=canvas, prediction=prediction)


def play(state: State) -> State:
    """Let the drawing grow again, from the moment shown or from its beginning; or halt it. Where
    motion is reduced: step to where its answer next changed, after the end to the beginning."""
    canvas = state.canvas
    if canvas.played_from is not None:
        return _halted(state)
    if len(canvas.moments) < 2:
        return state
    start = canvas.scrub or 0
    if state.screen.reduced_motion:
        return scrub(state, 0.0 if canvas.scrub is None else share_beside(state, 1))
    goes_on = replace(state.playback, paused=False, halt_at=None)
    state = replace(show(state, start), playback=goes_on)
    begun = state.tick - _due(canvas.moments)[start]
    return replace(state, canvas=replace(state.canvas, played_from=begun))


def advance(state: State) -> State:
    """One tick: show the moment that is due, where the drawing is played."""
    begun, moments = state.canvas.played_from, state.canvas.moments
    if begun is None:
        return state
    index = bisect_right(_due(moments), state.tick - begun) - 1
    state = show(state, max(index, 0))
    return _halted(state) if state.canvas.scrub is None else state


def _due(moments: Sequence[Moment]) -> list[int]:
    """How many ticks after the first one each moment is due."""
    gaps = (min(after.tick - before.tick, REST) for before, after in pairwise(moments))
    return list(accumulate(gaps, initial=0))


def _halted(state: State) -> State:
    return replace(state, canvas=replace(state.canvas, played_from=None))
