"""A drawing in pieces: few, in the pen's order, cut at corners; each pixel of ink has one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from game.core.ink.digit import placed, prepare
from game.core.ink.ink import stroke_of
from game.core.ink.pieces import MOST, pieces

strokes = st.lists(
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(1, 30), st.just(2)),
        elements=st.floats(0, 500, width=32),
    ).map(stroke_of),
    min_size=1,
    max_size=20,
).map(tuple)


def cut(*drawn):
    own = tuple(map(stroke_of, drawn))
    return pieces(own, prepare(own))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(strokes)
def test_every_pixel_of_ink_belongs_to_one_piece(own):
    x = prepare(own)
    found = pieces(own, x)
    assert 1 <= found.count <= MOST
    assert ((found.owner >= 0) == (x > 0)).all()
    assert set(found.owner[x > 0].tolist()) == set(range(found.count)), "a piece without a pixel"
    assert (np.diff(found.piece) >= 0).all() and found.piece.max() < found.count
    parts = np.where(found.owner == np.arange(found.count)[:, None], x, 0)
    assert np.array_equal(parts.sum(axis=0, dtype=np.float32), x)


def test_a_pixel_belongs_to_the_nearest_place():
    found = cut([(0, 0), (100, 0), (40, 200)], [(20, 90), (90, 90)])
    for pixel in np.flatnonzero(found.owner >= 0):
        row, column = divmod(int(pixel), 28)
        far = np.hypot(*(found.places - (column + 0.5, row + 0.5)).T)
        near = found.piece[far <= far.min() + 1e-9]
        assert found.owner[pixel] in near


def test_a_corner_is_a_cut_and_pieces_are_about_equal():
    found = cut([(0, 0), (100, 0), (40, 200)])
    at = np.flatnonzero(np.diff(found.piece))
    corner = placed((stroke_of([(0, 0), (100, 0), (40, 200)]),)).ends[0]
    assert min(np.hypot(*(found.places[at] - corner).T)) < 0.6
    sizes = np.bincount(found.piece)
    assert sizes.max() < 2 * sizes.min()


def test_a_round_has_no_corner_but_pieces():
    turn = np.linspace(0, 2 * np.pi, 80)
    found = cut(np.stack([np.cos(turn), np.sin(turn)], axis=1) * 90)
    sizes = np.bincount(found.piece)
    assert found.count >= 8 and sizes.max() - sizes.min() <= 2


def test_a_new_stroke_is_a_new_piece():
    found = cut([(0, 0), (0, 200)], [(100, 0), (100, 200)])
    assert set(found.piece[found.stroke == 0]).isdisjoint(found.piece[found.stroke == 1])


def test_many_strokes_share_pieces():
    found = cut(*([(10 * n, 0), (10 * n, 200)] for n in range(20)))
    assert found.count == MOST
    assert (np.diff(found.piece) >= 0).all()


def test_ink_under_other_ink_is_no_piece_of_its_own():
    line = [(0, 0), (0, 200)]
    twice, once = cut(line, line), cut(line)
    assert twice.count <= 2 * once.count
    assert set(twice.owner.tolist()) == {-1, *range(twice.count)}


def test_a_dot_is_one_piece():
    assert cut([(5, 5)]).count == 1


def test_an_endless_scribble_is_cut_in_a_moment():
    chance = np.random.default_rng(1)
    found = cut(chance.uniform(0, 500, (20_000, 2)))
    assert found.count == MOST and len(found.places) < 3000


@pytest.mark.parametrize("shift", [(0, 0), (300, -40)])
def test_placed_says_where_the_picture_has_the_strokes(shift):
    stroke = stroke_of(np.array([(0, 0), (100, 0), (40, 200)]) + shift)
    where = placed((stroke,))
    assert np.allclose(stroke[:-1] * where.scale + where.offset, where.starts, atol=1e-4)
    assert np.allclose(stroke[1:] * where.scale + where.offset, where.ends, atol=1e-4)
    assert where.stroke.tolist() == [0, 0]
