"""Signed numbers in color: one ramp, the same shares, cells that are where they should be."""

from __future__ import annotations

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.core.geometry import Rect
from game.view.paint.brush import Brush
from game.view.paint.signed_cells import (
    GAMMA,
    color_table,
    draw_cells,
    draw_vector,
    draw_weights,
    packed,
    picture_of,
    ramp,
    shares_of,
)
from game.view.paint.theme import Theme
from tests.view.words import recorder

DRAWERS = {
    "cells": lambda brush, rect, values: draw_cells(brush, rect, values, 16),
    "vector": lambda brush, rect, values: draw_vector(brush, rect, values, 16),
    "weights": draw_weights,
}


@pytest.mark.parametrize("gamma", [0.5, GAMMA, 1.0])
def test_the_ramp_runs_from_negative_over_ground_to_positive(gamma: float) -> None:
    theme = Theme()
    shares = np.array([-1, 0, 1, np.nan])
    expected = [theme.negative, theme.canvas, theme.positive, theme.damage]
    assert np.allclose(ramp(theme, shares, theme.canvas, gamma), expected)
    table = color_table(theme, theme.canvas, 100, gamma)
    assert table[[0, 100, 200, 201]].tolist() == [list(color) for color in expected]
    # brightness grows with |share|, on both sides
    light = table[:-1].astype(int).sum(axis=1)
    assert (np.diff(light[:101]) <= 0).all() and (np.diff(light[100:]) >= 0).all()


@given(hnp.arrays(np.float32, (3, 5), elements=st.floats(width=32)))
def test_shares_are_of_the_largest_finite_number(values: np.ndarray) -> None:
    for axis in (None, 1):
        shares = shares_of(values, axis)
        assert (np.isnan(shares) == np.isnan(values)).all()
        known = ~np.isnan(values)
        assert (np.abs(shares[known]) <= 1).all()
        assert (np.sign(shares) == np.sign(values))[known].all()
        assert (np.abs(shares[np.isinf(values)]) == 1).all()


@pytest.mark.parametrize("name", DRAWERS)
def test_cells_have_the_colors_of_their_numbers(name: str) -> None:
    theme, values = Theme(), np.zeros(128, np.float32)
    values[[0, 1, 2, 127]] = 1, -1, np.nan, np.inf
    surface = pygame.Surface((330, 170), depth=32)
    DRAWERS[name](Brush(surface, theme, recorder()), Rect(5, 5, 320, 160), values)
    at = {0: (10, 10), 1: (29, 9), 2: (50, 10), 127: (310, 150)}
    colors = {n: tuple(surface.get_at(place))[:3] for n, place in at.items()}
    assert colors == {0: theme.positive, 1: theme.negative, 2: theme.damage, 127: theme.positive}
    middle = tuple(surface.get_at((34, 14)))[:3]
    dark = {"cells": theme.canvas, "vector": theme.panel, "weights": theme.panel}
    assert middle == dark[name], "the second cue beside color"


def test_pixels_are_those_of_a_surface() -> None:
    colors = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    image = picture_of(packed(colors))
    assert image.get_size() == (4, 2)
    assert (pygame.surfarray.array3d(image).transpose(1, 0, 2) == colors).all()
