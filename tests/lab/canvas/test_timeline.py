"""The drawing's timeline: every answer is remembered, and any of them can be shown again."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.lab import intents as do
from game.lab.canvas.timeline import REST
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import READY, TWO, answered, on_screen


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


def drawn() -> State:
    """A long stroke, a pause in the air, and a second stroke."""
    state = answered(READY, do.BeginStroke(60, 40))
    for nth in range(1, 30):
        state = answered(state, do.MovePen(60 + 6 * nth, 40 + 9 * (nth % 7)))
    state = answered(state, do.EndStroke(), *[do.Tick()] * 200)
    state = answered(state, do.BeginStroke(60, 200))
    for nth in range(1, 30):
        state = answered(state, do.MovePen(60 + 9 * nth, 200 + 3 * nth))
    return answered(state, do.EndStroke())


def test_a_drawing_is_played_as_it_grew_but_without_its_long_pauses() -> None:
    state = drawn()
    whole, moments = state.canvas.ink, state.canvas.moments
    state = answered(state, do.PlayDrawing())
    shown, ticks = [], 0
    while state.canvas.played_from is not None:
        assert state.canvas.growing and state.canvas.scrub is not None
        assert state.prediction.answered is state.canvas.ink
        shown.append(state.canvas.scrub)
        state, ticks = answered(state), ticks + 1
    assert shown == sorted(shown) and len(set(shown)) >= len(moments) - 2
    drawn_in = sum(min(b.tick - a.tick, REST) for a, b in pairwise(moments))
    assert abs(ticks - drawn_in) <= 1 and moments[-1].tick - moments[0].tick > drawn_in + 150
    assert state.canvas.ink is whole and state.canvas.scrub is None
    assert state.canvas.moments[:-1] == moments[:-1] and len(state.canvas.moments) == len(moments)


def test_playing_halts_goes_on_from_there_and_ends_with_anything_else() -> None:
    state = answered(drawn(), do.PlayDrawing(), *[do.Tick()] * 20)
    halted = answered(state, do.PlayDrawing())
    at = halted.canvas.scrub
    assert at and halted.canvas.played_from is None and answered(halted).canvas.scrub == at
    on = answered(halted, do.PlayDrawing(), do.Tick())
    assert on.canvas.scrub is not None and at <= on.canvas.scrub <= at + 3
    for other in (do.Scrub(0.1), do.Clear(), do.Undo(), do.BeginStroke(9, 9), do.LoadSample(2)):
        assert answered(state, other).canvas.played_from is None
    assert answered(READY, do.PlayDrawing()).canvas.played_from is None


def test_where_motion_is_reduced_playing_steps_from_answer_to_answer() -> None:
    state = on_screen(drawn(), reduced_motion=True)
    seen = []
    for _ in range(60):
        state = answered(state, do.PlayDrawing())
        assert state.canvas.played_from is None
        seen.append(state.canvas.scrub)
        if state.canvas.scrub is None:
            break
    assert seen[0] == 0 and seen[-1] is None and seen[:-1] == sorted(set(seen[:-1]))
    assert answered(state, do.PlayDrawing()).canvas.scrub == 0


def test_the_keyboard_steps_through_the_film_too() -> None:
    state = on_screen(drawn(), focus="timeline")
    back = update(state, [do.PressKey("left")])
    assert back.canvas.scrub is not None
    first = update(back, [do.PressKey("left")] * 60)
    assert first.canvas.scrub == 0
    assert update(first, [do.PressKey("right")] * 60).canvas.scrub is None


def test_a_finger_on_the_film_shows_what_stands_there() -> None:
    state = answered(drawn())
    rect, last = state.stage.rect("timeline"), len(state.canvas.moments) - 1
    low = rect.bottom - 6
    start = update(state, [do.PointerDown(0, rect.x + 8, low)])
    assert start.canvas.scrub == 0 and start.canvas.ink is state.canvas.moments[0].ink
    middle = update(start, [do.PointerMove(0, rect.center[0], low)])
    assert middle.canvas.scrub is not None and 0 < middle.canvas.scrub < last
    end = update(middle, [do.PointerMove(0, rect.right + 50, low), do.PointerUp(0, rect.x, low)])
    assert end.canvas.scrub is None and end.canvas.ink is state.canvas.ink


def test_the_picked_digit_does_not_keep_another_ones_curves() -> None:
    """The timeline is about the digit that was being drawn, and so is a moment that is shown."""
    state = answered(answered(READY, do.BeginStroke(90, 60), do.MovePen(90, 300)), do.EndStroke())
    state = answered(answered(state, do.BeginStroke(300, 60), do.MovePen(300, 300)), do.EndStroke())
    picked = answered(state, do.PickDigit(0))
    assert picked.prediction.picked == 0
    assert answered(picked, do.Scrub(0.0)).prediction.picked is None
    damaged = answered(picked, do.SetDamage("W3"))
    newest = damaged.canvas.moments[-1]
    assert newest.newest == damaged.prediction.newest == 1
