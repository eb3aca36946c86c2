"""Thinning: ink → skeleton → pieces."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from game.core.ink.thin import graph_of, pieces, prune, thin


def disc_line(points, radius=3.0, side=60):
    """A thick line through (x, y) points, as a mask."""
    y, x = np.mgrid[:side, :side]
    mask = np.zeros((side, side), bool)
    for (x0, y0), (x1, y1) in pairwise(points):
        for t in np.linspace(0, 1, 80):
            mask |= np.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0)) <= radius
    return mask


def test_a_thick_line_becomes_a_thin_one_along_its_middle():
    skeleton = thin(disc_line([(10, 30), (50, 30)]))
    y, x = np.nonzero(skeleton)
    assert set(y) == {30}
    assert x.min() <= 12 and x.max() >= 48


def test_a_ring_stays_a_ring():
    y, x = np.mgrid[:60, :60]
    distance = np.hypot(x - 30, y - 30)
    graph = graph_of(thin((distance < 20) & (distance > 12)))
    assert (graph.degree == 2).all()
    assert len(graph.edges) == len(graph.points)


def thinned_as_published(mask):
    """Zhang and Suen's two passes over every pixel, until neither takes one away."""
    ink = np.pad(mask, 1)
    while True:
        before = ink.copy()
        for one, two in (((0, 2, 4), (2, 4, 6)), ((0, 2, 6), (0, 4, 6))):
            gone = []
            for y, x in np.argwhere(ink):
                ring = [(-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1)]
                p = [int(ink[y + dy, x + dx]) for dy, dx in ring]
                rises = sum(a < b for a, b in zip(p, p[1:] + p[:1], strict=True))
                free = not all(p[k] for k in one) and not all(p[k] for k in two)
                if 2 <= sum(p) <= 6 and rises == 1 and free:
                    gone.append((y, x))
            for place in gone:
                ink[place] = False
        if (ink == before).all():
            return ink[1:-1, 1:-1]


def test_only_what_changed_is_looked_at_and_nothing_is_missed():
    chance = np.random.default_rng(4)
    for _ in range(30):
        noise = ndimage.gaussian_filter(chance.normal(size=chance.integers(1, 26, 2)), 1.5)
        mask = noise > np.quantile(noise, chance.uniform(0, 0.9))
        expected = thinned_as_published(mask)
        skeleton = thin(mask)
        assert (skeleton >= expected).all()
        # More than that are only dots, one for a blob that was eaten whole.
        blobs, count = ndimage.label(mask, np.ones((3, 3)))
        eaten = count - len(np.unique(blobs[expected]))
        assert (skeleton & ~expected).sum() == eaten


def test_dots_stay():
    mask = np.zeros((20, 20), bool)
    mask[3, 3] = True
    mask[8:10, 8:10] = True
    mask[14:17, 14:17] = True
    assert ndimage.label(thin(mask), np.ones((3, 3)))[1] == 3
    starts, ends = pieces(thin(mask))
    assert len(starts) == 3
    assert (starts == ends).all()
    assert (np.abs(starts[0] - 3.5) < 1e-6).all()


def test_a_crossing_has_no_triangles():
    """A cross has four ends and joins up without a cycle."""
    mask = disc_line([(10, 10), (50, 50)]) | disc_line([(50, 10), (10, 50)])
    graph = prune(graph_of(thin(mask)), 4)
    assert (graph.degree == 1).sum() == 4
    assert len(graph.edges) == len(graph.points) - 1


def test_short_spurs_are_cut_and_long_arms_kept():
    skeleton = np.zeros((20, 40), bool)
    skeleton[10, 2:38] = True
    skeleton[7:10, 20] = True
    assert (graph_of(skeleton).degree == 1).sum() == 3
    assert (prune(graph_of(skeleton), 4).degree == 1).sum() == 2
    assert (prune(graph_of(skeleton), 2).degree == 1).sum() == 3


def test_pieces_follow_the_line():
    starts, ends = pieces(thin(disc_line([(10, 12), (50, 40)])), spur=4)
    length = np.hypot(*(ends - starts).T).sum()
    assert 40 <= length <= 52  # the line is 48.8 px long; its ends may retreat by the radius
    across = np.array([28, -40]) / np.hypot(28, 40)
    assert np.abs((starts - [10.5, 12.5]) @ across).max() < 1.5


def test_a_stack_is_thinned_picture_by_picture():
    one, two = disc_line([(10, 12), (50, 40)]), disc_line([(30, 5), (30, 55)])
    both = thin(np.stack([one, two]))
    assert (both[0] == thin(one)).all() and (both[1] == thin(two)).all()


def test_blank_is_blank():
    assert not thin(np.zeros((9, 9), bool)).any()
    starts, ends = pieces(np.zeros((9, 9), bool))
    assert starts.shape == ends.shape == (0, 2)


@settings(deadline=None, max_examples=60)
@given(arrays(bool, st.tuples(st.integers(1, 14), st.integers(1, 14))))
def test_thinning_keeps_every_blob_and_adds_no_ink(mask):
    skeleton = thin(mask)
    assert not (skeleton & ~mask).any()
    eight = np.ones((3, 3))
    blobs, count = ndimage.label(mask, eight)
    assert ndimage.label(skeleton, eight)[1] == count
    assert len(np.unique(blobs[skeleton])) == count
    assert (thin(skeleton) == skeleton).all()


@settings(deadline=None, max_examples=60)
@given(arrays(bool, st.tuples(st.integers(1, 14), st.integers(1, 14))), st.integers(0, 5))
def test_pieces_of_anything_lie_on_the_picture(mask, spur):
    starts, ends = pieces(thin(mask), spur)
    both = np.concatenate([starts, ends])
    assert np.isfinite(both).all()
    assert (both > 0).all() and (both < mask.shape[::-1]).all()
    assert (len(starts) > 0) == mask.any()
