"""The not-a-digit gauge: what it promises for any input, and how well it tells."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from bench.doubt import EXAMPLES as DATA
from bench.doubt import auroc, examples
from game.core.geometry import Rect
from game.core.ink.doubt import SIZES, Gauge, doubt, doubt_of, smallness
from game.core.ink.segment import Segment
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge


@cache
def gauge() -> Gauge:
    return load_gauge(Assets())


def test_doubt_is_a_share_for_any_picture() -> None:
    rng = np.random.default_rng(0)
    pictures = rng.random((40, 784), np.float32) * (rng.random((40, 1)) < 0.8)
    values = doubt(gauge(), np.asarray(pictures, np.float32))
    assert values.shape == (40,) and values.dtype == np.float32 and not values.flags.writeable
    assert ((values >= 0) & (values <= 1)).all()
    assert doubt(gauge(), np.zeros((0, 784), np.float32)).shape == (0,)


def test_each_picture_is_judged_alone() -> None:
    pictures = np.random.default_rng(1).random((7, 784), np.float32)
    alone = np.concatenate([doubt(gauge(), picture) for picture in pictures])
    assert np.allclose(doubt(gauge(), pictures), alone, atol=1e-6)


def test_an_empty_a_full_and_a_noisy_picture_are_doubted() -> None:
    noise = np.random.default_rng(2).random(784, np.float32)
    pictures = np.stack([np.zeros(784, np.float32), np.ones(784, np.float32), noise])
    assert doubt(gauge(), pictures).min() > 0.9


def test_specks_are_doubted_whatever_their_shape() -> None:
    values = smallness(np.array([0, 5, 10, 20, 30, 300], np.float32), 10)
    assert values.tolist() == [1, 1, 1, 0.5, 0, 0]
    picture = examples(DATA)[0]["unseen writers"][0]
    small, large = (Segment((0,), Rect(0, 0, side, side), picture) for side in (14, 300))
    values = doubt_of(gauge(), (small, large), 10)
    assert values[0] == 1 and values[1] < 0.5
    assert doubt_of(gauge(), (), 10).shape == (0,)


def test_held_out_digits_are_believed() -> None:
    digits, _ = examples(DATA)
    for name in ("unseen writers", "MNIST test, pen paths"):
        assert (doubt(gauge(), digits[name]) < 0.5).mean() >= 0.98


@pytest.mark.parametrize("kind", ["scribbles", "letters", "empty-ish squares", "signs"])
def test_kinds_never_trained_on_are_told_from_held_out_digits(kind: str) -> None:
    digits, others = examples(DATA)
    believed = doubt(gauge(), digits["unseen writers"])
    assert auroc(believed, doubt(gauge(), others[kind])) >= 0.97


def test_a_gauge_of_another_shape_or_not_finite_is_refused() -> None:
    weights = [np.zeros((m, n), np.float32) for n, m in pairwise(SIZES)]
    biases = [np.zeros(m, np.float32) for m in SIZES[1:]]
    with pytest.raises(ValueError, match="expected"):
        Gauge(tuple(weights[:-1]), tuple(biases[:-1]))
    biases[0] = np.full(SIZES[1], np.nan, np.float32)
    with pytest.raises(ValueError, match="finite"):
        Gauge(tuple(weights), tuple(biases))
