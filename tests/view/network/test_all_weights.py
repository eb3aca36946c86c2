"""The picture of all weights."""

from __future__ import annotations

import numpy as np

from game.view.network.all_weights import _doubled


def test_a_doubled_haze_is_linear_inside_and_does_not_wrap_at_the_edges() -> None:
    picture = np.zeros((2, 4, 6), np.float32)
    picture[0, 1, 0], picture[1, 3, 2] = 16, 16  # at the left edge, at the lower edge
    expected = np.zeros((2, 8, 12), np.float32)
    expected[0, 1:5, :3] = np.outer((0.25, 0.75, 0.75, 0.25), (16, 12, 4))
    expected[1, 5:, 3:7] = np.outer((0.25, 0.75, 1), (4, 12, 12, 4))
    found = _doubled(picture)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected)
