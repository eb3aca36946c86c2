"""The drawing's timeline: the moments at which it was answered, and showing one of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.lab.state.state import Moment, State

#: moments a timeline keeps; beyond that every second one is forgotten
MOMENTS = 600


def remember(state: State) -> State:
    """Add the answered drawing to its timeline. Moments that later ink has undone are dropped:
    all that remain are shorter than the ink, and so its beginnings."""
    probabilities = state.probabilities
    if probabilities is None or state.scrub is not None:
        return state
    points = state.ink.points
    kept = tuple(moment for moment in state.moments if moment.points < points)
    if len(kept) >= MOMENTS:
        kept = kept[::2]
    return replace(state, moments=(*kept, Moment(state.ink, points, np.asarray(probabilities))))


def scrub(state: State, share: float) -> State:
    """Show the drawing as it was; 1 is the whole of it."""
    if len(state.moments) < 2:
        return state
    index = round(min(max(share, 0.0), 1.0) * (len(state.moments) - 1))
    if index == state.scrub:
        return state
    return replace(
        state,
        scrub=index,
        ink=state.moments[index].ink,
        ink_revision=state.ink_revision + 1,
        pen_pointer=None,
        script=(),
    )
