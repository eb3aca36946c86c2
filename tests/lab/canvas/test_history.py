"""Undo and redo: whatever was drawn comes back, whole, and as it grew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.ink import Ink, continues
from game.lab import intents as do
from game.lab.canvas.history import FEW, HISTORY, RECENT, whole_ink
from game.lab.intents import Intent
from game.lab.state.state import State
from game.lab.update import update
from tests.labs import LINE, READY, TWO, answered

#: a point of the canvas, canvas px; some of them lie in the digits of TWO
AT = st.tuples(st.sampled_from([20, 90, 200, 300]), st.sampled_from([60, 150, 290]))


def stroke(x: float, y: float, points: int = 8) -> list[Intent]:
    """A stroke downwards, a tick a point; one of one point is a tap."""
    moves: list[Intent] = []
    for nth in range(1, points):
        moves += [do.Tick(), do.MovePen(x, y + 12 * nth)]
    return [do.BeginStroke(x, y), *moves, do.Tick(), do.EndStroke()]


def done(state: State, *given: Intent) -> State:
    """The state after the intents, answered after each."""
    for intent in given:
        state = answered(state, intent)
    return state


def words(ink: Ink) -> bytes:
    """An ink in bytes, so that equal ones are equal."""
    return b"|".join(points.tobytes() for points in ink.strokes)


def test_drawing_on_from_the_past_begins_a_branch_and_undo_gives_back_the_whole() -> None:
    state = done(READY, *stroke(60, 40, 20), *stroke(150, 40, 20))
    whole, moments = state.canvas.ink, state.canvas.moments
    back = answered(state, do.Scrub(0.3))
    assert back.canvas.ink is not whole and back.canvas.whole is whole
    branch = done(back, *stroke(300, 200))
    assert len(branch.canvas.ink.strokes) == len(back.canvas.ink.strokes) + 1
    assert branch.canvas.moments[: back.canvas.scrub + 1] == moments[: back.canvas.scrub + 1]
    assert branch.canvas.drawing != state.canvas.drawing
    undone = answered(branch, do.Undo())
    assert undone.canvas.ink is whole and undone.canvas.scrub is None
    assert undone.canvas.drawing == state.canvas.drawing
    assert [m.ink for m in undone.canvas.moments] == [m.ink for m in moments]
    assert words(answered(undone, do.Redo()).canvas.ink) == words(branch.canvas.ink)


@pytest.mark.parametrize(
    "then", [do.Clear(), do.ShowInk(TWO), do.LoadSample(3), do.BeginStroke(300, 300)]
)
def test_whatever_takes_its_place_a_drawing_comes_back_whole(then: Intent) -> None:
    """Also one that is shown at an earlier moment, and a sample that still grows."""
    drawn = done(READY, *stroke(60, 40, 20))
    sample = done(READY, do.LoadSample(4), *[do.Tick()] * 3)
    assert sample.canvas.script
    for state in (drawn, answered(drawn, do.Scrub(0.2)), sample):
        whole = whole_ink(state.canvas)
        back = done(state, then, do.Tick(), do.Undo())
        assert words(back.canvas.ink) == words(whole)
        assert not back.canvas.growing and back.prediction.answered is back.canvas.ink
        assert not done(back, *[do.Undo()] * 9).canvas.ink.strokes


def test_a_drawing_comes_back_with_its_timeline_and_not_with_that_of_the_next() -> None:
    state = done(READY, *stroke(60, 40, 30))
    moments = state.canvas.moments
    other = done(state, do.LoadSample(4), *[do.Tick()] * 6)
    back = answered(other, do.Undo())
    assert [m.ink for m in back.canvas.moments] == [m.ink for m in moments]
    assert [m.tick for m in back.canvas.moments] == [m.tick for m in moments]


def test_what_was_undone_comes_back_before_and_after_something_else_is_drawn() -> None:
    inks = [READY.canvas.ink]
    state = READY
    for x in (60, 150, 240):
        state = done(state, *stroke(x, 60))
        inks.append(state.canvas.ink)
    back = done(state, do.Undo(), do.Undo())
    assert back.canvas.ink is inks[1]
    assert done(back, do.Redo(), do.Redo()).canvas.ink is inks[3]
    assert update(state, [do.Redo()]) is state
    state = done(back, *stroke(300, 200))
    assert update(state, [do.Redo()]) is state
    seen = []
    for _ in range(5):
        state = answered(state, do.Undo())
        seen.append(inks.index(state.canvas.ink))
    assert seen == [1, 3, 2, 0, 0], "first what was there before the stroke, then what was undone"


def test_undo_remembers_so_many_and_long_ago_with_fewer_moments() -> None:
    state = READY
    for _ in range(3):
        state = done(state, *stroke(60, 20, 90), do.Clear())
    for _ in range(HISTORY - 3):
        state = update(state, [do.ShowInk(LINE)])
    assert len(state.canvas.history) == HISTORY
    lengths = [len(past.moments) for past in state.canvas.history]
    assert max(lengths[:-RECENT]) <= FEW and max(lengths) > FEW // 2
    assert update(state, [do.ShowInk(LINE)]).canvas.history[0] is not state.canvas.history[0]


def test_a_tap_that_picks_a_digit_leaves_no_trace() -> None:
    state = answered(done(READY, do.ShowInk(TWO)), do.Undo(), do.Redo())
    state = done(state, do.ShowInk(LINE), do.Undo())
    assert state.canvas.undone
    picked = done(state, do.BeginStroke(92, 200), do.EndStroke())
    assert picked.prediction.picked == 0 and picked.canvas.ink is state.canvas.ink
    assert picked.canvas.history == state.canvas.history
    assert picked.canvas.undone == state.canvas.undone
    beside = done(state, do.BeginStroke(200, 20), do.EndStroke())
    assert len(beside.canvas.ink.strokes) == 3


def test_after_a_fault_the_drawings_before_it_come_back_too() -> None:
    state = done(READY, *stroke(60, 40), do.ShowInk(TWO), do.Scrub(0.5))
    anew = update(state, [do.BeginAnew()])
    assert not anew.canvas.ink.strokes and not anew.canvas.moments
    back = answered(anew, do.Undo())
    assert words(back.canvas.ink) == words(TWO)
    assert len(answered(back, do.Undo()).canvas.ink.strokes) == 1


GESTURES = st.one_of(
    st.builds(stroke, st.sampled_from([30, 90, 200, 300]), st.sampled_from([40, 150]),
              st.sampled_from([1, 2, 6])),
    st.builds(lambda at: [do.BeginStroke(*at), do.Tick(), do.MovePen(at[0] + 30, at[1])], AT),
    st.builds(lambda share: [do.Scrub(share), do.Tick()], st.sampled_from([0.0, 0.4, 0.9, 1.0])),
    st.builds(lambda digit: [do.LoadSample(digit), *[do.Tick()] * 5], st.integers(0, 9)),
    st.sampled_from([[do.Undo()], [do.Redo()], [do.Undo()] * 3, [do.Clear()], [do.PlayDrawing()],
                     [do.ShowInk(TWO)], [do.Tick()] * 9, [do.PickDigit(0)], [do.Teach()]]),
)  # fmt: skip
#: what puts another ink in the place of the present one
CHANGES = (do.BeginStroke, do.Undo, do.Redo, do.Clear, do.ShowInk, do.LoadSample)


@settings(max_examples=60, deadline=None)
@given(st.lists(GESTURES, max_size=14))
def test_after_anything_undo_and_redo_reach_every_whole_ink(gestures: list[list[Intent]]) -> None:
    state, made = READY, set()
    for intent in (intent for gesture in gestures for intent in gesture):
        if isinstance(intent, CHANGES):
            made.add(words(whole_ink(state.canvas)))
        state = answered(state, intent)
        sound(state)
    made.add(words(whole_ink(state.canvas)))
    assert len(state.canvas.history) < HISTORY
    whole = replace(state, canvas=replace(state.canvas, undone=()))  # what undo alone must reach
    seen = {words(whole_ink(whole.canvas))} | {words(p.ink) for p in state.canvas.undone}
    count = 0
    while whole.canvas.history:
        whole, count = answered(whole, do.Undo()), count + 1
        sound(whole)
        seen.add(words(whole.canvas.ink))
    assert made <= seen
    for _ in range(count):
        whole = update(whole, [do.Redo()])
    assert words(whole.canvas.ink) == words(whole_ink(state.canvas))


def sound(state: State) -> None:
    """What holds of a canvas at any time."""
    canvas = state.canvas
    whole = whole_ink(canvas)
    assert (canvas.scrub is None) == (canvas.whole is None)
    assert canvas.scrub is None or canvas.ink is canvas.moments[canvas.scrub].ink
    assert canvas.played_from is None or canvas.scrub is not None
    for moment in canvas.moments:
        assert continues(moment.ink.strokes, whole.strokes), "a moment of another drawing"
    ticks = [moment.tick for moment in canvas.moments]
    assert ticks == sorted(ticks)
    assert canvas.before is None or canvas.before.before is None
