"""The preparation of a digit: what changes on the canvas and must not change in the picture."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.digit import BOX, CENTER, PEN, SIDE, draw, fit, prepare, segments_of
from game.core.ink.ink import stroke_of

coordinate = st.floats(0, 1000, width=32)
points = st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=20)
inks = st.lists(points, min_size=1, max_size=4).map(lambda s: tuple(map(stroke_of, s)))


def extent(strokes):
    every = np.concatenate(strokes)
    return float(np.ptp(every, axis=0).max())


@settings(deadline=None)
@given(inks)
def test_values_lie_between_0_and_1_and_there_is_ink(strokes):
    x = prepare(strokes)
    assert x.shape == (SIDE * SIDE,) and x.dtype == np.float32
    assert x.min() >= 0 and x.max() <= 1
    assert x.sum() > 0
    assert not x.flags.writeable


@settings(deadline=None)
@given(inks)
def test_the_pen_never_leaves_the_picture(strokes):
    both = np.concatenate(fit(*segments_of(strokes)))
    assert both.min() >= PEN / 2 - 1e-3
    assert both.max() <= SIDE - PEN / 2 + 1e-3


@settings(deadline=None)
@given(inks, st.floats(0.05, 20), st.floats(-500, 500), st.floats(-500, 500))
def test_size_and_place_do_not_matter(strokes, scale, right, down):
    if extent(strokes) < 5:  # a dot stays a dot; in between, float32 px decide
        return
    moved = tuple(stroke_of(s.astype(float) * scale + (right, down)) for s in strokes)
    # A canvas coordinate is float32: rounding it moves ink by a share of a pixel.
    rounding = 1e-5 * (1000 * scale + 500) / (extent(strokes) * scale) * BOX
    assert np.abs(prepare(strokes) - prepare(moved)).max() < 0.002 + rounding


@settings(deadline=None)
@given(points)
def test_the_way_a_stroke_is_cut_into_points_does_not_matter(given_points):
    stroke = stroke_of(given_points)
    middles = (stroke[:-1].astype(float) + stroke[1:]) / 2
    finer = np.empty((len(stroke) + len(middles), 2))
    finer[::2], finer[1::2] = stroke, middles
    if extent((stroke,)) < 5:
        return
    assert np.abs(prepare((stroke,)) - prepare((stroke_of(finer),))).max() < 0.01


@settings(deadline=None)
@given(inks)
def test_direction_and_order_of_strokes_do_not_matter(strokes):
    if extent(strokes) < 5:
        return
    backwards = tuple(stroke_of(s[::-1]) for s in reversed(strokes))
    assert np.abs(prepare(strokes) - prepare(backwards)).max() < 0.01


@pytest.mark.parametrize("where", [(0, 0), (640, 360), (1e4, 5)])
def test_a_dot_is_drawn_in_the_middle(where):
    picture = prepare((stroke_of([where]),)).reshape(SIDE, SIDE)
    y, x = np.nonzero(picture > 0.5)
    assert abs(x.mean() + 0.5 - CENTER) < 0.6 and abs(y.mean() + 0.5 - CENTER) < 0.6


def test_a_stroke_that_stays_in_one_place_is_a_dot():
    still = stroke_of([(50, 60)] * 5)
    assert (prepare((still,)) == prepare((stroke_of([(50, 60)]),))).all()


@pytest.mark.parametrize("end", [(300, 100), (100, 300), (300, 300)])
def test_a_line_fills_the_box(end):
    picture = prepare((stroke_of([(100, 100), end]),)).reshape(SIDE, SIDE) > 0.4
    rows, columns = picture.any(axis=1).sum(), picture.any(axis=0).sum()
    assert abs(max(rows, columns) - BOX) <= 1


def test_ink_is_centered_by_mass():
    strokes = (stroke_of([(0, 0), (0, 100), (60, 100)]),)
    picture = prepare(strokes).reshape(SIDE, SIDE)
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    assert abs((picture * x).sum() / picture.sum() - CENTER) < 0.3
    assert abs((picture * y).sum() / picture.sum() - CENTER) < 0.3


def test_many_at_once_are_drawn_like_one_by_one():
    shapes = [(stroke_of([(5, 5), (20, 22)]),), (stroke_of([(9, 20), (9, 4), (18, 9)]),)]
    fitted = [fit(*segments_of(s)) for s in shapes]
    starts = np.concatenate([s for s, _ in fitted])
    ends = np.concatenate([e for _, e in fitted])
    drawn = draw(starts, ends, np.array([0, 1, 1]), 2, np.full(2, PEN, np.float32))
    for row, strokes in zip(drawn, shapes, strict=True):
        assert np.abs(row - prepare(strokes)).max() < 1e-6
