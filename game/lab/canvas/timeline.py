"""The drawing's timeline: the moments at which the drawing was answered, and going back to one."""

from __future__ import annotations

from dataclasses import replace

from game.lab.state.canvas import Moment
from game.lab.state.state import State

#: most moments a timeline keeps; when it is full, every second one is forgotten
MOMENTS = 600


def remember(before: State, state: State) -> State:
    """After an answer: add the drawing to its timeline. Moments that later ink has undone are
    dropped: all that remain are shorter than the ink, and so its beginnings."""
    canvas, probabilities = state.canvas, state.prediction.probabilities
    answered = state.prediction.answers is not before.prediction.answers
    if not answered or probabilities is None or canvas.scrub is not None:
        return state
    points = canvas.ink.points
    kept = tuple(moment for moment in canvas.moments if moment.points < points)
    if len(kept) >= MOMENTS:
        kept = kept[::2]
    moments = (*kept, Moment(canvas.ink, points, probabilities))
    return replace(state, canvas=replace(canvas, moments=moments))


def share_beside(state: State, by: int) -> float:
    """The share of its moments that is ``by`` moments after the one shown, 0..1."""
    last = len(state.canvas.moments) - 1
    now = last if state.canvas.scrub is None else state.canvas.scrub
    return min(max(now + by, 0), last) / last if last > 0 else 0.0


def scrub(state: State, share: float) -> State:
    """Show the drawing as it was at a share of its moments: 0 its first ink, 1 all of it."""
    moments = state.canvas.moments
    if len(moments) < 2:
        return state
    index = round(min(max(share, 0.0), 1.0) * (len(moments) - 1))
    if index == state.canvas.scrub:
        return state
    ink = moments[index].ink
    canvas = replace(state.canvas, scrub=index, ink=ink, pen_pointer=None, script=())
    return replace(state, canvas=canvas)
