"""Ink → digits, on real strokes (tests/data) and on drawn-up cases."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.digit import prepare
from game.core.ink.ink import Ink, bounds, stroke_of
from game.core.ink.line import LONGEST
from game.core.ink.segment import Known, Segment, segment, segment_on
from game.core.model.network import Array, probabilities
from game.shell.files.assets import Assets
from game.shell.files.model_file import load

DATA = Path(__file__).resolve().parents[2] / "data"
NETWORK = load(Assets()).network


def recognize(x: Array) -> Array:
    return probabilities(NETWORK, x)


def labeled(name: str) -> list[tuple[Ink, str, list[int]]]:
    found = []
    for line in (DATA / name).read_text("utf-8").splitlines():
        value = json.loads(line)
        strokes = tuple(stroke_of(s) for s in value["strokes"])
        ink = Ink(value["width"], value["height"], value["pen"], strokes)
        found.append((ink, value["label"], value["owners"]))
    return found


NUMBERS, DIGITS = labeled("numbers.jsonl"), labeled("digits.jsonl")


def groups(ink: Ink) -> list[tuple[int, ...]]:
    return [s.strokes for s in segment(ink, recognize)]


def expected(owners: list[int]) -> list[tuple[int, ...]]:
    return [
        tuple(i for i, owner in enumerate(owners) if owner == digit)
        for digit in range(max(owners) + 1)
    ]


def on_canvas(*strokes: list[tuple[float, float]], pen: float = 6) -> Ink:
    return Ink(600, 300, pen, tuple(stroke_of(s) for s in strokes))


def moved(ink: Ink, dx: float, dy: float, scale: float = 1) -> Ink:
    strokes = tuple(stroke_of(s * np.float32(scale) + np.float32([dx, dy])) for s in ink.strokes)
    return replace(ink, pen=ink.pen * scale, strokes=strokes)


def sheared(ink: Ink, shear: float) -> Ink:
    strokes = tuple(stroke_of(s + (s[:, 1:] - 150) * np.float32([-shear, 0])) for s in ink.strokes)
    return replace(ink, strokes=strokes)


ONE = [(100.0, 60.0), (100.0, 240.0)]
FOUR_OPEN = [[(160.0, 60.0), (110.0, 170.0), (215.0, 170.0)], [(222.0, 70.0), (220.0, 250.0)]]
FIVE = [
    [(130.0, 60.0), (120.0, 140.0), (170.0, 130.0), (200.0, 180.0), (170.0, 235.0), (110.0, 230.0)],
    [(140.0, 55.0), (210.0, 50.0)],
]
SEVEN = [[(110.0, 60.0), (220.0, 60.0), (150.0, 250.0)], [(140.0, 150.0), (215.0, 148.0)]]


def test_blank_ink_has_no_digit() -> None:
    assert segment(Ink(600, 300, 6), recognize) == ()


@pytest.mark.parametrize(
    "strokes",
    [
        [[(50.0, 50.0)]],
        [[(50.0, 50.0), (52.0, 51.0)]],
        [[(50.0, 50.0), (50.0, 50.0), (50.0, 50.0)]],
    ],
)
def test_a_dot_is_no_digit(strokes: list[list[tuple[float, float]]]) -> None:
    assert segment(on_canvas(*strokes), recognize) == ()


def test_real_numbers_fall_into_their_digits() -> None:
    wrong = [said for ink, said, owners in NUMBERS if groups(ink) != expected(owners)]
    assert len(wrong) <= 1, wrong


def test_real_digits_of_several_strokes_stay_one() -> None:
    wrong = [said for ink, said, _ in DIGITS if len(groups(ink)) != 1]
    assert not wrong


@pytest.mark.parametrize("strokes", [FOUR_OPEN, FIVE, SEVEN], ids=["4", "5", "7"])
@pytest.mark.parametrize("shear", [-0.3, 0.0, 0.4])
def test_drawn_digits_of_two_strokes_stay_one(
    strokes: list[list[tuple[float, float]]], shear: float
) -> None:
    assert groups(sheared(on_canvas(*strokes), shear)) == [(0, 1)]


def test_slanted_ones_whose_x_ranges_overlap_stay_apart() -> None:
    ones = [[(x + 90.0, 40.0), (x, 240.0)] for x in (100.0, 150.0, 200.0)]
    assert groups(on_canvas(*ones)) == [(0,), (1,), (2,)]


def test_digits_come_from_left_to_right_whenever_they_were_drawn() -> None:
    right = [(x + 250, y) for x, y in ONE]
    assert groups(on_canvas(right, ONE)) == [(1,), (0,)]


@pytest.mark.parametrize("spot", [(20.0, 20.0), (160.0, 150.0), (105.0, 150.0), (300.0, 290.0)])
def test_a_speck_changes_nothing(spot: tuple[float, float]) -> None:
    ones = [ONE, [(x + 120, y) for x, y in ONE]]
    speck = [spot, (spot[0] + 3, spot[1] + 2)]
    assert groups(on_canvas(*ones, speck)) == [(0,), (1,)]
    for ink, _, _ in NUMBERS[:12]:
        dotted = replace(ink, strokes=(*ink.strokes, stroke_of([spot])))
        assert groups(dotted) == groups(ink)


def test_a_lone_dash_between_digits_is_no_digit() -> None:
    dash = [(180.0, 150.0), (215.0, 150.0)]
    right = [(x + 200, y) for x, y in ONE]
    assert groups(on_canvas(ONE, dash, right)) == [(0,), (2,)]


def test_a_segment_tells_its_picture_and_its_box() -> None:
    for ink, _, _ in DIGITS + NUMBERS:
        found = segment(ink, recognize)
        for one in found:
            own = tuple(ink.strokes[i] for i in one.strokes)
            if len(found) == 1:
                np.testing.assert_allclose(one.x, prepare(own), atol=1e-5)
            assert not one.x.flags.writeable
            left, top, right, bottom = bounds(own)
            reach = ink.pen / 2
            assert tuple(one.box) == pytest.approx(
                (left - reach, top - reach, right - left + ink.pen, bottom - top + ink.pen)
            )


@pytest.mark.parametrize("shear", [-0.4, 0.2, 0.45])
def test_the_slant_of_a_number_does_not_show_in_its_pictures(shear: float) -> None:
    for ink, _, owners in NUMBERS[1::6]:
        upright, slanted = segment(ink, recognize), segment(sheared(ink, shear), recognize)
        if len(upright) > 1 and len(slanted) == len(upright) == max(owners) + 1:
            apart = [np.abs(a.x - b.x).mean() for a, b in zip(upright, slanted, strict=True)]
            assert max(apart) < 0.08


def test_the_recognizer_is_asked_once_and_only_if_need_be() -> None:
    asked: list[int] = []

    def counting(x: Array) -> Array:
        asked.append(len(x))
        return recognize(x)

    segment(on_canvas(ONE), counting)
    segment(on_canvas(ONE, [(x + 300, y) for x, y in ONE]), counting)
    assert asked == []
    segment(on_canvas(*FOUR_OPEN), counting)
    assert len(asked) == 1


def test_a_stroke_is_never_split_and_never_used_twice() -> None:
    for ink, _, _ in NUMBERS:
        used = [i for group in groups(ink) for i in group]
        assert sorted(used) == sorted(set(used))


def test_a_broken_recognizer_does_no_harm() -> None:
    def broken(x: Array) -> Array:
        return np.full((len(x), 10), np.nan, np.float32)

    for ink, _, _ in NUMBERS[:6]:
        found = segment(ink, broken)
        assert found and all(np.isfinite(one.x).all() for one in found)
        strokes = [stroke for one in found for stroke in one.strokes]
        assert len(strokes) == len(set(strokes)), "none is used twice"


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(NUMBERS + DIGITS),
    st.floats(-3000, 3000),
    st.floats(-3000, 3000),
    st.floats(0.25, 4),
)
def test_place_and_size_do_not_matter(
    sample: tuple[Ink, str, list[int]], dx: float, dy: float, scale: float
) -> None:
    ink = sample[0]
    assert groups(moved(ink, dx, dy, scale)) == groups(ink)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.floats(0, 600, width=32), st.floats(0, 300, width=32)),
            min_size=1,
            max_size=8,
        ),
        max_size=12,
    )
)
def test_any_ink_has_digits_in_order(strokes: list[list[tuple[float, float]]]) -> None:
    found = segment(on_canvas(*strokes), recognize)
    used = [i for s in found for i in s.strokes]
    assert len(used) == len(set(used))
    for one in found:
        assert one.x.shape == (784,) and one.x.min() >= 0 and one.x.max() <= 1
        assert all(a < b for a, b in pairwise(one.strokes))


def test_long_ink_is_quick_work() -> None:
    ones = [[(10.0 * i + 5, 100.0 + 0.05 * k) for k in range(0, 1600)] for i in range(60)]
    assert len(groups(on_canvas(*ones, pen=2))) == 60


def grown(ink: Ink, step: int) -> list[Ink]:
    """The ink as a pen draws it: with every ``step``-th point of its newest strokes."""
    inks = []
    for index, stroke in enumerate(ink.strokes):
        for end in range(1, len(stroke) + 1, step):
            inks.append(replace(ink, strokes=(*ink.strokes[:index], stroke[:end])))
        inks.append(replace(ink, strokes=ink.strokes[: index + 1]))
    return inks


def assert_same(found: tuple[Segment, ...], whole: tuple[Segment, ...]) -> None:
    assert [s.strokes for s in found] == [s.strokes for s in whole]
    for one, other in zip(found, whole, strict=True):
        assert one.box == other.box
        np.testing.assert_allclose(one.x, other.x, atol=1e-5)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(NUMBERS + DIGITS), st.integers(3, 40))
def test_ink_that_goes_on_is_read_as_if_it_were_new(
    sample: tuple[Ink, str, list[int]], step: int
) -> None:
    known = Known()
    for ink in grown(sample[0], step):
        found, known = segment_on(known, ink, recognize)
        assert_same(found, segment(ink, recognize))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 16))
def test_scribbles_that_go_on_are_read_as_if_they_were_new(seed: int, count: int) -> None:
    random, known = np.random.default_rng(seed), Known()
    ink = Ink(448, 448, 20)
    for nth in range(count):
        path = random.uniform(0, 448, 2) + np.cumsum(random.normal(0, 15, (6, 2)), axis=0)
        before = ink
        for x, y in np.clip(path, 0, 448).tolist():
            ink = ink.begin(x, y) if ink is before else ink.extend(x, y)
        if nth % 7 == 6:  # someone takes a stroke back
            ink = replace(ink, strokes=ink.strokes[:-2])
        first = max(len(ink.strokes) - 8, 0)
        found, known = segment_on(known, ink, recognize, first)
        assert_same(found, segment(ink, recognize, first))


def test_digits_that_stay_are_the_same_objects_and_are_not_looked_at_again() -> None:
    ink = next(ink for ink, said, _ in NUMBERS if len(said) == 3)
    asked: list[int] = []

    def counting(x: Array) -> Array:
        asked.append(len(x))
        return recognize(x)

    first, known = segment_on(Known(), ink, counting)
    asked.clear()
    again, _ = segment_on(known, ink, counting)
    assert all(a is b for a, b in zip(first, again, strict=True)) and asked == []


def test_strokes_before_the_first_are_not_read() -> None:
    right = [(x + 300, y) for x, y in ONE]
    found = segment(on_canvas(ONE, right), recognize, first=1)
    assert [s.strokes for s in found] == [(1,)]


def test_no_digit_of_a_person_is_taken_for_a_scribble() -> None:
    for ink, _, owners in NUMBERS + DIGITS:
        for digit in expected(owners):
            own = tuple(ink.strokes[i] for i in digit)
            left, top, right, bottom = bounds(own)
            path = sum(float(np.hypot(*np.diff(s, axis=0).T).sum()) for s in own)
            assert path < LONGEST / 2 * max(right - left, bottom - top)


def test_the_most_ink_a_file_may_hold_asks_for_no_more_than_a_few_pictures_a_stroke() -> None:
    """1,000 strokes of 100 points in one heap: its groups are scribbles, and are not looked at."""
    random = np.random.default_rng(5)
    strokes = tuple(
        stroke_of(np.stack([np.full(100, 0.44 * i), random.uniform(200, 240, 100)], axis=1))
        for i in range(1000)
    )
    asked: list[int] = []

    def counting(x: Array) -> Array:
        asked.append(len(x))
        return recognize(x)

    assert segment(Ink(448, 448, 20, strokes), counting)
    assert sum(asked) < 1000
