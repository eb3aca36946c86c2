"""Units stand where the plan says, within the picture, apart from each other."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.geometry import Rect
from game.core.model.network import SIZES
from game.core.model.unit import OFFSETS, Unit
from game.lab.network.plan import place, point_of, unit_at

UNITS = [Unit(layer, index) for layer, size in enumerate(SIZES) for index in range(size)]
RECTS = [(960, 860), (940, 480), (400, 300), (500, 900), (1500, 900), (1900, 1720)]


@st.composite
def rectangles(draw: st.DrawFn) -> tuple[Rect, float]:
    scale = draw(st.floats(0.6, 2.2))
    width = draw(st.floats(320, 1600)) * scale
    height = draw(st.floats(220, 1000)) * scale
    return Rect(draw(st.floats(0, 900)), draw(st.floats(0, 600)), width, height), scale


def test_there_are_986_units() -> None:
    assert len(UNITS) == OFFSETS[-1] == 986


@settings(max_examples=12, deadline=None)
@given(rectangles())
def test_unit_at_the_point_of_a_unit_is_that_unit(case: tuple[Rect, float]) -> None:
    plan = place(*case)
    for unit in UNITS:
        assert unit_at(plan, *point_of(plan, unit)) == unit


@settings(max_examples=60, deadline=None)
@given(rectangles())
def test_all_units_lie_within_the_rectangle(case: tuple[Rect, float]) -> None:
    rect, _ = case
    plan = place(*case)
    reach = plan.radii[:, None] + 1
    low, high = plan.positions - reach, plan.positions + reach
    assert (low >= (rect.x, rect.y)).all()
    assert (high <= (rect.right, rect.bottom)).all()
    plate = plan.plate
    assert plate.x >= rect.x and plate.y >= rect.y
    assert plate.right <= rect.right and plate.bottom <= rect.bottom
    assert plan.label_x + 0.66 * plan.label_size <= rect.right


@pytest.mark.parametrize("size", RECTS)
def test_neurons_do_not_touch(size: tuple[int, int]) -> None:
    plan = place(Rect(7, 9, *size), max(size[1] / 1080, 0.8))
    middles, radii = plan.positions[OFFSETS[1] :], plan.radii[OFFSETS[1] :]
    away = np.hypot(*np.moveaxis(middles[:, None] - middles[None], -1, 0))
    np.fill_diagonal(away, np.inf)
    assert (away > radii[:, None] + radii[None]).all()


def test_layers_stand_one_after_the_other() -> None:
    plan = place(Rect(0, 0, 960, 860))
    edges = [
        (plan.positions[plan.layer(k), 0].min(), plan.positions[plan.layer(k), 0].max())
        for k in range(4)
    ]
    for (_, right), (left, _) in pairwise(edges):
        assert right + 60 < left


def test_neurons_are_large_enough_to_tell_apart_at_1080_lines() -> None:
    for size in ((960, 860), (940, 480)):
        assert place(Rect(0, 0, *size)).radii[OFFSETS[1]] >= 4


def test_nothing_is_found_off_the_network() -> None:
    plan = place(Rect(0, 0, 960, 860))
    assert unit_at(plan, 2, 2) is None
    assert unit_at(plan, 320, 480) is None


def test_arrays_are_read_only() -> None:
    plan = place(Rect(0, 0, 960, 860))
    for array in (plan.positions, plan.radii, plan.visibility, plan.plate_steps):
        assert not array.flags.writeable
