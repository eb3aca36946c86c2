"""The not-a-digit gauge: what it promises for any input, and how well it tells."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from bench.doubt import EXAMPLES as DATA
from bench.doubt import auroc, examples
from game.core.geometry import Rect
from game.core.ink.doubt import (
    HARDLY,
    MUCH,
    SIZES,
    Gauge,
    Judged,
    doubt,
    doubt_of,
    in_line,
    judgeable,
    smallness,
)
from game.core.ink.ink import Ink, stroke_of
from game.core.ink.segment import Segment
from game.core.ink.segment import segment as segment_ink
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
    small, large = (Segment((), Rect(0, 0, side, side), picture) for side in (14, 300))
    blank = Ink(400, 400, 10)
    assert doubt_of(gauge(), blank, (small,))[0] == 1
    assert doubt_of(gauge(), blank, (large,))[0] < 0.5
    assert doubt_of(gauge(), blank, ()).shape == (0,)


def parts(*boxes: Rect) -> tuple[Segment, ...]:
    return tuple(Segment((nth,), box, np.zeros(784, np.float32)) for nth, box in enumerate(boxes))


def test_what_was_left_out_as_too_small_is_judged_with_the_digit_it_stands_by() -> None:
    strokes = [[(10, 10), (60, 110)], [(40, 150), (42, 152)], [(300, 20), (300, 110)]]
    strokes += [[(280, 60), (281, 61)], [(10, 390), (12, 390)]]
    ink = Ink(400, 400, 10, tuple(stroke_of(stroke) for stroke in strokes))
    one, other = parts(Rect(5, 5, 60, 110), Rect(295, 15, 10, 100))
    other = replace(other, strokes=(2,))
    assert judgeable(ink, (one, other)) == [(one, (0, 1)), (other, (2, 3))], "the last is far off"
    assert judgeable(ink, (one, other), 2) == [(one, (0,)), (other, (2, 3))]


def test_a_point_below_makes_a_question_mark_of_a_hook() -> None:
    curve = [(130, 130), (150, 80), (210, 62), (262, 95), (258, 150), (215, 200), (202, 240)]
    hook, point = stroke_of([*curve, (200, 290)]), stroke_of([(200, 350), (203, 353)])
    ink = Ink(448, 448, 20, (hook,))
    (segment,) = segment_ink(ink, lambda x: np.full((len(x), 10), 0.1, np.float32))
    alone = doubt_of(gauge(), ink, (segment,))[0]
    both = doubt_of(gauge(), replace(ink, strokes=(hook, point)), (segment,))[0]
    assert both > max(alone, HARDLY)


def test_what_is_drawn_in_many_strokes_is_doubted() -> None:
    picture = examples(DATA)[0]["unseen writers"][0]
    upright = [stroke_of([(x, 100), (x, 300)]) for x in (100, 110, 120, 130, 140)]
    apart = Ink(448, 448, 20, tuple(upright))
    segment = Segment((0, 1, 2, 3, 4), Rect(90, 90, 60, 220), picture)
    assert doubt_of(gauge(), apart, (segment,))[0] == pytest.approx(MUCH)
    joined = [stroke_of([(x, 100), (x + 10, 100)]) for x in (100, 110, 120, 130, 140)]
    path = replace(apart, strokes=tuple(joined))
    assert doubt_of(gauge(), path, (segment,))[0] < MUCH, "a path in pieces is one stroke"


def test_what_is_plain_is_doubted_close_beside_what_is_hardly_a_digit() -> None:
    line = parts(Rect(0, 0, 80, 200), Rect(150, 0, 20, 200), Rect(240, 0, 20, 200))
    far = parts(Rect(0, 0, 80, 200), Rect(300, 0, 20, 200))
    letter, bar, seven = Judged(0.9, False), Judged(0.01, True), Judged(0.01, False)
    assert in_line(line, [letter, bar, bar]).tolist() == pytest.approx([0.9, 0.3, 0.3])
    assert in_line(line[::-1], [bar, bar, letter]).tolist() == pytest.approx([0.3, 0.3, 0.9])
    assert in_line(line, [letter, seven, bar]).tolist() == pytest.approx([0.9, 0.01, 0.01])
    assert in_line(far, [letter, bar]).tolist() == pytest.approx([0.9, 0.01])
    known = in_line(line, [Judged(0.2, False), bar, bar])
    assert known.tolist() == pytest.approx([0.2, 0.01, 0.01])
    assert not in_line(line, [letter, bar, bar]).flags.writeable


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
