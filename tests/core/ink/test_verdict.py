"""The one rule by which an answer is told: sure, in doubt, or hardly a digit."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.verdicts import doodles, verdicts
from game.core.ink.doubt import DOUBTFUL, HARDLY, Gauge
from game.core.ink.ink import Ink, stroke_of
from game.core.ink.verdict import LIKELY, Verdict, place_words, verdict
from game.core.model.network import Array
from game.shell.files.assets import Assets
from game.shell.files.gauge_file import load_gauge
from game.shell.files.model_file import Model

DATA = Path(__file__).parents[2] / "data"
#: what each of them is drawn as in the file, at least
KINDS = ("smiley", "cat", "tree", "?", "HI", "square", "star", "spiral", "heart", "house")
SURENESS = (Verdict.HARDLY, Verdict.DOUBTFUL, Verdict.SURE)


@cache
def gauge() -> Gauge:
    return load_gauge(Assets())


def row(top: float, digit: int = 3) -> Array:
    """Ten probabilities: ``top`` for a digit, the rest shared by the others."""
    values = np.full(10, (1 - top) / 9, np.float32)
    values[digit] = top
    return values


def test_a_likely_digit_without_doubt_is_sure() -> None:
    assert verdict(row(0.99), 0.0) is Verdict.SURE
    assert place_words(row(0.99), Verdict.SURE) == "3"


@pytest.mark.parametrize("doubt", [DOUBTFUL, 0.3, HARDLY - 1e-6])
def test_doubt_makes_a_digit_doubtful_however_likely_it_is(doubt: float) -> None:
    assert verdict(row(0.9999), doubt) is Verdict.DOUBTFUL
    assert place_words(row(0.9999), Verdict.DOUBTFUL) == "?"


def test_much_doubt_leaves_no_digit_however_likely_it_is() -> None:
    assert verdict(row(0.9999), HARDLY) is Verdict.HARDLY
    assert verdict(row(0.9999), 1.0) is Verdict.HARDLY


@pytest.mark.parametrize(
    "answer",
    [
        np.full(10, 0.1, np.float32),
        np.full(10, np.nan, np.float32),
        np.where(np.arange(10) == 4, np.inf, 0).astype(np.float32),
        row(LIKELY - 0.01),
        np.array([0.5, 0.5, *[0] * 8], np.float32),
    ],
    ids=["all alike", "nan", "infinite", "unlikely", "two alike"],
)
def test_an_answer_without_a_clear_winner_is_not_sure(answer: Array) -> None:
    assert verdict(answer, 0.0) is Verdict.DOUBTFUL


def test_doubt_that_is_no_number_is_not_sure() -> None:
    assert verdict(row(1.0), float("nan")) is not Verdict.SURE


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.11, 1), st.floats(0.11, 1))
def test_more_doubt_or_a_less_likely_digit_is_never_surer(
    doubt: float, more: float, top: float, less: float
) -> None:
    (doubt, more), (less, top) = sorted((doubt, more)), sorted((less, top))
    surer, other = verdict(row(top), doubt), verdict(row(less), more)
    assert SURENESS.index(other) <= SURENESS.index(surer)


def test_each_subject_is_drawn_in_several_ways() -> None:
    drawn = [kind for kind, _ in doodles()]
    assert set(drawn) == set(KINDS)
    assert all(drawn.count(kind) >= 3 for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_doodle_is_told_as_a_sure_digit(model: Model, kind: str) -> None:
    told = [verdicts(model.network, gauge(), ink)[0] for found, ink in doodles() if found == kind]
    assert all(told), "something is told of each"
    assert [how for each in told for how in each if how is Verdict.SURE] == []


def test_digits_of_unseen_writers_are_told_as_sure_ones(model: Model) -> None:
    told, right = [], 0
    for name in ("digits.jsonl", "numbers.jsonl"):
        for line in (DATA / name).read_text("utf-8").splitlines():
            value = json.loads(line)
            strokes = tuple(stroke_of(stroke) for stroke in value["strokes"])
            ink = Ink(value["width"], value["height"], value["pen"], strokes)
            how, rows = verdicts(model.network, gauge(), ink)
            if "".join(str(row.argmax()) for row in rows) == value["label"]:
                told += how
                right += 1
    assert right > 50
    assert told.count(Verdict.SURE) >= 0.95 * len(told)
    assert told.count(Verdict.HARDLY) <= 0.01 * len(told)
