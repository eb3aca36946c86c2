"""Straight edges as density: even lines at any slope, no seams."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.geometry import Rect
from game.lab.network.plan import place
from game.view.network.pictures.all_weights import doubled
from game.view.network.pictures.rasterize import Edges, rasterize


@pytest.mark.parametrize("rise", [0.0, 37.3, 120.0, 250.0, -391.7, 2000.0])
def test_a_single_edge_has_even_coverage(rise: float) -> None:
    """Wherever a line is cut across its shorter side, the same amount of light comes through."""
    run, scale = 211.4, min(1.0, 500 / max(abs(rise), 1))
    start = np.array([[20.3, 30.6 if rise >= 0 else 430.2]], np.float32)
    end = start + np.array([[run * scale, rise * scale]], np.float32)
    picture = np.zeros((2, 560, 300), np.float32)
    rasterize(picture, Edges(start, end, np.ones(1, np.float32)), 0.05, 0.05)
    assert picture[1].sum() == 0
    steep = abs(rise) > run
    across = picture[0].sum(axis=1 if steep else 0)
    inner = across[np.flatnonzero(across)]
    inner = inner[len(inner) // 8 : -len(inner) // 8]
    assert inner.min() > 0.99 * inner.max()
    lit = (picture[0] > 0).sum(axis=1 if steep else 0)
    assert lit.max() <= 2  # a fine line stays fine


def test_steep_lines_are_as_bright_as_flat_ones() -> None:
    light = []
    for end in ((400.0, 60.0), (300.0, 290.0), (290.0, 300.0), (60.0, 400.0)):
        picture = np.zeros((2, 450, 450), np.float32)
        start = np.array([[20, 20]], np.float32)
        edge = Edges(start, np.array([end], np.float32), np.ones(1, np.float32))
        rasterize(picture, edge, 0.02, 0.02)
        light.append(picture.sum() / np.hypot(end[0] - 20, end[1] - 20))
    assert max(light) < 1.03 * min(light)


def test_no_seam_shows_where_many_edges_begin() -> None:
    """All edges of layer 1 alike: light changes smoothly from column to column."""
    plan = place(Rect(0, 0, 900, 600))
    sources, targets = plan.positions[plan.layer(0)], plan.positions[plan.layer(1)]
    start = np.repeat(sources, len(targets), axis=0)
    end = np.tile(targets, (len(sources), 1))
    picture = np.zeros((2, 600, 900), np.float32)
    rasterize(picture, Edges(start, end, np.ones(len(start), np.float32)), 0.3, 0.06)
    columns = picture[0].sum(axis=0)
    middle = columns[int(sources[:, 0].min()) + 40 : int(targets[:, 0].min()) - 20]
    bend = np.abs(np.diff(middle, 2)) / middle[1:-1]
    assert bend.max() < 0.01


def test_a_doubled_haze_is_linear_inside_and_does_not_wrap_at_the_edges() -> None:
    picture = np.zeros((2, 4, 6), np.float32)
    picture[0, 1, 0], picture[1, 3, 2] = 16, 16  # at the left edge, at the lower edge
    expected = np.zeros((2, 8, 12), np.float32)
    expected[0, 1:5, :3] = np.outer((0.25, 0.75, 0.75, 0.25), (16, 12, 4))
    expected[1, 5:, 3:7] = np.outer((0.25, 0.75, 1), (4, 12, 12, 4))
    found = doubled(picture)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected)
