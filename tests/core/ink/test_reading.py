"""Reading numbers: `read_ink` against the labels of real strokes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ink.ink import Ink, stroke_of
from game.core.ink.reading import decided, read_ink
from game.core.model.network import probabilities
from game.shell.files.assets import Assets
from game.shell.files.model_file import Model, load

NETWORK = load(Assets()).network
DATA = Path(__file__).resolve().parents[2] / "data"
LINES = (DATA / "numbers.jsonl").read_text("utf-8").splitlines()
VALUES = [json.loads(line) for line in LINES]
INKS = [
    Ink(v["width"], v["height"], v["pen"], tuple(stroke_of(s) for s in v["strokes"]))
    for v in VALUES
]


def test_real_numbers_are_read(model: Model) -> None:
    wrong = {
        value["label"]: reading
        for ink, value in zip(INKS, VALUES, strict=True)
        if (reading := read_ink(model.network, ink).number) != value["label"]
    }
    assert len(wrong) <= 0.1 * len(INKS), wrong


def test_blank_ink_says_nothing(model: Model) -> None:
    reading = read_ink(model.network, Ink(100, 100, 3))
    assert reading.number == "" and reading.digits == ()


def test_every_digit_tells_how_it_was_read(model: Model) -> None:
    for ink in INKS[:8]:
        reading = read_ink(model.network, ink)
        assert reading.number == "".join(str(d.digit) for d in reading.digits)
        for digit in reading.digits:
            row = probabilities(model.network, digit.x[None])[0]
            np.testing.assert_allclose(digit.probabilities, row, atol=1e-5)
            assert digit.digit == int(digit.probabilities.argmax())
            assert digit.probability == pytest.approx(float(digit.probabilities.max()))
            assert digit.probabilities.sum() == pytest.approx(1, abs=1e-5)
            assert not digit.probabilities.flags.writeable


@settings(max_examples=30, deadline=None)
@given(
    index=st.integers(0, len(INKS) - 1),
    dx=st.floats(-2000, 2000),
    dy=st.floats(-2000, 2000),
    scale=st.floats(0.25, 4),
)
def test_place_and_size_of_the_ink_do_not_matter(
    index: int, dx: float, dy: float, scale: float
) -> None:
    ink, network = INKS[index], NETWORK
    strokes = tuple(stroke_of(s * np.float32(scale) + np.float32([dx, dy])) for s in ink.strokes)
    other = replace(ink, pen=ink.pen * scale, strokes=strokes)
    here, there = read_ink(network, ink), read_ink(network, other)
    assert len(here.digits) == len(there.digits)
    for one, two in zip(here.digits, there.digits, strict=True):
        np.testing.assert_allclose(one.probabilities, two.probabilities, atol=0.02)


@given(st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, np.nan, np.inf, -np.inf]), min_size=10))
def test_the_digit_decided_for_is_the_only_largest_that_is_a_number(values: list[float]) -> None:
    row = np.array(values[:10], np.float32)
    largest = np.flatnonzero(row == row.max())
    sure = np.isfinite(row.max()) and len(largest) == 1
    assert decided(row) == (int(largest[0]) if sure else None)
