"""The drawing's timeline: every answer is remembered, and any of them can be shown again."""

from __future__ import annotations

import numpy as np

from game.lab import intents as do
from tests.labs import READY, TWO, answered


def test_the_timeline_remembers_every_answer_and_scrubs_back() -> None:
    state = READY
    points = [(200.0, 100.0 + 5 * i) for i in range(20)]
    state = answered(state, do.BeginStroke(*points[0]))
    for x, y in points[1:]:
        state = answered(state, do.MovePen(x, y))
    state = answered(state, do.EndStroke())
    count = len(state.canvas.moments)
    assert 12 <= count <= 20, "every point but the first few, which are a speck and no digit"
    back = answered(state, do.Scrub(0.5))
    assert len(back.canvas.ink.strokes[0]) == 20 - (count - 1 - back.canvas.scrub)
    moment = back.canvas.moments[back.canvas.scrub]
    assert np.array_equal(back.prediction.probabilities, moment.answers[moment.newest])
    whole = answered(back, do.Scrub(1))
    assert len(whole.canvas.ink.strokes[0]) == 20 and len(whole.canvas.moments) == count


def test_drawing_on_from_the_past_forgets_what_came_after() -> None:
    state = answered(READY, do.BeginStroke(50, 50))
    for i in range(1, 20):
        state = answered(state, do.MovePen(50, 50 + 10 * i))
    state = answered(state, do.Scrub(0.25))
    shown = sum(map(len, state.canvas.ink.strokes))
    state = answered(state, do.BeginStroke(300, 300))
    assert state.canvas.scrub is None
    counts = [sum(map(len, moment.ink.strokes)) for moment in state.canvas.moments]
    assert counts == sorted(counts) and counts[-1] <= shown + 1 < 20


def test_clearing_and_samples_begin_a_new_timeline() -> None:
    state = answered(READY, do.ShowInk(TWO))
    assert answered(state, do.Clear()).canvas.moments == ()
    assert len(answered(state, do.LoadSample(1)).canvas.moments) <= 1
