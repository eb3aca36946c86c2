"""Ink under pointers, samples and undo."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.ink.ink import MOST_POINTS, MOST_STROKES, Ink, stroke_of
from game.lab import intents as do
from game.lab.prediction.update import MANY
from game.lab.state.canvas import CANVAS, PEN, READ
from game.lab.update import update
from game.words.catalogue import say
from tests.labs import LINE, READY, TWO, answered


def scattered(strokes: int, points: int = 2) -> Ink:
    """Short strokes in rows, none of which meets another."""
    rows = np.linspace(0, 12, points)
    return Ink(
        CANVAS,
        CANVAS,
        PEN,
        tuple(
            stroke_of(np.stack([rows * 0 + 10 + 40 * (i % 11), 5 + 20 * (i // 11) + rows], axis=1))
            for i in range(strokes)
        ),
    )


def test_only_the_first_finger_draws_and_others_press_buttons() -> None:
    canvas, clear = READY.stage.rect("canvas"), READY.stage.rect("clear")
    state = update(READY, [do.PointerDown(1, *canvas.center)])
    state = update(state, [do.PointerDown(2, canvas.x + 5, canvas.y + 5)])
    assert len(state.canvas.ink.strokes) == 1
    state = update(state, [do.PointerDown(3, *clear.center), do.PointerUp(3, *clear.center)])
    assert state.canvas.ink.strokes == () and state.canvas.pen_pointer is None


def test_undo_takes_back_strokes_and_clearing() -> None:
    state = update(READY, [do.ShowInk(TWO), do.Clear(), do.Undo()])
    assert len(state.canvas.ink.strokes) == 2
    assert update(state, [do.Undo(), do.Undo(), do.Undo()]).canvas.ink.strokes == ()


def test_of_more_ink_than_is_read_the_newest_is_and_all_stays() -> None:
    state = answered(READY, do.ShowInk(scattered(READ + 30)))
    read = {i for segment in state.prediction.segments for i in segment.strokes}
    assert state.canvas.first_read == 30
    assert read <= set(range(30, READ + 30)) and max(read) == READ + 29
    assert len(state.canvas.ink.strokes) == READ + 30
    assert answered(state, do.Undo(), do.ShowInk(scattered(3))).canvas.first_read == 0


def test_a_pen_among_many_strokes_is_read_with_every_second_tick_and_when_it_lifts() -> None:
    state = answered(READY, do.ShowInk(scattered(MANY + 3)))
    canvas = state.stage.rect("canvas")
    state = answered(state, do.PointerDown(0, canvas.x + 20, canvas.bottom - 20))
    late = []
    for step in range(1, 9):
        state = answered(state, do.PointerMove(0, canvas.x + 20 + 5 * step, canvas.bottom - 30))
        late.append(state.unread)
    assert late in ([True, False] * 4, [False, True] * 4)
    state = answered(state, do.PointerUp(0, canvas.x + 70, canvas.bottom - 30))
    assert not state.unread


@pytest.mark.parametrize(
    "ink", [scattered(MOST_STROKES), scattered(1, MOST_POINTS)], ids=["strokes", "points"]
)
def test_a_full_canvas_takes_no_more_ink_and_says_so(ink: Ink) -> None:
    state = update(READY, [do.ShowInk(ink), do.BeginStroke(9, 9), do.MovePen(30, 30)])
    assert state.canvas.ink.points <= MOST_POINTS
    assert len(state.canvas.ink.strokes) == len(ink.strokes)
    assert state.noticed == say("canvas.full")
    assert update(state, [do.Clear(), do.BeginStroke(9, 9)]).canvas.ink.points == 1


def test_a_sample_draws_itself_and_is_answered() -> None:
    state = answered(READY, do.LoadSample(4))
    assert state.canvas.script and state.canvas.ink.strokes
    for _ in range(300):
        state = answered(state)
    assert not state.canvas.script
    assert np.allclose(state.canvas.ink.strokes[0][-1], LINE.strokes[0][-1])
    assert state.prediction.answered is state.canvas.ink and state.prediction.trace is not None
    assert answered(state, do.Undo()).canvas.ink.strokes == ()


def test_a_resize_ends_the_stroke_and_keeps_the_ink() -> None:
    state = update(READY, [do.PointerDown(0, *READY.stage.rect("canvas").center)])
    state = update(state, [do.Resize(1080, 1920)])
    assert state.canvas.pen_pointer is None and len(state.canvas.ink.strokes) == 1


def test_raw_ink_is_answered_beside_the_prepared_one() -> None:
    state = answered(answered(READY, do.ShowInk(LINE)), do.ToggleRaw())
    assert state.canvas.raw_x is not None and state.canvas.raw_x.shape == (784,)
    assert not np.array_equal(state.canvas.raw_x, state.prediction.segments[0].x)
    assert state.canvas.raw_answer is not None and not state.wants_answers
    assert answered(state, do.ToggleRaw()).canvas.raw_x is None
