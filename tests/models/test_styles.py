"""Restyled and made-up digits stay sound strokes. Whether they still look like their digit was
checked by eye, on contact sheets."""

import numpy as np
import pytest

from models.prototypes import prototype
from models.shapes import Shapes, normal
from models.styles import restyle


def is_sound(strokes):
    points = np.concatenate(strokes)
    every = all(s.ndim == 2 and s.shape[1] == 2 and len(s) >= 1 for s in strokes)
    return every and bool(np.isfinite(points).all()) and np.abs(points).max() < 1.5


@pytest.mark.parametrize("label", range(10))
def test_prototypes_are_sound_and_seeded(label):
    for seed in range(60):
        strokes = prototype(label, np.random.default_rng(seed))
        assert is_sound(strokes)
        assert all(s.dtype == np.float32 for s in strokes)
        again = prototype(label, np.random.default_rng(seed))
        assert all((a == b).all() for a, b in zip(strokes, again, strict=True))


@pytest.mark.parametrize("label", range(10))
def test_restyled_digits_are_sound(label):
    for seed in range(60):
        rng = np.random.default_rng(seed)
        assert is_sound(restyle(normal(prototype(label, rng)), label, rng))


@pytest.mark.parametrize("label", range(10))
def test_degenerate_digits_survive_restyling(label):
    rng = np.random.default_rng(1)
    for strokes in ([np.zeros((1, 2), np.float32)], [np.zeros((3, 2), np.float32)] * 2):
        for _ in range(30):
            assert is_sound(restyle(strokes, label, rng))


def test_a_bare_stick_gets_a_flag_or_a_foot():
    stick = [np.stack([np.zeros(20), np.linspace(-0.5, 0.5, 20)], axis=1).astype(np.float32)]
    rng = np.random.default_rng(2)
    widths = [np.ptp(np.concatenate(restyle(stick, 1, rng))[:, 0]) for _ in range(50)]
    assert np.median(widths) > 0.15


def test_restyling_leaves_the_original_alone():
    rng = np.random.default_rng(3)
    for label in range(10):
        strokes = normal(prototype(label, rng))
        before = [s.copy() for s in strokes]
        restyle(strokes, label, rng)
        assert all((a == b).all() for a, b in zip(strokes, before, strict=True))


def test_normal_fits_the_longer_side_to_one_and_centers_the_box():
    (stroke,) = normal([np.array([(10, 20), (30, 120)], np.float32)])
    assert np.allclose(stroke, [(-0.1, -0.5), (0.1, 0.5)])


def test_where_keeps_strokes_and_labels_together():
    shapes = Shapes([[np.full((1, 2), k)] for k in range(4)], np.arange(4))
    some = shapes.where(np.array([False, True, False, True]))
    assert some.labels.tolist() == [1, 3]
    assert [s[0][0, 0] for s in some.strokes] == [1, 3]
